// The canvas that vis-network keeps: its size, its view, and asking it to draw anew.
import { by } from "./elements.js";
import { pointer } from "./state.js";

/** @import {DrawnNode, PlacedLabel, Point} from "../types" */
/** @import {VisDataSet, VisNetwork} from "./vis" */

/** @type {VisNetwork} */
export let network;
/** @type {VisDataSet} */
export let dataset;

/** The labels as they were placed last, and for which view. */
export const labelState = {
  /** @type {PlacedLabel[]} */
  placed: [],
  /** @type {PlacedLabel[]} */
  later: [],
  stamp: "",
  /** @type {{ x: number, y: number } | null} */
  view: null,
  ticks: 0,
};

/** @type {(made: VisNetwork, items: VisDataSet) => void} */
export const connect = (made, items) => {
  [network, dataset] = [made, items];
};

/** @type {() => Point} */
export const size = () => {
  const { clientWidth, clientHeight } = by("network");
  return [Math.max(clientWidth, 1), Math.max(clientHeight, 1)];
};

/** @type {(node: DrawnNode) => Point} */
export const toScreen = (node) => {
  const scale = network.getScale();
  const middle = network.getViewPosition();
  const [width, height] = size();
  return [(node.x - middle.x) * scale + width / 2, (node.y - middle.y) * scale + height / 2];
};

/** Place the labels again and draw. */
export const dirty = () => {
  labelState.stamp = "";
  network.redraw();
};

/** @type {(goal: Parameters<VisNetwork["moveTo"]>[0], animate: boolean) => void} */
export const moveTo = (goal, animate) => {
  const still = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ ...goal, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
};

/**
 * To a place and a span (what the shorter side of the picture shows).
 *
 * @type {(at: [number, number, number]) => void}
 */
export const goTo = ([x, y, span]) => network.moveTo({ position: { x, y }, scale: Math.min(...size()) / span });

/**
 * Place and span of the present view; null where the reader has not moved it.
 *
 * @type {() => [number, number, number] | null}
 */
export const chosenView = () => {
  if (!pointer.moved) return null;
  const { x, y } = network.getViewPosition();
  return [x, y, Math.min(...size()) / network.getScale()];
};
