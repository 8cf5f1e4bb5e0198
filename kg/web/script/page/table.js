// The same network as a table: things and connections, with all that the picture's menus offer.
import { inOrder } from "../../../views/map/script/pure/rows.js";
import { by, count, el, kindName, t } from "./elements.js";
import { config, state } from "./state.js";

/** @import {Line, Placed} from "../types" */
/** @import {Acts} from "./menu.js" */

const MOST = 500;
let rows = MOST;

/** @type {(node: Placed, acts: Acts) => HTMLElement} */
const nodeRow = (node, acts) =>
  el(
    "tr",
    {},
    el(
      "th",
      { scope: "row" },
      el("button", { type: "button", class: "nw-other", click: () => acts.select(node.id, true) }, node.label),
    ),
    el("td", {}, node.kind_label),
    el("td", {}, state.picture?.countries[node.country] ?? node.country),
    el("td", { class: "nw-number" }, count(node.degree)),
    el(
      "td",
      {},
      el(
        "button",
        { type: "button", "aria-label": t("remove_one", { what: node.label }), click: () => acts.remove(node.id) },
        t("remove"),
      ),
    ),
  );

/** @type {(line: Line) => HTMLElement} */
const lineRow = (line) =>
  el(
    "tr",
    {},
    el("th", { scope: "row" }, line.a.label),
    el("td", {}, line.b.label),
    el("td", {}, line.kinds.map(kindName).join(", ")),
    el("td", {}, line.start || line.end ? `${line.start}–${line.end}` : ""),
    el("td", {}, config.certainties[line.certainty] ?? ""),
    el("td", {}, config.strengths[line.known_by] ?? ""),
  );

/** @type {(name: string, heads: string[], body: HTMLElement[]) => HTMLElement} */
const table = (name, heads, body) =>
  el(
    "div",
    { class: "nw-scroll", role: "region", "aria-label": name, tabindex: "0" },
    el(
      "table",
      {},
      el("caption", {}, name),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          heads.map((head) => el("th", { scope: "col" }, head)),
        ),
      ),
      el("tbody", {}, body),
    ),
  );

/** @type {(acts: Acts) => void} */
export const drawTable = (acts) => {
  const lang = config.lang;
  const name = (/** @type {Placed} */ node) => node.label;
  const nodes = inOrder(
    state.ranked.filter((node) => node.visible),
    { value: (node) => node.degree, name, way: -1, lang },
  );
  const lines = inOrder(
    state.lines.filter((line) => line.visible),
    { value: (line) => line.a.label, name: (line) => line.b.label, way: 1, lang },
  );
  const heads = ["name", "what", "country", "connections", "actions"].map((key) => t(`column.${key}`));
  const ends = ["one", "other", "kind", "time", "certainty", "known_by"].map((key) => t(`column.${key}`));
  const more = () => {
    rows += MOST;
    drawTable(acts);
  };
  const left = Math.max(nodes.length, lines.length) - rows;
  by("network-table").replaceChildren(
    table(
      t("things", { n: nodes.length }),
      heads,
      nodes.slice(0, rows).map((node) => nodeRow(node, acts)),
    ),
    table(t("ties", { n: lines.length }), ends, lines.slice(0, rows).map(lineRow)),
    ...(left > 0 ? [el("button", { type: "button", click: more }, t("more_rows", { n: left }))] : []),
  );
};
