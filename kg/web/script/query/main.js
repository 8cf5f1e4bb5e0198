// The SPARQL page with a script: the editor, which is fetched when somebody comes near it; queries asked without leaving
// the page; examples put into the field. Without it the form and the links do the same.
import { fill } from "../../../views/map/script/pure/words.js";
import { asked } from "./answer.js";
import { placeIn } from "./values.js";

const LONGEST = 50_000; // letters of an address that a server takes

/** @type {(id: string) => HTMLElement} */
const by = (id) => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
};

/** @type {import("./types").Config} */
const config = JSON.parse(by("sparql-config").textContent ?? "{}");
const form = /** @type {HTMLFormElement} */ (document.getElementById("sparql"));

/** @type {(key: string, values?: Record<string, unknown>) => string} */
const say = (key, values) => fill(config.text[key] ?? key, values, config.language);

/** @type {(text: string) => void} */
const tell = (text) => {
  by("sparql-status").textContent = text;
};

const begin = () => {
  const area = /** @type {HTMLTextAreaElement} */ (by("sparql-query"));
  /** @type {import("./types").Editor | null} */
  let editor = null;
  let coming = false;
  /** @type {AbortController | null} */
  let running = null;

  const come = async () => {
    if (coming) return;
    coming = true;
    try {
      /** @type {typeof import("../editor/main.js")} */
      const { edit } = await import(config.editor);
      editor = edit(area, {
        config,
        label: say("editor"),
        run,
        changed: (text) => {
          area.value = text;
        },
      });
    } catch {
      coming = false; // the field stays as it is, and can be used
    }
  };

  const run = async () => {
    if (!config.endpoint) {
      form.submit();
      return;
    }
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const query = area.value;
    by("sparql-stop").hidden = false;
    tell(say("running"));
    try {
      const { nodes, said, wrong } = await asked(config, query, mine.signal);
      if (running !== mine) return;
      by("sparql-found").replaceChildren(...nodes);
      by("sparql-answer").hidden = false;
      tell(said);
      remember(query);
      const place = placeIn(wrong);
      if (place) editor?.mark(...place, wrong);
      by("sparql-answer").scrollIntoView({ block: "nearest" });
    } catch {
      if (running === mine) tell(say(mine.signal.aborted ? "stopped" : "offline"));
    } finally {
      if (running === mine) {
        running = null;
        by("sparql-stop").hidden = true;
      }
    }
  };

  /** Put the query into the address, so that it can be kept and passed on; and into the links to other languages. */
  const remember = (/** @type {string} */ query) => {
    const given = `?${new URLSearchParams({ query })}`;
    if (given.length > LONGEST) return;
    const address = config.page + given;
    if (address !== location.pathname + location.search) history.pushState(null, "", address);
    for (const link of document.querySelectorAll(".tongues a, .banner a")) {
      const there = /** @type {HTMLAnchorElement} */ (link);
      there.href = there.pathname.replace(/\/(?:sparql(?:\/examples\/.*)?|query)$/, "/query") + given;
    }
  };

  const choose = async (/** @type {HTMLAnchorElement} */ link) => {
    const address = new URL(link.href);
    address.searchParams.set("format", "json");
    try {
      const [answer] = await Promise.all([fetch(address), come()]);
      if (!answer.ok) throw new Error(answer.statusText);
      const { query } = await answer.json();
      area.value = query;
      editor?.set(query);
    } catch {
      location.assign(link.href);
      return;
    }
    for (const other of document.querySelectorAll("[data-example][aria-current]"))
      other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    tell(say("opened", { name: link.textContent }));
    if (editor) editor.focus();
    else area.focus();
    form.scrollIntoView({ block: "start" });
  };

  for (const kind of ["pointerenter", "focusin", "touchstart"]) form.addEventListener(kind, come, { passive: true });
  by("sparql-label").addEventListener("click", () => editor?.focus());
  by("sparql-stop").addEventListener("click", () => running?.abort());
  form.addEventListener("submit", (event) => {
    if (!config.endpoint) return;
    event.preventDefault();
    run();
  });
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("[data-example]"))) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      choose(link);
    });
  }
  addEventListener("popstate", () => location.reload());
};

if (form) begin();
