// A comparison of two periods: what is in the panel of the earlier one (0), and of the later one (1).

/** @import {DrawnEdge, DrawnNode, Edge, Panel} from "../types" */

const NODES = [new Set(["left", "stayed"]), new Set(["entered", "stayed"])];
const EDGES = [new Set(["lost", "kept"]), new Set(["new", "kept"])];

/**
 * Is an edge in a panel? One that nothing is said of is in both.
 *
 * @type {(edge: Pick<Edge, "change">, panel: Panel) => boolean}
 */
export const edgeIn = ({ change }, panel) => change === undefined || EDGES[panel].has(change);

/**
 * Is a node in a panel? It is with any edge there that the filters leave; where the filters leave none of its edges in
 * the period, it goes with them.
 *
 * @type {(node: Pick<DrawnNode, "change" | "visible" | "edges">, panel: Panel) => boolean}
 */
export const nodeIn = ({ change, visible, edges }, panel) =>
  visible &&
  (change === undefined ||
    (NODES[panel].has(change) && edges.some((edge) => edge.fits !== false && edgeIn(edge, panel))));

/** The line of what only may have held in a period: dots. */
export const DOUBT = [1.5, 4];

/**
 * The dashes of an edge in a panel: dots where it only may have held then.
 *
 * @type {(edge: Pick<DrawnEdge, "dashes" | "doubt">, panel: Panel) => number[]}
 */
export const dashesIn = ({ dashes, doubt }, panel) => (doubt?.[panel] ? DOUBT : dashes);

/**
 * The width of an edge in a panel, in pixels: its weight in that period against the larger of both.
 *
 * @type {(edge: Pick<DrawnEdge, "width" | "weight" | "weightIn">, panel: Panel) => number}
 */
export const widthIn = ({ width, weight, weightIn }, panel) =>
  weight && weightIn ? Math.max(0.8, (width * weightIn[panel]) / weight) : width;
