// The slider of a one-mode network: fewer ties, only those that stand out most, or more; and what the caption says of it.
import { by, count, el, t } from "./elements.js";
import { drawLegend } from "./legend.js";
import { drawPanel } from "./panel.js";
import { refresh } from "./refresh.js";
import { data, graph, state } from "./state.js";

/** The place of the stop that is chosen. */
const chosen = () => state.stop ?? graph.stop ?? 0;

/** The words on what is drawn now. */
const said = () => {
  const stop = data.backbone?.stops[chosen()];
  const figures = { n: count(stop?.edges ?? 0), all: count(data.backbone?.of ?? 0) };
  const level = { level: new Intl.NumberFormat(state.lang, { maximumFractionDigits: 9 }).format(stop?.level ?? 0) };
  return {
    figures: t("backbone_count", figures),
    value: stop?.level ? t("backbone_value", { ...figures, ...level }) : t("backbone_least", figures),
  };
};

/**
 * The sentences of the caption: of a network with a slider those of its stop, and how far the page reaches.
 *
 * @type {() => string[]}
 */
const captionLines = () => {
  const lines = data.caption[state.lang];
  if (!data.backbone) return lines;
  const { stops, of } = data.backbone;
  const held = stops[stops.length - 1].edges;
  return [
    ...stops[chosen()].lines[state.lang],
    ...(held < of ? [t("backbone_limit", { n: count(held) })] : []),
    ...lines.slice(1),
  ];
};

/** Draw the slider and the caption anew, in the reader's language and for where the slider is. */
export const drawBackbone = () => {
  by("caption-lines").textContent = captionLines().join(" ");
  const place = by("backbone");
  place.hidden = !data.backbone || data.backbone.stops.length < 2;
  if (!data.backbone || place.hidden) return;
  const out = el("output", { for: "ties" }, said().figures);
  const input = el("input", {
    type: "range",
    id: "ties",
    min: 0,
    max: data.backbone.stops.length - 1,
    step: 1,
    value: chosen(),
    "aria-label": t("backbone_label"),
    "aria-valuetext": said().value,
    title: t("backbone_label"),
  });
  input.addEventListener("input", () => {
    const at = Number(input.value);
    state.stop = at === data.backbone?.first ? null : at;
    out.textContent = said().figures;
    input.setAttribute("aria-valuetext", said().value);
    by("caption-lines").textContent = captionLines().join(" ");
    drawLegend();
    refresh();
    if (state.card) drawPanel();
  });
  place.replaceChildren(
    el("span", { class: "backbone-name" }, t("backbone")),
    el("span", { "aria-hidden": "true" }, t("backbone_fewer")),
    input,
    el("span", { "aria-hidden": "true" }, t("backbone_more")),
    out,
  );
};
