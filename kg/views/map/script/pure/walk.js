// A walk through views: which one an address names, and a view as the text that a file of views holds.

/** @import {NodeRecord, State} from "../types" */

/**
 * The view that an address names, counted from 1; null where it names none that there is.
 *
 * @type {(hash: string, count: number) => number | null}
 */
export const viewOf = (hash, count) => {
  const found = /^[1-9]\d?$/.exec(new URLSearchParams(hash).get("view") ?? "");
  return found && Number(found[0]) <= count ? Number(found[0]) : null;
};

/**
 * A text as TOML writes it, between quotes.
 *
 * @type {(text: string) => string}
 */
const quoted = (text) =>
  JSON.stringify(text).replace(/[\u007f-\u009f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** @type {(texts: Iterable<string>) => string} */
const list = (texts) => `[${[...texts].map(quoted).join(", ")}]`;

/**
 * The words that a file of views has for what a state shows: lines of TOML (docs/walk.md). `name` gives the name of a
 * node that the file may say, `at` is x, y and span of the view, null where the reader has not moved it.
 *
 * @type {(state: State, given: { title: string, layout: string, at: number[] | null, name: (id: string) => string }) => string}
 */
export const asText = (state, { title, layout, at, name }) => {
  const lines = ["[[view]]", `title = ${quoted(title)}`, 'text = ""'];
  const put = (/** @type {string} */ field, /** @type {Iterable<string>} */ texts) => {
    const found = [...texts];
    if (found.length) lines.push(`${field} = ${list(found)}`);
  };
  const sorted = (/** @type {Set<string>} */ texts) => [...texts].sort();
  const ids = new Set([...state.marked, ...(state.selected === null ? [] : [state.selected])]);
  put("focus", [...ids].map(name));
  if (state.isolate !== null) put("only", [name(state.isolate)]);
  put("hide", sorted(state.hidden).map(name));
  put("via", sorted(state.facets.tie));
  put("theme", sorted(state.facets.themes));
  put("programme", sorted(state.facets.programmes));
  put("country", sorted(state.facets.country));
  put("level", sorted(state.facets.level));
  put("kind", sorted(state.facets.kind));
  put("community", sorted(state.facets.community));
  put("without_colour", sorted(state.off.group));
  put("without_shape", sorted(state.off.type));
  put("without_line", sorted(state.off.tie));
  if (state.years) lines.push(`period = ${quoted(state.years.join("-"))}`);
  if (!state.undated) lines.push("undated = false");
  if (state.layout !== layout) lines.push(`layout = ${quoted(state.layout === "force" ? "network" : "geographic")}`);
  if (at) lines.push(`at = [${at.map((value) => value.toFixed(1)).join(", ")}]`);
  return `${lines.join("\n")}\n`;
};

/**
 * The name of a record that leads to it alone: its label, or its address where another has that label too.
 *
 * @type {(records: Iterable<Pick<NodeRecord, "id" | "label">>) => (id: string) => string}
 */
export const namesOf = (records) => {
  /** @type {Map<string, string[]>} */
  const bearers = new Map();
  /** @type {Map<string, string>} */
  const labels = new Map();
  for (const { id, label } of records) {
    bearers.set(label, [...(bearers.get(label) ?? []), id]);
    labels.set(id, label);
  }
  return (id) => {
    const label = labels.get(id) ?? id;
    return (bearers.get(label)?.length ?? 0) > 1 ? id : label;
  };
};
