// What is visible under the filters.
import { stands } from "./backbone.js";
import { countFolded, isOut, isShown, isTied, legendTouched } from "./ego.js";
import { FACETS, other, values } from "./model.js";
import { heldIn, spans, tieSpan } from "./period.js";
import { MISSING } from "./words.js";

/** @import {DrawnNode, Edge, FacetName, Filters, Graph, NodeRecord, PageData, State, Tie} from "../types" */

/**
 * The state of a page that nobody has touched.
 *
 * @type {(data: Pick<PageData, "lang" | "layout" | "off">) => State}
 */
export const newState = ({ lang, layout, off = [] }) => ({
  lang,
  dark: null,
  view: "map",
  layout,
  physics: false,
  selected: null,
  marked: new Set(),
  speed: null,
  card: null,
  isolate: null,
  hidden: new Set(),
  years: null,
  undated: true,
  stop: null,
  facets: /** @type {Record<FacetName, Set<string>>} */ (Object.fromEntries(FACETS.map((name) => [name, new Set()]))),
  off: { group: new Set(), type: new Set(), tie: new Set(off) },
  opened: new Set(),
});

/**
 * What is put out in the legend of lines: a kind of tie, how a tie is known, or how it stands.
 *
 * @type {(kind: string, of: Pick<Tie, "known_by" | "standing">, filters: Filters) => boolean}
 */
const kindFits = (kind, { known_by: knownBy, standing }, { facets, off }) =>
  !off.tie.has(kind) && !off.tie.has(standing ?? knownBy ?? "") && (!facets.tie.size || facets.tie.has(kind));

/** @type {(tie: Tie, filters: Filters) => boolean} */
export const tieFits = (tie, filters) =>
  kindFits(tie.kind ?? MISSING, tie, filters) && heldIn(tieSpan(tie), filters.years, filters.undated);

/**
 * An edge fits with any of its ties; where they are not listed, with its kinds and years.
 *
 * @type {(edge: Edge, filters: Filters) => boolean}
 */
export const edgeFits = (edge, filters) => {
  if (edge.change && filters.off.tie.has(edge.change)) return false;
  if (edge.ties.length) return edge.ties.some((tie) => tieFits(tie, filters));
  const kinds = edge.kinds.length ? edge.kinds : [MISSING];
  return (
    kinds.some((kind) => kindFits(kind, edge, filters)) &&
    spans(edge).some((span) => heldIn(span, filters.years, filters.undated))
  );
};

/**
 * A node by itself, whatever its ties: not hidden, not put out, and with what each facet asks for.
 *
 * @type {(node: DrawnNode, filters: Filters) => boolean}
 */
export const nodeFits = (node, filters) => {
  if (filters.hidden.has(node.id)) return false;
  if (filters.off.type.has(node.type ?? "actor") || filters.off.group.has(node.key)) return false;
  for (const name of FACETS) {
    const asked = filters.facets[name];
    if (name === "tie" || !asked.size) continue;
    const found = values(node, name);
    if (!(found.length ? found.some((value) => asked.has(value)) : asked.has(MISSING))) return false;
  }
  return true;
};

/** @type {(filters: Filters) => boolean} */
export const tiesFiltered = ({ facets, off, years, undated }) =>
  facets.tie.size > 0 || off.tie.size > 0 || years !== null || !undated;

/**
 * Is anything filtered that was not at first? `off` is what the legend of lines had put out then.
 *
 * @type {(filters: Filters, off?: string[]) => boolean}
 */
export const isFiltered = (filters, off = []) =>
  filters.facets.tie.size > 0 ||
  filters.years !== null ||
  !filters.undated ||
  legendTouched(filters, off) ||
  filters.hidden.size > 0 ||
  filters.isolate !== null ||
  filters.stop !== null ||
  Object.values(filters.facets).some((asked) => asked.size > 0);

/**
 * Set `visible` on every drawn node and edge and answer how many are. A node whose ties are all filtered away goes
 * with them, and what is folded shows when what it is behind is opened.
 *
 * @type {(graph: Graph, filters: Filters) => { nodes: number, edges: number }}
 */
export const apply = ({ nodes, edges, stop: first }, filters) => {
  const tied = tiesFiltered(filters);
  const stop = filters.stop ?? first;
  for (const edge of edges) edge.fits = stands(edge, stop) && edgeFits(edge, filters);
  for (const node of nodes.values()) {
    node.fits = nodeFits(node, filters) && (!tied || isTied(node)) && (filters.layout !== "geographic" || !!node.place);
    node.visible = node.fits && isOut(node, filters.opened);
  }
  const ego = filters.isolate === null ? undefined : nodes.get(filters.isolate);
  if (ego) {
    /** @type {Set<NodeRecord>} */
    const near = new Set([ego, ...ego.edges.filter((edge) => edge.fits).map((edge) => other(edge, ego))]);
    for (const node of nodes.values()) node.visible &&= near.has(node);
  }
  countFolded(nodes.values(), (node) => node.fits ?? false, filters.opened);
  const shown = { nodes: 0, edges: 0 };
  for (const edge of edges) {
    edge.visible = Boolean(edge.fits) && edge.a.visible && edge.b.visible && isShown(edge, filters.opened);
    shown.edges += edge.visible ? 1 : 0;
  }
  for (const node of nodes.values()) shown.nodes += node.visible ? 1 : 0;
  return shown;
};

/** @type {(node: NodeRecord) => NodeRecord[]} */
export const neighbours = (node) => node.edges.filter((edge) => edge.visible).map((edge) => other(edge, node));

/**
 * Take every filter away but `off`, what the legend of lines had put out at first.
 *
 * @type {(filters: Filters, off?: string[]) => void}
 */
export const clear = (filters, off = []) => {
  for (const asked of [...Object.values(filters.facets), ...Object.values(filters.off), filters.hidden]) asked.clear();
  for (const key of off) filters.off.tie.add(key);
  filters.isolate = filters.years = filters.stop = null;
  filters.undated = true;
};
