// The filters: years, then one list of boxes to tick per facet (kind of tie, theme, programme, country, level …)
import { upper } from "../pure/words.js";
import { by, count, el, input, label, t, tick } from "./elements.js";
import { refresh } from "./refresh.js";
import { data, graph, state } from "./state.js";

/** @import {FacetName, Option} from "../types" */

const openFacets = new Set();

const drawYears = () => {
  if (!graph.years || data.periods) return null; // the time of a comparison is that of its periods
  const [low, high] = graph.years;
  const [from, to] = state.years ?? graph.years;
  const out = el("output", { for: "from to" }, `${from}–${to}`);
  const bar = el("div", { class: "range" });
  const mark = (/** @type {number} */ a, /** @type {number} */ b) => {
    bar.style.setProperty("--a", String((a - low) / (high - low)));
    bar.style.setProperty("--b", String((b - low) / (high - low)));
  };
  const slide = (/** @type {"from" | "to"} */ moved) => {
    let [a, b] = [Number(input("from").value), Number(input("to").value)];
    if (a > b) {
      if (moved === "from") a = b;
      else b = a;
      input(moved).value = String(moved === "from" ? a : b);
    }
    out.textContent = `${a}–${b}`;
    mark(a, b);
    state.years = a === low && b === high ? null : [a, b];
    refresh();
  };
  const slider = (/** @type {"from" | "to"} */ id, /** @type {number} */ value) =>
    el("input", {
      type: "range",
      id,
      min: low,
      max: high,
      step: 1,
      value,
      "aria-label": t(id),
      oninput: () => slide(id),
    });
  bar.append(slider("from", from), slider("to", to));
  mark(from, to);
  const include = (/** @type {boolean} */ checked) => {
    state.undated = checked;
    refresh();
  };
  const undated = graph.undated
    ? tick(
        { id: "undated", checked: state.undated },
        include,
        el("span", {}, t("undated", { n: count(graph.undated) })),
      )
    : null;
  return el("fieldset", { class: "years" }, el("legend", {}, t("years"), " ", out), bar, undated);
};

/** @type {(name: FacetName, options: Option[]) => HTMLElement} */
const drawFacet = (name, options) => {
  const asked = state.facets[name];
  const asks = () => (asked.size ? count(asked.size) : "");
  const number = el("span", { class: "count" }, asks());
  const box = (/** @type {Option} */ { key, count: n }) =>
    tick(
      { value: key, checked: asked.has(key) },
      (checked) => {
        asked[checked ? "add" : "delete"](key);
        number.textContent = asks();
        refresh();
      },
      el("span", {}, upper(label(name, key))),
      el("span", { class: "count" }, count(n)),
    );
  const title = t(`facet_${name}`);
  const details = el(
    "details",
    { "data-facet": name, open: openFacets.has(name) || asked.size > 0 },
    el("summary", {}, title, number),
    el("div", { class: "ticks", role: "group", "aria-label": title }, options.map(box)),
  );
  details.addEventListener("toggle", () => openFacets[details.open ? "add" : "delete"](name));
  return details;
};

/** Draw the filters. A facet that the legend shows as colours is not shown twice, unless a node has several of it. */
export const drawFacets = () => {
  const doubled = data.legend.colourBy;
  const facets = /** @type {[FacetName, Option[]][]} */ (Object.entries(graph.facets))
    .filter(([name]) => name !== doubled || name === "themes" || name === "programmes")
    .map(([name, options]) => drawFacet(name, options));
  by("facets").replaceChildren(el("h2", {}, t("filters")), drawYears() ?? "", ...facets);
};
