// When ties held, as far as the page knows. All that filters on years or writes them asks these functions.

/** @import {Edge, RawEdge, Span, Tie, Years} from "../types" */

/**
 * The year of a date such as `2021`, `2021-06` or `2021-06-01`; null where there is none.
 *
 * @type {(date: string | undefined) => number | null}
 */
export const year = (date) => (date ? Number(date.slice(0, 4)) : null);

/**
 * The years of one tie: those in which it can have held, worked out when the graph was built.
 *
 * @type {(tie: Tie) => Span}
 */
export const tieSpan = (tie) => [year(tie.held_from), year(tie.held_until)];

/**
 * The years of an edge's ties, one span for each; one for the whole edge where its ties are not listed.
 *
 * @type {(edge: Pick<Edge, "ties"> & Pick<RawEdge, "first" | "last" | "open">) => Span[]}
 */
export const spans = (edge) =>
  edge.ties.length ? edge.ties.map(tieSpan) : [[edge.first ?? null, edge.open ? null : (edge.last ?? null)]];

/**
 * Did a tie hold in any of the years asked for (both ends included)? An end that is not known is open: a tie without
 * a last year goes on, one without a first year has always been there. A tie without any year is in or out as
 * `undated` says, whatever the years. Without years asked for, every dated tie is in.
 *
 * @type {(span: Span, years: Years | null, undated: boolean) => boolean}
 */
export const heldIn = ([start, end], years, undated) => {
  if (start === null && end === null) return undated;
  if (!years) return true;
  const [from, to] = years;
  return (start === null || start <= to) && (end === null || end >= from);
};

/**
 * The first and last year of all spans, null where fewer than two are named; and how many spans have no year.
 *
 * @type {(all: Iterable<Span>) => { years: Years | null, undated: number }}
 */
export const range = (all) => {
  let [low, high, undated] = [Infinity, -Infinity, 0];
  for (const span of all) {
    for (const one of span) if (one !== null) [low, high] = [Math.min(low, one), Math.max(high, one)];
    if (span[0] === null && span[1] === null) undated += 1;
  }
  return { years: low < high ? [low, high] : null, undated };
};

/**
 * A period in words: `2005–2010`, `from 2005`, `to 2010`, `held 2005-06`; empty where nothing is known. `t` gives the
 * text of a key with its figures.
 *
 * @type {(of: Pick<Tie, "start" | "end" | "as_of">, t: (key: string, values: Record<string, string>) => string) => string}
 */
export const period = ({ start, end, as_of: date }, t) => {
  if (start && end) return start === end ? start : `${start}–${end}`;
  if (start) return t("since", { start });
  if (end) return t("until", { end });
  return date ? t("as_of", { date }) : "";
};

/**
 * The years of a whole edge, for `period`: from its earliest start to its latest end. An edge with an open tie has no
 * end.
 *
 * @type {(edge: Pick<Edge, "ties"> & Pick<RawEdge, "first" | "last" | "open">) => { start: string, end: string }}
 */
export const edgeYears = (edge) => {
  let [first, last, open] = [edge.first ?? null, edge.last ?? null, Boolean(edge.open)];
  for (const [start, end] of edge.ties.map(tieSpan)) {
    if (start !== null) first = first === null ? start : Math.min(first, start);
    if (end !== null) last = last === null ? end : Math.max(last, end);
    else open = true;
  }
  return { start: first === null ? "" : String(first), end: last === null || open ? "" : String(last) };
};
