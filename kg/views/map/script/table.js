"use strict";
// The same data as tables: nodes and connections, sortable, for those who do not use the picture.
Sk.PAGE = 2000;
Sk.sorting = { nodes: ["ties", -1], edges: ["weight", -1] };
Sk.tableMode = { which: "nodes", matches: false, rows: Sk.PAGE };

Sk.columns = {
  nodes: () => [
    ["name", Sk.t("name"), (r) => Sk.nodeLabel(r), (r) => Sk.el("button", { type: "button", class: "partner", onclick: () => Sk.select(r.id, { focus: true }) }, Sk.nodeLabel(r))],
    ["kind", Sk.t("kind_label"), (r) => (r.kind ? Sk.label("kind", r.kind) : Sk.label("type", r.type ?? "actor"))],
    ["country", Sk.t("country_label"), (r) => r.country && Sk.label("country", r.country)],
    ["level", Sk.t("level_label"), (r) => r.level && Sk.label("level", r.level)],
    ["ties", Sk.t("ties_label"), (r) => r.ties],
    ["themes", Sk.t("themes_label"), (r) => {
      const all = Sk.values(r, "themes").map((key) => Sk.label("themes", key));
      return all.slice(0, 4).join(", ") + (all.length > 4 ? ` +${all.length - 4}` : "");
    }],
    ["years", Sk.t("years_column"), (r) => Sk.period(r)],
    ...Object.entries(Sk.data.measures).map(([name, labels]) => [`m-${name}`, Sk.upper(Sk.inLanguage(labels, name)), (r) => r.measures?.[name]]),
  ],
  edges: () => [
    ["a", Sk.t("party"), (e) => Sk.nodeLabel(e.a), (e) => Sk.el("button", { type: "button", class: "partner", onclick: () => Sk.select(e.a.id, { focus: true }) }, Sk.nodeLabel(e.a))],
    ["b", Sk.t("party"), (e) => Sk.nodeLabel(e.b), (e) => Sk.el("button", { type: "button", class: "partner", onclick: () => Sk.select(e.b.id, { focus: true }) }, Sk.nodeLabel(e.b))],
    ["kind", Sk.t("facet_tie"), (e) => e.kinds.map((kind) => Sk.label("tie", kind)).join(", ")],
    ["weight", Sk.t("weight"), (e) => e.weight],
    ["years", Sk.t("years_column"), (e) => Sk.edgeYears(e)],
    ["sources", Sk.t("sources_column"), (e) => [...new Set(e.ties.flatMap((tie) => tie.sources ?? []))].map((at) => Sk.data.sources[at][0]).join("; "),
      (e) => Sk.el("span", {}, [...new Set(e.ties.flatMap((tie) => tie.sources ?? []))].flatMap((at, i) => [i ? "; " : "", Sk.link(Sk.data.sources[at][1], Sk.data.sources[at][0])]))],
  ],
};

Sk.tableRows = () => {
  const { which, matches } = Sk.tableMode;
  const all = which === "nodes" ? [...Sk.records.values()].filter((record) => record.type !== "community") : [...Sk.edges, ...Sk.others];
  return matches ? all.filter((row) => row.visible) : all;
};

Sk.drawTable = () => {
  const { which } = Sk.tableMode, columns = Sk.columns[which](), rows = Sk.tableRows();
  const [by, way] = Sk.sorting[which], column = columns.find(([key]) => key === by) ?? columns[0];
  const collator = new Intl.Collator(Sk.state.lang === "en" ? "en" : "nb");
  const empty = (value) => value === undefined || value === null || value === "";
  const keyed = rows.map((row) => [column[2](row), row]);
  const name = columns[0][2];
  keyed.sort(([a, one], [b, other]) =>
    empty(a) - empty(b) || way * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a ?? "", b ?? "")) ||
    collator.compare(name(one), name(other)));
  const cell = (entry, row) => {
    const [, , value, show] = entry, found = value(row);
    if (empty(found)) return Sk.el("td", { class: "unknown" }, Sk.t("unknown"));
    return Sk.el("td", { class: typeof found === "number" ? "number" : null }, show ? show(row) : typeof found === "number" ? Sk.count(found) : found);
  };
  const head = ([key, text]) =>
    Sk.el("th", { scope: "col", "aria-sort": key === column[0] ? (way > 0 ? "ascending" : "descending") : null },
      Sk.el("button", { type: "button", title: Sk.t("sort", { what: text }), onclick: () => {
        Sk.sorting[which] = [key, key === column[0] ? -way : ["ties", "weight"].includes(key) || key.startsWith("m-") ? -1 : 1];
        Sk.drawTable();
        Sk.by("table").querySelector(`th:nth-child(${columns.findIndex(([name]) => name === key) + 1}) button`).focus();
      } }, text));
  const shown = keyed.slice(0, Sk.tableMode.rows);
  const choose = (name, key) => Sk.el("button", { type: "button", "aria-pressed": which === name, onclick: () => { Sk.tableMode.which = name; Sk.tableMode.rows = Sk.PAGE; Sk.drawTable(); } }, Sk.t(key));
  const caption = Sk.t("rows", { n: Sk.count(rows.length) });
  Sk.by("table").replaceChildren(
    Sk.el("div", { class: "table-bar" }, Sk.el("div", { class: "pair", role: "group" }, choose("nodes", "table_nodes"), choose("edges", "table_edges")),
      Sk.el("label", { class: "tick" }, Sk.el("input", { type: "checkbox", id: "matches", checked: Sk.tableMode.matches, onchange: (event) => { Sk.tableMode.matches = event.target.checked; Sk.drawTable(); } }), Sk.el("span", {}, Sk.t("matches_only")))),
    Sk.el("div", { class: "scroll" }, Sk.el("table", {}, Sk.el("caption", {}, `${Sk.inLanguage(Sk.data.title)}: ${caption}`),
      Sk.el("thead", {}, Sk.el("tr", {}, columns.map(head))),
      Sk.el("tbody", {}, shown.map(([, row]) => Sk.el("tr", {}, columns.map((entry, i) => {
        const made = cell(entry, row);
        if (i) return made;
        const first = Sk.el("th", { scope: "row" });
        first.append(...made.childNodes);
        return first;
      })))))),
    rows.length > shown.length ? Sk.el("button", { type: "button", class: "wide", onclick: () => { Sk.tableMode.rows += Sk.PAGE; Sk.drawTable(); } }, `${Sk.t("show_more")} (${Sk.t("partners_of", { shown: Sk.count(shown.length), all: Sk.count(rows.length) })})`) : "");
};

Sk.setView = (name) => {
  Sk.state.view = name;
  document.body.classList.toggle("table-view", name === "table");
  Sk.by("stage").hidden = name === "table";
  Sk.by("table").hidden = name === "map";
  Sk.by("show-map").setAttribute("aria-pressed", name === "map");
  Sk.by("show-table").setAttribute("aria-pressed", name === "table");
  if (name === "table") Sk.drawTable();
  else Sk.dirty();
  if (name === "map" && Sk.pending) {
    const at = Sk.pending;
    Sk.pending = null;
    setTimeout(() => Sk.goTo(at), 100); // once the canvas has its size
  }
  Sk.remember();
};
