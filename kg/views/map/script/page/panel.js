// Selecting a node, and its card: what is known of it, then its ties with their sources.
import { isOut } from "../pure/ego.js";
import { edgeFits, tieFits } from "../pure/filter.js";
import { other, values } from "../pure/model.js";
import { edgeYears, period } from "../pure/period.js";
import { MISSING, upper } from "../pure/words.js";
import { remember } from "./address.js";
import { by, count, el, inLanguage, kindLabel, label, link, nodeLabel, say, t } from "./elements.js";
import { centre, fit, turn } from "./layout.js";
import { refresh, setFocus } from "./refresh.js";
import { mark } from "./signs.js";
import { dirty } from "./stage.js";
import { data, drawn, recordOf, records, standing, state } from "./state.js";

/** @import {Edge, FacetName, NodeRecord, Tie} from "../types" */
/** @import {Child} from "./vis" */
/** @typedef {{ edge: Edge, other: NodeRecord, fits: boolean }} Partner */

/** How many partners or members a card lists at first. */
const FIRST = 40;

/**
 * A button with a node's name that opens its card.
 *
 * @type {(record: NodeRecord, options: { centre?: boolean, mark?: boolean }) => HTMLElement}
 */
export const nodeButton = (record, { centre: move = false, mark: marked = false }) =>
  el(
    "button",
    { type: "button", class: "partner", onclick: () => select(record.id, { centre: move, focus: true }) },
    ...(marked ? [mark(record), el("span", {}, nodeLabel(record))] : [nodeLabel(record)]),
  );

/**
 * Open the card of a record and stress the node that stands for it; null closes it.
 *
 * @type {(id: string | null, options?: { centre?: boolean, focus?: boolean, quiet?: boolean }) => void}
 */
export const select = (id, options = {}) => {
  const record = recordOf(id);
  const node = record && (drawn(record.id) ?? drawn(record.of));
  if (node?.folds && !isOut(node, state.opened)) turn(node.folds[0]);
  state.card = record?.id ?? null;
  state.selected = node?.id ?? null;
  if (!options.quiet) state.marked.clear();
  setFocus();
  drawPanel();
  if (options.centre && node?.visible) centre(node);
  if (record && options.focus) by("panel").focus();
  if (!options.quiet) {
    say(
      record ? t("selected", { label: nodeLabel(record), n: record.edges.filter(standing).length }) : t("deselected"),
    );
  }
  dirty();
  remember();
};

/** @type {(id: string) => void} */
export const isolate = (id) => {
  state.isolate = id;
  state.hidden.delete(id);
  refresh();
  select(id);
  fit(true);
};

/** @type {(id: string) => void} */
const hide = (id) => {
  state.hidden.add(id);
  select(null);
  refresh();
};

/**
 * Those that a record is tied to, as far as the slider has it: first whose ties fit the filters, the strongest first.
 *
 * @type {(record: NodeRecord) => Partner[]}
 */
const partnersOf = (record) =>
  record.edges
    .filter(standing)
    .map((edge) => ({ edge, other: other(edge, record), fits: edge.fits ?? edgeFits(edge, state) }))
    .sort(
      (a, b) =>
        Number(b.fits) - Number(a.fits) ||
        (b.edge.weight ?? 0) - (a.edge.weight ?? 0) ||
        (nodeLabel(a.other) < nodeLabel(b.other) ? -1 : 1),
    );

/**
 * The rows of one fact; what is not known is said to be so.
 *
 * @type {(name: string, known: Child[]) => HTMLElement[]}
 */
const fact = (name, known) => {
  const listed = known.filter((value) => value !== undefined && value !== "");
  return [
    el("dt", {}, name),
    listed.length
      ? el(
          "dd",
          {},
          listed.flatMap((value, i) => (i ? [", ", value] : [value])),
        )
      : el("dd", { class: "unknown" }, t("unknown")),
  ];
};

/** @type {(record: NodeRecord) => HTMLElement} */
const facts = (record) => {
  const all = (/** @type {FacetName} */ scheme) => values(record, scheme).map((key) => label(scheme, key));
  const chips = (/** @type {FacetName} */ name) => {
    const texts = all(name).slice(0, 12);
    return texts.length
      ? [
          el(
            "span",
            { class: "chips" },
            texts.map((text) => el("span", { class: "chip" }, text)),
          ),
        ]
      : [];
  };
  const isActor = (record.type ?? "actor") === "actor";
  const rows = [];
  if (record.type === "community") {
    rows.push(...fact(t("community_label"), [t("members", { n: count(record.ties ?? 0) })]));
  } else {
    rows.push(...fact(t("kind_label"), [upper(kindLabel(record))]));
    if (isActor || record.country) rows.push(...fact(t("country_label"), all("country")));
    if (isActor || record.level) rows.push(...fact(t("level_label"), all("level")));
    if (record.start || !isActor) rows.push(...fact(t("founded"), [record.start]));
    if (record.end) rows.push(...fact(t("ended"), [record.end]));
    const ties = record.tiesIn?.map(count).join(" → ") ?? (record.ties === undefined ? "" : count(record.ties));
    rows.push(...fact(t("ties_label"), [ties]));
    if (record.change) rows.push(...fact(t("change_label"), [label("change", record.change)]));
  }
  rows.push(...fact(t("themes_label"), chips("themes")), ...fact(t("programmes_label"), chips("programmes")));
  if (record.community !== undefined) rows.push(...fact(t("community_label"), all("community")));
  for (const [name, value] of Object.entries(record.measures ?? {})) {
    rows.push(...fact(upper(inLanguage(data.measures[name], name)), [count(value)]));
  }
  if (record.homepage) {
    const shown = record.homepage.replace(/^https?:\/\/(www\.)?|\/$/g, "");
    rows.push(...fact(t("homepage"), [link(record.homepage, shown)]));
  }
  return el("dl", {}, rows);
};

/** @type {(text: string) => HTMLElement} */
const when = (text) => el("span", { class: "when" }, text);

/** @type {(tie: Tie) => HTMLElement} */
const tieLine = (tie) => {
  const said = [
    period(tie, t) || t("undated_tie"),
    tie.role && label("role", tie.role),
    tie.status && label("status", tie.status),
    tie.certainty && label("certainty", tie.certainty),
    tie.known_by && label("evidence-strength", tie.known_by),
    tie.end_reason && `${label("bound-reason", tie.end_reason)} (${tie.held_until ?? ""})`,
  ];
  const sources = (tie.sources ?? [])
    .map((place) => data.sources[place])
    .map(([title, url]) => el("span", { class: "source" }, `${t("source")}: `, link(url, title)));
  return el(
    "li",
    {},
    el("span", { class: "kind" }, label("tie", tie.kind ?? MISSING)),
    " ",
    tie.label ? el("span", { class: "what" }, tie.label) : null,
    when(said.filter(Boolean).join(" · ")),
    sources,
  );
};

/** @type {(edge: Edge) => string} */
const summary = (edge) => {
  const kinds = edge.kinds.map((kind) => label("tie", kind)).join(", ");
  const shared = (edge.count ?? 0) > 1 ? t("shared", { n: count(edge.count ?? 0) }) : "";
  return [kinds, shared, period(edgeYears(edge), t)].filter(Boolean).join(" · ") || t("undated_tie");
};

/** @type {(partner: Partner) => HTMLElement} */
const partnerLine = ({ edge, other: partner, fits }) => {
  const listed = edge.ties.length;
  const ties = edge.ties.filter((tie) => tieFits(tie, state));
  const away = listed - ties.length;
  const all = edge.count ?? 0;
  return el(
    "li",
    { class: fits ? null : "away" },
    nodeButton(partner, { centre: true, mark: true }),
    edge.change ? el("span", { class: "kind" }, label("change", edge.change)) : null,
    listed ? null : when(summary(edge)),
    ties.length ? el("ul", { class: "ties" }, ties.map(tieLine)) : null,
    listed && all > listed ? when(t("partners_of", { shown: listed, all: count(all) })) : null,
    away ? when(t("filtered_ties", { n: away })) : null,
  );
};

/**
 * What there is to know of how a record is drawn: as part of a group, not at all, without a place.
 *
 * @type {(record: NodeRecord) => string[]}
 */
const remarks = (record) => {
  const group = recordOf(record.of);
  const node = drawn(record.id);
  return [
    group ? t("member_of_group", { what: nodeLabel(group) }) : record.drawn === false ? t("not_drawn") : "",
    node && !node.place && state.layout === "geographic" ? t("place") : "",
  ].filter(Boolean);
};

/** @type {(record: NodeRecord) => NodeRecord[]} */
const membersOf = (record) =>
  record.type === "community"
    ? [...records.values()].filter((one) => one.of === record.id).sort((a, b) => (b.ties ?? 0) - (a.ties ?? 0))
    : [];

/**
 * The list on a card: a community's members, else the partners.
 *
 * @type {(record: NodeRecord, most: number) => Child[]}
 */
const list = (record, most) => {
  const members = membersOf(record);
  const partners = members.length ? [] : partnersOf(record);
  const n = members.length || partners.length;
  const lines = members.length
    ? members.slice(0, most).map((one) => el("li", {}, nodeButton(one, {})))
    : partners.slice(0, most).map(partnerLine);
  const away = members.length
    ? 0
    : (record.degree ?? n) - record.edges.filter((edge) => edge.stop !== undefined && standing(edge)).length;
  const more = () => `${t("show_more")} (${t("partners_of", { shown: most, all: count(n) })})`;
  return [
    n ? el("h3", {}, t(members.length ? "members" : "partners", { n: count(n) })) : null,
    away ? when(t("backbone_away", { n: away })) : null,
    el("ul", { class: "partners" }, lines),
    n > most ? el("button", { type: "button", class: "wide", onclick: () => drawPanel(true) }, more()) : null,
  ];
};

/** Draw the card of the record that is open, or put the panel away; `all`: with every partner. */
export const drawPanel = (all = false) => {
  const panel = by("panel");
  const record = recordOf(state.card);
  panel.hidden = !record;
  document.body.classList.toggle("with-panel", Boolean(record));
  if (!record) return;
  panel.setAttribute("aria-label", nodeLabel(record));
  const node = drawn(record.id);
  const act = (/** @type {string} */ key, /** @type {() => void} */ onclick) =>
    el("button", { type: "button", onclick }, t(key));
  const close = () => {
    select(null);
    by("network").focus();
  };
  panel.replaceChildren(
    el(
      "div",
      { class: "head" },
      el("h2", {}, mark(record), nodeLabel(record)),
      el("button", { type: "button", class: "icon close", "aria-label": t("close"), onclick: close }, "×"),
    ),
    ...remarks(record).map((text) => el("p", { class: "when" }, text)),
  );
  if (node) {
    const acts = [
      act("isolate", () => isolate(node.id)),
      act("centre", () => centre(node)),
      act("hide", () => hide(node.id)),
    ];
    if (node.more)
      acts.unshift(el("button", { type: "button", onclick: () => turn(node.id) }, t("unfold", { n: node.more })));
    else if (state.opened.has(node.id)) acts.unshift(act("fold", () => turn(node.id)));
    panel.append(el("div", { class: "acts" }, acts));
  }
  panel.append(facts(record), ...list(record, all ? Infinity : FIRST).filter((part) => part != null));
  panel.scrollTop = 0;
};
