// After a change of filters: what is visible, the counts, the address, and whatever else asks to be told.
import { apply, clear, isFiltered, neighbours } from "../pure/filter.js";
import { remember } from "./address.js";
import { by, count, input, t } from "./elements.js";
import { dataset, dirty } from "./stage.js";
import { data, drawn, focus, graph, nodes, shown, state } from "./state.js";

/** @type {(() => void)[]} */
const told = [];

/**
 * Have something done after each change of what is visible.
 *
 * @type {(act: () => void) => void}
 */
export const onRefresh = (act) => {
  told.push(act);
};

export const setFocus = () => {
  const node = drawn(state.selected);
  const all = [node, ...[...state.marked].map(drawn)].filter((one) => one !== null);
  Object.assign(focus, { node, nodes: new Set(all), near: new Set(all.flatMap((one) => [one, ...neighbours(one)])) });
};

/** Work out what is visible, without drawing. */
export const applyFilters = () => {
  Object.assign(shown, apply(graph, state));
};

export const refresh = () => {
  applyFilters();
  setFocus();
  const changed = [...nodes.values()].filter((node) => node.wasVisible !== node.visible);
  for (const node of changed) node.wasVisible = node.visible;
  dataset.update(changed.map((node) => ({ id: node.id, hidden: !node.visible })));
  const all = data.how === "communities" ? nodes.size : data.all;
  by("shown").textContent = t("shown", {
    nodes: count(shown.nodes),
    all: count(all),
    edges: count(shown.edges),
  });
  by("empty").hidden = shown.nodes > 0;
  by("isolate-off").hidden = !state.isolate && !state.hidden.size;
  input("reset").disabled = !isFiltered(state, data.off);
  for (const act of told) act();
  dirty();
  remember();
};

export const reset = () => {
  clear(state, data.off);
  refresh();
};
