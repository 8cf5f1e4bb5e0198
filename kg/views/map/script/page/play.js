// The map year by year: play and pause, one year on or back, how fast. Nothing moves until it is asked to, and with
// reduced motion nothing ever moves by itself; places stay. The year is what the filter of years is set to.
import { SECONDS, SPEEDS, stepped, yearOf } from "../pure/play.js";
import { figure } from "../pure/words.js";
import { remember } from "./address.js";
import { by, count, el, say, t, tick } from "./elements.js";
import { drawFacets } from "./facets.js";
import { onRefresh, refresh } from "./refresh.js";
import { data, graph, state } from "./state.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
/** @type {ReturnType<typeof setInterval> | null} */
let timer = null;

const pause = () => {
  if (timer !== null) clearInterval(timer);
  timer = null;
  drawPlayer();
};

/** @type {(year: number) => void} */
const show = (year) => {
  state.years = [year, year];
  drawFacets();
  refresh();
};

/** @type {(step: number) => void} */
const move = (step) => {
  if (!graph.years) return;
  show(stepped(yearOf(state.years), graph.years, step));
  say(String(yearOf(state.years)));
};

const tickOn = () => {
  const year = yearOf(state.years);
  if (!graph.years || year === null || year >= graph.years[1]) pause();
  else show(year + 1);
};

const run = () => {
  if (timer !== null) clearInterval(timer);
  timer = setInterval(tickOn, (SECONDS * 1000) / (state.speed ?? 1));
  drawPlayer();
};

const playOrPause = () => {
  if (timer !== null || calm.matches || !graph.years) {
    pause();
    return;
  }
  const year = yearOf(state.years);
  if (year === null || year >= graph.years[1]) show(graph.years[0]);
  run();
};

const close = () => {
  pause();
  Object.assign(state, { speed: null, years: null });
  drawFacets();
  refresh();
  by("play-open").focus();
};

const open = () => {
  state.speed = 1;
  if (yearOf(state.years) === null && graph.years) show(graph.years[0]);
  drawPlayer();
  remember();
  by("play-on").focus();
};

/** @type {(event: KeyboardEvent) => void} */
const onKey = (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLSelectElement) return;
  const acts = /** @type {Record<string, (() => void) | undefined>} */ ({
    ArrowRight: () => move(1),
    ArrowLeft: () => move(-1),
    Home: () => graph.years && show(graph.years[0]),
    End: () => graph.years && show(graph.years[1]),
    Escape: close,
  });
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
};

/** @type {(id: string, sign: string, key: string, act: () => void) => HTMLElement} */
const button = (id, sign, key, act) =>
  el("button", { type: "button", id, class: "icon", "aria-label": t(key), title: t(key), onclick: act }, sign);

/** What the player was drawn of last; while that is the same, only the year changes. */
let stamp = "";

/** Draw the player, or put it away; the focus stays on the button that has it. */
export const drawPlayer = () => {
  const place = by("player");
  const had = place.contains(document.activeElement) ? document.activeElement?.id : "";
  const year = yearOf(state.years);
  place.hidden = state.speed === null;
  by("year").hidden = state.speed === null;
  by("year").textContent = year === null ? (state.years?.join("–") ?? "") : String(year);
  by("play-open").hidden = state.speed !== null || !graph.years || data.periods !== null;
  by("play-open").textContent = t("play_open");
  document.body.classList.toggle("playing", state.speed !== null);
  if (state.speed === null || !graph.years) return;
  const moving = timer !== null;
  const now = [state.lang, moving, calm.matches, state.speed, state.undated].join();
  if (now === stamp && place.childElementCount) {
    const slider = place.querySelector("#play-year");
    if (slider instanceof HTMLInputElement && year !== null) slider.value = String(year);
    return;
  }
  stamp = now;
  const [low, high] = graph.years;
  const slider = el("input", {
    type: "range",
    id: "play-year",
    min: low,
    max: high,
    step: 1,
    value: year ?? low,
    "aria-label": t("play_year"),
    oninput: () => {
      pause();
      show(Number(slider.value));
    },
  });
  const speed = el(
    "select",
    { id: "play-speed", "aria-label": t("play_speed") },
    SPEEDS.map((value) => el("option", { value, selected: value === state.speed }, `${figure(value, state.lang)}×`)),
  );
  speed.addEventListener("change", () => {
    state.speed = Number(speed.value);
    if (timer !== null) run();
    remember();
  });
  const undated = (/** @type {boolean} */ checked) => {
    state.undated = checked;
    drawFacets();
    refresh();
  };
  place.replaceChildren(
    button("play-back", "‹", "play_back", () => move(-1)),
    ...(calm.matches ? [] : [button("play-go", moving ? "❚❚" : "▶", moving ? "play_pause" : "play_go", playOrPause)]),
    button("play-on", "›", "play_on", () => move(1)),
    slider,
    ...(calm.matches ? [] : [speed]),
    ...(graph.undated
      ? [
          tick(
            { id: "play-undated", checked: state.undated },
            undated,
            el("span", {}, t("undated", { n: count(graph.undated) })),
          ),
        ]
      : []),
    button("play-close", "×", "play_close", close),
  );
  if (had) document.getElementById(had)?.focus();
};

/** The player stands at the lower edge of the map, the year large in a corner. */
export const startPlayer = () => {
  by("layouts").after(el("button", { type: "button", id: "play-open", hidden: true, onclick: open }));
  by("stage").append(
    el("p", { id: "year", "aria-hidden": "true", hidden: true }),
    el("div", { id: "player", role: "group", "data-t-label": "play_open", hidden: true }),
  );
  by("player").addEventListener("keydown", onKey);
  onRefresh(() => {
    if (timer !== null && yearOf(state.years) === null)
      pause(); // the reader has chosen other years
    else drawPlayer();
  });
};
