// The network page: it is grown step by step, and the steps stand in the address.
import { read, written } from "../pure/filter.js";
import { placed } from "../pure/picture.js";
import { collapsed, kindOf, thingOf, withStep } from "../pure/steps.js";
import { ask } from "./ask.js";
import { dirty, fit, watchSize, zoom } from "./canvas.js";
import { pointDownloads, startDownload } from "./download.js";
import { by, say, t } from "./elements.js";
import { drawFilters, filter, startFilters } from "./filters.js";
import { settle } from "./layout.js";
import { onTone } from "./look.js";
import { drawMenu, startMenu } from "./menu.js";
import { startPointer } from "./pointer.js";
import { startSearch } from "./search.js";
import { config, shown, state } from "./state.js";
import { drawTable } from "./table.js";

/** @import {Picture} from "../types" */
/** @import {Acts} from "./menu.js" */

/** What pictures were already answered, by their steps: undo asks for nothing.
 * @type {Map<string, Picture>} */
const answered = new Map();

/** @type {(how: "push" | "replace") => void} */
const remember = (how) => {
  const query = written(shown(), config.at ? { at: config.at } : {});
  const address = `${location.pathname}${query ? `?${query}` : ""}`;
  if (`${location.pathname}${location.search}` === address) return;
  if (how === "push") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
};

const draw = () => {
  filter();
  drawFilters(refilter);
  const some = state.nodes.size > 0;
  by("network-empty").hidden = some;
  const n = state.ranked.filter((node) => node.visible).length;
  by("network-shown").textContent = some ? t("shown", { n, all: state.nodes.size }) : "";
  for (const [id, list] of /** @type {[string, string[][]][]} */ ([
    ["network-undo", state.history.past],
    ["network-redo", state.history.future],
  ])) {
    /** @type {HTMLButtonElement} */ (by(id)).disabled = !list.length;
  }
  pointDownloads();
  if (state.view === "table") drawTable(acts);
  dirty();
};

const refilter = () => {
  const focused = document.activeElement;
  const mark = focused instanceof HTMLInputElement ? [focused.closest("[id]:not(input)")?.id, focused.value] : null;
  const kept = focused instanceof HTMLElement ? focused.id : "";
  draw();
  remember("replace");
  if (kept) by(kept).focus();
  else if (mark?.[0]) {
    const again = [...by(mark[0]).querySelectorAll("input")].find((box) => box.value === mark[1]);
    again?.focus();
  }
};

/** Asks for the picture of the present steps, and shows it.
 * @type {(how: "push" | "replace" | "none") => Promise<void>} */
const show = async (how) => {
  const steps = state.history.present;
  const text = steps.join(";");
  if (how !== "none") remember(how);
  by("network").setAttribute("aria-busy", "true");
  const found = answered.get(text) ?? (await ask("picture", { steps: text }));
  by("network").removeAttribute("aria-busy");
  if (!found || state.history.present !== steps) return;
  const picture = /** @type {Picture} */ (found);
  answered.set(text, picture);
  const known = new Set(state.nodes.keys());
  const made = placed(picture, state.nodes);
  Object.assign(state, { picture, nodes: made.nodes, lines: made.lines });
  state.starts = new Set(steps.filter((step) => !kindOf(step)).map(thingOf));
  if (!state.nodes.has(state.selected ?? "")) state.selected = null;
  filter();
  settle(known);
  draw();
  fit();
  await drawMenu(acts);
  const last = picture.steps.at(-1);
  const left = last?.left ? ` ${t("left", { n: last.left })}` : "";
  say(`${t("grown", { n: picture.nodes.length, ties: picture.edges.length })}${left}`);
};

/** @type {(steps: string[]) => Promise<void>} */
const go = (steps) => {
  state.history.go(steps);
  return show("push");
};

/** @type {Acts} */
const acts = {
  open: (step) => {
    go(withStep(state.history.present, step));
  },
  remove: (id) => {
    go(withStep(state.history.present, `-${id}`)).then(() =>
      by(state.view === "map" ? "network-canvas" : "network-show-table").focus(),
    );
  },
  collapse: (id) => {
    go(collapsed(state.history.present, id));
  },
  select: (id, focus) => {
    state.selected = id;
    remember("replace");
    dirty();
    drawMenu(acts);
    const node = state.nodes.get(id ?? "");
    if (node) say(`${node.label}, ${node.kind_label}. ${t("connections", { n: node.degree })}`);
    if (focus) by("network-panel").focus();
  },
};

/** @type {(view: "map" | "table") => void} */
const setView = (view) => {
  state.view = view;
  by("network-stage").hidden = view === "table";
  by("network-table").hidden = view === "map";
  by("network-show-map").setAttribute("aria-pressed", String(view === "map"));
  by("network-show-table").setAttribute("aria-pressed", String(view === "table"));
  draw();
  remember("replace");
};

const step = (/** @type {"undo" | "redo"} */ way) => {
  if (state.history[way]()) show("push").then(() => say(t(way === "undo" ? "undone" : "redone")));
};

/** @type {(how: "replace" | "none") => Promise<void>} */
const recall = async (how) => {
  const found = read(location.search);
  state.filters = found.filters;
  state.selected = found.selected;
  if (how === "none") state.history.go(found.steps);
  else state.history.present = found.steps;
  setView(found.view);
  state.selected = found.selected;
  if (found.steps.length) await show(how);
  else draw();
};

startSearch((id) => {
  state.selected = id;
  go(withStep(state.history.present, id));
});
startMenu(acts);
startFilters(refilter);
startPointer(acts);
startDownload();
by("network-undo").addEventListener("click", () => step("undo"));
by("network-redo").addEventListener("click", () => step("redo"));
by("network-show-map").addEventListener("click", () => setView("map"));
by("network-show-table").addEventListener("click", () => setView("table"));
by("network-fit").addEventListener("click", fit);
by("network-in").addEventListener("click", () => zoom(1.3));
by("network-out").addEventListener("click", () => zoom(1 / 1.3));
addEventListener("popstate", () => recall("none"));
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
  if (typing || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  step(key === "y" || event.shiftKey ? "redo" : "undo");
});
onTone(dirty);
watchSize();
begin();

async function begin() {
  await recall("replace");
  document.documentElement.dataset.network = "ready";
}
