// What is visible under the filters, and the filters in the address.
import { heldIn, year } from "../../../views/map/script/pure/period.js";
import { escaped, readSteps } from "./steps.js";

/** @import {Filters, Line, Placed, Shown, Years} from "../types" */

/** @type {() => Filters} */
export const noFilters = () => ({
  kinds: new Set(),
  certainty: new Set(),
  country: new Set(),
  theme: new Set(),
  reported: true,
  undated: true,
  years: null,
});

/**
 * Does a connection fit? A plain fact, as between a project and its programme, has no time and no evidence to ask for.
 *
 * @type {(line: Line, filters: Filters) => boolean}
 */
export const fits = (line, { kinds, certainty, theme, reported, undated, years }) => {
  if (kinds.has(line.kind)) return false;
  if (theme.size && !line.themes.some((each) => theme.has(each))) return false;
  if (!line.certainty) return true;
  if (certainty.has(line.certainty) || (line.reported && !reported)) return false;
  return heldIn([year(line.held_from), year(line.held_until)], years, undated);
};

/**
 * Sets what is visible. A node is hidden where its country is not asked for, or where it had connections and none of
 * them fits; those that the network was begun with (starts) always stay.
 *
 * @type {(nodes: Iterable<Placed>, lines: Line[], filters: Filters, starts: Set<string>) => void}
 */
export const apply = (nodes, lines, filters, starts) => {
  const all = [...nodes];
  const abroad = (/** @type {Placed} */ node) =>
    filters.country.size > 0 && node.country !== "" && !filters.country.has(node.country) && !starts.has(node.id);
  /** @type {Set<Placed>} */
  const joined = new Set();
  /** @type {Set<Placed>} */
  const bare = new Set();
  for (const node of all) node.degree = 0;
  for (const line of lines) {
    line.visible = !abroad(line.a) && !abroad(line.b) && fits(line, filters);
    for (const end of [line.a, line.b]) {
      bare.add(end);
      if (line.visible) {
        joined.add(end);
        end.degree += 1;
      }
    }
  }
  for (const node of all) {
    node.visible = starts.has(node.id) || (!abroad(node) && (joined.has(node) || !bare.has(node)));
  }
};

/**
 * First and last year that any connection names; null where they are fewer than two.
 *
 * @type {(lines: Iterable<Line>) => Years | null}
 */
export const yearsOf = (lines) => {
  let [low, high] = [Infinity, -Infinity];
  for (const line of lines) {
    for (const date of [line.held_from, line.held_until]) {
      const one = year(date);
      if (one !== null) [low, high] = [Math.min(low, one), Math.max(high, one)];
    }
  }
  return low < high ? [low, high] : null;
};

/**
 * The query of an address: steps, filters, what is selected; what is as at first is left out.
 *
 * @type {(shown: Shown, given?: Record<string, string>) => string}
 */
export const written = ({ steps, filters, view, selected }, given = {}) => {
  const list = (/** @type {Set<string>} */ set) => [...set].sort().join(",");
  const parts = {
    ...given,
    steps: steps.join(";"),
    off: list(filters.kinds),
    unsure: list(filters.certainty),
    country: list(filters.country),
    theme: list(filters.theme),
    reported: filters.reported ? "" : "no",
    undated: filters.undated ? "" : "no",
    years: filters.years?.join("-") ?? "",
    view: view === "map" ? "" : view,
    thing: selected ?? "",
  };
  return Object.entries(parts)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${escaped(value)}`)
    .join("&");
};

/** @type {(query: string) => Shown} */
export const read = (query) => {
  const given = new URLSearchParams(query);
  const list = (/** @type {string} */ name) => new Set((given.get(name) ?? "").split(",").filter(Boolean));
  const years = /^(\d{4})-(\d{4})$/.exec(given.get("years") ?? "");
  const selected = given.get("thing");
  const steps = readSteps(given.get("steps"));
  return {
    steps: steps.length || !selected ? steps : [selected],
    filters: {
      kinds: list("off"),
      certainty: list("unsure"),
      country: list("country"),
      theme: list("theme"),
      reported: given.get("reported") !== "no",
      undated: given.get("undated") !== "no",
      years: years && Number(years[1]) <= Number(years[2]) ? [Number(years[1]), Number(years[2])] : null,
    },
    view: given.get("view") === "table" ? "table" : "map",
    selected,
  };
};
