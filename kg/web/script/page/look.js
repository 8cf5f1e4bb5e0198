// Colours of the picture in light and dark, and how nodes and lines look.
import { config } from "./state.js";

/** @import {Line, Placed} from "../types" */

const LIGHT = { ground: "#FBFAF7", ink: "#1B2430", line: "70,84,104", accent: "#B3261E" };
const DARK = { ground: "#14181F", ink: "#EEF1F5", line: "165,178,196", accent: "#FF8A7A" };
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

/** The reader's choice on the page goes before the system's. */
export const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : prefersDark.matches;
};

export const look = () => (isDark() ? DARK : LIGHT);

/** @type {(act: () => void) => void} */
export const onTone = (act) => {
  prefersDark.addEventListener("change", act);
  new MutationObserver(act).observe(document.documentElement, { attributeFilter: ["data-theme"] });
};

/** @type {(node: Pick<Placed, "kind" | "type">) => string} */
export const colourOf = ({ kind, type }) => config.colours[kind] ?? config.colours[type] ?? config.colours["?"];

/** @type {(node: Placed) => string} */
export const outlineOf = (node) => config.outlines[colourOf(node)]?.[isDark() ? 1 : 0] ?? colourOf(node);

/** @type {(node: Pick<Placed, "type">) => string} */
export const formOf = ({ type }) => config.shapes[type] ?? "circle";

/** @type {(line: Pick<Line, "kind" | "reported">) => number[]} */
export const dashesOf = ({ kind, reported }) => (reported ? config.reportedDash : (config.dashes[kind] ?? []));

/** @type {(line: Pick<Line, "certainty">) => number} */
export const strengthOf = ({ certainty }) =>
  certainty === "did-not-hold" ? 0.28 : certainty === "held" || !certainty ? 0.75 : 0.5;

/** @type {(line: Pick<Line, "count">) => number} */
export const widthOf = ({ count }) => Math.min(5, 0.9 + 0.5 * Math.sqrt(count));
