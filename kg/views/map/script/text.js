"use strict";
// Words and elements. Text always goes in as text nodes, never as HTML.
const Sk = {};
Sk.held = JSON.parse(document.getElementById("samkart-data").textContent);
Sk.data = Sk.held.data;
Sk.MISSING = "?";
Sk.OTHER = "…";

Sk.by = (id) => document.getElementById(id);

Sk.t = (key, values = {}) => {
  const texts = Sk.data.text[Sk.state.lang];
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
};

Sk.inLanguage = (labels, fallback = "") => {
  if (!labels) return fallback;
  const order = Sk.state.lang === "en" ? ["en", "nb", "nn"] : [Sk.state.lang, "nn", "nb", "en"];
  for (const code of order) if (labels[code]) return labels[code];
  return Object.values(labels)[0] ?? fallback;
};

Sk.label = (scheme, key) => {
  if (key === Sk.MISSING) return Sk.t("unknown");
  if (key === Sk.OTHER) return Sk.t("other");
  return Sk.inLanguage(Sk.data.labels[scheme]?.[key], key);
};

Sk.nodeLabel = (node) => Sk.inLanguage(node.labels, node.label);
Sk.upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
Sk.count = (value) => new Intl.NumberFormat(Sk.state.lang === "en" ? "en-GB" : "nb-NO", { maximumFractionDigits: 4 }).format(value);

// Sk.el("button", {class: "x", onclick: f}, "text", child): attributes by name, listeners by on…, the rest as children
Sk.el = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (name.startsWith("aria-")) made.setAttribute(name, value); // there false is a value of its own
    else if (value === false) continue;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
};

Sk.link = (url, text) =>
  /^https?:\/\//i.test(url)
    ? Sk.el("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: `${text} (${Sk.t("new_tab")})` }, text)
    : Sk.el("span", {}, text);

Sk.say = (text) => { Sk.by("live").textContent = text; };

// The texts that stand in the page from the start
Sk.translate = () => {
  document.documentElement.lang = Sk.state.lang;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = Sk.t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", Sk.t(node.dataset.tLabel));
  for (const node of document.querySelectorAll("[data-t-title]")) node.title = Sk.t(node.dataset.tTitle);
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = Sk.t(node.dataset.tPlaceholder);
  const title = Sk.inLanguage(Sk.data.title);
  Sk.by("title").textContent = document.title = title;
  Sk.by("caption").textContent = [
    ...Sk.data.caption[Sk.state.lang],
    ...(Sk.data.outline.length ? [`${Sk.t("outline_credit")}.`] : []),
  ].join(" ");
  const notices = [];
  const drawn = Sk.nodes.size;
  if (Sk.data.how !== "all") notices.push(Sk.t(`notice_${Sk.data.how}`, { all: Sk.count(Sk.data.all), drawn: Sk.count(drawn) }));
  const kept = Sk.edges.length + Sk.data.more.length;
  if (Sk.data.how === "strongest" && kept < Sk.data.allEdges) {
    notices.push(Sk.t("notice_edges", { kept: Sk.count(kept), all: Sk.count(Sk.data.allEdges) }));
  }
  if (Sk.state.layout === "geographic") {
    const lost = [...Sk.nodes.values()].filter((node) => !node.place).length;
    if (lost) notices.push(Sk.t("notice_places", { n: Sk.count(lost) }));
  }
  Sk.by("notice").textContent = notices.join(" ");
  Sk.by("notice").hidden = !notices.length;
};
