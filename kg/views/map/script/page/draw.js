// Shapes, edges and outlines on a canvas. Lengths named px are CSS pixels; the context is in the map's own units.
import { CORNERS } from "../pure/shapes.js";
import { MISSING } from "../pure/words.js";
import { data, edges, focus, shown, state, zoom } from "./state.js";

/** @import {DrawnEdge, DrawnNode, Edge, NodeRecord, Tone} from "../types" */
/** @import {Look} from "./vis" */

/** @type {{ light: Look, dark: Look }} */
const PALETTE = {
  light: {
    ground: data.grounds[0],
    ink: "#1B2430",
    faint: "#5B6675",
    edge: "70,84,104",
    accent: "#B3261E",
    hot: "179,38,30",
    land: "#ECE9E1",
    border: "#CFC9BB",
  },
  dark: {
    ground: data.grounds[1],
    ink: "#EEF1F5",
    faint: "#A3AEBD",
    edge: "165,178,196",
    accent: "#FF8A7A",
    hot: "255,138,122",
    land: "#1F2630",
    border: "#39434F",
  },
};
/** What is left of the opacity of an edge that leads to no partner. */
export const FAINT = 0.45;
export const prefersDark = matchMedia("(prefers-color-scheme: dark)");

export const isDark = () => state.dark ?? prefersDark.matches;

export const look = () => PALETTE[isDark() ? "dark" : "light"];

/** @type {(colour: string) => string} */
export const outlineOf = (colour) => data.outlines[colour]?.[isDark() ? 1 : 0] ?? colour;

/** @type {(ctx: CanvasRenderingContext2D, form: string, x: number, y: number, r: number) => void} */
const trace = (ctx, form, x, y, r) => {
  ctx.beginPath();
  const corners = CORNERS[form];
  if (!corners) ctx.arc(x, y, r, 0, 2 * Math.PI);
  else {
    corners.forEach(([cx, cy], i) => {
      ctx[i ? "lineTo" : "moveTo"](x + cx * r, y + cy * r);
    });
    ctx.closePath();
  }
};

/**
 * How strongly a node stands out: "hot" (selected or next to it), "dim" or "plain".
 *
 * @type {(node: NodeRecord) => Tone}
 */
export const tone = (node) => (!focus.nodes.size ? "plain" : focus.near.has(node) ? "hot" : "dim");

/** @type {(edge: Edge) => Tone} */
export const edgeTone = (edge) =>
  !focus.nodes.size ? "plain" : focus.nodes.has(edge.a) || focus.nodes.has(edge.b) ? "hot" : "dim";

/**
 * Colour (`r,g,b`) and opacity of edges of a tone; where there are many they are fainter.
 *
 * @type {(tone: Tone) => [string, number]}
 */
export const edgePaint = (tone) => {
  const { hot, edge } = look();
  if (tone === "hot") return [hot, focus.near.size > 40 ? 0.6 : 0.9];
  return [edge, tone === "dim" ? 0.07 : 0.22 + 0.3 * Math.min(1, 500 / Math.max(shown.edges, 1))];
};

/**
 * Dashes begin at the end with fewer edges: begun at a hub they would all stand in rings around it.
 *
 * @type {(edge: DrawnEdge) => [DrawnNode, DrawnNode]}
 */
export const ends = ({ a, b }) => (a.edges.length <= b.edges.length ? [a, b] : [b, a]);

/**
 * Edges of one width, dash and tone are one path and one stroke: this is what keeps thousands of them fluid.
 *
 * @type {(ctx: CanvasRenderingContext2D, unit: number) => void}
 */
export const drawEdges = (ctx, unit) => {
  /** @type {Map<string, { tone: Tone, width: number, dashes: number[], faint: boolean, edges: DrawnEdge[] }>} */
  const groups = new Map();
  for (const edge of edges) {
    if (!edge.visible) continue;
    const how = edgeTone(edge);
    const width = Math.ceil(edge.width * 2) / 2;
    const faint = Boolean(edge.faint) && how === "plain";
    const key = `${how === "hot" ? 1 : 0}|${how}|${faint ? 0 : 1}|${width}|${edge.dashes}`;
    const group = groups.get(key);
    if (group) group.edges.push(edge);
    else groups.set(key, { tone: how, width, dashes: edge.dashes, faint, edges: [edge] });
  }
  ctx.save();
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    ctx.lineWidth = group.width * zoom.line * unit * (group.tone === "hot" ? 1.25 : 1);
    const [rgb, alpha] = edgePaint(group.tone);
    ctx.strokeStyle = `rgba(${rgb},${group.faint ? alpha * FAINT : alpha})`;
    ctx.setLineDash(group.dashes.map((length) => length * unit));
    ctx.beginPath();
    for (const edge of group.edges) {
      const [from, to] = ends(edge);
      ctx.moveTo(from.x, from.y);
      ctx.lineTo(to.x, to.y);
    }
    ctx.stroke();
  }
  ctx.restore();
};

/**
 * In px.
 *
 * @type {(node: DrawnNode) => number}
 */
export const radius = (node) => node.size * zoom.node;

/** @type {(ctx: CanvasRenderingContext2D, node: DrawnNode, unit: number, hover: boolean) => void} */
export const drawNode = (ctx, node, unit, hover) => {
  const { ground, accent, ink } = look();
  const r = radius(node) * unit;
  ctx.globalAlpha = tone(node) === "dim" ? 0.16 : 1;
  trace(ctx, node.form, node.x, node.y, r);
  const hollow = node.key === MISSING || node.change === "left";
  ctx.fillStyle = hollow ? ground : node.colour;
  ctx.fill();
  ctx.lineWidth = (hollow ? 1.8 : 1.1) * unit;
  ctx.strokeStyle = outlineOf(node.colour);
  if (node.change === "left") ctx.setLineDash([3 * unit, 1.6 * unit]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (node.change === "entered") {
    trace(ctx, node.form, node.x, node.y, r + 2.6 * unit);
    ctx.stroke();
  }
  if (node.marked) {
    trace(ctx, node.form, node.x, node.y, r + 3.5 * unit);
    ctx.lineWidth = 2.2 * unit;
    ctx.strokeStyle = ink;
    ctx.stroke();
  }
  if (focus.nodes.has(node) || hover) {
    trace(ctx, node.form, node.x, node.y, r + 4 * unit);
    ctx.lineWidth = 2.4 * unit;
    ctx.strokeStyle = focus.nodes.has(node) ? accent : ink;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
};

/** @type {Path2D | undefined} */
let land;

const outlinePath = () => {
  if (land) return land;
  land = new Path2D();
  for (const ring of data.outline) {
    for (let i = 0; i < ring.length; i += 2) land[i ? "lineTo" : "moveTo"](ring[i], ring[i + 1]);
    land.closePath();
  }
  return land;
};

/** @type {(ctx: CanvasRenderingContext2D, unit: number) => void} */
export const drawOutline = (ctx, unit) => {
  const colours = look();
  ctx.fillStyle = colours.land;
  ctx.fill(outlinePath());
  ctx.lineWidth = 0.8 * unit;
  ctx.strokeStyle = colours.border;
  ctx.stroke(outlinePath());
};
