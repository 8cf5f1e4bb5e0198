// The same data as tables: nodes and connections, sortable, for those who do not use the picture.
import { values } from "../pure/model.js";
import { edgeYears, period } from "../pure/period.js";
import { inOrder, isEmpty } from "../pure/rows.js";
import { upper } from "../pure/words.js";
import { remember } from "./address.js";
import { by, count, el, inLanguage, kindLabel, label, link, nodeLabel, t, tick } from "./elements.js";
import { nodeButton } from "./panel.js";
import { onRefresh } from "./refresh.js";
import { dirty, goTo } from "./stage.js";
import { data, edges, others, records, standing, state } from "./state.js";

/** @import {Edge, NodeRecord} from "../types" */
/** @import {Value} from "../pure/rows.js" */

/**
 * A column: its key, its heading, the value that it is sorted by, and what stands in a cell where that is not the value.
 *
 * @template Row
 * @typedef {{ key: string, head: string, value: (row: Row) => Value, show?: (row: Row) => HTMLElement }} Column
 */

/** How many rows stand in the table at first, and how many more each time. */
const ROWS = 2000;
const sorting = { nodes: { by: "ties", way: -1 }, edges: { by: "weight", way: -1 } };
const mode = { which: /** @type {"nodes" | "edges"} */ ("nodes"), matches: false, rows: ROWS };
/** @type {[number, number, number] | null} */
let pending = null;

/** @type {(row: NodeRecord) => string} */
const themes = (row) => {
  const all = values(row, "themes").map((key) => label("themes", key));
  return all.slice(0, 4).join(", ") + (all.length > 4 ? ` +${all.length - 4}` : "");
};

/**
 * What became of a node or an edge, in a comparison.
 *
 * @type {() => { key: string, head: string, value: (row: { change?: string }) => Value }[]}
 */
const changeColumn = () =>
  data.periods
    ? [{ key: "change", head: t("change_label"), value: ({ change }) => change && label("change", change) }]
    : [];

/** @type {() => Column<NodeRecord>[]} */
const nodeColumns = () => [
  { key: "name", head: t("name"), value: nodeLabel, show: (row) => nodeButton(row, {}) },
  { key: "kind", head: t("kind_label"), value: kindLabel },
  { key: "country", head: t("country_label"), value: (row) => row.country && label("country", row.country) },
  { key: "level", head: t("level_label"), value: (row) => row.level && label("level", row.level) },
  { key: "ties", head: t("ties_label"), value: (row) => row.ties },
  { key: "themes", head: t("themes_label"), value: themes },
  { key: "years", head: t("years_column"), value: (row) => period(row, t) },
  ...changeColumn(),
  ...Object.entries(data.measures).map(([name, labels]) => ({
    key: `m-${name}`,
    head: upper(inLanguage(labels, name)),
    value: (/** @type {NodeRecord} */ row) => row.measures?.[name],
  })),
];

/**
 * Title and address of each source of an edge, once.
 *
 * @type {(edge: Edge) => [string, string][]}
 */
const sourcesOf = (edge) => [...new Set(edge.ties.flatMap((tie) => tie.sources ?? []))].map((at) => data.sources[at]);

/** @type {() => Column<Edge>[]} */
const edgeColumns = () => [
  { key: "a", head: t("party"), value: (row) => nodeLabel(row.a), show: (row) => nodeButton(row.a, {}) },
  { key: "b", head: t("party"), value: (row) => nodeLabel(row.b), show: (row) => nodeButton(row.b, {}) },
  {
    key: "kind",
    head: t("facet_tie"),
    value: (row) => row.kinds.map((kind) => label("tie", kind)).join(", "),
  },
  { key: "weight", head: t("weight"), value: (row) => row.weight },
  ...changeColumn(),
  { key: "years", head: t("years_column"), value: (row) => period(edgeYears(row), t) },
  {
    key: "known",
    head: t("known_column"),
    value: (row) => row.known_by && label("evidence-strength", row.known_by),
  },
  {
    key: "sources",
    head: t("sources_column"),
    value: (row) => {
      const titles = sourcesOf(row).map(([title]) => title);
      return row.ties.length || row.stop === undefined ? titles.join("; ") : t("not_held");
    },
    show: (row) => {
      const links = sourcesOf(row).flatMap(([title, url], i) => [i ? "; " : "", link(url, title)]);
      return el("span", {}, links.length ? links : t("not_held"));
    },
  },
];

/** @type {<Row>(column: Column<Row>, row: Row) => HTMLElement} */
const cell = ({ value, show }, row) => {
  const found = value(row);
  if (isEmpty(found)) return el("td", { class: "unknown" }, t("unknown"));
  if (typeof found === "number") return el("td", { class: "number" }, show ? show(row) : count(found));
  return el("td", {}, show ? show(row) : found);
};

/** @type {<Row>(columns: Column<Row>[], row: Row) => HTMLElement} */
const line = ([first, ...rest], row) => {
  const head = el("th", { scope: "row" });
  head.append(...cell(first, row).childNodes);
  return el("tr", {}, head, ...rest.map((column) => cell(column, row)));
};

/**
 * The heading of a column: a press sorts by it, or turns the order about.
 *
 * @type {(column: { key: string, head: string }, place: number) => HTMLElement}
 */
const heading = ({ key, head }, place) => {
  const order = sorting[mode.which];
  const by_ = order.by === key;
  const downwards = ["ties", "weight"].includes(key) || key.startsWith("m-");
  const sort = () => {
    sorting[mode.which] = { by: key, way: by_ ? -order.way : downwards ? -1 : 1 };
    drawTable();
    const button = by("table").querySelector(`th:nth-child(${place + 1}) button`);
    if (button instanceof HTMLElement) button.focus();
  };
  return el(
    "th",
    { scope: "col", "aria-sort": by_ ? (order.way > 0 ? "ascending" : "descending") : null },
    el("button", { type: "button", title: t("sort", { what: head }), onclick: sort }, head),
  );
};

/** @type {(which: "nodes" | "edges", key: string) => HTMLElement} */
const chooser = (which, key) => {
  const choose = () => {
    Object.assign(mode, { which, rows: ROWS });
    drawTable();
  };
  return el("button", { type: "button", "aria-pressed": mode.which === which, onclick: choose }, t(key));
};

/** @type {<Row extends { visible?: boolean }>(all: Row[], columns: Column<Row>[]) => void} */
const draw = (all, columns) => {
  const rows = mode.matches ? all.filter((row) => row.visible) : all;
  const { by: key, way } = sorting[mode.which];
  const { value } = columns.find((column) => column.key === key) ?? columns[0];
  const ordered = inOrder(rows, { value, name: columns[0].value, way, lang: state.lang });
  const listed = ordered.slice(0, mode.rows);
  const match = (/** @type {boolean} */ checked) => {
    mode.matches = checked;
    drawTable();
  };
  const more = () => {
    mode.rows += ROWS;
    drawTable();
  };
  by("table").replaceChildren(
    el(
      "div",
      { class: "table-bar" },
      el("div", { class: "pair", role: "group" }, chooser("nodes", "table_nodes"), chooser("edges", "table_edges")),
      tick({ id: "matches", checked: mode.matches }, match, el("span", {}, t("matches_only"))),
    ),
    el(
      "div",
      { class: "scroll" },
      el(
        "table",
        {},
        el("caption", {}, `${inLanguage(data.title)}: ${t("rows", { n: count(rows.length) })}`),
        el("thead", {}, el("tr", {}, columns.map(heading))),
        el(
          "tbody",
          {},
          listed.map((row) => line(columns, row)),
        ),
      ),
    ),
  );
  if (rows.length > listed.length) {
    const left = t("partners_of", { shown: count(listed.length), all: count(rows.length) });
    by("table").append(el("button", { type: "button", class: "wide", onclick: more }, `${t("show_more")} (${left})`));
  }
};

export const drawTable = () => {
  if (mode.which === "edges") draw([...edges.filter(standing), ...others], edgeColumns());
  else
    draw(
      [...records.values()].filter((record) => record.type !== "community" && record.type !== "more"),
      nodeColumns(),
    );
};

onRefresh(() => {
  if (state.view === "table") drawTable();
});

/**
 * A view to go to as soon as the map is shown.
 *
 * @type {(at: [number, number, number] | null) => void}
 */
export const goLater = (at) => {
  pending = at;
};

/** @type {(name: "map" | "table") => void} */
export const setView = (name) => {
  state.view = name;
  document.body.classList.toggle("table-view", name === "table");
  by("stage").hidden = name === "table";
  by("table").hidden = name === "map";
  by("show-map").setAttribute("aria-pressed", String(name === "map"));
  by("show-table").setAttribute("aria-pressed", String(name === "table"));
  if (name === "table") drawTable();
  else dirty();
  if (name === "map" && pending) {
    const at = pending;
    pending = null;
    setTimeout(() => goTo(at), 100); // once the canvas has its size
  }
  remember();
};
