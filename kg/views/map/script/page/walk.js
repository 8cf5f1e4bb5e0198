// A walk through views, each with a title and a few words: by keys, buttons and dots, by `#view=3` in the address, and
// on paper one view on each page. What the page shows now can be had as the text of a view.
import { written } from "../pure/address.js";
import { asText, namesOf, viewOf } from "../pure/walk.js";
import { fragment } from "./address.js";
import { by, el, inLanguage, say, t } from "./elements.js";
import { fit } from "./layout.js";
import { chosenView, network } from "./stage.js";
import { data, focus, nodes, pointer, records, state, zoom } from "./state.js";
import { makeSvg } from "./svg.js";

/**
 * The view that is shown (null: none), what the page showed then, how far it is zoomed in, and whether it has a place of
 * its own, as a view has that was saved from the page.
 */
const walk = {
  at: /** @type {number | null} */ (null),
  base: "",
  zoom: /** @type {number | null} */ (null),
  placed: false,
};

/** What the page shows, wherever it is looked at. */
const whole = () => written(state, data, null);

/**
 * The number of the view that is shown, or null.
 *
 * @type {() => number | null}
 */
export const shownView = () => walk.at;

/** How the page is set to what an address says; told by whoever starts it. */
let goTo = (/** @type {string} */ _address) => {};

/**
 * The address of the page: the number of the view while nothing else has been changed.
 *
 * @type {() => string}
 */
export const walkFragment = () => {
  const still = walk.at !== null && whole() === walk.base && (walk.placed || !pointer.moved);
  return still ? `view=${walk.at}` : fragment();
};

/** Zoom in on what a view stresses, or on the middle of the map. */
const zoomIn = (/** @type {number} */ factor) => {
  const all = [...(focus.nodes.size ? focus.nodes : [])].flatMap((node) => nodes.get(node.id) ?? []);
  const middle = network.getViewPosition();
  const x = all.length ? all.reduce((sum, node) => sum + node.x, 0) / all.length : middle.x;
  const y = all.length ? all.reduce((sum, node) => sum + node.y, 0) / all.length : middle.y;
  network.moveTo({ position: { x, y }, scale: zoom.fit * factor });
};

/** @type {(step: number) => void} */
const step = (by_) => {
  const goal = (walk.at ?? (by_ > 0 ? 0 : data.views.length + 1)) + by_;
  if (goal >= 1 && goal <= data.views.length) showView(goal);
};

/** @type {(number: number | null) => void} */
export const drawWalk = (number) => {
  const place = by("walk");
  const had = place.contains(document.activeElement) ? document.activeElement?.id : "";
  place.hidden = number === null;
  by("walk-open").hidden = number !== null || !data.views.length;
  by("walk-open").textContent = t("walk_open", { n: data.views.length });
  document.body.classList.toggle("walking", number !== null);
  if (number === null) return;
  const { title, text } = data.views[number - 1];
  const all = data.views.length;
  const button = (
    /** @type {string} */ id,
    /** @type {string} */ key,
    /** @type {string} */ sign,
    /** @type {boolean} */ off,
    /** @type {() => void} */ act,
  ) =>
    el(
      "button",
      { type: "button", id, class: "icon", "aria-label": t(key), title: t(key), disabled: off, onclick: act },
      sign,
    );
  const dots = data.views.map((view, i) =>
    el("button", {
      type: "button",
      class: "dot",
      id: `walk-dot-${i + 1}`,
      "aria-label": `${i + 1}: ${view.title}`,
      title: view.title,
      "aria-current": i + 1 === number ? "step" : null,
      onclick: () => showView(i + 1),
    }),
  );
  place.replaceChildren(
    el("p", { class: "count" }, t("walk_count", { n: number, all })),
    el("h2", {}, title),
    el("p", { class: "words" }, text),
    el(
      "div",
      { class: "steps" },
      button("walk-back", "walk_back", "‹", number === 1, () => step(-1)),
      el("span", { class: "dots" }, dots),
      button("walk-on", "walk_on", "›", number === all, () => step(1)),
      button("walk-close", "walk_close", "×", false, leave),
    ),
  );
  const last = had && document.getElementById(had);
  if (last instanceof HTMLButtonElement) (last.disabled ? place : last).focus();
};

/** @type {(number: number) => void} */
export const showView = (number) => {
  const { title, text, address, zoom: factor } = data.views[number - 1];
  Object.assign(walk, { at: number, base: "", zoom: factor });
  drawWalk(number); // before the view: the card takes room from the map
  goTo(address);
  walk.placed = pointer.moved;
  if (factor !== null) zoomIn(factor);
  walk.base = whole();
  remembered();
  say(`${title}. ${text}`);
};

/** What keeps the address in step; told by whoever starts the walk. */
let remembered = () => {};

/** Fit the map anew, zoomed in as the view is that is shown. */
export const refit = () => {
  fit();
  if (walk.at !== null && walk.zoom !== null) zoomIn(walk.zoom);
};

const leave = () => {
  walk.at = null;
  drawWalk(null);
  remembered();
  by("walk-open").focus();
};

/**
 * The view that an address names is shown, with its card; without one the card is put away. Answers whether there is one.
 *
 * @type {(hash: string) => boolean}
 */
export const recallView = (hash) => {
  const number = viewOf(hash, data.views.length);
  walk.at = null;
  if (number === null) drawWalk(null);
  else showView(number);
  return number !== null;
};

const copyView = async () => {
  const name = namesOf(records.values());
  const view = data.views[(walk.at ?? 0) - 1];
  const title = view?.title ?? inLanguage(data.title);
  const text = asText(state, { title, layout: data.layout, at: chosenView(), name });
  try {
    await navigator.clipboard.writeText(text);
    say(t("walk_copied"));
  } catch {
    const url = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
    const link = el("a", { href: url, download: "view.toml" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
};

/** On paper: every view of the walk on a page of its own, as it is shown. */
const printed = () => {
  const place = by("walk-pages");
  const [number, before, dark] = [walk.at, fragment(), state.dark];
  const pages = data.views.map(({ title, text, address, zoom: factor }) => {
    goTo(address);
    if (factor !== null) zoomIn(factor);
    state.dark = false;
    const picture = document.importNode(
      new DOMParser().parseFromString(makeSvg(), "image/svg+xml").documentElement,
      true,
    );
    return el("section", {}, el("h2", {}, title), el("p", {}, text), picture);
  });
  place.replaceChildren(...pages);
  state.dark = dark;
  goTo(before);
  if (number !== null && walk.zoom !== null) zoomIn(walk.zoom);
};

/** @type {(event: KeyboardEvent) => void} */
const onKey = (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
  const inside = by("walk").contains(document.activeElement);
  const forth = event.key === "PageDown" || (inside && event.key === "ArrowRight");
  const back = event.key === "PageUp" || (inside && event.key === "ArrowLeft");
  if (typing || state.view !== "map" || event.altKey || event.ctrlKey || event.metaKey || !(forth || back)) return;
  event.preventDefault();
  step(forth ? 1 : -1);
};

/**
 * `go` sets the page to an address, `remember` keeps the address of the page in step.
 *
 * @type {(given: { go: (address: string) => void, remember: () => void }) => void}
 */
export const startWalk = ({ go, remember }) => {
  [goTo, remembered] = [go, remember];
  by("stage").append(el("section", { id: "walk", tabindex: "-1", "data-t-label": "walk", hidden: true }));
  by("layouts").after(el("button", { type: "button", id: "walk-open", hidden: true, onclick: () => showView(1) }));
  by("copy").after(el("button", { type: "button", id: "copy-view", "data-t": "walk_copy", onclick: copyView }));
  document.body.append(el("div", { id: "walk-pages", hidden: true }));
  if (!data.views.length) return;
  document.body.classList.add("with-walk");
  document.addEventListener("keydown", onKey);
  addEventListener("beforeprint", printed);
};
