// The keyboard on the map: arrows walk from node to node, Enter opens the card, Escape closes it.
import { nextNode } from "../pure/layout.js";
import { by } from "./elements.js";
import { fitAll, zoomBy } from "./layout.js";
import { select } from "./panel.js";
import { network, size, toScreen } from "./stage.js";
import { drawn, nodes, ranked, state } from "./state.js";

/** @import {Point} from "../types" */

/** @type {Record<string, Point | undefined>} */
const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
/** @type {Record<string, (() => void) | undefined>} */
const ACTS = {
  "+": () => zoomBy(1.3),
  "=": () => zoomBy(1.3),
  "-": () => zoomBy(1 / 1.3),
  "−": () => zoomBy(1 / 1.3),
  0: fitAll,
};

/**
 * Open the filters (on a small screen a sheet over the map) or put them away.
 *
 * @type {(open: boolean) => void}
 */
export const sheet = (open) => {
  document.body.classList.toggle("with-side", open);
  by(open ? "side-close" : "open-side").focus();
};

/** @type {(direction: Point) => void} */
const walk = (direction) => {
  const from = drawn(state.selected);
  const next = from?.visible ? nextNode(nodes.values(), from, direction) : ranked.find((node) => node.visible);
  if (!next) return;
  select(next.id);
  const [x, y] = toScreen(next);
  const [width, height] = size();
  const seen = x >= 40 && y >= 40 && x <= width - 40 && y <= height - 40;
  if (!seen) network.moveTo({ position: { x: next.x, y: next.y } });
};

/** @type {(event: KeyboardEvent) => void} */
const onMap = (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const direction = DIRECTIONS[event.key];
  const act = ACTS[event.key];
  if (direction) walk(direction);
  else if (event.key === "Enter" && state.selected) by("panel").focus();
  else if (act) act();
  else return;
  event.preventDefault();
};

/** What Escape closes: the menu, the sheet or the card, whichever is on top. */
const putAway = () => {
  const menu = /** @type {HTMLDetailsElement} */ (by("download"));
  if (menu.open) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  } else if (document.body.classList.contains("with-side")) sheet(false);
  else if (state.card) {
    const inside = by("panel").contains(document.activeElement);
    select(null);
    if (inside) by(state.view === "map" ? "network" : "table").focus();
  }
};

export const startKeys = () => {
  by("network").addEventListener("keydown", onMap);
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      by("search").focus();
    } else if (event.key === "Escape") putAway();
  });
};
