// Two periods side by side. The canvas of the map shows the earlier one; a second canvas beside it, or below it on a
// narrow screen, shows the later one under the very same view, and hands on what the pointer does there.
import { dashesIn, edgeIn, nodeIn, widthIn } from "../pure/compare.js";
import { drawNode, drawOutline, edgeTone, ends, look } from "./draw.js";
import { by, el } from "./elements.js";
import { drawLabels } from "./labels.js";
import { labelState, network, size } from "./stage.js";
import { data, edges, nodes, pointer, state, zoom } from "./state.js";

/** @import {DrawnEdge, DrawnNode, Panel} from "../types" */

/** Is the page a comparison? */
export const comparing = data.periods !== null;
const canvas = el("canvas", { id: "later" });

/**
 * Whether a node is where the pointer is: it may be in the other panel only.
 *
 * @type {(node: DrawnNode | null | undefined) => boolean}
 */
export const reachable = (node) => !comparing || (node != null && nodeIn(node, pointer.panel));

/** @type {Map<string, string>} */
const colours = new Map(data.legend.lines.map(({ key, colour }) => [key, colour]));

/**
 * How an edge is drawn in a panel: what is kept is thinner and fainter than what changed.
 *
 * @type {(edge: DrawnEdge, panel: Panel) => { colour: string, width: number, dashes: number[], opacity: number }}
 */
export const changedPaint = (edge, panel) => {
  const kept = edge.change === "kept";
  const tone = edgeTone(edge);
  const opacity =
    tone === "dim" ? 0.06 : tone === "hot" ? 1 : kept ? Math.max(0.2, Math.min(0.6, 150 / edges.length)) : 0.85;
  const width = Math.ceil(widthIn(edge, panel) * (kept ? 0.8 : 1.3) * 2) / 2;
  return { colour: colours.get(edge.change ?? "") ?? look().ink, width, dashes: dashesIn(edge, panel), opacity };
};

/**
 * The edges of a panel, those that changed on top; edges that look alike are one path and one stroke.
 *
 * @type {(ctx: CanvasRenderingContext2D, unit: number, panel: Panel) => void}
 */
export const drawChanged = (ctx, unit, panel) => {
  /** @type {Map<string, { paint: ReturnType<typeof changedPaint>, edges: DrawnEdge[] }>} */
  const groups = new Map();
  for (const edge of edges) {
    if (!edge.visible || !edgeIn(edge, panel)) continue;
    const paint = changedPaint(edge, panel);
    const key = `${edge.change === "kept" ? 0 : 1}|${Object.values(paint).join("|")}`;
    const group = groups.get(key);
    if (group) group.edges.push(edge);
    else groups.set(key, { paint, edges: [edge] });
  }
  ctx.save();
  for (const [, { paint, edges: alike }] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    ctx.lineWidth = paint.width * zoom.line * unit;
    ctx.strokeStyle = paint.colour;
    ctx.globalAlpha = paint.opacity;
    ctx.setLineDash(paint.dashes.map((length) => length * unit));
    ctx.beginPath();
    for (const edge of alike) {
      const [from, to] = ends(edge);
      ctx.moveTo(from.x, from.y);
      ctx.lineTo(to.x, to.y);
    }
    ctx.stroke();
  }
  ctx.restore();
};

/** The later period, as the map's own canvas is seen now. */
export const drawLater = () => {
  if (!comparing) return;
  const [width, height] = size();
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const scale = network.getScale();
  const middle = network.getViewPosition();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  const at = [ratio * (width / 2 - middle.x * scale), ratio * (height / 2 - middle.y * scale)];
  ctx.setTransform(ratio * scale, 0, 0, ratio * scale, at[0], at[1]);
  if (state.layout === "geographic") drawOutline(ctx, 1 / scale);
  drawChanged(ctx, 1 / scale, 1);
  for (const node of nodes.values()) if (nodeIn(node, 1)) drawNode(ctx, node, 1 / scale, node === pointer.hovered);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawLabels(ctx, labelState.later);
};

/**
 * How far the later panel is from the earlier one, in pixels to the right and down.
 *
 * @type {() => [number, number]}
 */
export const laterShift = () => {
  const [from, to] = [by("network"), canvas].map((one) => one.getBoundingClientRect());
  return [to.left - from.left, to.top - from.top];
};

const POINTER = ["pointerdown", "pointermove", "pointerup", "pointercancel"];
const MOUSE = ["mousedown", "mousemove", "mouseup", "mouseover", "click", "dblclick", "contextmenu", "wheel"];

/** What the pointer does over the later panel happens at the same place of the earlier one, whose canvas listens. */
const handOn = () => {
  let held = false;
  const target = /** @type {HTMLElement} */ (by("network").querySelector("canvas"));
  const hand = (/** @type {Event} */ event) => {
    if (!event.isTrusted || !(event instanceof MouseEvent)) return;
    const inside = event.target === canvas;
    if (event.type === "pointerdown") held = inside;
    if (!inside && !held) {
      if (event.target === target) pointer.panel = 0;
      return;
    }
    pointer.panel = 1;
    if (event.type === "pointerup" || event.type === "pointercancel") held = false;
    event.stopImmediatePropagation();
    if (event.type === "wheel") event.preventDefault();
    const [from, to] = [canvas, target].map((one) => one.getBoundingClientRect());
    /** @type {Record<string, unknown>} */
    const copy = {};
    for (const name in event)
      copy[name] = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (event))[name];
    copy.clientX = event.clientX - from.left + to.left;
    copy.clientY = event.clientY - from.top + to.top;
    const Kind = /** @type {new (type: string, init: object) => Event} */ (event.constructor);
    target.dispatchEvent(new Kind(event.type, copy));
  };
  for (const name of [...POINTER, ...MOUSE]) addEventListener(name, hand, { capture: true, passive: false });
};

/** Put the second canvas in its place; before the map itself is made, which takes its size from what is left. */
export const startCompare = () => {
  if (!data.periods) return;
  document.body.classList.add("comparing");
  by("network").after(canvas);
  const names = data.periods.map((text, i) => el("p", { class: "period", id: `period-${i + 1}` }, text));
  canvas.after(...names);
};

/** Once the map is there. */
export const joinPanels = () => {
  if (comparing) handOn();
};
