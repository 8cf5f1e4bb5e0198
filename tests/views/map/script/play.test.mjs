import assert from "node:assert/strict";
import { test } from "node:test";
import { SPEEDS, speedOf, stepped, yearOf } from "../../../../kg/views/map/script/pure/play.js";

/** @import {Years} from "../../../../kg/views/map/script/types" */

const ALL = /** @type {Years} */ ([1992, 2024]);

test("one year is shown, or several, or all", () => {
  assert.deepEqual([yearOf([2016, 2016]), yearOf([2014, 2020]), yearOf(null)], [2016, null, null]);
});

test("steps stay within the years of the map", () => {
  assert.deepEqual(
    [stepped(2016, ALL, 1), stepped(2016, ALL, -1), stepped(2024, ALL, 1), stepped(1992, ALL, -1)],
    [2017, 2015, 2024, 1992],
  );
  assert.deepEqual([stepped(null, ALL, 1), stepped(null, ALL, -1)], [1992, 2024]);
});

test("a speed is one of those that can be chosen", () => {
  assert.deepEqual(
    SPEEDS.map((speed) => speedOf(String(speed))),
    SPEEDS,
  );
  assert.deepEqual([null, "", "3", "1.0", "x"].map(speedOf), [null, null, null, null, null]);
});
