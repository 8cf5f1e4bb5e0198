// The panel of a node: what it can be opened to, kinds and counts first; and its connections with their sources.
import { expansion } from "../pure/steps.js";
import { ask } from "./ask.js";
import { by, count, el, input, kindName, say, t } from "./elements.js";
import { config, state } from "./state.js";

/** @import {Connection, Line, Placed} from "../types" */

/** How many connections are told with their sources at first. */
const TOLD = 40;

/**
 * @typedef {object} Acts
 * @property {(step: string) => void} open
 * @property {(id: string) => void} remove
 * @property {(id: string) => void} collapse
 * @property {(id: string | null, focus?: boolean) => void} select
 */

/** @type {(node: Placed, found: Connection, acts: Acts) => HTMLElement} */
const entry = (node, found, acts) => {
  const chosen = (/** @type {string} */ n) => {
    const given = { n: n === String(config.usual) ? "" : n, ...conditions() };
    acts.open(expansion(node.id, found.kind, given));
  };
  const told = found.reported ? ` · ${t("reported_count", { n: found.reported })}` : "";
  const words = [el("span", { class: "nw-name" }, found.label), el("span", { class: "nw-count" }, count(found.count))];
  const sure = found.held !== null && el("small", {}, `${t("held_count", { n: found.held })}${told}`);
  if (found.count <= config.usual) {
    const button = el("button", { type: "button", class: "nw-kind", click: () => chosen("") }, ...words, sure);
    button.dataset.kind = found.kind;
    return el("li", {}, button);
  }
  const options = [10, config.usual, 50, 100, config.most].filter((n, i) => i < 2 || n / 2 < found.count);
  const number = el(
    "select",
    { "aria-label": t("how_many", { what: found.label }) },
    options.map((n) => {
      const all = n >= found.count;
      return el("option", { value: n, selected: n === config.usual }, all ? t("all_of_them") : t("strongest", { n }));
    }),
  );
  const go = el("button", { type: "button", click: () => chosen(number.value) }, t("open"));
  const summary = el("summary", { class: "nw-kind" }, ...words, sure);
  summary.dataset.kind = found.kind;
  return el("li", {}, el("details", {}, summary, el("div", { class: "nw-choose" }, number, go)));
};

/** The conditions that stand above the menu. */
const conditions = () => ({ country: input("network-menu-country").value.toUpperCase().trim() });

/** @type {(line: Line) => string} */
const when = ({ start, end, as_of: date }) => {
  if (start && end) return start === end ? start : `${start}–${end}`;
  if (start) return t("since", { start });
  if (end) return t("until", { end });
  return date ? t("said", { date }) : t("undated_tie");
};

/** @type {(node: Placed, line: Line, acts: Acts) => HTMLElement} */
const connection = (node, line, acts) => {
  const other = line.a === node ? line.b : line.a;
  const place = el("div", { class: "nw-sources" });
  const told = async () => {
    const found = await ask("sources", { ties: line.ties.join(",") });
    const rows = /** @type {{ sources: { title: string, url: string }[] } | null} */ (found)?.sources ?? [];
    place.replaceChildren(
      ...rows.map(({ title, url }) => el("p", {}, url ? el("a", { href: url, rel: "noopener" }, title || url) : title)),
    );
    if (!rows.length) place.replaceChildren(el("p", {}, t("no_sources")));
  };
  return el(
    "li",
    { class: line.visible ? null : "nw-away" },
    el("button", { type: "button", class: "nw-other", click: () => acts.select(other.id, true) }, other.label),
    el(
      "p",
      { class: "nw-said" },
      [
        line.kinds.map(kindName).join(", "),
        line.role && (config.roles[line.role] ?? line.role),
        line.certainty && when(line),
        line.certainty && config.certainties[line.certainty],
        line.known_by && config.strengths[line.known_by],
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    line.ties.length > 0 &&
      el(
        "details",
        { toggle: (/** @type {Event} */ event) => /** @type {HTMLDetailsElement} */ (event.target).open && told() },
        el("summary", {}, t("sources")),
        place,
      ),
  );
};

/** @type {(acts: Acts) => Promise<void>} */
export const drawMenu = async (acts) => {
  const node = state.nodes.get(state.selected ?? "");
  const panel = by("network-panel");
  panel.hidden = !node;
  document.body.classList.toggle("nw-with-panel", Boolean(node));
  if (!node) return;
  by("network-panel-title").textContent = node.label;
  const country = state.picture?.countries[node.country] ?? node.country;
  by("network-panel-what").textContent = [node.kind_label, country].filter(Boolean).join(" · ");
  by("network-panel-page").setAttribute("href", config.pages + node.page);
  const lines = state.lines.filter(({ a, b }) => a === node || b === node);
  by("network-panel-ties").replaceChildren(...lines.slice(0, TOLD).map((line) => connection(node, line, acts)));
  by("network-panel-rest").textContent = lines.length > TOLD ? t("rest", { n: lines.length - TOLD }) : "";
  await drawKinds(node, acts);
};

/** @type {(node: Placed, acts: Acts) => Promise<void>} */
const drawKinds = async (node, acts) => {
  const list = by("network-kinds");
  list.setAttribute("aria-busy", "true");
  const found = await ask("connections", { thing: node.id, ...conditions() });
  if (!found || node.id !== state.selected) return;
  const told = /** @type {{ connections: Connection[] }} */ (found).connections;
  list.replaceChildren(...told.map((each) => entry(node, each, acts)));
  if (!told.length) list.replaceChildren(el("li", {}, t("no_connections")));
  list.removeAttribute("aria-busy");
  list.dataset.of = node.id;
};

/** @type {(acts: Acts) => void} */
export const startMenu = (acts) => {
  by("network-remove").addEventListener("click", () => state.selected && acts.remove(state.selected));
  by("network-collapse").addEventListener("click", () => state.selected && acts.collapse(state.selected));
  by("network-close").addEventListener("click", () => {
    acts.select(null);
    by("network-canvas").focus();
  });
  by("network-panel").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    acts.select(null);
    by("network-canvas").focus();
  });
  input("network-menu-country").addEventListener("change", () => {
    const node = state.nodes.get(state.selected ?? "");
    if (node) drawKinds(node, acts).then(() => say(t("counts_anew")));
  });
};
