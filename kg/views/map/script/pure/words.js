// Texts, labels and figures in a language: the one engine for the page's words.

/** Key of what is not known. */
export const MISSING = "?";
/** Key of what is too small to be named. */
export const OTHER = "…";

/**
 * A text with its figures: every `{name}` that has a value is replaced, others stay as they are; a number is written
 * with the marks of the language. `{n|one row|# rows}` chooses by the number, `#` being the number; of three forms the
 * first is for none (as kg.language.speech.filled; one is one and all else is other in nb, nn and en alike).
 *
 * @type {(text: string, values?: Record<string, unknown>, lang?: string) => string}
 */
export const fill = (text, values = {}, lang = "nb") =>
  text.replace(/\{(\w+)((?:\|[^|{}]*)*)\}/g, (whole, name, choice) => {
    if (!Object.hasOwn(values, name)) return whole;
    const value = values[name];
    const shown = typeof value === "number" ? figure(value, lang) : String(value);
    if (!choice) return shown;
    const forms = choice.slice(1).split("|");
    if (forms.length === 3 && value === 0) return forms[0];
    const [one, other] = forms.slice(-2);
    return (value === 1 ? one : other).replaceAll("#", () => shown);
  });

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
