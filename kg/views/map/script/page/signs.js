// Small pictures beside words: the forms and lines of the map.
import { CORNERS } from "../pure/shapes.js";
import { MISSING } from "../pure/words.js";
import { outlineOf } from "./draw.js";

/** @import {DrawnNode, NodeRecord} from "../types" */

/** @type {<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string | number>) => SVGElementTagNameMap[K]} */
const drawing = (tag, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
};

/** @type {(form: string, colour: string, hollow?: boolean) => SVGElement} */
export const sign = (form, colour, hollow = false) => {
  const svg = drawing("svg", { viewBox: "-10 -10 20 20", class: "sign", "aria-hidden": "true" });
  const corners = CORNERS[form];
  const paint = {
    fill: hollow ? "none" : colour,
    stroke: outlineOf(colour),
    "stroke-width": hollow ? 2 : 1.2,
  };
  const points = corners?.map(([x, y]) => `${(x * 6).toFixed(1)},${(y * 6).toFixed(1)}`).join(" ");
  svg.append(points ? drawing("polygon", { points, ...paint }) : drawing("circle", { r: 6.5, ...paint }));
  return svg;
};

/** @type {(dash: number[], colour?: string) => SVGElement} */
export const lineSign = (dash, colour = "currentColor") => {
  const svg = drawing("svg", { viewBox: "0 0 34 10", class: "line-sign", "aria-hidden": "true" });
  const paint = { stroke: colour, "stroke-width": 2, "stroke-dasharray": dash.join(" ") || "none" };
  svg.append(drawing("line", { x1: 1, x2: 33, y1: 5, y2: 5, ...paint }));
  return svg;
};

/**
 * The sign of a node as in the map: its shape in its colour. A node that is not drawn has none.
 *
 * @type {(node: NodeRecord | DrawnNode) => SVGElement | null}
 */
export const mark = (node) =>
  "form" in node ? sign(node.form === "dot" ? "circle" : node.form, node.colour, node.key === MISSING) : null;
