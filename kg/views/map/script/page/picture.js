// While a large map is dragged about, a picture of it is moved instead of drawing it all for each frame. The picture
// reaches half a view beyond each edge and is made anew when the drag leaves it.
import { drawEdges, drawNode, drawOutline } from "./draw.js";
import { network, size } from "./stage.js";
import { data, nodes, pointer, shown, state } from "./state.js";

const canvas = document.createElement("canvas");
const kept = { scale: 0, x: 0, y: 0 };

export const isPanning = () =>
  !data.periods && pointer.moving && pointer.pressed === null && !state.physics && shown.nodes + shown.edges > 800;

/** The next drag begins with a new picture. */
export const dropPicture = () => {
  kept.scale = 0;
};

/** @type {(ratio: number) => void} */
const makePicture = (ratio) => {
  const [width, height] = size();
  const scale = network.getScale();
  const unit = 1 / scale;
  const middle = network.getViewPosition();
  Object.assign(kept, { scale, ...middle });
  Object.assign(canvas, { width: width * 2 * ratio, height: height * 2 * ratio });
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const [left, top] = [ratio * (width - middle.x * scale), ratio * (height - middle.y * scale)];
  ctx.setTransform(ratio * scale, 0, 0, ratio * scale, left, top);
  if (state.layout === "geographic") drawOutline(ctx, unit);
  drawEdges(ctx, unit);
  for (const node of nodes.values()) if (node.visible) drawNode(ctx, node, unit, false);
};

/**
 * Puts the picture where it belongs in the present view.
 *
 * @type {(ctx: CanvasRenderingContext2D) => void}
 */
export const drawPicture = (ctx) => {
  const [width, height] = size();
  const ratio = ctx.canvas.width / width;
  const scale = network.getScale();
  const place = () => {
    const middle = network.getViewPosition();
    return [(kept.x - middle.x) * scale - width / 2, (kept.y - middle.y) * scale - height / 2];
  };
  let [left, top] = place();
  if (kept.scale !== scale || left > 0 || top > 0 || left < -width || top < -height) {
    makePicture(ratio);
    [left, top] = place();
  }
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.drawImage(canvas, Math.round(left * ratio), Math.round(top * ratio));
  ctx.restore();
};
