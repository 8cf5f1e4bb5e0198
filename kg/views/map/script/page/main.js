// The page starts here. What is exported can be asked from the browser's console as `Sk`, and by the tests.
import { recall, remember, startRemembering } from "./address.js";
import { drawBackbone } from "./backbone.js";
import { startCanvas } from "./canvas.js";
import { startCompare } from "./compare.js";
import { startDownload } from "./download.js";
import { isDark, prefersDark } from "./draw.js";
import { by, input } from "./elements.js";
import { drawFacets } from "./facets.js";
import { sheet, startKeys } from "./keys.js";
import { fit, fitAll, setLayout, setPhysics, zoomBy } from "./layout.js";
import { drawLegend } from "./legend.js";
import { drawPanel, select } from "./panel.js";
import { drawPlayer, startPlayer } from "./play.js";
import { applyFilters, refresh, reset } from "./refresh.js";
import { startSearch } from "./search.js";
import { dirty, goTo, labelState, size } from "./stage.js";
import { data, pointer, state } from "./state.js";
import { goLater, setView } from "./table.js";
import { translate } from "./translate.js";
import { drawWalk, recallView, refit, shownView, startWalk, walkFragment } from "./walk.js";

export { fold } from "../pure/fold.js";
export { fragment, rememberNow } from "./address.js";
export { makePng } from "./download.js";
export { isDark, radius } from "./draw.js";
export { zoomBy } from "./layout.js";
export { hits } from "./search.js";
export { labelState, network, size, toScreen } from "./stage.js";
export { edges, focus, nodes, ranked, state } from "./state.js";
export { makeSvg } from "./svg.js";

/** @import {LayoutName} from "../types" */

const redrawWords = () => {
  translate();
  drawLegend();
  drawFacets();
  drawPanel();
  refresh();
  drawPlayer();
  drawWalk(shownView());
};

const applyTheme = () => {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  by("dark").setAttribute("aria-pressed", String(isDark()));
  drawLegend();
  drawPanel();
  dirty();
};

/** @type {(name: LayoutName) => void} */
const chooseLayout = (name) => {
  pointer.moved = false;
  setLayout(name);
  translate();
};

/**
 * Everything as an address says.
 *
 * @type {(hash: string) => void}
 */
const go = (hash) => {
  const { card, at } = recall(hash);
  input("lang").value = state.lang;
  applyTheme();
  setLayout(state.layout, false);
  redrawWords();
  setView(state.view);
  select(card, { quiet: true });
  fit();
  pointer.moved = at !== null;
  if (at && state.view === "map") goTo(at);
  else goLater(at);
};

/** Everything as the address says; also when the address changes under the page. */
const restore = () => {
  const hash = location.hash.slice(1);
  if (!recallView(hash)) go(hash);
};

const startButtons = () => {
  const on = (/** @type {string} */ id, /** @type {(event: Event) => void} */ act, event = "click") =>
    by(id).addEventListener(event, act);
  const language = () => {
    state.lang = input("lang").value;
    redrawWords();
  };
  on("lang", language, "change");
  on("dark", () => {
    state.dark = !isDark();
    applyTheme();
    remember();
  });
  prefersDark.addEventListener("change", () => {
    if (state.dark === null) applyTheme();
  });
  on("show-map", () => setView("map"));
  on("show-table", () => setView("table"));
  on("skip", (event) => {
    event.preventDefault();
    setView("table");
    by("table").focus();
  });
  on("reset", () => {
    reset();
    drawLegend();
    drawFacets();
    drawBackbone();
    drawPanel();
    fitAll();
  });
  on("isolate-off", () => {
    state.isolate = null;
    state.hidden.clear();
    refresh();
    fitAll();
    by("network").focus();
  });
  on("physics", () => setPhysics(!state.physics));
  on("force", () => chooseLayout("force"));
  on("geographic", () => chooseLayout("geographic"));
  on("zoom-in", () => zoomBy(1.3));
  on("zoom-out", () => zoomBy(1 / 1.3));
  on("fit", fitAll);
  on("open-side", () => sheet(true));
  on("side-close", () => sheet(false));
};

/** Fit the map anew when its place changes size, unless the reader has chosen a view. */
const watchSize = () => {
  let before = size().join();
  const watcher = new ResizeObserver(() => {
    const now = size().join();
    if (state.view === "map" && now !== before && data.how === "ego") setLayout(state.layout, false);
    if (state.view === "map" && now !== before && !pointer.moved) setTimeout(refit, 60);
    before = now;
    labelState.stamp = "";
  });
  watcher.observe(by("network"));
};

applyFilters();
startCompare();
startCanvas();
startSearch();
startDownload();
startKeys();
startButtons();
startPlayer();
startWalk({ go, remember });
by("layouts").hidden = !data.outline.length;
restore();
addEventListener("hashchange", restore);
watchSize();
startRemembering(walkFragment);
document.documentElement.dataset.ready = "yes";
