import assert from "node:assert/strict";
import { test } from "node:test";
import { DOUBT, dashesIn, edgeIn, nodeIn, widthIn } from "../../../../kg/views/map/script/pure/compare.js";

/** @import {DrawnNode, Edge, EdgeChange, NodeChange, Panel} from "../../../../kg/views/map/script/types" */

const PANELS = /** @type {Panel[]} */ ([0, 1]);
const edge = (/** @type {EdgeChange | undefined} */ change, fits = true) =>
  /** @type {Edge} */ (/** @type {unknown} */ ({ from: "a", to: "b", kinds: [], ties: [], change, fits }));
const node = (/** @type {NodeChange | undefined} */ change, /** @type {Edge[]} */ edges, visible = true) =>
  /** @type {DrawnNode} */ (/** @type {unknown} */ ({ change, edges, visible }));

test("what was lost is in the earlier panel, what is new in the later, what was kept in both", () => {
  const changes = /** @type {(EdgeChange | undefined)[]} */ (["lost", "kept", "new", undefined]);
  assert.deepEqual(
    changes.map((change) => PANELS.map((panel) => edgeIn(edge(change), panel))),
    [
      [true, false],
      [true, true],
      [false, true],
      [true, true],
    ],
  );
});

test("a node is where it has an edge that the filters leave", () => {
  const both = [edge("lost"), edge("new")];
  assert.deepEqual(
    [
      node("left", [edge("lost")]),
      node("entered", [edge("new")]),
      node("stayed", both),
      node("stayed", [edge("lost", false), edge("new")]),
      node("stayed", both, false),
      node(undefined, []),
    ].map((one) => PANELS.map((panel) => nodeIn(one, panel))),
    [
      [true, false],
      [false, true],
      [true, true],
      [false, true],
      [false, false],
      [true, true],
    ],
  );
});

test("what only may have held in a period is dotted there", () => {
  const dashes = [7, 4];
  assert.deepEqual(
    PANELS.map((panel) => dashesIn({ dashes, doubt: [true, false] }, panel)),
    [DOUBT, dashes],
  );
  assert.equal(dashesIn({ dashes }, 0), dashes);
});

test("an edge is as wide as its weight in the period", () => {
  const one = { width: 4, weight: 8, weightIn: /** @type {[number, number]} */ ([8, 4]) };
  assert.deepEqual(
    PANELS.map((panel) => widthIn(one, panel)),
    [4, 2],
  );
  assert.equal(widthIn({ ...one, weightIn: [8, 0] }, 1), 0.8);
  assert.equal(widthIn({ width: 3 }, 0), 3);
});
