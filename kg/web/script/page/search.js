// Finding a thing to begin with: as one types, from the server.
import { ask } from "./ask.js";
import { by, el, input, say, t } from "./elements.js";

/** @import {NetNode} from "../types" */

/** @type {(add: (id: string) => void) => void} */
export const startSearch = (add) => {
  const box = input("network-search");
  const list = by("network-hits");
  /** @type {NetNode[]} */
  let hits = [];
  let at = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;

  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (/** @type {NetNode | undefined} */ node) => {
    if (!node) return;
    box.value = "";
    close();
    add(node.id);
  };
  const mark = () => {
    [...list.children].forEach((child, i) => {
      child.setAttribute("aria-selected", String(i === at));
    });
    if (at >= 0) {
      box.setAttribute("aria-activedescendant", `network-hit-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const draw = () => {
    at = hits.length ? 0 : -1;
    list.replaceChildren(
      ...hits.map((node, i) =>
        el(
          "li",
          {
            role: "option",
            id: `network-hit-${i}`,
            pointerdown: (/** @type {Event} */ event) => event.preventDefault(),
            click: () => choose(node),
          },
          el("span", {}, node.label),
          el("small", {}, [node.kind_label, node.country].filter(Boolean).join(" · ")),
        ),
      ),
    );
    list.hidden = !hits.length;
    box.setAttribute("aria-expanded", String(hits.length > 0));
    mark();
    say(hits.length ? t("hits", { n: hits.length }) : t("no_hits"));
  };
  const look = async () => {
    const text = box.value.trim();
    if (!text) return close();
    const found = await ask("find", { q: text });
    if (!found || box.value.trim() !== text) return;
    hits = /** @type {{ nodes: NetNode[] }} */ (found).nodes;
    draw();
  };
  box.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(look, 120);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
      mark();
    } else if (event.key === "Enter") choose(list.hidden ? undefined : hits[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", close);
};
