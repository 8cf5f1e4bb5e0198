// The forms of nodes: corner points of a shape of radius 1, area about that of a disc; a circle has none.

/** @import {Point} from "../types" */

/** @type {(sides: number, radius: number, turn: number) => Point[]} */
const polygon = (sides, radius, turn) =>
  Array.from({ length: sides }, (_, i) => [
    radius * Math.cos(turn + (2 * Math.PI * i) / sides),
    radius * Math.sin(turn + (2 * Math.PI * i) / sides),
  ]);

/** @type {Record<string, Point[] | undefined>} */
export const CORNERS = {
  square: polygon(4, 1.25, Math.PI / 4),
  diamond: polygon(4, 1.3, 0),
  triangle: polygon(3, 1.45, -Math.PI / 2),
  hexagon: polygon(6, 1.12, 0),
  star: polygon(10, 1, -Math.PI / 2).map(([x, y], i) => {
    const r = i % 2 ? 0.62 : 1.4;
    return [r * x, r * y];
  }),
};

/**
 * How far a form reaches from its middle, in radii.
 *
 * @type {(form: string) => number}
 */
export const spread = (form) => (CORNERS[form] ? 1.3 : 1);
