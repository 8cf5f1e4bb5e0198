"use strict";
// Selecting a node, and its card: what is known of it, then its ties with their sources.
Sk.PARTNERS = 40;

Sk.select = (id, options = {}) => {
  const record = Sk.records.get(id) ?? null;
  const drawn = record && (Sk.nodes.get(id) ?? Sk.nodes.get(record.of));
  Sk.state.card = record?.id ?? null;
  Sk.state.selected = drawn?.id ?? null;
  Sk.setFocus();
  Sk.drawPanel(options.all);
  if (record && options.centre && drawn?.visible) Sk.centre(drawn);
  if (record && options.focus) Sk.by("panel").focus();
  if (!options.quiet) {
    Sk.say(record ? Sk.t("selected", { label: Sk.nodeLabel(record), n: Sk.partners(record).length }) : Sk.t("deselected"));
  }
  Sk.dirty();
  Sk.remember();
};

Sk.isolate = (id) => {
  Sk.state.isolate = id;
  Sk.state.hidden.delete(id);
  Sk.refresh();
  Sk.select(id);
  Sk.fit(undefined, true);
};

Sk.hide = (id) => {
  Sk.state.hidden.add(id);
  Sk.select(null);
  Sk.refresh();
};

Sk.partners = (record) =>
  record.edges.map((edge) => ({ edge, other: Sk.other(edge, record), fits: edge.fits ?? Sk.edgeFits(edge) }))
    .sort((a, b) => b.fits - a.fits || (b.edge.weight ?? 0) - (a.edge.weight ?? 0) || (Sk.nodeLabel(a.other) < Sk.nodeLabel(b.other) ? -1 : 1));

Sk.fact = (name, values) => {
  const shown = values.filter((value) => value !== undefined && value !== "");
  return [
    Sk.el("dt", {}, name),
    Sk.el("dd", { class: shown.length ? null : "unknown" }, shown.length ? shown.flatMap((value, i) => (i ? [", ", value] : [value])) : Sk.t("unknown")),
  ];
};

Sk.facts = (record) => {
  const all = (scheme) => Sk.values(record, scheme).map((key) => Sk.label(scheme, key));
  const isActor = (record.type ?? "actor") === "actor";
  const rows = [];
  if (record.type === "community") rows.push(...Sk.fact(Sk.t("community_label"), [Sk.t("members", { n: Sk.count(record.ties ?? 0) })]));
  else {
    rows.push(...Sk.fact(Sk.t("kind_label"), [Sk.upper(record.kind ? Sk.label("kind", record.kind) : Sk.label("type", record.type ?? "actor"))]));
    if (isActor || record.country) rows.push(...Sk.fact(Sk.t("country_label"), all("country")));
    if (isActor || record.level) rows.push(...Sk.fact(Sk.t("level_label"), all("level")));
    if (record.start || !isActor) rows.push(...Sk.fact(Sk.t("founded"), [record.start]));
    if (record.end) rows.push(...Sk.fact(Sk.t("ended"), [record.end]));
    rows.push(...Sk.fact(Sk.t("ties_label"), record.ties === undefined ? [] : [Sk.count(record.ties)]));
  }
  const chips = (name) => [Sk.el("span", { class: "chips" }, all(name).slice(0, 12).map((text) => Sk.el("span", { class: "chip" }, text)))];
  for (const name of ["themes", "programmes"]) rows.push(...Sk.fact(Sk.t(`${name}_label`), all(name).length ? chips(name) : []));
  if (record.community !== undefined) rows.push(...Sk.fact(Sk.t("community_label"), all("community")));
  for (const [name, value] of Object.entries(record.measures ?? {})) rows.push(...Sk.fact(Sk.upper(Sk.inLanguage(Sk.data.measures[name], name)), [Sk.count(value)]));
  if (record.homepage) rows.push(...Sk.fact(Sk.t("homepage"), [Sk.link(record.homepage, record.homepage.replace(/^https?:\/\/(www\.)?|\/$/g, ""))]));
  return Sk.el("dl", {}, rows);
};

Sk.sourceLinks = (tie) =>
  (tie.sources ?? []).map((place) => Sk.data.sources[place]).map(([title, url]) => Sk.el("span", { class: "source" }, `${Sk.t("source")}: `, Sk.link(url, title)));

Sk.tieLine = (tie) => {
  const words = [tie.role && Sk.label("role", tie.role), tie.status && Sk.label("status", tie.status)].filter(Boolean);
  return Sk.el("li", {},
    Sk.el("span", { class: "kind" }, Sk.label("tie", tie.kind ?? Sk.MISSING)), " ",
    tie.label ? Sk.el("span", { class: "what" }, tie.label) : null,
    Sk.el("span", { class: "when" }, [Sk.period(tie) || Sk.t("undated_tie"), ...words].join(" · ")),
    ...Sk.sourceLinks(tie));
};

Sk.partnerLine = ({ edge, other, fits }) => {
  const ties = edge.ties.filter(Sk.tieFits), away = edge.ties.length - ties.length;
  const button = Sk.el("button", { type: "button", class: "partner", onclick: () => Sk.select(other.id, { centre: true, focus: true }) },
    Sk.mark(other), Sk.el("span", {}, Sk.nodeLabel(other)));
  const years = Sk.edgeYears(edge);
  const sum = [edge.kinds.map((kind) => Sk.label("tie", kind)).join(", "), edge.count > 1 ? Sk.t("shared", { n: Sk.count(edge.count) }) : "", years].filter(Boolean).join(" · ");
  return Sk.el("li", { class: fits ? null : "away" }, button, edge.ties.length ? null : Sk.el("span", { class: "when" }, sum || Sk.t("undated_tie")),
    ties.length ? Sk.el("ul", { class: "ties" }, ties.map(Sk.tieLine)) : null,
    edge.ties.length && edge.count > edge.ties.length ? Sk.el("span", { class: "when" }, Sk.t("partners_of", { shown: edge.ties.length, all: Sk.count(edge.count) })) : null,
    away ? Sk.el("span", { class: "when" }, Sk.t("filtered_ties", { n: away })) : null);
};

Sk.drawPanel = (all = false) => {
  const panel = Sk.by("panel"), record = Sk.records.get(Sk.state.card);
  panel.hidden = !record;
  document.body.classList.toggle("with-panel", Boolean(record));
  if (!record) return;
  panel.setAttribute("aria-label", Sk.nodeLabel(record));
  const node = Sk.nodes.get(record.id), partners = Sk.partners(record);
  const act = (key, onclick) => Sk.el("button", { type: "button", onclick }, Sk.t(key));
  const within = record.of ? Sk.t("member_of_group", { what: Sk.nodeLabel(Sk.records.get(record.of)) }) : record.drawn === false ? Sk.t("not_drawn") : "";
  const nowhere = node && !node.place && Sk.state.layout === "geographic" ? Sk.t("place") : "";
  const members = record.type === "community" ? [...Sk.records.values()].filter((one) => one.of === record.id).sort((a, b) => (b.ties ?? 0) - (a.ties ?? 0)) : [];
  const most = all ? Infinity : Sk.PARTNERS;
  const listed = members.length ? members : partners;
  panel.replaceChildren(
    Sk.el("div", { class: "head" }, Sk.el("h2", {}, Sk.mark(record), Sk.nodeLabel(record)),
      Sk.el("button", { type: "button", class: "icon close", "aria-label": Sk.t("close"), onclick: () => { Sk.select(null); Sk.by("network").focus(); } }, "×")),
    ...[within, nowhere].filter(Boolean).map((text) => Sk.el("p", { class: "when" }, text)),
    node ? Sk.el("div", { class: "acts" }, act("isolate", () => Sk.isolate(node.id)), act("centre", () => Sk.centre(node)), act("hide", () => Sk.hide(node.id))) : "",
    Sk.facts(record),
    listed.length ? Sk.el("h3", {}, members.length ? Sk.t("members", { n: Sk.count(members.length) }) : Sk.t("partners", { n: Sk.count(partners.length) })) : "",
    Sk.el("ul", { class: "partners" }, members.length
      ? members.slice(0, most).map((one) => Sk.el("li", {}, Sk.el("button", { type: "button", class: "partner", onclick: () => Sk.select(one.id, { focus: true }) }, Sk.nodeLabel(one))))
      : partners.slice(0, most).map(Sk.partnerLine)),
    listed.length > most ? Sk.el("button", { type: "button", class: "wide", onclick: () => Sk.drawPanel(true) }, `${Sk.t("show_more")} (${Sk.t("partners_of", { shown: most, all: Sk.count(listed.length) })})`) : "",
  );
  panel.scrollTop = 0;
};

// The sign of a node as in the map: its shape in its colour
Sk.mark = (node) => (node.form ? Sk.sign(node.form === "dot" ? "circle" : node.form, node.colour, node.key === Sk.MISSING) : "");
