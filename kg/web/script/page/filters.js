// Filters and legend at the side.

import { year } from "../../../views/map/script/pure/period.js";
import { CORNERS } from "../../../views/map/script/pure/shapes.js";
import { apply, noFilters, yearsOf } from "../pure/filter.js";
import { ranked } from "../pure/picture.js";
import { by, count, el, input, kindName, say, t } from "./elements.js";
import { colourOf, dashesOf, formOf } from "./look.js";
import { config, state } from "./state.js";

/** @import {Placed} from "../types" */

/** Works out anew what is visible. */
export const filter = () => {
  apply(state.nodes.values(), state.lines, state.filters, state.starts);
  state.ranked = ranked(state.nodes.values(), state.starts);
};

/** @type {(id: string, options: [string, string, number][], isOn: (key: string) => boolean, turn: (key: string) => void, act: () => void, sign?: (key: string) => Element | null) => void} */
const boxes = (id, options, isOn, turn, act, sign) => {
  const place = by(id);
  place.closest("details")?.toggleAttribute("hidden", !options.length);
  place.replaceChildren(
    ...options.map(([key, name, n]) => {
      const box = el("input", { type: "checkbox", value: key, checked: isOn(key) });
      box.addEventListener("change", () => {
        turn(key);
        act();
      });
      return el(
        "label",
        { class: "nw-tick" },
        box,
        sign?.(key),
        el("span", { class: "nw-name" }, name),
        el("span", { class: "nw-count" }, count(n)),
      );
    }),
  );
};

/** @type {(keys: Iterable<string>) => [string, number][]} */
const counted = (keys) => {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return [...found].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
};

/** @type {(set: Set<string>) => (key: string) => void} */
const turn = (set) => (key) => {
  if (!set.delete(key)) set.add(key);
};

const SVG = "http://www.w3.org/2000/svg";

/** @type {(kind: string) => Element} */
const lineSign = (kind) => {
  const sign = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "line");
  for (const [name, value] of Object.entries({ width: "34", height: "10", "aria-hidden": "true" })) {
    sign.setAttribute(name, value);
  }
  const dash = dashesOf({ kind, reported: kind === "reported" }).join(" ") || "none";
  const look = { x1: "0", x2: "34", y1: "5", y2: "5", stroke: "currentColor", "stroke-width": "2" };
  for (const [name, value] of Object.entries({ ...look, "stroke-dasharray": dash })) line.setAttribute(name, value);
  sign.append(line);
  return sign;
};

/** @type {(node: Placed) => Element} */
const nodeSign = (node) => {
  const sign = document.createElementNS(SVG, "svg");
  const corners = CORNERS[formOf(node)];
  const disc = document.createElementNS(SVG, corners ? "polygon" : "circle");
  for (const [name, value] of Object.entries({ width: "16", height: "16", "aria-hidden": "true" })) {
    sign.setAttribute(name, value);
  }
  /** @type {Record<string, string>} */
  const look = corners
    ? { points: corners.map(([x, y]) => `${8 + 5.5 * x},${8 + 5.5 * y}`).join(" ") }
    : { cx: "8", cy: "8", r: "6" };
  for (const [name, value] of Object.entries(look)) {
    disc.setAttribute(name, value);
  }
  disc.setAttribute("fill", colourOf(node));
  sign.append(disc);
  return sign;
};

const drawLegend = () => {
  const nodes = state.ranked.filter((node) => node.visible);
  by("network-legend").replaceChildren(
    ...counted(nodes.map((node) => node.kind)).map(([kind, n]) => {
      const node = /** @type {Placed} */ (nodes.find((each) => each.kind === kind));
      return el(
        "li",
        {},
        nodeSign(node),
        el("span", { class: "nw-name" }, node.kind_label),
        el("span", { class: "nw-count" }, count(n)),
      );
    }),
  );
};

/** @type {(act: () => void) => void} */
export const drawFilters = (act) => {
  const { filters, lines, nodes, picture } = state;
  const off = (/** @type {Set<string>} */ set) => (/** @type {string} */ key) => !set.has(key);
  const on = (/** @type {Set<string>} */ set) => (/** @type {string} */ key) => set.has(key);
  const kinds = counted(lines.map((line) => line.kind));
  boxes(
    "network-filter-kind",
    kinds.map(([key, n]) => [key, kindName(key), n]),
    off(filters.kinds),
    turn(filters.kinds),
    act,
    lineSign,
  );
  const words = counted(lines.map((line) => line.certainty).filter(Boolean));
  boxes(
    "network-filter-certainty",
    words.map(([key, n]) => [key, config.certainties[key] ?? key, n]),
    off(filters.certainty),
    turn(filters.certainty),
    act,
  );
  const homes = counted([...nodes.values()].map((node) => node.country).filter(Boolean));
  boxes(
    "network-filter-country",
    homes.map(([key, n]) => [key, picture?.countries[key] ?? key, n]),
    on(filters.country),
    turn(filters.country),
    act,
  );
  const themes = counted(lines.flatMap((line) => line.themes));
  boxes(
    "network-filter-theme",
    themes.map(([key, n]) => [key, picture?.themes[key] ?? key, n]),
    on(filters.theme),
    turn(filters.theme),
    act,
  );
  drawYears();
  drawLegend();
  input("network-reported").checked = filters.reported;
  input("network-undated").checked = filters.undated;
};

const drawYears = () => {
  const all = yearsOf(state.lines);
  by("network-years").hidden = !all;
  if (!all) return;
  const [from, to] = state.filters.years ?? all;
  for (const [id, value] of /** @type {[string, number][]} */ ([
    ["network-from", from],
    ["network-to", to],
  ])) {
    input(id).min = String(all[0]);
    input(id).max = String(all[1]);
    input(id).value = String(value);
  }
  by("network-span").textContent = `${Math.max(from, all[0])}–${Math.min(to, all[1])}`;
};

/** @type {(act: () => void) => void} */
export const startFilters = (act) => {
  const years = (/** @type {"network-from" | "network-to"} */ moved) => {
    const all = yearsOf(state.lines);
    if (!all) return;
    let [from, to] = [Number(input("network-from").value), Number(input("network-to").value)];
    if (from > to) [from, to] = moved === "network-from" ? [to, to] : [from, from];
    state.filters.years = from === all[0] && to === all[1] ? null : [from, to];
    act();
  };
  input("network-from").addEventListener("input", () => years("network-from"));
  input("network-to").addEventListener("input", () => years("network-to"));
  by("network-today").addEventListener("click", () => {
    const now = year(state.picture?.at);
    if (now !== null) state.filters.years = [now, now];
    act();
  });
  input("network-reported").addEventListener("change", () => {
    state.filters.reported = input("network-reported").checked;
    act();
  });
  input("network-undated").addEventListener("change", () => {
    state.filters.undated = input("network-undated").checked;
    act();
  });
  by("network-reset").addEventListener("click", () => {
    state.filters = noFilters();
    act();
    say(t("filters_off"));
  });
};
