// What is visible under the filters.
import { FACETS, other, values } from "./model.js";
import { heldIn, spans, tieSpan } from "./period.js";
import { MISSING } from "./words.js";

/** @import {DrawnNode, Edge, FacetName, Filters, Graph, NodeRecord, PageData, State, Tie} from "../types" */

/**
 * The state of a page that nobody has touched.
 *
 * @type {(data: Pick<PageData, "lang" | "layout">) => State}
 */
export const newState = ({ lang, layout }) => ({
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
  facets: /** @type {Record<FacetName, Set<string>>} */ (Object.fromEntries(FACETS.map((name) => [name, new Set()]))),
  off: { group: new Set(), type: new Set(), tie: new Set() },
});

/**
 * What is put out in the legend of lines: a kind of tie, or how a tie is known.
 *
 * @type {(kind: string, knownBy: string | undefined, filters: Filters) => boolean}
 */
const kindFits = (kind, knownBy, { facets, off }) =>
  !off.tie.has(kind) && !(knownBy && off.tie.has(knownBy)) && (!facets.tie.size || facets.tie.has(kind));

/** @type {(tie: Tie, filters: Filters) => boolean} */
export const tieFits = (tie, filters) =>
  kindFits(tie.kind ?? MISSING, tie.known_by, filters) && heldIn(tieSpan(tie), filters.years, filters.undated);

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
    kinds.some((kind) => kindFits(kind, edge.known_by, filters)) &&
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

/** @type {(filters: Filters) => boolean} */
export const isFiltered = (filters) =>
  tiesFiltered(filters) ||
  filters.hidden.size > 0 ||
  filters.isolate !== null ||
  filters.off.group.size > 0 ||
  filters.off.type.size > 0 ||
  Object.values(filters.facets).some((asked) => asked.size > 0);

/**
 * Set `visible` on every drawn node and edge and answer how many are. A node whose ties are all filtered away goes
 * with them.
 *
 * @type {(graph: Graph, filters: Filters) => { nodes: number, edges: number }}
 */
export const apply = ({ nodes, edges }, filters) => {
  const tied = tiesFiltered(filters);
  for (const edge of edges) edge.fits = edgeFits(edge, filters);
  for (const node of nodes.values()) {
    node.visible = nodeFits(node, filters) && (!tied || node.edges.some((edge) => edge.fits));
    if (filters.layout === "geographic" && !node.place) node.visible = false;
  }
  const ego = filters.isolate === null ? undefined : nodes.get(filters.isolate);
  if (ego) {
    /** @type {Set<NodeRecord>} */
    const near = new Set([ego, ...ego.edges.filter((edge) => edge.fits).map((edge) => other(edge, ego))]);
    for (const node of nodes.values()) node.visible &&= near.has(node);
  }
  const shown = { nodes: 0, edges: 0 };
  for (const edge of edges) {
    edge.visible = Boolean(edge.fits) && edge.a.visible && edge.b.visible;
    shown.edges += edge.visible ? 1 : 0;
  }
  for (const node of nodes.values()) shown.nodes += node.visible ? 1 : 0;
  return shown;
};

/** @type {(node: NodeRecord) => NodeRecord[]} */
export const neighbours = (node) => node.edges.filter((edge) => edge.visible).map((edge) => other(edge, node));

/**
 * Take every filter away.
 *
 * @type {(filters: Filters) => void}
 */
export const clear = (filters) => {
  for (const asked of [...Object.values(filters.facets), ...Object.values(filters.off), filters.hidden]) asked.clear();
  filters.isolate = filters.years = null;
  filters.undated = true;
};
