// The graph as the page knows it: records (all nodes), nodes (those drawn), edges, facets.
import { unfolded } from "./backbone.js";
import { range, spans } from "./period.js";
import { MISSING } from "./words.js";

/** @import {DrawnEdge, DrawnNode, Edge, FacetName, Facets, Held, Graph, NodeRecord, Option, RawEdge} from "../types" */

/** @type {FacetName[]} */
export const FACETS = ["tie", "themes", "programmes", "country", "level", "kind", "community"];

/**
 * The node at the other end of an edge.
 *
 * @type {(edge: Edge, node: NodeRecord) => NodeRecord}
 */
export const other = (edge, node) => (edge.a === node ? edge.b : edge.a);

/**
 * What a node has of a facet; nothing where it is not known.
 *
 * @type {(node: NodeRecord, name: FacetName) => string[]}
 */
export const values = (node, name) => {
  if (name === "tie") return [...new Set(node.edges.flatMap((edge) => edge.kinds))];
  const value = node[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
};

/**
 * The choices of a facet with how many nodes (for ties: edges) have each, the most frequent first and what is not
 * known last. A facet of which nothing is known has none.
 *
 * @type {(name: FacetName, nodes: Iterable<NodeRecord>, edges: Iterable<Pick<Edge, "kinds">>) => Option[]}
 */
export const facetOptions = (name, nodes, edges) => {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const add = (/** @type {string} */ key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  if (name === "tie") {
    for (const edge of edges) for (const kind of edge.kinds) add(kind);
  } else {
    for (const node of nodes) {
      const found = values(node, name);
      for (const value of found.length ? found : [MISSING]) add(value);
    }
  }
  if (counts.size === 1 && counts.has(MISSING)) return [];
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .sort(
      (a, b) => Number(a.key === MISSING) - Number(b.key === MISSING) || b.count - a.count || (a.key < b.key ? -1 : 1),
    );
};

/** @type {<R extends RawEdge>(raw: R) => R & Pick<Edge, "ties" | "kinds" | "visible">} */
const completed = (raw) => ({ ...raw, ties: raw.ties ?? [], kinds: raw.kinds ?? [], visible: true });

/** @type {<V>(map: Map<string, V>, id: string) => V} */
const at = (map, id) => {
  const found = map.get(id);
  if (!found) throw new Error(`the page's data names a node that is not in it: ${id}`);
  return found;
};

/**
 * The graph of what the page holds. Records are made anew, those of drawn nodes with their looks and places.
 *
 * @type {(held: Pick<Held, "nodes" | "edges"> & { data: Pick<Held["data"], "records" | "more" | "places" | "backbone"> }) => Graph}
 */
export const load = ({ data, nodes: looks, edges: lines }) => {
  /** @type {Map<string, NodeRecord>} */
  const records = new Map(data.records.map((record) => [record.id, { ...record, edges: [] }]));
  /** @type {Map<string, DrawnNode>} */
  const nodes = new Map();
  for (const { id, shape, size, color, key, rank, text, x, y, marked } of looks) {
    const node = Object.assign(at(records, id), {
      form: shape,
      size,
      colour: color,
      key,
      marked,
      rank,
      font: text,
      home: /** @type {[number, number]} */ ([x, y]),
      place: data.places[id] ?? null,
      x,
      y,
      visible: true,
    });
    nodes.set(id, node);
  }
  /** @type {DrawnEdge[]} */
  const edges = [...lines, ...unfolded(data.backbone, data.records)].map((raw) => ({
    ...completed(raw),
    a: at(nodes, raw.from),
    b: at(nodes, raw.to),
  }));
  /** @type {Edge[]} */
  const others = data.more.map((raw) => ({ ...completed(raw), a: at(records, raw.from), b: at(records, raw.to) }));
  for (const edge of [...edges, ...others]) {
    edge.a.edges.push(edge);
    if (edge.a !== edge.b) edge.b.edges.push(edge);
  }
  /** @type {Facets} */
  const facets = {};
  for (const name of FACETS) {
    const options = facetOptions(name, nodes.values(), edges);
    if (options.length > 1) facets[name] = options;
  }
  const ranked = [...nodes.values()].sort((a, b) => a.rank - b.rank);
  for (const [place, degree] of Object.entries(data.backbone?.degrees ?? {})) {
    at(records, data.records[Number(place)].id).degree = degree;
  }
  const stop = data.backbone?.first ?? null;
  return { records, nodes, edges, others, ranked, facets, stop, ...range(edges.flatMap(spans)) };
};
