import assert from "node:assert/strict";
import { test } from "node:test";
import { edgeYears, heldIn, period, range, spans, tieSpan, year } from "../../../../kg/views/map/script/pure/period.js";
import { fill } from "../../../../kg/views/map/script/pure/words.js";

/** @import {Span, Years} from "../../../../kg/views/map/script/types" */

const TEXTS = { since: "from {start}", until: "to {end}", as_of: "held {date}" };
/** @type {(key: string, values: Record<string, string>) => string} */
const t = (key, values) => fill(TEXTS[/** @type {keyof typeof TEXTS} */ (key)], values);

test("the year of a date", () => {
  assert.deepEqual(["2021", "2021-06", "2021-06-01"].map(year), [2021, 2021, 2021]);
  assert.equal(year(undefined), null);
  assert.equal(year(""), null);
});

test("an edge has the years of each tie, or its own where they are not listed", () => {
  const ties = [{ held_from: "2021-02-03", held_until: "2024-12-31", start: "2020" }, { held_until: "2010-12-31" }, {}];
  assert.deepEqual(ties.map(tieSpan), [
    [2021, 2024],
    [null, 2010],
    [null, null],
  ]);
  assert.deepEqual(spans({ ties, first: 1900, last: 1901 }), ties.map(tieSpan));
  assert.deepEqual(spans({ ties: [], first: 1990, last: 2000 }), [[1990, 2000]]);
  assert.deepEqual(spans({ ties: [], first: 1990, last: 2000, open: true }), [[1990, null]]);
  assert.deepEqual(spans({ ties: [] }), [[null, null]]);
});

test("a tie is in the years asked for when they meet, both ends included; an unknown end is open", () => {
  /** @type {[Span, Years, boolean][]} */
  const cases = [
    [[2005, 2010], [2010, 2020], true],
    [[2005, 2010], [1990, 2005], true],
    [[2005, 2010], [2006, 2007], true],
    [[2005, 2010], [1990, 2020], true],
    [[2005, 2010], [2011, 2020], false],
    [[2005, 2010], [1990, 2004], false],
    [[2005, null], [2030, 2040], true],
    [[2005, null], [1990, 2004], false],
    [[null, 2010], [1800, 1801], true],
    [[null, 2010], [2011, 2011], false],
  ];
  for (const [span, years, held] of cases) {
    assert.equal(heldIn(span, years, true), held, `${span} in ${years}`);
    assert.equal(heldIn(span, years, false), held, `${span} in ${years}`);
    assert.equal(heldIn(span, null, false), true, `${span} in all years`);
  }
});

test("a tie without any year is in as the box says, with and without years asked for", () => {
  for (const undated of [true, false]) {
    assert.equal(heldIn([null, null], [2000, 2010], undated), undated);
    assert.equal(heldIn([null, null], null, undated), undated);
  }
});

test("the range of years is that of all ties; one year is no range", () => {
  assert.deepEqual(
    range([
      [2005, null],
      [null, 1999],
      [null, null],
      [null, null],
    ]),
    { years: [1999, 2005], undated: 2 },
  );
  assert.deepEqual(range([[2005, 2005]]), { years: null, undated: 0 });
  assert.deepEqual(range([]), { years: null, undated: 0 });
});

test("a period in words", () => {
  assert.equal(period({ start: "2005", end: "2010-06" }, t), "2005–2010-06");
  assert.equal(period({ start: "2005", end: "2005" }, t), "2005");
  assert.equal(period({ start: "2005", as_of: "2020" }, t), "from 2005");
  assert.equal(period({ end: "2010", as_of: "2020" }, t), "to 2010");
  assert.equal(period({ as_of: "2020-06" }, t), "held 2020-06");
  assert.equal(period({}, t), "");
});

test("the years of an edge reach from its first tie to its last; an open tie leaves the end open", () => {
  assert.deepEqual(
    edgeYears({
      ties: [
        { held_from: "2005-01-01", held_until: "2010-12-31" },
        { held_from: "2001-01-01", held_until: "2003-12-31" },
      ],
    }),
    {
      start: "2001",
      end: "2010",
    },
  );
  assert.deepEqual(edgeYears({ ties: [{ held_from: "2005-01-01", held_until: "2010-12-31" }, {}] }), {
    start: "2005",
    end: "",
  });
  assert.deepEqual(edgeYears({ ties: [], first: 1990, last: 2000 }), { start: "1990", end: "2000" });
  assert.deepEqual(edgeYears({ ties: [], first: 1990, last: 2000, open: true }), { start: "1990", end: "" });
  assert.deepEqual(edgeYears({ ties: [] }), { start: "", end: "" });
});
