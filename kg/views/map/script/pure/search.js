// Finding nodes by name. Names are compared folded.
import { fold } from "./fold.js";

/** @import {RawRecord} from "../types" */

/**
 * Records with their names, folded: labels in every language, other names and the id.
 *
 * @type {<R extends RawRecord>(records: Iterable<R>) => { record: R, names: string[] }[]}
 */
export const indexNames = (records) =>
  Array.from(records, (record) => ({
    record,
    names: [
      ...new Set([record.label, ...Object.values(record.labels ?? {}), ...(record.alt ?? []), record.id].map(fold)),
    ],
  }));

/**
 * How well a folded name answers what is asked: 0 the same, 1 begins so, 2 a word of it begins so, 3 holds it, 9 not.
 *
 * @type {(name: string, asked: string) => number}
 */
const score = (name, asked) => {
  if (name === asked) return 0;
  if (name.startsWith(asked)) return 1;
  if (` ${name}`.includes(` ${asked}`)) return 2;
  return name.includes(asked) ? 3 : 9;
};

/**
 * The records whose names hold a text, the best first; among equals those with the most ties.
 *
 * @type {<R extends RawRecord>(index: { record: R, names: string[] }[], text: string) => R[]}
 */
export const find = (index, text) => {
  const asked = fold(text);
  if (!asked) return [];
  return index
    .map(({ record, names }) => ({ record, score: Math.min(...names.map((name) => score(name, asked))) }))
    .filter((hit) => hit.score < 9)
    .sort(
      (a, b) =>
        a.score - b.score || (b.record.ties ?? 0) - (a.record.ties ?? 0) || (a.record.label < b.record.label ? -1 : 1),
    )
    .map((hit) => hit.record);
};
