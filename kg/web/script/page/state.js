// What the page holds, and what changes in it.
import { noFilters } from "../pure/filter.js";
import { History } from "../pure/steps.js";

/** @import {Config, Line, Picture, Placed, Shown} from "../types" */

/** @type {Config} */
export const config = JSON.parse(document.getElementById("network-config")?.textContent ?? "{}");

export const state = {
  history: new History([]),
  filters: noFilters(),
  view: /** @type {Shown["view"]} */ ("map"),
  /** @type {string | null} */
  selected: null,
  /** @type {Picture | null} */
  picture: null,
  /** @type {Map<string, Placed>} */
  nodes: new Map(),
  /** @type {Line[]} */
  lines: [],
  /** @type {Placed[]} */
  ranked: [],
  starts: /** @type {Set<string>} */ (new Set()),
};

/** @type {() => Shown} */
export const shown = () => ({
  steps: state.history.present,
  filters: state.filters,
  view: state.view,
  selected: state.selected,
});
