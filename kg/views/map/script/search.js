"use strict";
// The search box: a combobox after the ARIA authoring practices. Names are compared folded.
Sk.HITS = 12;
Sk.hits = [];
Sk.active = -1;

Sk.indexNames = () => {
  Sk.index = [...Sk.records.values()].map((record) => ({
    record,
    names: [...new Set([record.label, ...Object.values(record.labels ?? {}), ...(record.alt ?? []), record.id].map(Sk.fold))],
  }));
};

Sk.find = (text) => {
  const asked = Sk.fold(text);
  if (!asked) return [];
  const score = (name) => (name === asked ? 0 : name.startsWith(asked) ? 1 : ` ${name}`.includes(` ${asked}`) ? 2 : name.includes(asked) ? 3 : 9);
  return Sk.index
    .map(({ record, names }) => ({ record, score: Math.min(...names.map(score)) }))
    .filter((hit) => hit.score < 9)
    .sort((a, b) => a.score - b.score || (b.record.ties ?? 0) - (a.record.ties ?? 0) || (a.record.label < b.record.label ? -1 : 1))
    .map((hit) => hit.record);
};

Sk.showHits = () => {
  const box = Sk.by("search"), list = Sk.by("hits"), found = Sk.find(box.value);
  Sk.hits = found.slice(0, Sk.HITS);
  Sk.active = -1;
  list.replaceChildren(...Sk.hits.map((record, i) =>
    Sk.el("li", { role: "option", id: `hit-${i}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); Sk.take(i); } },
      Sk.mark(record), Sk.el("span", {}, Sk.nodeLabel(record)),
      Sk.el("small", {}, [record.kind ? Sk.label("kind", record.kind) : Sk.label("type", record.type ?? "actor"), record.country && Sk.label("country", record.country)].filter(Boolean).join(" · ")))));
  const open = box.value.trim() !== "";
  if (open && !Sk.hits.length) list.append(Sk.el("li", { class: "none", role: "option", "aria-disabled": "true" }, Sk.t("no_hits")));
  list.hidden = !open;
  box.setAttribute("aria-expanded", open);
  box.removeAttribute("aria-activedescendant");
  if (open) Sk.say(found.length ? Sk.t("hits", { n: Sk.count(found.length) }) : Sk.t("no_hits"));
};

Sk.closeHits = () => {
  Sk.by("hits").hidden = true;
  Sk.by("search").setAttribute("aria-expanded", "false");
  Sk.by("search").removeAttribute("aria-activedescendant");
};

Sk.take = (place) => {
  const record = Sk.hits[place];
  if (!record) return;
  Sk.by("search").value = Sk.nodeLabel(record);
  Sk.closeHits();
  const node = Sk.nodes.get(record.id);
  if (node && !node.visible) {
    Sk.state.hidden.delete(node.id);
    if (!Sk.nodeFits(node) || Sk.state.isolate) Sk.reset();
    else Sk.refresh();
  }
  Sk.setView("map");
  Sk.select(record.id, { centre: true, focus: true });
};

Sk.startSearch = () => {
  Sk.indexNames();
  const box = Sk.by("search");
  box.addEventListener("input", Sk.showHits);
  box.addEventListener("focus", () => { if (box.value) { box.select(); } });
  box.addEventListener("blur", Sk.closeHits);
  box.addEventListener("keydown", (event) => {
    const options = Sk.by("hits").children;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!Sk.hits.length) return;
      options[Sk.active]?.setAttribute("aria-selected", "false");
      Sk.active = (Sk.active + (event.key === "ArrowDown" ? 1 : -1) + Sk.hits.length) % Sk.hits.length;
      options[Sk.active].setAttribute("aria-selected", "true");
      box.setAttribute("aria-activedescendant", `hit-${Sk.active}`);
    } else if (event.key === "Enter") {
      event.preventDefault();
      Sk.take(Math.max(Sk.active, 0));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (Sk.by("hits").hidden) box.value = "";
      Sk.closeHits();
    }
  });
};
