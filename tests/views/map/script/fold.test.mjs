import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../../../kg/views/map/script/pure/fold.js";

test("spellings of one name are folded alike", () => {
  for (const [names, folded] of /** @type {[string[], string][]} */ ([
    [["Bærum", "BAERUM", "  barum ", "Bárum"], "barum"],
    [["Ålesund", "Aalesund", "alesund"], "alesund"],
    [["Göteborg", "Goeteborg", "GØTEBORG"], "goteborg"],
    [["Łódź", "Lodz"], "lodz"],
    [["Straße", "strasse"], "strasse"],
    [["A-b_c.d", "a b c d"], "a b c d"],
  ])) {
    assert.deepEqual(
      names.map(fold),
      names.map(() => folded),
    );
  }
});

test("other scripts are kept, and what is no letter or figure is dropped", () => {
  assert.equal(fold("日本 2020"), "日本 2020");
  assert.equal(fold("– … !"), "");
});
