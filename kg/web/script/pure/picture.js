// The picture in the making: nodes keep their places when it grows, new ones begin beside what they came from.
import { extent } from "../../../views/map/script/pure/layout.js";

/** @import {Line, Picture, Placed, Point} from "../types" */

/**
 * The nodes and lines of a picture; those that were there before stay where they were.
 *
 * @type {(picture: Picture, before: Map<string, Placed>) => { nodes: Map<string, Placed>, lines: Line[] }}
 */
export const placed = (picture, before) => {
  /** @type {Map<string, Placed>} */
  const nodes = new Map();
  /** @type {Map<string, string>} */
  const origins = new Map();
  for (const edge of picture.edges) {
    for (const [one, other] of [
      [edge.from, edge.to],
      [edge.to, edge.from],
    ]) {
      if (!origins.has(one)) origins.set(one, other);
    }
  }
  picture.nodes.forEach((node, i) => {
    const old = before.get(node.id);
    const from = before.get(origins.get(node.id) ?? "") ?? nodes.get(origins.get(node.id) ?? "");
    const turn = i * 2.399963; // the golden angle: no two in one direction
    const far = old ? 0 : from ? 60 + 4 * Math.sqrt(i) : 30 * Math.sqrt(i);
    nodes.set(node.id, {
      ...node,
      x: old?.x ?? (from?.x ?? 0) + far * Math.cos(turn),
      y: old?.y ?? (from?.y ?? 0) + far * Math.sin(turn),
      visible: true,
      degree: 0,
      rank: i,
      font: 13,
    });
  });
  /** @type {Line[]} */
  const lines = [];
  for (const edge of picture.edges) {
    const [a, b] = [nodes.get(edge.from), nodes.get(edge.to)];
    if (a && b) lines.push({ ...edge, a, b, visible: true });
  }
  return { nodes, lines };
};

/**
 * Sets ranks and letters by how many connections are shown.
 *
 * @type {(nodes: Iterable<Placed>, starts: Set<string>) => Placed[]}
 */
export const ranked = (nodes, starts) => {
  const first = (/** @type {Placed} */ node) => Number(starts.has(node.id));
  const order = [...nodes].sort(
    (a, b) => first(b) - first(a) || b.degree - a.degree || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0),
  );
  order.forEach((node, i) => {
    node.rank = i;
    node.font = starts.has(node.id) ? 15 : Math.min(15, 12 + Math.sqrt(node.degree) / 2);
  });
  return order;
};

/** @type {(node: Placed) => number} */
export const radius = (node) => Math.min(22, 5 + 1.7 * Math.sqrt(node.degree));

/**
 * The view that holds some nodes: middle and scale.
 *
 * @type {(nodes: Placed[], size: Point) => { x: number, y: number, scale: number }}
 */
export const fitted = (nodes, [width, height]) => {
  const box = extent(/** @type {any} */ (nodes), "force");
  if (!box) return { x: 0, y: 0, scale: 1 };
  const [left, top, right, bottom] = box;
  const scale = Math.min((width - 140) / Math.max(right - left, 80), (height - 100) / Math.max(bottom - top, 80), 2.2);
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.max(scale, 0.02) };
};
