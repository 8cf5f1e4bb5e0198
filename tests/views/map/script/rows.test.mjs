import assert from "node:assert/strict";
import { test } from "node:test";
import { inOrder, isEmpty } from "../../../../kg/views/map/script/pure/rows.js";

/** @typedef {{ name: string, ties?: number, kind?: string }} Row */

/** @type {Row[]} */
const rows = [
  { name: "Øst", ties: 3 },
  { name: "Zoo", ties: 10, kind: "b" },
  { name: "Ås", kind: "a" },
  { name: "Aker", ties: 3, kind: "" },
];
/** @type {(value: (row: Row) => string | number | undefined, way: number, lang?: string) => string[]} */
const order = (value, way, lang = "nb") =>
  inOrder(rows, { value, name: (row) => row.name, way, lang }).map((row) => row.name);

test("figures are sorted as figures, among equals by name; without a value last either way", () => {
  assert.deepEqual(
    order((row) => row.ties, -1),
    ["Zoo", "Aker", "Øst", "Ås"],
  );
  assert.deepEqual(
    order((row) => row.ties, 1),
    ["Aker", "Øst", "Zoo", "Ås"],
  );
  assert.deepEqual(
    order((row) => row.kind, 1),
    ["Ås", "Zoo", "Aker", "Øst"],
  );
});

test("names are sorted as the language does", () => {
  const name = (/** @type {Row} */ row) => row.name;
  assert.deepEqual(order(name, 1), ["Aker", "Zoo", "Øst", "Ås"]);
  assert.deepEqual(order(name, -1), ["Ås", "Øst", "Zoo", "Aker"]);
  assert.deepEqual(order(name, 1, "en"), ["Aker", "Ås", "Øst", "Zoo"]);
});

test("the rows given stay as they are", () => {
  const before = rows.map((row) => row.name);
  order((row) => row.name, -1);
  assert.deepEqual(
    rows.map((row) => row.name),
    before,
  );
});

test("nought is a value", () => {
  assert.deepEqual([undefined, null, "", 0, "0"].map(isEmpty), [true, true, true, false, false]);
});
