// Keeps the address in step with the view.
import { read, written } from "../pure/address.js";
import { chosenView } from "./stage.js";
import { data, graph, state } from "./state.js";

let ready = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

/** @type {() => string} */
export const fragment = () => written(state, data, chosenView());

export const rememberNow = () => {
  clearTimeout(later);
  if (location.protocol === "about:") return; // inside a notebook's frame: there is no address to write to
  const text = fragment();
  if (location.hash.slice(1) === text) return;
  history.replaceState(null, "", `${location.pathname}${location.search}${text ? `#${text}` : ""}`);
};

export const remember = () => {
  if (!ready) return;
  clearTimeout(later);
  later = setTimeout(rememberNow, 150);
};

/** From now on changes go into the address. */
export const startRemembering = () => {
  ready = true;
};

/** Reads the address into the state; answers the card that is open and the view. */
export const recall = () => {
  const found = read(location.hash.slice(1), graph, data);
  Object.assign(state, found.state);
  return found;
};
