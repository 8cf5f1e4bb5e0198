"use strict";
// The legend: what colour, shape, line and size mean, with counts. A press puts a category out or on again.
Sk.sign = (form, colour, hollow = false) => {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "-10 -10 20 20");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const corners = Sk.CORNERS[form], shape = document.createElementNS(ns, corners ? "polygon" : "circle");
  if (corners) shape.setAttribute("points", corners.map(([x, y]) => `${(x * 6).toFixed(1)},${(y * 6).toFixed(1)}`).join(" "));
  else shape.setAttribute("r", "6.5");
  shape.setAttribute("fill", hollow ? "none" : colour);
  shape.setAttribute("stroke", Sk.outlineOf(colour));
  shape.setAttribute("stroke-width", hollow ? "2" : "1.2");
  svg.append(shape);
  return svg;
};

Sk.lineSign = (dash) => {
  const ns = "http://www.w3.org/2000/svg", svg = document.createElementNS(ns, "svg"), line = document.createElementNS(ns, "line");
  svg.setAttribute("viewBox", "0 0 34 10");
  svg.setAttribute("class", "line-sign");
  svg.setAttribute("aria-hidden", "true");
  for (const [name, value] of Object.entries({ x1: 1, x2: 33, y1: 5, y2: 5, stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": dash.join(" ") || "none" })) line.setAttribute(name, value);
  svg.append(line);
  return svg;
};

Sk.legendLine = (entry, off, all, sign, text) => {
  const flip = () => {
    if (off.has(entry.key)) off.delete(entry.key);
    else off.add(entry.key);
    Sk.drawLegend(entry.key);
    Sk.refresh();
  };
  const only = () => {
    const alone = all.every((key) => off.has(key) !== (key === entry.key)) && !off.has(entry.key);
    off.clear();
    if (!alone) for (const key of all) if (key !== entry.key) off.add(key);
    Sk.drawLegend(entry.key);
    Sk.refresh();
  };
  return Sk.el("li", {},
    Sk.el("button", { type: "button", class: "entry", "data-key": entry.key, "aria-pressed": !off.has(entry.key), title: Sk.t("toggle_hint"), onclick: flip },
      sign, Sk.el("span", { class: "name" }, Sk.upper(text)), Sk.el("span", { class: "count" }, Sk.count(entry.count))),
    all.length > 1 ? Sk.el("button", { type: "button", class: "only", "aria-label": Sk.t("only_long", { what: text }), onclick: only }, Sk.t("only")) : null);
};

Sk.fieldName = (field) => (field in Sk.data.text.en ? Sk.t(field) : Sk.inLanguage(Sk.data.legend.names[field], field));

Sk.drawLegend = (focus = null) => {
  const { legend } = Sk.data, { off } = Sk.state, parts = [];
  const block = (key, what, children) => parts.push(Sk.el("h2", {}, Sk.t(key, { what })), ...children);
  const keys = (entries) => entries.map((entry) => entry.key);
  if (legend.colours.length) {
    block("colour", Sk.fieldName(legend.colourBy), [Sk.el("ul", {}, legend.colours.map((entry) =>
      Sk.legendLine(entry, off.group, keys(legend.colours), Sk.sign("circle", entry.colour, entry.key === Sk.MISSING), Sk.inLanguage(entry.labels, entry.key))))]);
  }
  if (legend.ramp) {
    const bar = Sk.el("div", { class: "ramp" });
    bar.style.background = `linear-gradient(to right, ${legend.ramp.colours.join(",")})`;
    block("colour", Sk.fieldName(legend.colourBy), [bar, Sk.el("p", { class: "ends" }, Sk.el("span", {}, Sk.count(legend.ramp.low)), Sk.el("span", {}, Sk.count(legend.ramp.middle)), Sk.el("span", {}, Sk.count(legend.ramp.high))),
      legend.ramp.missing ? Sk.el("p", { class: "ends" }, `${Sk.t("hollow")} (${Sk.count(legend.ramp.missing)})`) : ""]);
  }
  if (legend.shapes.length > 1) {
    block("shape", "", [Sk.el("ul", {}, legend.shapes.map((entry) =>
      Sk.legendLine(entry, off.type, keys(legend.shapes), Sk.sign(entry.shape, entry.colour), Sk.inLanguage(entry.labels, entry.key))))]);
  }
  if (legend.lines.length > 1) {
    block("line", "", [Sk.el("ul", {}, legend.lines.map((entry) =>
      Sk.legendLine(entry, off.tie, keys(legend.lines), Sk.lineSign(entry.dash), Sk.inLanguage(entry.labels, entry.key))))]);
  }
  if (legend.sizeBy) parts.push(Sk.el("p", { class: "ends size" }, Sk.t("size", { what: Sk.fieldName(legend.sizeBy) })));
  Sk.by("legend").replaceChildren(...parts);
  if (focus !== null) Sk.by("legend").querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
};
