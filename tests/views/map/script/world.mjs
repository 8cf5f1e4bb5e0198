// A small made-up network as the page is given it: two towns, a project, and one of which nothing is known but a group.
import { newState } from "../../../../kg/views/map/script/pure/filter.js";
import { load } from "../../../../kg/views/map/script/pure/model.js";

/** @import {Graph, RawEdge, RawRecord, State} from "../../../../kg/views/map/script/types" */

/** @type {RawRecord[]} */
const RECORDS = [
  { id: "baerum", label: "Bærum", kind: "Municipality", country: "NO", themes: ["energy", "mobility"], ties: 3 },
  { id: "tartu", label: "Tartu", kind: "Municipality", country: "EE", themes: ["mobility"], ties: 1 },
  { id: "sun", label: "SUN", type: "project", themes: ["energy"], ties: 1 },
  { id: "nobody", label: "Nobody", ties: 1 },
  { id: "far", label: "Far away", ties: 1, drawn: false },
];

const EDGES = [
  {
    from: "baerum",
    to: "sun",
    kinds: ["project"],
    ties: [{ kind: "project", start: "2021-01-01", end: "2024", held_from: "2021-01-01", held_until: "2024-12-31" }],
  },
  {
    from: "baerum",
    to: "tartu",
    kinds: ["agreement", "twinning"],
    ties: [
      { kind: "twinning", start: "1992", held_from: "1992-01-01" },
      { kind: "agreement", end: "2010-12", held_until: "2010-12-31" },
    ],
  },
  { from: "baerum", to: "nobody", kinds: ["network"], first: 2000, last: 2005, count: 3 },
];

/** @type {RawEdge[]} */
const MORE = [{ from: "baerum", to: "far", kinds: ["network"], ties: [{ kind: "network" }] }];

/** @type {(id: string, rank: number) => import("../../../../kg/views/map/script/types").RawNode} */
const look = (id, rank) => ({
  id,
  shape: "dot",
  size: 10,
  color: "#4477AA",
  key: RECORDS.find((record) => record.id === id)?.kind ?? "?",
  rank,
  text: 12,
  x: rank * 100,
  y: 0,
});

/** @type {() => Graph} */
export const world = () =>
  load({
    data: { records: RECORDS, more: MORE, places: { baerum: [10, -20] }, backbone: null },
    nodes: [look("sun", 2), look("baerum", 0), look("tartu", 1), look("nobody", 3)],
    edges: EDGES.map((edge) => ({ ...edge, width: 1, dashes: [] })),
  });

/** @type {(change?: Partial<State>) => State} */
export const state = (change = {}) => ({ ...newState({ lang: "nb", layout: "force" }), ...change });

/**
 * Ids of the drawn nodes that are visible.
 *
 * @type {(graph: Graph) => string[]}
 */
export const visible = ({ ranked }) => ranked.filter((node) => node.visible).map((node) => node.id);
