import assert from "node:assert/strict";
import { test } from "node:test";
import { Boxes, placeLabels } from "../../../../kg/views/map/script/pure/labels.js";
import { world } from "./world.mjs";

/** @import {DrawnNode, Tone} from "../../../../kg/views/map/script/types" */

/** A picture of 400 × 300 px in which letters are as wide as half their height. */
const given = {
  toScreen: (/** @type {DrawnNode} */ node) => /** @type {[number, number]} */ ([node.x, node.y]),
  size: /** @type {[number, number]} */ ([400, 300]),
  reach: () => 6,
  label: (/** @type {DrawnNode} */ node) => node.label,
  width: (/** @type {string} */ text, /** @type {number} */ px) => (text.length * px) / 2,
  tone: () => /** @type {Tone} */ ("plain"),
  pinned: (/** @type {DrawnNode} */ _) => false,
  letters: 1,
};

/** @type {(places: [number, number][]) => DrawnNode[]} */
const nodesAt = (places) =>
  world()
    .ranked.slice(0, places.length)
    .map((node, i) => Object.assign(node, { x: places[i][0], y: places[i][1] }));

const names = (/** @type {{ node: DrawnNode }[]} */ placed) => placed.map(({ node }) => node.id);

test("boxes overlap, not those that only touch, and only those asked about", () => {
  /** @type {Boxes<string>} */
  const boxes = new Boxes();
  boxes.add([0, 0, 200, 10], "long");
  assert.equal(
    boxes.hits([190, 5, 195, 6], () => true),
    true,
  );
  assert.equal(
    boxes.hits([190, 5, 195, 6], (owner) => owner !== "long"),
    false,
  );
  assert.equal(
    boxes.hits([200, 0, 210, 10], () => true),
    false,
  );
  assert.equal(
    boxes.hits([-90, -90, -80, -80], () => true),
    false,
  );
});

test("a label stands to the right of its node where there is room", () => {
  const [{ x, y, dx, dy, px, text }] = placeLabels(nodesAt([[100, 100]]), given);
  assert.deepEqual({ x, y, dx, dy, px, text }, { x: 110, y: 100, dx: 10, dy: 0, px: 12, text: "Bærum" });
});

test("at the edge of the picture it stands elsewhere, and outside there is none", () => {
  const [{ x }] = placeLabels(nodesAt([[395, 100]]), given);
  assert.equal(x, 395 - 6 - 4 - 30);
  assert.deepEqual(placeLabels(nodesAt([[401, 100]]), given), []);
});

test("no label lies on another, and the more important one has the first choice", () => {
  const placed = placeLabels(
    nodesAt([
      [100, 100],
      [112, 100],
      [124, 100],
    ]),
    given,
  );
  assert.equal(placed[0].node.id, "baerum");
  for (const [i, { box: a }] of placed.entries()) {
    for (const { box: b } of placed.slice(i + 1)) {
      assert.ok(a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3]);
    }
  }
});

test("a crowded label is left out, unless it is pinned", () => {
  // a node that takes the whole picture: no label of another is clear of it
  const crowd = {
    ...given,
    reach: (/** @type {DrawnNode} */ node) => (node.id === "baerum" ? 500 : 6),
  };
  const places = /** @type {[number, number][]} */ ([
    [200, 150],
    [220, 150],
  ]);
  assert.deepEqual(names(placeLabels(nodesAt(places), crowd)), ["baerum"]);
  const pinned = (/** @type {DrawnNode} */ node) => node.id === "tartu";
  assert.deepEqual(names(placeLabels(nodesAt(places), { ...crowd, pinned })), ["tartu", "baerum"]);
});

test("dim nodes have no label, those next to the selected one come first and may be longer", () => {
  const nodes = nodesAt([
    [100, 50],
    [100, 150],
    [100, 250],
  ]);
  const long = "A very long name that goes on and on and on";
  const tone = (/** @type {DrawnNode} */ node) =>
    /** @type {Tone} */ (node.id === "baerum" ? "dim" : node.id === "sun" ? "hot" : "plain");
  const placed = placeLabels(nodes, { ...given, tone, label: () => long });
  assert.deepEqual(
    placed.map(({ node, text }) => [node.id, text]),
    [
      ["sun", long],
      ["tartu", "A very long name that goes on…"],
    ],
  );
});
