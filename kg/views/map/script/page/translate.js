// The texts that stand in the page from the start, in the reader's language.
import { drawBackbone } from "./backbone.js";
import { by, count, inLanguage, t } from "./elements.js";
import { data, nodes, state } from "./state.js";

/** Sentences over the map: what is not drawn, what is not held, what has no place. */
const notices = () => {
  const found = [...data.folded[state.lang]];
  if (state.layout === "geographic") {
    const lost = [...nodes.values()].filter((node) => !node.place).length;
    if (lost) found.push(t("notice_places", { n: count(lost) }));
  }
  return found;
};

/** @type {(name: string, put: (element: HTMLElement, text: string) => void) => void} */
const each = (name, put) => {
  for (const element of document.querySelectorAll(`[${name}]`)) {
    put(/** @type {HTMLElement} */ (element), t(element.getAttribute(name) ?? ""));
  }
};

export const translate = () => {
  document.documentElement.lang = state.lang;
  each("data-t", (element, text) => {
    element.textContent = text;
  });
  each("data-t-label", (element, text) => element.setAttribute("aria-label", text));
  each("data-t-title", (element, text) => element.setAttribute("title", text));
  each("data-t-placeholder", (element, text) => element.setAttribute("placeholder", text));
  const title = inLanguage(data.title);
  document.title = title;
  by("title").textContent = title;
  const credit = data.outline.length ? [`${t("outline_credit")}.`] : [];
  by("caption-credit").textContent = credit.join(" ");
  drawBackbone();
  const said = notices();
  by("notice").textContent = said.join(" ");
  by("notice").hidden = !said.length;
};
