import assert from "node:assert/strict";
import { test } from "node:test";
import { read, written } from "../../../../kg/views/map/script/pure/address.js";
import { state, world } from "./world.mjs";

/** @import {Backbone, LayoutName, State} from "../../../../kg/views/map/script/types" */

const data = {
  lang: "nb",
  languages: ["nb", "nn", "en"],
  layout: /** @type {LayoutName} */ ("force"),
  outline: [[0, 0]],
  backbone: /** @type {Backbone | null} */ (null),
};
const recalled = (/** @type {string} */ hash, given = data) => read(hash, world(), given);

test("an untouched view has no address, and no address is an untouched view", () => {
  assert.equal(written(state(), data, null), "");
  const { physics, selected, card, ...rest } = state();
  assert.deepEqual([physics, selected, card], [false, null, null]);
  assert.deepEqual(recalled(""), { state: rest, card: null, at: null });
});

test("what is written is read again", () => {
  /** @type {State} */
  const before = state({
    lang: "en",
    dark: false,
    view: "table",
    layout: "geographic",
    card: "baerum",
    isolate: "sun",
    hidden: new Set(["tartu", "nobody"]),
    years: [1999, 2011],
    undated: false,
    marked: new Set(["sun", "baerum"]),
    speed: 0.5,
    off: { group: new Set(["a b", "%&=+"]), type: new Set(["project"]), tie: new Set(["?"]) },
  });
  before.facets.tie = new Set(["twinning", "network"]);
  before.facets.country = new Set(["?"]);
  const address = written(before, data, [12.345, -6, 1000]);
  const { state: after, card, at } = recalled(address);
  assert.deepEqual({ ...after, card, physics: false, selected: null }, before);
  assert.deepEqual(at, [12.3, -6, 1000]);
  assert.equal(written({ ...before, ...after, card }, data, at), address);
});

test("the player is open at a speed that there is, on a map that has years", () => {
  assert.deepEqual([recalled("play=2").state.speed, recalled("play=3").state.speed], [2, null]);
  assert.equal(read("play=2", { ...world(), years: null }, data).state.speed, null);
  assert.deepEqual([...recalled("mark=sun%2520x+baerum+far").state.marked], ["baerum"]);
  const grouped = world();
  Object.assign(grouped.records.get("far") ?? {}, { of: "sun" });
  assert.deepEqual([...read("mark=far+baerum", grouped, data).state.marked], ["sun", "baerum"]);
});

test("sets are written in order, so that a view has one address", () => {
  const one = state({ hidden: new Set(["a", "b"]) });
  const other = state({ hidden: new Set(["b", "a"]) });
  assert.equal(written(one, data, null), written(other, data, null));
});

test("what the map does not have is passed over", () => {
  const { state: after, card, at } = recalled("n=x&k=nonsense&hide=%25+sun&only=x&y=9-2&at=a,b,c&layout=moon&lang=xx");
  const { physics, selected, card: _, ...rest } = state({ hidden: new Set(["sun"]) });
  assert.deepEqual([after, card, at, physics, selected], [rest, null, null, false, null]);
  for (const wrong of ["1,2", "1,2,3,4", "1,2,0", "1,2,-3", "1,2,Infinity", ""]) {
    assert.equal(recalled(`at=${wrong}`).at, null, wrong);
  }
});

test("years are kept within those of the map, and a map without places has no other layout", () => {
  assert.deepEqual(recalled("y=1-9999").state.years, [1992, 2024]);
  assert.deepEqual(recalled("y=2000-2000").state.years, [2000, 2000]);
  for (const wrong of ["soon", "2010-2000", "1900-1910", "2030-2040", "2000"]) {
    assert.equal(recalled(`y=${wrong}`).state.years, null, wrong);
  }
  assert.equal(recalled("layout=geographic", { ...data, outline: [] }).state.layout, "force");
});
