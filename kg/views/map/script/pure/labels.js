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
 * Where the middle line of a label of a width and a height may begin beside a node at x, y that reaches r; `apart`:
 * also a little away from it.
 *
 * @type {(at: Point, r: number, w: number, h: number, apart?: boolean) => Point[]}
 */
const spotsOf = ([x, y], r, w, h, apart = false) => {
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
  if (apart) {
    spots.push([x - r * 0.7 - gap - w, y + r * 0.7 + h / 2], [x - r * 0.7 - gap - w, y - r * 0.7 - h / 2]);
    for (const more of [10, 22]) {
      for (const side of [x + r + gap, x - r - gap - w]) spots.push([side, y - h / 2 - more], [side, y + h / 2 + more]);
      spots.push([x - w / 2, y + r + gap + h / 2 + more], [x - w / 2, y - r - gap - h / 2 - more]);
    }
  }
  return r > w / 2 + 3 ? [[x - w / 2, y], ...spots] : spots;
};

/**
 * How a label may be set, the best way first: whole, shorter, and without what is told under it.
 *
 * @type {(text: string, under: string, first: boolean, hot: boolean, width: number) => { text: string, under: string }[]}
 */
const waysOf = (text, under, first, hot, width) => {
  const most = first ? 80 : hot ? 44 : 30;
  const ways = [{ text: shorten(text, most), under }];
  if (!under) return ways;
  const narrow = Math.max(12, Math.min(most, Math.floor(width / 22)));
  return [...ways, { text: shorten(text, narrow), under }, { text: shorten(text, narrow), under: "" }];
};

/**
 * The labels of a picture. `given` says how things are drawn: where a node is (px), the picture's size, how far a node
 * reaches, its text and what is told under it, how wide a text is at a size, how it stands out, whether it is pinned
 * (its label is always shown), and the factor of the letters. Who has something told is named wherever there is room
 * near by, with fewer letters if need be.
 *
 * @type {(nodes: DrawnNode[], given: {
 *   toScreen: (node: DrawnNode) => Point, size: Point, reach: (node: DrawnNode) => number,
 *   label: (node: DrawnNode) => string, under?: (node: DrawnNode) => string,
 *   width: (text: string, px: number) => number,
 *   tone: (node: DrawnNode) => Tone, pinned: (node: DrawnNode) => boolean, letters: number,
 * }) => PlacedLabel[]}
 */
export const placeLabels = (
  nodes,
  { toScreen, size: [width, height], reach, label, under = () => "", width: wide, tone, pinned, letters },
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
  const inside = (/** @type {Box} */ box) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height;
  const most = Math.max(30, Math.round((width * height) / 9000));
  for (const { node, at, first, hot } of wanted) {
    if (placed.length >= most) break;
    if (tone(node) === "dim") continue;
    const px = Math.round(node.font * letters * 10) / 10;
    const small = Math.round(px * 0.85 * 10) / 10;
    const told = under(node);
    const ways = waysOf(label(node), told, first, hot, width).map((way) => {
      const w = Math.max(wide(way.text, px), way.under ? wide(way.under, small) : 0);
      const h = px * 1.2 + (way.under ? small * 1.2 : 0);
      const boxes = spotsOf(at, reach(node), w, h, Boolean(told)).map(
        ([x, y]) => /** @type {Box} */ ([x - 2, y - h / 2, x + w + 2, y + h / 2]),
      );
      return { ...way, h, boxes };
    });
    const clear = (/** @type {Box} */ box) =>
      inside(box) &&
      !texts.hits(box, () => true) &&
      !discs.hits(box, (other) => other !== node && (other.rank < node.rank || other.marked === true));
    const free = (/** @type {Box} */ box) => clear(box) && !discs.hits(box, (other) => other !== node);
    /** @type {{ text: string, under: string, h: number, box: Box } | undefined} */
    let chosen;
    const take = (/** @type {(box: Box) => boolean} */ test) => {
      for (const { text, under: below, h, boxes } of chosen ? [] : ways) {
        const box = boxes.find(test);
        if (box) {
          chosen = { text, under: below, h, box };
          return;
        }
      }
    };
    take(free);
    if (node.rank < 40 || first) take(clear);
    if (first) take(() => true);
    if (!chosen) continue;
    const { text, under: below, h, box } = chosen;
    const [x, y] = [box[0] + 2, (box[1] + box[3]) / 2 - (h - px * 1.2) / 2];
    texts.add(box, node);
    placed.push({ node, text, px, under: below, small, box, x, y, dx: x - at[0], dy: y - at[1] });
  }
  return placed;
};
