"use strict";
Sk.redrawWords = () => {
  Sk.translate();
  Sk.drawLegend();
  Sk.drawFacets();
  Sk.drawPanel();
  Sk.refresh();
};

Sk.applyTheme = () => {
  document.documentElement.dataset.theme = Sk.isDark() ? "dark" : "light";
  Sk.by("dark").setAttribute("aria-pressed", Sk.isDark());
  Sk.drawLegend();
  Sk.drawPanel();
  Sk.dirty();
};

Sk.sheet = (open) => {
  document.body.classList.toggle("with-side", open);
  Sk.by(open ? "side-close" : "open-side").focus();
};

Sk.fitAll = () => {
  Sk.moved = false;
  Sk.fit(undefined, true);
  Sk.remember();
};

// Everything as the address says; also when the address changes under the page
Sk.restore = () => {
  const { card, at } = Sk.recall();
  Sk.by("lang").value = Sk.state.lang;
  Sk.applyTheme();
  Sk.setLayout(Sk.state.layout, false);
  Sk.redrawWords();
  Sk.setView(Sk.state.view);
  Sk.select(card, { quiet: true });
  Sk.fit();
  Sk.moved = at !== null;
  if (at && Sk.state.view === "map") Sk.goTo(at);
  else Sk.pending = at;
};

Sk.start = () => {
  Sk.load();
  Sk.apply();
  Sk.startCanvas();
  Sk.startSearch();
  Sk.startDownload();
  Sk.startKeys();
  const on = (id, act, event = "click") => Sk.by(id).addEventListener(event, act);
  on("lang", (event) => { Sk.state.lang = event.target.value; Sk.redrawWords(); Sk.indexNames(); }, "change");
  on("dark", () => { Sk.state.dark = !Sk.isDark(); Sk.applyTheme(); Sk.remember(); });
  Sk.prefersDark.addEventListener("change", () => { if (Sk.state.dark === null) Sk.applyTheme(); });
  on("show-map", () => Sk.setView("map"));
  on("show-table", () => Sk.setView("table"));
  on("skip", (event) => { event.preventDefault(); Sk.setView("table"); Sk.by("table").focus(); });
  on("reset", () => { Sk.reset(); Sk.drawLegend(); Sk.drawFacets(); Sk.fitAll(); });
  on("isolate-off", () => { Sk.state.isolate = null; Sk.state.hidden.clear(); Sk.refresh(); Sk.fitAll(); Sk.by("network").focus(); });
  on("physics", () => Sk.setPhysics(!Sk.state.physics));
  on("force", () => Sk.setLayoutAndWords("force"));
  on("geographic", () => Sk.setLayoutAndWords("geographic"));
  on("zoom-in", () => Sk.zoomBy(1.3));
  on("zoom-out", () => Sk.zoomBy(1 / 1.3));
  on("fit", Sk.fitAll);
  on("open-side", () => Sk.sheet(true));
  on("side-close", () => Sk.sheet(false));
  Sk.by("layouts").hidden = !Sk.data.outline.length;
  Sk.restore();
  addEventListener("hashchange", Sk.restore);
  let before = Sk.size().join();
  new ResizeObserver(() => {
    const now = Sk.size().join();
    if (Sk.state.view === "map" && now !== before && !Sk.moved) setTimeout(() => Sk.fit(), 60);
    before = now;
    Sk.labelState.stamp = "";
  }).observe(Sk.by("network"));
  Sk.ready = true;
  document.documentElement.dataset.ready = "yes";
};

Sk.setLayoutAndWords = (name) => {
  Sk.moved = false;
  Sk.setLayout(name);
  Sk.translate();
};

Sk.start();
