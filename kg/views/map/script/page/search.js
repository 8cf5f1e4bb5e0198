// The search box: a combobox after the ARIA authoring practices.
import { nodeFits } from "../pure/filter.js";
import { find, indexNames } from "../pure/search.js";
import { by, count, el, input, kindAndCountry, nodeLabel, say, t } from "./elements.js";
import { select } from "./panel.js";
import { refresh, reset } from "./refresh.js";
import { mark } from "./signs.js";
import { drawn, records, state } from "./state.js";
import { setView } from "./table.js";

/** @import {NodeRecord} from "../types" */

const MOST = 12;
const index = indexNames(records.values());
/** @type {NodeRecord[]} */
export let hits = [];
let active = -1;

const showHits = () => {
  const box = input("search");
  const list = by("hits");
  const found = find(index, box.value);
  hits = found.slice(0, MOST);
  active = -1;
  const line = (/** @type {NodeRecord} */ record, /** @type {number} */ i) => {
    const onmousedown = (/** @type {MouseEvent} */ event) => {
      event.preventDefault();
      take(i);
    };
    return el(
      "li",
      { role: "option", id: `hit-${i}`, "aria-selected": "false", onmousedown },
      mark(record),
      el("span", {}, nodeLabel(record)),
      el("small", {}, kindAndCountry(record)),
    );
  };
  list.replaceChildren(...hits.map(line));
  const open = box.value.trim() !== "";
  if (open && !hits.length) {
    list.append(el("li", { class: "none", role: "option", "aria-disabled": "true" }, t("no_hits")));
  }
  list.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  box.removeAttribute("aria-activedescendant");
  if (open) say(found.length ? t("hits", { n: count(found.length) }) : t("no_hits"));
};

const closeHits = () => {
  by("hits").hidden = true;
  by("search").setAttribute("aria-expanded", "false");
  by("search").removeAttribute("aria-activedescendant");
};

/** @type {(place: number) => void} */
const take = (place) => {
  const record = hits[place];
  if (!record) return;
  input("search").value = nodeLabel(record);
  closeHits();
  const node = drawn(record.id);
  if (node && !node.visible) {
    state.hidden.delete(node.id);
    if (!nodeFits(node, state) || state.isolate) reset();
    else refresh();
  }
  setView("map");
  select(record.id, { centre: true, focus: true });
};

/** @type {(step: 1 | -1) => void} */
const walk = (step) => {
  if (!hits.length) return;
  const options = by("hits").children;
  options[active]?.setAttribute("aria-selected", "false");
  active = (active + step + hits.length) % hits.length;
  options[active].setAttribute("aria-selected", "true");
  by("search").setAttribute("aria-activedescendant", `hit-${active}`);
};

export const startSearch = () => {
  const box = input("search");
  box.addEventListener("input", showHits);
  box.addEventListener("focus", () => {
    if (box.value) box.select();
  });
  box.addEventListener("blur", closeHits);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      walk(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(Math.max(active, 0));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (by("hits").hidden) box.value = "";
      closeHits();
    }
  });
};
