// Words and elements. Text always goes in as text nodes, never as HTML.
import * as words from "../../../views/map/script/pure/words.js";
import { config } from "./state.js";

/** @typedef {string | number | Node | null | undefined | false} Child */

/** @type {(id: string) => HTMLElement} */
export const by = (id) => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
};

/** @type {(id: string) => HTMLInputElement} */
export const input = (id) => /** @type {HTMLInputElement} */ (by(id));

/** @type {(key: string, values?: Record<string, unknown>) => string} */
export const t = (key, values) => words.fill(config.text[key] ?? key, values, config.lang);

/** @type {(value: number) => string} */
export const count = (value) => words.figure(value, config.lang);

/**
 * An element: attributes (functions are listeners), then what stands in it.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} attributes
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export const el = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, /** @type {EventListener} */ (value));
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, String(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) {
      made.append(child instanceof Node ? child : String(child));
    }
  }
  return made;
};

/** @type {(text: string) => void} */
export const say = (text) => {
  by("network-status").textContent = text;
};

/** @type {(kind: string) => string} */
export const kindName = (kind) => config.kinds[kind] ?? kind;
