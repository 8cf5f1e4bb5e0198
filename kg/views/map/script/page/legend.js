// The legend: what colour, shape, line and size mean, with counts. A press puts a category out or on again.
import { DOUBT } from "../pure/compare.js";
import { MISSING, upper } from "../pure/words.js";
import { by, count, el, inLanguage, t } from "./elements.js";
import { refresh } from "./refresh.js";
import { lineSign, sign } from "./signs.js";
import { data, edges, standing, state } from "./state.js";

/** @import {LegendEntry} from "../types" */

/** @type {(field: string) => string} */
export const fieldName = (field) => (field in data.text.en ? t(field) : inLanguage(data.legend.names[field], field));

/**
 * How many have what an entry stands for; of lines that stand out more or less, those that do now.
 *
 * @type {(entry: LegendEntry) => number}
 */
export const entryCount = (entry) =>
  data.backbone && data.legend.lines.includes(entry)
    ? edges.filter((edge) => standing(edge) && [edge.kind || MISSING, edge.known_by].includes(entry.key)).length
    : entry.count;

/** @type {(entry: LegendEntry, off: Set<string>, all: string[], picture: SVGElement) => HTMLElement} */
const legendLine = (entry, off, all, picture) => {
  const { key } = entry;
  const text = inLanguage(entry.labels, key);
  const changed = () => {
    drawLegend(key);
    refresh();
  };
  const flip = () => {
    if (!off.delete(key)) off.add(key);
    changed();
  };
  const only = () => {
    const alone = all.every((one) => off.has(one) !== (one === key)) && !off.has(key);
    off.clear();
    if (!alone) for (const one of all) if (one !== key) off.add(one);
    changed();
  };
  const entryButton = {
    type: "button",
    class: "entry",
    "data-key": key,
    "aria-pressed": !off.has(key),
    title: t("toggle_hint"),
    onclick: flip,
  };
  const onlyButton = { type: "button", class: "only", "aria-label": t("only_long", { what: text }), onclick: only };
  return el(
    "li",
    {},
    el(
      "button",
      entryButton,
      picture,
      el("span", { class: "name" }, upper(text)),
      el("span", { class: "count" }, count(entryCount(entry))),
    ),
    all.length > 1 ? el("button", onlyButton, t("only")) : null,
  );
};

/** @type {(entries: LegendEntry[], off: Set<string>, picture: (entry: LegendEntry) => SVGElement) => HTMLElement} */
const lines = (entries, off, picture) => {
  const keys = entries.map((entry) => entry.key);
  return el(
    "ul",
    {},
    entries.map((entry) => legendLine(entry, off, keys, picture(entry))),
  );
};

/** The scale of colours of a measure. */
const ramp = () => {
  const found = data.legend.ramp;
  if (!found) return [];
  const bar = el("div", { class: "ramp" });
  bar.style.background = `linear-gradient(to right, ${found.colours.join(",")})`;
  const ends = [found.low, found.middle, found.high].map((value) => el("span", {}, count(value)));
  return [
    bar,
    el("p", { class: "ends" }, ends),
    ...(found.missing ? [el("p", { class: "ends" }, `${t("hollow")} (${count(found.missing)})`)] : []),
  ];
};

/** Draw the legend; `focus` is the key of the entry that has the keyboard. */
export const drawLegend = (/** @type {string | null} */ focus = null) => {
  const { legend } = data;
  const { off } = state;
  const what = { what: fieldName(legend.colourBy) };
  const head = (/** @type {string} */ key, values = {}) => el("h2", {}, t(key, values));
  const parts = [];
  if (legend.colours.length) {
    parts.push(
      head("colour", what),
      lines(legend.colours, off.group, ({ colour, key }) => sign("circle", colour, key === MISSING || key === "left")),
    );
  }
  if (legend.ramp) parts.push(head("colour", what), ...ramp());
  if (legend.shapes.length > 1) {
    parts.push(
      head("shape"),
      lines(legend.shapes, off.type, ({ shape, colour }) => sign(shape, colour)),
    );
  }
  if (legend.lines.length > 1) {
    parts.push(
      head(data.periods ? "line_change" : data.how === "ego" ? "line_standing" : "line"),
      lines(legend.lines, off.tie, ({ dash, colour }) => lineSign(dash, data.periods ? colour : undefined)),
    );
    if (data.periods)
      parts.push(el("p", { class: "entry" }, lineSign(DOUBT), el("span", { class: "name" }, t("doubt"))));
  }
  if (legend.sizeBy) parts.push(el("p", { class: "ends size" }, t("size", { what: fieldName(legend.sizeBy) })));
  by("legend").replaceChildren(...parts);
  if (focus === null) return;
  const entry = by("legend").querySelector(`[data-key="${CSS.escape(focus)}"]`);
  if (entry instanceof HTMLElement) entry.focus();
};
