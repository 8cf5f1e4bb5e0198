"use strict";
// The filters: years, then one list of boxes to tick per facet (kind of tie, theme, programme, country, level …)
Sk.drawYears = () => {
  if (!Sk.years) return "";
  const [low, high] = Sk.years, [from, to] = Sk.state.years ?? Sk.years;
  const out = Sk.el("output", { for: "from to" }, `${from}–${to}`);
  const slider = (id, value) => Sk.el("input", {
    type: "range", id, min: low, max: high, step: 1, value, "aria-label": Sk.t(id),
    oninput: () => {
      let [a, b] = [Number(Sk.by("from").value), Number(Sk.by("to").value)];
      if (a > b) {
        if (id === "from") Sk.by("from").value = a = b;
        else Sk.by("to").value = b = a;
      }
      out.textContent = `${a}–${b}`;
      bar.style.setProperty("--a", (a - low) / (high - low));
      bar.style.setProperty("--b", (b - low) / (high - low));
      Sk.state.years = a === low && b === high ? null : [a, b];
      Sk.refresh();
    },
  });
  const bar = Sk.el("div", { class: "range" }, slider("from", from), slider("to", to));
  bar.style.setProperty("--a", (from - low) / (high - low));
  bar.style.setProperty("--b", (to - low) / (high - low));
  const undated = Sk.undated
    ? Sk.el("label", { class: "tick" }, Sk.el("input", { type: "checkbox", id: "undated", checked: Sk.state.undated, onchange: (event) => { Sk.state.undated = event.target.checked; Sk.refresh(); } }),
      Sk.el("span", {}, Sk.t("undated", { n: Sk.count(Sk.undated) })))
    : "";
  return Sk.el("fieldset", { class: "years" }, Sk.el("legend", {}, Sk.t("years"), " ", out), bar, undated);
};

Sk.drawFacet = (name, options) => {
  const asked = Sk.state.facets[name];
  const open = Sk.openFacets.has(name) || asked.size > 0;
  const number = Sk.el("span", { class: "count" }, asked.size ? Sk.count(asked.size) : "");
  const box = ({ key, count }) =>
    Sk.el("label", { class: "tick" },
      Sk.el("input", { type: "checkbox", value: key, checked: asked.has(key), onchange: (event) => {
        if (event.target.checked) asked.add(key);
        else asked.delete(key);
        number.textContent = asked.size ? Sk.count(asked.size) : "";
        Sk.refresh();
      } }),
      Sk.el("span", {}, Sk.upper(Sk.label(name, key))), Sk.el("span", { class: "count" }, Sk.count(count)));
  return Sk.el("details", { "data-facet": name, open, ontoggle: (event) => Sk.openFacets[event.target.open ? "add" : "delete"](name) },
    Sk.el("summary", {}, Sk.t(`facet_${name}`), number), Sk.el("div", { class: "ticks", role: "group", "aria-label": Sk.t(`facet_${name}`) }, options.map(box)));
};

Sk.openFacets = new Set();
Sk.drawFacets = () => {
  const doubled = Sk.data.legend.colourBy;
  Sk.by("facets").replaceChildren(
    Sk.el("h2", {}, Sk.t("filters")), Sk.drawYears(),
    ...Object.entries(Sk.facets).filter(([name]) => name !== doubled || name === "themes" || name === "programmes").map(([name, options]) => Sk.drawFacet(name, options)));
};
