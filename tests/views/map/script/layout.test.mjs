import assert from "node:assert/strict";
import { test } from "node:test";
import { extent, nextNode, sizesAt, viewOf } from "../../../../kg/views/map/script/pure/layout.js";

/** @type {(x: number, y: number) => { x: number, y: number, visible: boolean }} */
const at = (x, y) => ({ x, y, visible: true });

test("few nodes are drawn at their own size, many smaller, never below a third", () => {
  const size = /** @type {[number, number]} */ ([1000, 800]);
  const of = (/** @type {number} */ nodes, scale = 1) => sizesAt({ scale, fit: 1, size, nodes, layout: "force" }).node;
  assert.equal(of(10), 1);
  assert.ok(of(1000) < 1 && of(1000) > 0.34);
  assert.equal(of(100_000), 0.34);
  assert.ok(of(10, 4) > 1.5 && of(10, 4) < 4); // closer: larger, but less than the map itself
  assert.equal(of(10, 1e9), 2.2);
});

test("the extent is the box of the nodes, on a map of Europe without those far away", () => {
  const nodes = [at(0, -10), at(100, 50), at(-20, 0)];
  assert.deepEqual(extent(nodes, "force"), [-20, -10, 100, 50]);
  assert.deepEqual(extent([...nodes, at(9000, 0)], "geographic"), [-20, -10, 100, 50]);
  assert.deepEqual(extent([...nodes, at(9000, 0)], "force"), [-20, -10, 9000, 50]);
  assert.deepEqual(extent([at(9000, 1)], "geographic"), [9000, 1, 9000, 1]);
  assert.equal(extent([], "force"), null);
});

test("of many places the outermost do not count", () => {
  const nodes = Array.from({ length: 200 }, (_, i) => at(i, 2 * i));
  assert.deepEqual(extent([...nodes].reverse(), "geographic"), [3, 6, 196, 392]);
});

test("a view has the box in its middle, with room around it", () => {
  const { position, scale } = viewOf([0, 0, 100, 50], [1000, 1000], "force");
  assert.deepEqual(position, { x: 50, y: 25 });
  assert.equal(scale, (1000 - 2 * 110) / 100);
  assert.equal(viewOf([5, 5, 5, 5], [100, 1000], "force").scale, (100 - 22) / 40); // one node is not the whole view
  assert.equal(viewOf([5, 5, 5, 5], [100, 1000], "geographic").scale, (100 - 22) / 60);
});

test("the next node lies in the direction; sideways counts double; what is not visible is passed over", () => {
  const from = at(0, 0);
  const right = at(10, 0);
  const slant = at(7, 2);
  const hidden = { ...at(2, 0), visible: false };
  const nodes = [from, hidden, right, slant, at(-5, 0), at(3, 9)];
  assert.equal(nextNode(nodes, from, [1, 0]), right);
  assert.equal(nextNode([from, slant], from, [1, 0]), slant);
  assert.equal(nextNode([from, slant], from, [0, 1]), null);
  assert.equal(nextNode([from, right], right, [1, 0]), null);
});
