import assert from "node:assert/strict";
import { test } from "node:test";
import { find, indexNames } from "../../../../kg/views/map/script/pure/search.js";

const index = indexNames([
  { id: "asker", label: "Asker", alt: ["Asker kommune", "3025"], ties: 2 },
  { id: "baerum", label: "Bærum", labels: { nb: "Bærum", en: "Baerum municipality" }, ties: 5 },
  { id: "barum-net", label: "Nettverket Bærum", ties: 9 },
  { id: "sun", label: "SUN in Bærumsmarka" },
]);
const found = (/** @type {string} */ text) => find(index, text).map((record) => record.id);

test("a name is found however it is typed", () => {
  assert.deepEqual(found("MUNICIPALITY"), ["baerum"]);
  assert.deepEqual(found("3025"), ["asker"]);
  assert.deepEqual(found("barum-net"), ["barum-net"]);
  assert.deepEqual(found("xyz"), []);
  assert.deepEqual(found("  – "), []);
});

test("the same name comes first, then names that begin so, then those with a word that does, then those that hold it", () => {
  assert.deepEqual(found("bærum"), ["baerum", "barum-net", "sun"]);
  assert.deepEqual(found("smarka"), ["sun"]);
});

test("among equals the one with the most ties comes first", () => {
  assert.deepEqual(
    find(
      indexNames([
        { id: "a1", label: "A" },
        { id: "a2", label: "A", ties: 3 },
      ]),
      "a",
    ),
    [
      { id: "a2", label: "A", ties: 3 },
      { id: "a1", label: "A" },
    ],
  );
});
