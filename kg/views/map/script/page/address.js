// Keeps the address in step with the view.
import { read, written } from "../pure/address.js";
import { chosenView } from "./stage.js";
import { data, graph, state } from "./state.js";

let ready = false;
/** What the address is to be; a walk says it in its own way. */
let wanted = () => fragment();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

/** @type {() => string} */
export const fragment = () => written(state, data, chosenView());

export const rememberNow = () => {
  clearTimeout(later);
  if (location.protocol === "about:") return; // inside a notebook's frame: there is no address to write to
  const text = wanted();
  if (location.hash.slice(1) === text) return;
  history.replaceState(null, "", `${location.pathname}${location.search}${text ? `#${text}` : ""}`);
};

export const remember = () => {
  if (!ready) return;
  clearTimeout(later);
  later = setTimeout(rememberNow, 150);
};

/**
 * From now on changes go into the address, as `fragment` says them or as whoever else is named does.
 *
 * @type {(says?: () => string) => void}
 */
export const startRemembering = (says = fragment) => {
  wanted = says;
  ready = true;
};

/**
 * Reads an address into the state; answers the card that is open and the view.
 *
 * @type {(hash: string) => ReturnType<typeof read>}
 */
export const recall = (hash) => {
  const found = read(hash, graph, data);
  Object.assign(state, found.state);
  return found;
};
