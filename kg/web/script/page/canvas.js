// The picture on a canvas: lines of one look are one stroke, the most important nodes have names. Why not WebGL:
// docs/decisions/0016-drawing.md.
import { placeLabels } from "../../../views/map/script/pure/labels.js";
import { CORNERS } from "../../../views/map/script/pure/shapes.js";
import { fitted, radius } from "../pure/picture.js";
import { by, el } from "./elements.js";
import { colourOf, dashesOf, formOf, look, outlineOf, strengthOf, widthOf } from "./look.js";
import { state } from "./state.js";

/** @import {Line, Placed, Point} from "../types" */

/** Beyond this many lines names are left out while the picture moves. */
const MANY = 3000;
export const view = { x: 0, y: 0, scale: 1 };
const canvas = /** @type {HTMLCanvasElement} */ (by("network-canvas"));
const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
let [width, height] = [1, 1];
let asked = false;
let moving = false;
/** @type {Placed | null} */
let hovered = null;

/** @type {() => Point} */
export const size = () => [width, height];

/** @type {(node: Pick<Placed, "x" | "y">) => Point} */
export const toScreen = ({ x, y }) => [(x - view.x) * view.scale + width / 2, (y - view.y) * view.scale + height / 2];

/** @type {(at: Point) => Point} */
export const toPicture = ([x, y]) => [(x - width / 2) / view.scale + view.x, (y - height / 2) / view.scale + view.y];

const FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** @type {(ctx: CanvasRenderingContext2D, form: string, at: Point, r: number) => void} */
const trace = (ctx, form, [x, y], r) => {
  const corners = CORNERS[form];
  ctx.beginPath();
  if (!corners) ctx.arc(x, y, r, 0, 2 * Math.PI);
  else {
    corners.forEach(([cx, cy], i) => {
      ctx[i ? "lineTo" : "moveTo"](x + cx * r, y + cy * r);
    });
    ctx.closePath();
  }
};

/** Is a line at the node that is selected or under the pointer?
 * @type {(line: Line) => boolean} */
const isHot = ({ a, b }) => {
  const node = hovered ?? state.nodes.get(state.selected ?? "");
  return a === node || b === node;
};

/** @type {(ctx: CanvasRenderingContext2D) => void} */
const drawLines = (ctx) => {
  /** @type {Map<string, Line[]>} */
  const looks = new Map();
  for (const line of state.lines) {
    if (!line.visible) continue;
    const key = JSON.stringify([isHot(line), strengthOf(line), Math.round(widthOf(line) * 2) / 2, dashesOf(line)]);
    const like = looks.get(key);
    if (like) like.push(line);
    else looks.set(key, [line]);
  }
  const colours = look();
  const crowd = Math.min(1, 0.45 + 250 / Math.max(state.lines.length, 1));
  for (const [key, lines] of [...looks].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [hot, strength, wide, dashes] = JSON.parse(key);
    ctx.strokeStyle = hot ? colours.accent : `rgba(${colours.line},${strength * crowd})`;
    ctx.globalAlpha = hot ? 0.35 + strength * 0.6 : 1;
    ctx.lineWidth = wide;
    ctx.setLineDash(dashes);
    ctx.beginPath();
    for (const { a, b } of lines) {
      const [[ax, ay], [bx, by_]] = [toScreen(a), toScreen(b)];
      if (Math.max(ax, bx) < 0 || Math.max(ay, by_) < 0 || Math.min(ax, bx) > width || Math.min(ay, by_) > height) {
        continue;
      }
      ctx.moveTo(ax, ay);
      ctx.lineTo(bx, by_);
    }
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
};

/** @type {(ctx: CanvasRenderingContext2D) => void} */
const drawNodes = (ctx) => {
  const { accent, ink } = look();
  for (let i = state.ranked.length - 1; i >= 0; i -= 1) {
    const node = state.ranked[i];
    if (!node.visible) continue;
    const at = toScreen(node);
    const r = radius(node);
    if (at[0] < -r || at[1] < -r || at[0] > width + r || at[1] > height + r) continue;
    trace(ctx, formOf(node), at, r);
    ctx.fillStyle = colourOf(node);
    ctx.fill();
    ctx.lineWidth = 1.2;
    ctx.strokeStyle = outlineOf(node);
    ctx.stroke();
    if (node.id === state.selected || node === hovered) {
      trace(ctx, formOf(node), at, r + 4);
      ctx.lineWidth = 2.5;
      ctx.strokeStyle = node.id === state.selected ? accent : ink;
      ctx.stroke();
    }
  }
};

export const labelsNow = (ctx = context) => {
  const near = (/** @type {Placed} */ node) => node.id === state.selected || node === hovered;
  return placeLabels(/** @type {any[]} */ (state.ranked.filter((node) => node.visible)), {
    toScreen,
    size: [width, height],
    reach: (node) => radius(/** @type {any} */ (node)),
    label: (node) => node.label,
    width: (text, px) => {
      ctx.font = `${px}px ${FACE}`;
      return ctx.measureText(text).width;
    },
    tone: () => "plain",
    pinned: (node) => near(/** @type {any} */ (node)) || state.starts.has(node.id),
    letters: 1,
  });
};

/** @type {(ctx: CanvasRenderingContext2D) => void} */
const drawLabels = (ctx) => {
  const { ink, ground } = look();
  const labels = labelsNow(ctx);
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const { text, px, x, y } of labels) {
    ctx.font = `500 ${px}px ${FACE}`;
    ctx.lineWidth = 3;
    ctx.strokeStyle = ground;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = ink;
    ctx.fillText(text, x, y);
  }
};

/** @type {(ctx: CanvasRenderingContext2D, ratio: number) => void} */
export const drawOn = (ctx, ratio) => {
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = look().ground;
  ctx.fillRect(0, 0, width, height);
  drawLines(ctx);
  drawNodes(ctx);
  if (!(moving && state.lines.length > MANY)) drawLabels(ctx);
};

export const dirty = () => {
  if (asked || state.view !== "map") return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    drawOn(context, devicePixelRatio);
  });
};

/** @type {(is: boolean) => void} */
export const setMoving = (is) => {
  moving = is;
  dirty();
};

export const fit = () => {
  Object.assign(
    view,
    fitted(
      [...state.nodes.values()].filter((node) => node.visible),
      [width, height],
    ),
  );
  dirty();
};

/** @type {(factor: number, at?: Point) => void} */
export const zoom = (factor, at = [width / 2, height / 2]) => {
  const [x, y] = toPicture(at);
  view.scale = Math.min(12, Math.max(0.02, view.scale * factor));
  view.x = x - (at[0] - width / 2) / view.scale;
  view.y = y - (at[1] - height / 2) / view.scale;
  dirty();
};

/**
 * The node at a place on the canvas: the nearest that reaches it, fingers reach further.
 *
 * @type {(at: Point, touch: boolean) => Placed | null}
 */
export const nodeAt = ([x, y], touch) => {
  let best = null;
  let least = Infinity;
  for (const node of state.ranked) {
    if (!node.visible) continue;
    const [nx, ny] = toScreen(node);
    const away = Math.hypot(nx - x, ny - y) - Math.max(radius(node), touch ? 20 : 9);
    if (away < 0 && away < least) [best, least] = [node, away];
  }
  return best;
};

/** @type {(node: Placed | null) => void} */
export const hover = (node) => {
  if (node === hovered) return;
  hovered = node;
  canvas.classList.toggle("over", Boolean(node));
  dirty();
};

/** The picture as a file of its own, twice as fine as on a screen.
 * @type {() => Promise<Blob | null>} */
export const png = () => {
  const copy = el("canvas", { width: width * 2, height: height * 2 });
  const ctx = copy.getContext("2d");
  if (ctx) drawOn(ctx, 2);
  return new Promise((done) => {
    copy.toBlob(done, "image/png");
  });
};

export const watchSize = () => {
  const measure = () => {
    const box = by("network-stage").getBoundingClientRect();
    if (!box.width || !box.height) return;
    [width, height] = [Math.round(box.width), Math.round(box.height)];
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    dirty();
  };
  new ResizeObserver(measure).observe(by("network-stage"));
  measure();
};
