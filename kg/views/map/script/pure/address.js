// The view in the address after "#": selection, filters, place, language. A link to it shows the very same view.

import { stopOf } from "./backbone.js";
import { speedOf } from "./play.js";

/** @import {FacetName, Graph, PageData, State, Years} from "../types" */

/** @type {Record<FacetName, string>} */
const LETTERS = { tie: "k", themes: "t", programmes: "p", country: "c", level: "l", kind: "s", community: "g" };
const LETTERED = /** @type {[FacetName, string][]} */ (Object.entries(LETTERS));
/** What stands in an address for an empty list where the page begins with one that is not. */
const NOTHING = "-";
const OFF = /** @type {const} */ (["group", "type", "tie"]);

/**
 * The address of a state; what is as the page had it at first is left out. `at` is x, y and span of the view, null
 * where the reader has not moved it.
 *
 * @type {(state: State, data: Pick<PageData, "lang" | "layout" | "off" | "backbone">, at: number[] | null) => string}
 */
export const written = (state, data, at) => {
  const found = new URLSearchParams();
  const put = (/** @type {string} */ name, /** @type {string | null | undefined} */ value) => {
    if (value) found.set(name, value);
  };
  const list = (/** @type {Set<string>} */ set) => [...set].sort().map(encodeURIComponent).join(" ");
  put("n", state.card);
  for (const [name, letter] of LETTERED) put(letter, list(state.facets[name]));
  for (const name of OFF) {
    const first = name === "tie" ? list(new Set(data.off)) : "";
    const now = list(state.off[name]);
    if (now !== first) put(`off-${name}`, now || NOTHING);
  }
  put("open", list(state.opened));
  put("y", state.years?.join("-"));
  if (!state.undated) put("undated", "no");
  if (state.stop !== null) put("ties", String(data.backbone?.stops[state.stop].level ?? ""));
  put("play", state.speed === null ? null : String(state.speed));
  put("mark", list(state.marked));
  put("hide", list(state.hidden));
  put("only", state.isolate);
  if (state.lang !== data.lang) put("lang", state.lang);
  if (state.dark !== null) put("theme", state.dark ? "dark" : "light");
  if (state.view !== "map") put("view", state.view);
  if (state.layout !== data.layout) put("layout", state.layout);
  put("at", at?.map((value) => value.toFixed(1)).join(","));
  return found.toString();
};

/** @type {(text: string) => string} */
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
};

/**
 * The years of an address, within those of the map; null where it names none that the map has.
 *
 * @type {(text: string | null, all: Years | null) => Years | null}
 */
const yearsOf = (text, all) => {
  const found = /^(\d{1,4})-(\d{1,4})$/.exec(text ?? "");
  if (!found || !all) return null;
  const [from, to] = [Math.max(Number(found[1]), all[0]), Math.min(Number(found[2]), all[1])];
  return from <= to ? [from, to] : null;
};

/**
 * The drawn node that stands for a record: itself, or the community that it is drawn as a part of.
 *
 * @type {(id: string, graph: Pick<Graph, "records" | "nodes">) => string | null}
 */
const drawnAs = (id, { records, nodes }) => {
  const found = nodes.has(id) ? id : records.get(id)?.of;
  return found !== undefined && nodes.has(found) ? found : null;
};

/**
 * What an address says of the state, the card that is open, and the view. What it names and the map does not have is
 * passed over.
 *
 * @type {(hash: string, graph: Pick<Graph, "records" | "nodes" | "facets" | "years">,
 *   data: Pick<PageData, "lang" | "languages" | "layout" | "outline" | "off" | "backbone">) =>
 *   { state: Omit<State, "physics" | "selected" | "card">, card: string | null, at: [number, number, number] | null }}
 */
export const read = (hash, graph, data) => {
  const given = new URLSearchParams(hash);
  const list = (/** @type {string} */ name) => (given.get(name) ?? "").split(" ").filter(Boolean).map(decoded);
  const among = (/** @type {Map<string, unknown>} */ known, /** @type {string} */ name) => {
    const id = given.get(name);
    return id !== null && known.has(id) ? id : null;
  };
  const facets = Object.fromEntries(
    LETTERED.map(([name, letter]) => {
      const known = new Set((graph.facets[name] ?? []).map((option) => option.key));
      return [name, new Set(list(letter).filter((key) => known.has(key)))];
    }),
  );
  const lang = given.get("lang");
  const theme = given.get("theme");
  const layout = given.get("layout");
  const [x, y, span, ...rest] = (given.get("at") ?? "").split(",").map(Number);
  return {
    state: {
      facets: /** @type {State["facets"]} */ (facets),
      off: {
        group: new Set(list("off-group")),
        type: new Set(list("off-type")),
        tie: new Set(given.has("off-tie") ? list("off-tie").filter((key) => key !== NOTHING) : data.off),
      },
      opened: new Set(list("open").filter((id) => graph.nodes.has(id))),
      hidden: new Set(list("hide").filter((id) => graph.nodes.has(id))),
      isolate: among(graph.nodes, "only"),
      years: yearsOf(given.get("y"), graph.years),
      undated: given.get("undated") !== "no",
      stop: stopOf(given.get("ties"), data.backbone),
      speed: graph.years ? speedOf(given.get("play")) : null,
      marked: new Set(list("mark").flatMap((id) => drawnAs(id, graph) ?? [])),
      lang: lang !== null && data.languages.includes(lang) ? lang : data.lang,
      dark: theme === "dark" ? true : theme === "light" ? false : null,
      view: given.get("view") === "table" ? "table" : "map",
      layout: data.outline.length && (layout === "force" || layout === "geographic") ? layout : data.layout,
    },
    card: among(graph.records, "n"),
    at: !rest.length && [x, y, span].every(Number.isFinite) && span > 0 ? [x, y, span] : null,
  };
};
