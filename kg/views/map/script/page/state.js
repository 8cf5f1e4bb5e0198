// The page's data and what it is doing now. What changes is kept here, and only here.
import { stands } from "../pure/backbone.js";
import { nodeIn } from "../pure/compare.js";
import { newState } from "../pure/filter.js";
import { load } from "../pure/model.js";

/** @import {DrawnNode, Edge, Held, NodeRecord, Panel, Point} from "../types" */

/** @type {Held} */
const held = JSON.parse(document.getElementById("samkart-data")?.textContent ?? "");

export const data = held.data;
export const graph = load(held);
export const { records, nodes, edges, others, ranked } = graph;
export const state = newState(data);

/** How many nodes and edges are visible. */
export const shown = { nodes: 0, edges: 0 };

/**
 * The selected node, it with others that are stressed, and all these with those next to them.
 *
 * @type {{ node: DrawnNode | null, nodes: Set<NodeRecord>, near: Set<NodeRecord> }}
 */
export const focus = { node: null, nodes: new Set(), near: new Set() };

/**
 * What the pointer does: the node under it, whether it drags, the node it drags (null: the map). `moved` is whether the
 * reader has chosen the view, `panel` the panel of a comparison that it is over.
 *
 * @type {{ hovered: DrawnNode | null, moving: boolean, pressed: string | null, moved: boolean, panel: Panel }}
 */
export const pointer = { hovered: null, moving: false, pressed: null, moved: false, panel: 0 };

/** Sizes at the present zoom (see sizesAt); `fit` is the scale at which all is seen. */
export const zoom = { node: 1, line: 1, text: 1, fit: 1 };

/**
 * Does an edge stand out enough for where the slider is?
 *
 * @type {(edge: Edge) => boolean}
 */
export const standing = (edge) => stands(edge, state.stop ?? graph.stop);

/** @type {() => DrawnNode[]} */
export const visible = () => ranked.filter((node) => node.visible);

/**
 * Those of a panel, where the page is a comparison; else all that are visible.
 *
 * @type {(panel: Panel) => DrawnNode[]}
 */
export const visibleIn = (panel) => ranked.filter((node) => nodeIn(node, panel));

/** @type {(id: string | null | undefined) => DrawnNode | null} */
export const drawn = (id) => (id === null || id === undefined ? null : (nodes.get(id) ?? null));

/** @type {(id: string | null | undefined) => NodeRecord | null} */
export const recordOf = (id) => (id === null || id === undefined ? null : (records.get(id) ?? null));

/** How much the rings of an ego network are drawn out; elsewhere not at all. */
export const stretch = { x: 1, y: 1 };

/** @type {(node: DrawnNode) => Point} */
export const placeOf = (node) =>
  (state.layout === "geographic" && node.place) || [node.home[0] * stretch.x, node.home[1] * stretch.y];
