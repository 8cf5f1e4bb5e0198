// The slider of a one-mode network: which of its edges stand out at a stop. Edges of a stop are those that it adds to
// the stops before it, so that an edge stands at its own stop and at every wider one.

/** @import {Backbone, DrawnLine, Edge, RawRecord} from "../types" */

/**
 * The edges that the page holds, from their rows.
 *
 * @type {(backbone: Backbone | null, records: RawRecord[]) => DrawnLine[]}
 */
export const unfolded = (backbone, records) => {
  if (!backbone) return [];
  const { stops, whats, ties } = backbone;
  const named = whats.map((what) => ({ ...what, ties: what.ties.map((place) => ties[place]) }));
  return stops.flatMap(({ rows }, stop) =>
    rows.map(([a, b, weight, p, width, what]) => ({
      ...named[what],
      from: records[a].id,
      to: records[b].id,
      weight,
      p,
      width,
      stop,
    })),
  );
};

/**
 * Does an edge stand out enough at a stop? One that has none of its own always does.
 *
 * @type {(edge: Pick<Edge, "stop">, stop: number | null) => boolean}
 */
export const stands = (edge, stop) => edge.stop === undefined || stop === null || edge.stop <= stop;

/**
 * The stop that an address names by its level; null where it names none, or the one at first.
 *
 * @type {(text: string | null, backbone: Backbone | null) => number | null}
 */
export const stopOf = (text, backbone) => {
  if (!text || !backbone) return null;
  const found = backbone.stops.findIndex(({ level }) => String(level) === text);
  return found < 0 || found === backbone.first ? null : found;
};
