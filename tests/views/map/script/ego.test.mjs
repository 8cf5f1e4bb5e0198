import assert from "node:assert/strict";
import { test } from "node:test";
import * as address from "../../../../kg/views/map/script/pure/address.js";
import * as ego from "../../../../kg/views/map/script/pure/ego.js";
import * as filter from "../../../../kg/views/map/script/pure/filter.js";
import { load } from "../../../../kg/views/map/script/pure/model.js";

/** @import {RawNode, State} from "../../../../kg/views/map/script/types" */

const look = (/** @type {string} */ id, x = 0, y = 0) =>
  /** @type {RawNode} */ ({ id, shape: "dot", size: 5, color: "#000000", key: "?", rank: 0, text: 11, x, y });

/** Bærum in the middle; Asker beside it; a network of three others, of whom one is folded behind a `+n` as well. */
const graph = () =>
  load({
    data: {
      records: [
        { id: "baerum", label: "Bærum", side: "ego" },
        { id: "asker", label: "Asker", side: "partner" },
        { id: "old", label: "Old friend", side: "partner" },
        { id: "net", label: "Net", side: "hub" },
        { id: "more:project", label: "others", type: "more", side: "fold" },
        { id: "m1", label: "One", side: "member", folds: ["net"] },
        { id: "m2", label: "Two", side: "member", folds: ["net"] },
        { id: "far", label: "Far", side: "partner", folds: ["more:project"] },
      ],
      more: [],
      places: {},
      backbone: null,
    },
    nodes: [
      ...[look("baerum"), look("asker", 0, -200), look("old", 200), look("net", 500), look("more:project", 0, 450)],
      ...[look("m1", 500), look("m2", 500), look("far", 0, 450)],
    ],
    edges: [
      { from: "asker", to: "baerum", own: true, kinds: ["agreement"], standing: "current", width: 1, dashes: [] },
      { from: "baerum", to: "old", own: true, kinds: ["project"], standing: "ended", width: 1, dashes: [] },
      { from: "baerum", to: "net", own: true, kinds: ["network"], standing: "current", width: 1, dashes: [] },
      { from: "old", to: "net", own: false, kinds: ["network"], standing: "current", width: 1, dashes: [] },
      { from: "m1", to: "net", own: false, kinds: ["network"], standing: "current", width: 1, dashes: [] },
      { from: "m2", to: "net", own: false, kinds: ["network"], standing: "ended", width: 1, dashes: [] },
      { from: "baerum", to: "far", own: true, kinds: ["project"], standing: "current", width: 1, dashes: [] },
      { from: "baerum", to: "more:project", own: true, kinds: ["project"], standing: "current", width: 1, dashes: [] },
    ],
  });
const OFF = ["ended"];
const page = {
  lang: "nb",
  languages: ["nb", "en"],
  layout: /** @type {const} */ ("force"),
  outline: [],
  off: OFF,
  backbone: null,
};

/** @type {(change?: Partial<State>) => [string[], Record<string, number>, number]} */
const seen = (change = {}) => {
  const made = graph();
  const { edges } = filter.apply(made, { ...filter.newState(page), ...change });
  const nodes = [...made.nodes.values()];
  const folded = nodes.filter((node) => node.more).map((node) => [node.id, node.more ?? 0]);
  return [nodes.filter((node) => node.visible).map((node) => node.id), Object.fromEntries(folded), edges];
};

test("at first what has ended is put out, and members and the rest are folded and counted", () => {
  assert.deepEqual(seen(), [["baerum", "asker", "net", "more:project"], { net: 1, "more:project": 1 }, 3]);
});

test("what is opened shows whom it stands for, with their ties to it", () => {
  assert.deepEqual(seen({ opened: new Set(["net"]) }), [
    ["baerum", "asker", "net", "more:project", "m1"],
    { "more:project": 1 },
    4,
  ]);
  assert.deepEqual(seen({ opened: new Set(["more:project"]) })[0], ["baerum", "asker", "net", "more:project", "far"]);
});

test("with ended ties shown, who is tied by those alone is there, and is counted", () => {
  const off = { group: new Set(), type: new Set(), tie: new Set() };
  assert.deepEqual(seen({ off }), [
    ["baerum", "asker", "old", "net", "more:project"],
    { net: 2, "more:project": 1 },
    4,
  ]);
});

test("a +n of none is put away", () => {
  const facets = { ...filter.newState(page).facets, tie: new Set(["agreement"]) };
  assert.deepEqual(seen({ facets })[0], ["baerum", "asker"]);
});

test("untouched, nothing is filtered, and taking filters away leaves what was put out at first", () => {
  const state = filter.newState(page);
  assert.equal(filter.isFiltered(state, OFF), false);
  state.off.tie.clear();
  assert.equal(filter.isFiltered(state, OFF), true);
  filter.clear(state, OFF);
  assert.deepEqual([...state.off.tie], OFF);
  assert.equal(ego.legendTouched(state, OFF), false);
});

test("members come out beyond their network, apart from each other", () => {
  const { nodes } = graph();
  ego.placeOpened(nodes, ["net"]);
  const homes = ["m1", "m2"].map((id) => nodes.get(id)?.home ?? [0, 0]);
  for (const [x] of homes) assert.ok(x > 530);
  assert.ok(Math.hypot(homes[0][0] - homes[1][0], homes[0][1] - homes[1][1]) > 15);
});

test("rings fill a wide and a high picture", () => {
  assert.deepEqual(
    ego.stretchFor([400, 400]).map((value) => value.toFixed(2)),
    ["1.00", "1.00"],
  );
  const [x, y] = ego.stretchFor([1000, 700]);
  assert.ok(x > 1 && y < 1 && Math.abs(x * y - 1) < 1e-9);
  assert.deepEqual(ego.stretchFor([10_000, 10]), ego.stretchFor([1900, 1000]));
});

test("the address keeps what is opened, and that ended ties are shown after all", () => {
  const made = graph();
  const state = { ...filter.newState(page), opened: new Set(["net"]) };
  assert.equal(address.written(state, page, null), "open=net");
  state.off.tie.clear();
  const text = address.written(state, page, null);
  assert.equal(text, "off-tie=-&open=net");
  const { state: read } = address.read(text, made, page);
  assert.deepEqual([[...read.off.tie], [...read.opened]], [[], ["net"]]);
  assert.deepEqual([...address.read("open=nobody", made, page).state.opened], []);
  assert.deepEqual([...address.read("", made, page).state.off.tie], OFF);
});
