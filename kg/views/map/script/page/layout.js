// Zoom, fitting and the two layouts.
import { placeOpened, stretchFor } from "../pure/ego.js";
import { extent, sizesAt, viewOf } from "../pure/layout.js";
import { remember } from "./address.js";
import { by } from "./elements.js";
import { refresh } from "./refresh.js";
import { dataset, dirty, moveTo, network, size } from "./stage.js";
import { data, nodes, placeOf, pointer, state, stretch, visible, zoom } from "./state.js";

/** @import {DrawnNode, LayoutName} from "../types" */

/** @type {(scale: number) => void} */
export const setZoom = (scale) => {
  const at = { scale, fit: zoom.fit, size: size(), nodes: nodes.size, layout: state.layout };
  Object.assign(zoom, sizesAt(at));
};

/** @type {(animate?: boolean) => void} */
export const fit = (animate = false) => {
  const box = extent(visible(), state.layout);
  if (!box) return;
  const goal = viewOf(box, size(), state.layout);
  zoom.fit = goal.scale;
  moveTo(goal, animate);
  dirty();
};

export const fitAll = () => {
  pointer.moved = false;
  fit(true);
  remember();
};

/** @type {(node: DrawnNode) => void} */
export const centre = (node) => {
  pointer.moved = true;
  moveTo({ position: { x: node.x, y: node.y }, scale: Math.max(network.getScale(), zoom.fit * 1.6) }, true);
};

/**
 * Show those folded behind a node, or fold them up again.
 *
 * @type {(id: string) => void}
 */
export const turn = (id) => {
  if (!state.opened.delete(id)) state.opened.add(id);
  setLayout(state.layout, false);
  fitAll();
};

/** @type {(factor: number) => void} */
export const zoomBy = (factor) => {
  pointer.moved = true;
  network.moveTo({ scale: network.getScale() * factor });
  dirty();
  remember();
};

/** @type {(on: boolean) => void} */
export const setPhysics = (on) => {
  state.physics = on;
  by("physics").setAttribute("aria-pressed", String(on));
  network.setOptions({ physics: { enabled: on } });
  if (!on) network.stopSimulation();
};

/** @type {(name: LayoutName, andFit?: boolean) => void} */
export const setLayout = (name, andFit = true) => {
  state.layout = name;
  if (state.physics) setPhysics(false);
  if (data.how === "ego") {
    [stretch.x, stretch.y] = stretchFor(size());
    placeOpened(nodes, state.opened);
  }
  for (const node of nodes.values()) [node.x, node.y] = placeOf(node);
  dataset.update(Array.from(nodes.values(), ({ id, x, y }) => ({ id, x, y })));
  by("force").setAttribute("aria-pressed", String(name === "force"));
  by("geographic").setAttribute("aria-pressed", String(name === "geographic"));
  by("physics").hidden = name === "geographic" || data.how === "ego";
  refresh();
  if (andFit) fit();
};
