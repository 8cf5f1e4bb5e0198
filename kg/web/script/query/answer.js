// What the endpoint answers, on the page: a table, a graph as text, or why there is none; and the links to files.
import * as words from "../../../views/map/script/pure/words.js";
import { cell } from "./values.js";

const LARGEST = 20_000_000; // bytes of an answer that are read here
const LONGEST = 50_000; // letters of an address that a server takes
const TABLES = { csv: "csv", json: "json", tsv: "tsv", xml: "xml" };
const GRAPHS = { turtle: "ttl", ntriples: "nt", jsonld: "jsonld", rdfxml: "rdf" };

/** @typedef {import("./types").Config} Config */

/** @type {(config: Config, key: string, values?: Record<string, unknown>) => string} */
const say = (config, key, values) => words.fill(config.text[key] ?? key, values, config.language);

/** @type {(name: string, attributes: Record<string, string | undefined>, ...children: (string | Node)[]) => HTMLElement} */
const el = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
};

/**
 * Ask the endpoint: what is to be shown, and the sentence that tells of it. An answer that is refused is told in the
 * endpoint's own words, under `wrong`.
 *
 * @type {(config: Config, query: string, signal: AbortSignal) => Promise<{nodes: Node[], said: string, wrong: string}>}
 */
export const asked = async (config, query, signal) => {
  const begun = performance.now();
  const answer = await fetch(config.endpoint, {
    method: "POST",
    body: new URLSearchParams({ query }),
    headers: { Accept: "application/sparql-results+json, text/turtle" },
    signal,
  });
  if (!answer.ok) {
    const wrong = (await answer.text()).trim();
    const told = el("div", { class: "wrong", role: "alert" }, el("p", { class: "sq-told" }, wrong));
    return { nodes: [told], said: say(config, "failed"), wrong };
  }
  const graph = !(answer.headers.get("content-type") ?? "").includes("sparql-results");
  const size = Number(answer.headers.get("content-length") ?? 0);
  const files = downloads(config, query, graph ? GRAPHS : TABLES);
  if (size > LARGEST) {
    await answer.body?.cancel();
    const said = say(config, "large", { n: Math.round(size / 1_000_000) });
    return { nodes: [files], said, wrong: "" };
  }
  const text = await answer.text();
  const time = say(config, "seconds", { n: Math.max(0.01, Math.round((performance.now() - begun) / 10) / 100) });
  if (graph) {
    const shown = el("pre", { tabindex: "0" }, el("code", {}, text.slice(0, config.letters)));
    const said = text.length > config.letters ? `${time} ${say(config, "first.letters")}` : time;
    return { nodes: [shown, files], said, wrong: "" };
  }
  /** @type {import("./types").Results} */
  const found = JSON.parse(text);
  const rows = found.results?.bindings ?? [{ "": { type: "literal", value: String(found.boolean) } }];
  const names = found.results ? (found.head.vars ?? []) : [""];
  const parts = [say(config, "rows", { n: rows.length }), time];
  if (rows.length > config.rows) parts.push(say(config, "first", { n: config.rows }));
  const said = parts.join(" ");
  return { nodes: [table(config, names, rows), files], said, wrong: "" };
};

/** @type {(config: Config, names: string[], rows: Record<string, import("./types").Value>[]) => Node} */
const table = (config, names, rows) => {
  const cells = rows.slice(0, config.rows).map((row) => names.map((name) => cell(row[name], config)));
  const numeric = names.map((_, n) => cells.length > 0 && cells.every((row) => row[n].numeric || !row[n].text));
  const head = names.map((name, n) => el("th", { scope: "col", ...(numeric[n] ? { class: "n" } : {}) }, name));
  const body = cells.map((row) => {
    const made = row.map((each, n) => {
      const kind = each.numeric ? { class: "n" } : {};
      const link = each.away ? { class: "away", rel: "noopener" } : {};
      const content = each.href ? el("a", { href: each.href, ...link }, each.text) : each.text;
      return n === 0 ? el("th", { scope: "row", ...kind }, content) : el("td", kind, content);
    });
    return el("tr", {}, ...made);
  });
  const headed = names.some((name) => name) ? [el("thead", {}, el("tr", {}, ...head))] : [];
  const made = el("table", {}, ...headed, el("tbody", {}, ...body));
  return el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": say(config, "answer") }, made);
};

/** @type {(config: Config, query: string, forms: Record<string, string>) => Node} */
const downloads = (config, query, forms) => {
  const made = el("p", { class: "tools forms" }, el("span", {}, say(config, "download")));
  for (const [form, ending] of Object.entries(forms)) {
    const given = new URLSearchParams({ query, form });
    const link = el(
      "a",
      { href: `${config.endpoint}?${given}`, download: `answer.${ending}` },
      say(config, `form.${form}`),
    );
    if (String(given).length > LONGEST) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        save(config, given, `answer.${ending}`);
      });
    }
    made.append(" ", link);
  }
  return made;
};

/** Save the answer to a query that is too long for an address. @type {(config: Config, given: URLSearchParams, name: string) => Promise<void>} */
const save = async (config, given, name) => {
  const answer = await fetch(config.endpoint, { method: "POST", body: given });
  if (!answer.ok) return;
  const address = URL.createObjectURL(await answer.blob());
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
