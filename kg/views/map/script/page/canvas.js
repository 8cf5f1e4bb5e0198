// vis-network keeps the nodes, the view, the mouse and fingers; edges, labels and outlines are drawn here around it.
import { nodeIn } from "../pure/compare.js";
import { remember } from "./address.js";
import { comparing, drawChanged, drawLater, joinPanels, laterShift, reachable } from "./compare.js";
import { drawEdges, drawNode, drawOutline, radius } from "./draw.js";
import { by, el, kindAndCountry, nodeLabel } from "./elements.js";
import { drawLabels, placeNow } from "./labels.js";
import { setZoom, turn } from "./layout.js";
import { isolate, select } from "./panel.js";
import { drawPicture, dropPicture, isPanning } from "./picture.js";
import { connect, dirty, labelState, network, size } from "./stage.js";
import { drawn, edges, nodes, pointer, standing, state } from "./state.js";

/** @import {DrawnNode} from "../types" */
/** @import {CustomNode, VisHover} from "./vis" */

const touch = matchMedia("(pointer: coarse)");
let panning = false;

/** @type {(what: CustomNode) => object} */
const customNode = ({ ctx, id, x, y, state: { hover } }) => {
  const node = /** @type {DrawnNode} */ (nodes.get(id));
  const unit = 1 / network.getScale();
  [node.x, node.y] = [x, y];
  const reach = Math.max(radius(node) + 3, touch.matches ? 20 : 8) * 2 * unit;
  return {
    drawNode: () => panning || (nodeIn(node, 0) && drawNode(ctx, node, unit, hover && pointer.panel === 0)),
    nodeDimensions: { width: reach, height: reach },
  };
};

/** @type {(ctx: CanvasRenderingContext2D) => void} */
const before = (ctx) => {
  const scale = network.getScale();
  setZoom(scale);
  if (state.physics) {
    const at = network.getPositions();
    for (const node of nodes.values()) if (at[node.id]) ({ x: node.x, y: node.y } = at[node.id]);
  }
  panning = isPanning();
  if (panning) drawPicture(ctx);
  else {
    dropPicture();
    if (state.layout === "geographic") drawOutline(ctx, 1 / scale);
    if (comparing) drawChanged(ctx, 1 / scale, 0);
    else drawEdges(ctx, 1 / scale);
  }
};

/** @type {(ctx: CanvasRenderingContext2D) => void} */
const after = (ctx) => {
  placeNow();
  const ratio = ctx.canvas.width / size()[0];
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawLabels(ctx);
  ctx.restore();
  drawLater();
};

/**
 * The name of the node under the pointer, beside it.
 *
 * @type {(node: DrawnNode, event: VisHover["event"]) => void}
 */
const showTip = (node, event) => {
  const tip = by("tip");
  tip.replaceChildren(el("strong", {}, nodeLabel(node)), el("span", {}, kindAndCountry(node)));
  tip.hidden = false;
  const width = by("stage").clientWidth;
  const box = by("stage").getBoundingClientRect();
  const [right, down] = pointer.panel ? laterShift() : [0, 0];
  const x = (event.clientX ?? event.center?.x ?? 0) - box.left + right;
  const y = (event.clientY ?? event.center?.y ?? 0) - box.top + down;
  tip.style.left = `${Math.max(8, Math.min(x + 14, width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, y - tip.offsetHeight - 12)}px`;
};

export const startCanvas = () => {
  const options = JSON.parse(by("samkart-options").textContent ?? "");
  options.nodes = { ...options.nodes, shape: "custom", ctxRenderer: customNode };
  const dataset = new vis.DataSet(Array.from(nodes.values(), ({ id, x, y, size }) => ({ id, x, y, size })));
  const lines = new vis.DataSet(edges.filter(standing).map((edge, id) => ({ id, from: edge.from, to: edge.to })));
  connect(new vis.Network(by("network"), { nodes: dataset, edges: lines }, options), dataset);
  joinPanels();
  network.on("beforeDrawing", before);
  network.on("afterDrawing", after);
  network.on("dragStart", (what) => {
    Object.assign(pointer, { moving: true, moved: true, pressed: what.nodes[0] ?? null });
  });
  network.on("dragging", () => {
    const node = drawn(pointer.pressed);
    if (node) Object.assign(node, network.getPosition(node.id));
  });
  network.on("dragEnd", () => {
    Object.assign(pointer, { moving: false, pressed: null });
    network.unselectAll();
    dirty();
    remember();
  });
  network.on("zoom", () => {
    pointer.moved = true;
    remember();
  });
  network.on("animationFinished", () => {
    dirty();
    remember();
  });
  network.on("click", (what) => {
    network.unselectAll();
    const node = drawn(what.nodes[0]);
    select(node && reachable(node) ? node.id : null);
    if (node && (node.more || state.opened.has(node.id))) turn(node.id);
  });
  network.on("doubleClick", (what) => {
    if (what.nodes.length && reachable(drawn(what.nodes[0]))) isolate(what.nodes[0]);
  });
  network.on("hoverNode", ({ node: id, event }) => {
    const node = drawn(id);
    if (!reachable(node)) return;
    pointer.hovered = node;
    if (node) showTip(node, event);
    dirty();
  });
  network.on("blurNode", () => {
    pointer.hovered = null;
    by("tip").hidden = true;
    dirty();
  });
  network.on("resize", () => {
    labelState.stamp = "";
  });
};
