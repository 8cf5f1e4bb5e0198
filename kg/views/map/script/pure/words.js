// Texts, labels and figures in a language: the one engine for the page's words.

/** Key of what is not known. */
export const MISSING = "?";
/** Key of what is too small to be named. */
export const OTHER = "…";

/**
 * A text with its figures: every `{name}` that has a value is replaced, others stay as they are.
 *
 * @type {(text: string, values?: Record<string, unknown>) => string}
 */
export const fill = (text, values = {}) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));

/**
 * The label in a language, or in the nearest one there is (as kg.language.captions.in_language).
 *
 * @type {(labels: import("../types").Labels | undefined, lang: string, fallback?: string) => string}
 */
export const inLanguage = (labels, lang, fallback = "") => {
  if (!labels) return fallback;
  const order = lang === "en" ? ["en", "nb", "nn"] : [lang, "nn", "nb", "en"];
  for (const code of order) if (labels[code]) return labels[code];
  return Object.values(labels)[0] ?? fallback;
};

/** @type {(text: string) => string} */
export const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * A figure with the marks of the language, at most four decimals.
 *
 * @type {(value: number, lang: string) => string}
 */
export const figure = (value, lang) =>
  new Intl.NumberFormat(lang === "en" ? "en-GB" : "nb-NO", { maximumFractionDigits: 4 }).format(value);

/**
 * A text of at most so many letters; what is cut off leaves an ellipsis.
 *
 * @type {(text: string, most: number) => string}
 */
export const shorten = (text, most) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);
