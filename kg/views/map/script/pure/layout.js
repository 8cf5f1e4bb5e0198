// Sizes and views: how large things are drawn at a zoom, which part of the map holds some nodes, what lies next.

/** @import {Box, DrawnNode, LayoutName, Point} from "../types" */

/**
 * Sizes at a zoom. Nodes keep about their size on screen: zooming pulls them apart.
 *
 * @type {(at: { scale: number, fit: number, size: Point, nodes: number, layout: LayoutName }) => { node: number, line: number, text: number }}
 */
export const sizesAt = ({ scale, fit, size: [width, height], nodes, layout }) => {
  const room = Math.sqrt((width * height) / Math.max(nodes, 1));
  const crowd = layout === "geographic" ? 0.75 : 1; // towns lie closer than a layout would have them
  const base = crowd * Math.min(1, Math.max(0.34, room / 62));
  const closer = Math.max(scale / fit, 0.25);
  return {
    node: base * Math.min(2.2, closer ** 0.38),
    line: Math.min(1.8, Math.max(0.5, base) * closer ** 0.2),
    text: Math.min(1.35, Math.max(0.86, base ** 0.25) * closer ** 0.12),
  };
};

/**
 * The middle 97 of 100 values.
 *
 * @type {(values: number[]) => Point}
 */
const middle = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return [sorted[Math.floor(sorted.length * 0.015)], sorted[Math.ceil(sorted.length * 0.985) - 1]];
};

/**
 * The box that holds some nodes; null where there are none. On the map of Europe those far outside it do not count,
 * or all would be a speck.
 *
 * @type {(nodes: Pick<DrawnNode, "x" | "y">[], layout: LayoutName) => Box | null}
 */
export const extent = (nodes, layout) => {
  let kept = nodes;
  if (layout === "geographic") {
    const near = nodes.filter((node) => Math.hypot(node.x, node.y) < 3300);
    if (near.length) kept = near;
  }
  if (!kept.length) return null;
  const xs = kept.map((node) => node.x);
  const ys = kept.map((node) => node.y);
  if (layout === "geographic" && kept.length > 60) {
    const [left, right] = middle(xs);
    const [top, bottom] = middle(ys);
    return [left, top, right, bottom];
  }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

/**
 * The middle and the scale at which a box fills a canvas of a size in px.
 *
 * @type {(box: Box, size: Point, layout: LayoutName) => { position: { x: number, y: number }, scale: number }}
 */
export const viewOf = ([left, top, right, bottom], [width, height], layout) => {
  const aside = Math.min(110, width * 0.11);
  const above = Math.min(70, height * 0.1);
  const least = layout === "geographic" ? 60 : 40;
  const scale = Math.min(
    (width - 2 * aside) / Math.max(right - left, least),
    (height - 2 * above) / Math.max(bottom - top, least),
  );
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale };
};

/**
 * The nearest visible node in a direction: sideways distance counts double.
 *
 * @type {<N extends Pick<DrawnNode, "x" | "y" | "visible">>(nodes: Iterable<N>, from: N, direction: Point) => N | null}
 */
export const nextNode = (nodes, from, [dx, dy]) => {
  let best = null;
  let least = Infinity;
  for (const node of nodes) {
    if (node === from || !node.visible) continue;
    const x = node.x - from.x;
    const y = node.y - from.y;
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (along <= 0 || aside > along * 1.7) continue;
    const distance = along + 2 * aside;
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
};
