// Labels: measured, placed for the present view, and written on the canvas.
import { placeLabels } from "../pure/labels.js";
import { spread } from "../pure/shapes.js";
import { look, radius, tone } from "./draw.js";
import { inLanguage, pictureLabel } from "./elements.js";
import { labelState, network, size, toScreen } from "./stage.js";
import { data, focus, pointer, state, visibleIn, zoom } from "./state.js";

/** @import {Panel, PlacedLabel} from "../types" */

export const FACE =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const measuring = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
/** @type {Map<string, number>} */
const widths = new Map();

/** @type {(text: string, px: number) => number} */
export const textWidth = (text, px) => {
  let width = widths.get(text);
  if (width === undefined) {
    measuring.font = `500 100px ${FACE}`;
    width = measuring.measureText(text).width / 100;
    widths.set(text, width);
  }
  return width * px;
};

/**
 * The labels of the present view, from scratch; of a comparison those of a panel.
 *
 * @type {(panel?: Panel) => PlacedLabel[]}
 */
export const labelsNow = (panel = 0) =>
  placeLabels(visibleIn(panel), {
    toScreen,
    size: size(),
    reach: (node) => radius(node) * spread(node.form),
    label: pictureLabel,
    under: (node) => (node.told ? inLanguage(node.told) : ""),
    width: textWidth,
    tone,
    pinned: (node) => focus.nodes.has(node) || node === pointer.hovered,
    letters: zoom.text,
  });

/** The labels of the present view, placed again only where it has changed enough. */
export const placeNow = () => {
  const scale = network.getScale();
  const { x, y } = network.getViewPosition();
  const moved = labelState.view ? Math.hypot(x - labelState.view.x, y - labelState.view.y) * scale : Infinity;
  const stamp = `${scale.toFixed(5)}|${[...focus.nodes].map((node) => node.id)}|${pointer.hovered?.id}`;
  labelState.ticks += 1;
  if (stamp === labelState.stamp && moved < 120 && !(state.physics && labelState.ticks % 6 === 0)) return;
  Object.assign(labelState, { stamp, view: { x, y }, placed: labelsNow(), later: data.periods ? labelsNow(1) : [] });
};

/** @type {(ctx: CanvasRenderingContext2D, placed?: PlacedLabel[]) => void} */
export const drawLabels = (ctx, placed = labelState.placed) => {
  const { ground, ink, faint } = look();
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.2;
  ctx.strokeStyle = ground;
  for (const { node, text, px, under, small, dx, dy } of placed) {
    if (!node.visible) continue;
    const [x, y] = toScreen(node);
    const write = (/** @type {string} */ words, /** @type {number} */ size, /** @type {number} */ down) => {
      ctx.font = `${(node.told || node.marked) && !down ? 600 : 500} ${size}px ${FACE}`;
      ctx.strokeText(words, x + dx, y + dy + down);
      ctx.fillText(words, x + dx, y + dy + down);
    };
    ctx.fillStyle = ink;
    write(text, px, 0);
    if (!under) continue;
    ctx.fillStyle = faint;
    write(under, small, (px + small) * 0.6);
  }
};
