// Which labels are shown, and where: the most important first, each at the first free side of its node, none on top of
// another label or of a more important node. Zooming in makes room, so more appear.
import { shorten } from "./words.js";

/** @import {Box, DrawnNode, PlacedLabel, Point, Tone} from "../types" */

/**
 * Boxes in a grid of cells, so that a box is only compared with those near it.
 *
 * @template Owner
 */
export class Boxes {
  /** @type {Map<string, [Box, Owner][]>} */
  #cells = new Map();

  /**
   * @param {Box} box
   * @returns {Generator<string>}
   */
  *#near([left, top, right, bottom]) {
    for (let cx = Math.floor(left / 80); cx <= Math.floor(right / 80); cx += 1) {
      for (let cy = Math.floor(top / 80); cy <= Math.floor(bottom / 80); cy += 1) yield `${cx},${cy}`;
    }
  }

  /**
   * @param {Box} box
   * @param {Owner} owner
   */
  add(box, owner) {
    for (const cell of this.#near(box)) {
      const there = this.#cells.get(cell);
      if (there) there.push([box, owner]);
      else this.#cells.set(cell, [[box, owner]]);
    }
  }

  /**
   * Does a box overlap one whose owner passes the test? Boxes that only touch do not overlap.
   *
   * @param {Box} box
   * @param {(owner: Owner) => boolean} test
   */
  hits(box, test) {
    for (const cell of this.#near(box)) {
      for (const [[left, top, right, bottom], owner] of this.#cells.get(cell) ?? []) {
        if (left < box[2] && right > box[0] && top < box[3] && bottom > box[1] && test(owner)) return true;
      }
    }
    return false;
  }
}

/**
 * Where the middle line of a label of a width and a height may begin beside a node at x, y that reaches r.
 *
 * @type {(at: Point, r: number, w: number, h: number) => Point[]}
 */
const spotsOf = ([x, y], r, w, h) => {
  const gap = 4;
  /** @type {Point[]} */
  const spots = [
    [x + r + gap, y],
    [x - w / 2, y + r + gap + h / 2],
    [x - w / 2, y - r - gap - h / 2],
    [x - r - gap - w, y],
    [x + r * 0.7 + gap, y + r * 0.7 + h / 2],
    [x + r * 0.7 + gap, y - r * 0.7 - h / 2],
  ];
  return r > w / 2 + 3 ? [[x - w / 2, y], ...spots] : spots;
};

/**
 * The labels of a picture. `given` says how things are drawn: where a node is (px), the picture's size, how far a node
 * reaches, its text, how wide a text is at a size, how it stands out, whether it is pinned (its label is always shown),
 * and the factor of the letters.
 *
 * @type {(nodes: DrawnNode[], given: {
 *   toScreen: (node: DrawnNode) => Point, size: Point, reach: (node: DrawnNode) => number,
 *   label: (node: DrawnNode) => string, width: (text: string, px: number) => number,
 *   tone: (node: DrawnNode) => Tone, pinned: (node: DrawnNode) => boolean, letters: number,
 * }) => PlacedLabel[]}
 */
export const placeLabels = (
  nodes,
  { toScreen, size: [width, height], reach, label, width: wide, tone, pinned, letters },
) => {
  /** @type {Boxes<DrawnNode>} */
  const texts = new Boxes();
  /** @type {Boxes<DrawnNode>} */
  const discs = new Boxes();
  /** @type {PlacedLabel[]} */
  const placed = [];
  const wanted = nodes
    .map((node) => ({ node, at: toScreen(node), first: pinned(node), hot: tone(node) === "hot" }))
    .filter(({ at: [x, y] }) => x > 0 && y > 0 && x < width && y < height)
    .sort((a, b) => Number(b.first) - Number(a.first) || Number(b.hot) - Number(a.hot) || a.node.rank - b.node.rank);
  for (const { node, at } of wanted) {
    const r = reach(node);
    discs.add([at[0] - r, at[1] - r, at[0] + r, at[1] + r], node);
  }
  const most = Math.max(30, Math.round((width * height) / 9000));
  for (const { node, at, first, hot } of wanted) {
    if (placed.length >= most) break;
    if (tone(node) === "dim") continue;
    const px = Math.round(node.font * letters * 10) / 10;
    const text = shorten(label(node), first ? 80 : hot ? 44 : 30);
    const w = wide(text, px);
    const h = px * 1.2;
    const spots = spotsOf(at, reach(node), w, h);
    const free = spots.map(([x, y]) => /** @type {Box} */ ([x - 2, y - h / 2, x + w + 2, y + h / 2]));
    const inside = (/** @type {Box} */ box) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height;
    const clear = (/** @type {Box} */ box) =>
      inside(box) &&
      !texts.hits(box, () => true) &&
      !discs.hits(box, (other) => other !== node && other.rank < node.rank);
    let spot = free.findIndex((box) => clear(box) && !discs.hits(box, (other) => other !== node));
    if (spot < 0 && (node.rank < 40 || first)) spot = free.findIndex(clear);
    if (spot < 0 && first) spot = 0;
    if (spot < 0) continue;
    const [x, y] = spots[spot];
    texts.add(free[spot], node);
    placed.push({ node, text, px, box: free[spot], x, y, dx: x - at[0], dy: y - at[1] });
  }
  return placed;
};
