import assert from "node:assert/strict";
import { test } from "node:test";
import { read, written } from "../../../../kg/views/map/script/pure/address.js";
import { stands, stopOf, unfolded } from "../../../../kg/views/map/script/pure/backbone.js";
import { apply, clear, isFiltered } from "../../../../kg/views/map/script/pure/filter.js";
import { load } from "../../../../kg/views/map/script/pure/model.js";
import { state } from "./world.mjs";

/** @import {Backbone, LayoutName, RawRecord} from "../../../../kg/views/map/script/types" */

/** @type {RawRecord[]} */
const RECORDS = ["a", "b", "c"].map((id) => ({ id, label: id.toUpperCase() }));
const lines = { nb: ["To."], nn: ["To."], en: ["Two."] };

/** @type {Backbone} */
const BACKBONE = {
  first: 1,
  of: 9,
  degrees: { 0: 6, 1: 4 },
  stops: [
    { level: 0, edges: 1, lines, rows: [[0, 1, 2, 0.01, 1.5, 0]] },
    { level: 0.05, edges: 2, lines, rows: [[1, 2, 1, 0.04, 1, 1]] },
    { level: 1, edges: 3, lines, rows: [[0, 2, 0.5, 0.6, 0.5, 1]] },
  ],
  whats: [
    { kind: "project", kinds: ["project"], dashes: [], ties: [1, 0], count: 2 },
    { kind: "network", kinds: ["network"], dashes: [7, 4], ties: [], count: 1, first: 2001 },
  ],
  ties: [{ kind: "network", label: "N" }, { kind: "project" }],
};

const triangle = () =>
  load({
    data: { records: RECORDS, more: [], places: {}, backbone: BACKBONE },
    nodes: RECORDS.map(({ id }, rank) => {
      return { id, shape: "dot", size: 1, color: "#000000", key: "?", rank, text: 1, x: 0, y: 0 };
    }),
    edges: [],
  });

test("rows become edges: with what they name, their ties and the stop that adds them", () => {
  assert.deepEqual(unfolded(BACKBONE, RECORDS), [
    {
      from: "a",
      to: "b",
      kind: "project",
      kinds: ["project"],
      dashes: [],
      ties: [{ kind: "project" }, { kind: "network", label: "N" }],
      count: 2,
      weight: 2,
      p: 0.01,
      width: 1.5,
      stop: 0,
    },
    {
      from: "b",
      to: "c",
      kind: "network",
      kinds: ["network"],
      dashes: [7, 4],
      ties: [],
      count: 1,
      first: 2001,
      weight: 1,
      p: 0.04,
      width: 1,
      stop: 1,
    },
    {
      from: "a",
      to: "c",
      kind: "network",
      kinds: ["network"],
      dashes: [7, 4],
      ties: [],
      count: 1,
      first: 2001,
      weight: 0.5,
      p: 0.6,
      width: 0.5,
      stop: 2,
    },
  ]);
  assert.deepEqual(unfolded(null, RECORDS), []);
});

test("a node knows how many edges it has, held or not", () => {
  const { records } = triangle();
  assert.deepEqual(
    ["a", "b", "c"].map((id) => records.get(id)?.degree),
    [6, 4, undefined],
  );
});

test("an edge stands at its stop and at wider ones, one without a stop at all of them", () => {
  assert.deepEqual(
    [0, 1, 2].map((stop) => stands({ stop: 1 }, stop)),
    [false, true, true],
  );
  assert.deepEqual([stands({}, 0), stands({ stop: 2 }, null)], [true, true]);
});

test("the slider shows what stands at its stop, at first what the network has at first", () => {
  const graph = triangle();
  const shown = (/** @type {number | null} */ stop) => {
    const counts = apply(graph, state({ stop }));
    return [counts, graph.edges.filter((edge) => edge.visible).map(({ from, to }) => from + to)];
  };
  assert.equal(graph.stop, 1);
  assert.deepEqual(shown(null), [{ nodes: 3, edges: 2 }, ["ab", "bc"]]);
  assert.deepEqual(shown(0), [{ nodes: 3, edges: 1 }, ["ab"]]);
  assert.deepEqual(shown(2), [{ nodes: 3, edges: 3 }, ["ab", "bc", "ac"]]);
});

test("filters and slider both apply: a neighbour that is not drawn is none", () => {
  const graph = triangle();
  const counts = apply(graph, state({ stop: 0, isolate: "b" }));
  assert.deepEqual([counts, graph.nodes.get("c")?.visible], [{ nodes: 2, edges: 1 }, false]);
});

test("a slider that was moved can be put back with all filters", () => {
  const moved = state({ stop: 2 });
  assert.equal(isFiltered(moved), true);
  clear(moved);
  assert.deepEqual([moved.stop, isFiltered(moved)], [null, false]);
});

test("the address names the level of the stop; what the network does not have is passed over", () => {
  const data = {
    lang: "nb",
    languages: ["nb"],
    layout: /** @type {LayoutName} */ ("force"),
    outline: [],
    backbone: BACKBONE,
  };
  assert.equal(written(state({ stop: 0 }), data, null), "ties=0");
  assert.equal(written(state({ stop: 2 }), data, null), "ties=1");
  assert.equal(written(state(), data, null), "");
  const stops = ["ties=0", "ties=1", "ties=0.05", "ties=0.3", "ties=", ""].map(
    (hash) => read(hash, triangle(), data).state.stop,
  );
  assert.deepEqual(stops, [0, 2, null, null, null, null]);
  assert.equal(stopOf("1", null), null);
});
