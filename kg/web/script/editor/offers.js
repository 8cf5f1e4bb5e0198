// What is offered while somebody types, best first: classes, properties and concepts by their names and by what they are
// called in any of the languages; variables that are there already; prefixes.

/** @typedef {import("../query/types").Term} Term */
/** @typedef {import("../query/types").Offer} Offer */

const MOST = 60;

/** Without case and marks, as names are compared. @type {(text: string) => string} */
export const folded = (text) =>
  text
    .toLowerCase()
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");

/**
 * How well a term fits what was typed, 0 best; -1 where it does not fit.
 *
 * @type {(term: Term, typed: string) => number}
 */
export const fit = (term, typed) => {
  const wanted = folded(typed);
  if (!wanted) return 0;
  const name = folded(term.name);
  const local = name.slice(name.indexOf(":") + 1);
  if (name.startsWith(wanted) || local.startsWith(wanted)) return 0;
  const labels = Object.values(term.labels).map(folded);
  if (labels.some((label) => label.startsWith(wanted))) return 1;
  if (labels.some((label) => label.split(/[\s-]+/).some((word) => word.startsWith(wanted)))) return 2;
  const rest = wanted.slice(wanted.indexOf(":") + 1);
  const prefixed = wanted.includes(":") && name.startsWith(wanted.slice(0, wanted.indexOf(":") + 1));
  if (wanted.includes(":") && !prefixed) return -1;
  return rest.length > 1 && local.includes(rest) ? 3 : -1;
};

/**
 * The terms that fit what was typed; only classes behind `a`, and elsewhere properties before classes.
 *
 * @type {(terms: Term[], typed: string, before: string, language: string) => Offer[]}
 */
export const offers = (terms, typed, before, language) => {
  const classes = /(?:^|[\s;.{])(?:a|rdf:type|rdfs:subClassOf[*+]?)\s+$/.test(before);
  const order = classes ? ["class"] : ["property", "class", "concept"];
  return terms
    .filter((term) => order.includes(term.kind))
    .map((term) => ({ term, at: fit(term, typed) }))
    .filter(({ at }) => at >= 0)
    .sort(
      (a, b) =>
        a.at - b.at ||
        order.indexOf(a.term.kind) - order.indexOf(b.term.kind) ||
        (b.term.count ?? 0) - (a.term.count ?? 0),
    )
    .slice(0, MOST)
    .map(({ term }) => ({
      name: term.name || `<${term.iri}>`,
      kind: term.kind,
      detail: term.labels[language] ?? Object.values(term.labels)[0] ?? "",
      iri: term.iri,
    }));
};

/**
 * The variables of a query, each once, with the sign that they are written with here.
 *
 * @type {(text: string, sign: string) => string[]}
 */
export const variables = (text, sign) =>
  [...new Set([...text.matchAll(/[?$]([\p{L}\p{N}_]+)/gu)].map((found) => sign + found[1]))].sort();

/**
 * Where the declaration of a prefix belongs in a query, behind the comments at its beginning; -1 where it is declared.
 *
 * @type {(text: string, prefix: string) => number}
 */
export const placeOf = (text, prefix) => {
  if (new RegExp(`^\\s*PREFIX\\s+${prefix}:`, "im").test(text)) return -1;
  let at = 0;
  for (const line of text.split(/(?<=\n)/)) {
    if (!/^\s*(?:#.*)?\s*$/.test(line)) break;
    at += line.length;
  }
  return at;
};
