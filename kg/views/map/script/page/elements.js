// Words in the reader's language, and elements. Text always goes in as text nodes, never as HTML.
import * as words from "../pure/words.js";
import { data, state } from "./state.js";

/** @import {DrawnNode, Labels, RawRecord} from "../types" */
/** @import {Attributes, Child} from "./vis" */

/** @type {(id: string) => HTMLElement} */
export const by = (id) => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
};

/** @type {(id: string) => HTMLInputElement} */
export const input = (id) => /** @type {HTMLInputElement} */ (by(id));

/** @type {(key: string, values?: Record<string, unknown>) => string} */
export const t = (key, values) => words.fill(data.text[state.lang][key] ?? key, values, state.lang);

/** @type {(labels: Labels | undefined, fallback?: string) => string} */
export const inLanguage = (labels, fallback) => words.inLanguage(labels, state.lang, fallback);

/** @type {(value: number) => string} */
export const count = (value) => words.figure(value, state.lang);

/**
 * What a category is called.
 *
 * @type {(scheme: string, key: string) => string}
 */
export const label = (scheme, key) => {
  if (key === words.MISSING) return t("unknown");
  if (key === words.OTHER) return t("other");
  return inLanguage(data.labels[scheme]?.[key], key);
};

/** @type {(node: Pick<RawRecord, "label" | "labels">) => string} */
export const nodeLabel = (node) => inLanguage(node.labels, node.label);

/**
 * A node's name as it stands in the picture, with how many are folded behind it.
 *
 * @type {(node: Pick<DrawnNode, "label" | "labels" | "short" | "more" | "beyond" | "type">) => string}
 */
export const pictureLabel = (node) => {
  const name = node.short ?? nodeLabel(node);
  const behind = (node.more ?? 0) + (node.beyond ?? 0);
  if (!behind) return name;
  return node.type === "more" ? `+${count(behind)} ${name}` : `${name} +${count(behind)}`;
};

/**
 * The kind of a node, or what it is where its kind is not known.
 *
 * @type {(node: RawRecord) => string}
 */
export const kindLabel = (node) => (node.kind ? label("kind", node.kind) : label("type", node.type ?? "actor"));

/**
 * Kind and country of a node on one line.
 *
 * @type {(node: RawRecord) => string}
 */
export const kindAndCountry = (node) =>
  [kindLabel(node), node.country && label("country", node.country)].filter(Boolean).join(" · ");

/**
 * An element: el("button", {class: "x", onclick: f}, "text", child). Attributes by name, listeners by on…, the rest as
 * children; what is null, undefined, false or empty is left out.
 *
 * @type {<K extends keyof HTMLElementTagNameMap>(tag: K, attributes?: Attributes, ...children: (Child | Child[])[]) => HTMLElementTagNameMap[K]}
 */
export const el = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name.startsWith("aria-"))
      made.setAttribute(name, String(value)); // there false is a value of its own
    else if (value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) if (child) made.append(child);
  return made;
};

/**
 * A box to tick with its words.
 *
 * @type {(attributes: Attributes, act: (checked: boolean) => void, ...children: (Child | Child[])[]) => HTMLElement}
 */
export const tick = (attributes, act, ...children) => {
  const box = el("input", { type: "checkbox", ...attributes });
  box.addEventListener("change", () => act(box.checked));
  return el("label", { class: "tick" }, box, ...children);
};

/** @type {(url: string, text: string) => HTMLElement} */
export const link = (url, text) =>
  /^https?:\/\//i.test(url)
    ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: `${text} (${t("new_tab")})` }, text)
    : el("span", {}, text);

/**
 * Tell those who hear the page instead of seeing it.
 *
 * @type {(text: string) => void}
 */
export const say = (text) => {
  by("live").textContent = text;
};
