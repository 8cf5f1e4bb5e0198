// The terms of an answer as cells: an IRI with its prefix and as a link, a literal with its language or its type.

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = ["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"];

/**
 * An IRI with the prefix that fits; itself where none does.
 *
 * @type {(iri: string, prefixes: import("./types").Labels) => string}
 */
export const shorten = (iri, prefixes) => {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace) && iri.length > namespace.length) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return iri;
};

/**
 * The path of the page of one of our things, as kg.web.address.page_of has it; empty for an IRI that has none.
 *
 * @type {(iri: string, bases: import("./types").Config["bases"]) => string}
 */
export const pathOf = (iri, bases) => {
  const quoted = (/** @type {string} */ part) =>
    encodeURIComponent(decoded(part)).replace(/%(2C|2F|3A|40)/g, (code) => decodeURIComponent(code));
  if (iri.startsWith(bases.sources) && iri.length > bases.sources.length) return "/sources";
  for (const base of [bases.things, bases.concepts]) {
    if (!iri.startsWith(base)) continue;
    const rest = iri.slice(base.length);
    const cut = rest.indexOf("/");
    if (cut < 1 || cut === rest.length - 1) return "";
    const [kind, key] = [rest.slice(0, cut), rest.slice(cut + 1)];
    const path = `/${quoted(kind)}/${quoted(key)}`;
    return base === bases.things || kind === "theme" ? path : `/concept${path}`;
  }
  return "";
};

const decoded = (/** @type {string} */ part) => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/**
 * A term of an answer as it is shown.
 *
 * @type {(value: import("./types").Value | undefined, config: import("./types").Config) => import("./types").Cell}
 */
export const cell = (value, config) => {
  const plain = { text: "", href: "", away: false, numeric: false };
  if (!value) return plain;
  if (typeof value.value !== "string") {
    const parts = ["subject", "predicate", "object"].map((part) =>
      cell(/** @type {any} */ (value.value)[part], config),
    );
    return { ...plain, text: `<< ${parts.map((part) => part.text).join(" ")} >>` };
  }
  if (value.type === "uri") {
    const path = pathOf(value.value, config.bases);
    const away = !path && /^https?:\/\//.test(value.value);
    const text = shorten(value.value, config.prefixes);
    return { ...plain, text, href: path ? config.pages + path : away ? value.value : "", away };
  }
  if (value.type === "bnode") return { ...plain, text: `_:${value.value}` };
  const kind = value.datatype ?? "";
  const tag = value["xml:lang"];
  const own = !kind || kind.startsWith(XSD);
  const numeric = NUMBERS.includes(kind.slice(XSD.length)) && kind.startsWith(XSD);
  return {
    ...plain,
    text: tag ? `${value.value}@${tag}` : own ? value.value : `${value.value}^^${shorten(kind, config.prefixes)}`,
    numeric,
  };
};

/**
 * The place that the endpoint names in what it says of a query, counted from 1; none where it names none.
 *
 * @type {(message: string) => [number, number] | null}
 */
export const placeIn = (message) => {
  const found = /\bline (\d+), column (\d+)/.exec(message);
  return found ? [Number(found[1]), Number(found[2])] : null;
};
