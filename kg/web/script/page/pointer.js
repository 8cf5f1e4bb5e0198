// Mouse, fingers and keys on the canvas.
import { nextNode } from "../../../views/map/script/pure/layout.js";
import { dirty, fit, hover, nodeAt, setMoving, size, toPicture, view, zoom } from "./canvas.js";
import { by } from "./elements.js";
import { state } from "./state.js";

/** @import {Placed, Point} from "../types" */

const ARROWS = /** @type {Record<string, Point>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

/** @type {(acts: { select: (id: string | null, focus?: boolean) => void, remove: (id: string) => void }) => void} */
export const startPointer = ({ select, remove }) => {
  const canvas = by("network-canvas");
  /** @type {Map<number, Point>} */
  const down = new Map();
  /** @type {Placed | null} */
  let held = null;
  let travelled = 0;
  let apart = 0;

  const at = (/** @type {PointerEvent | WheelEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    return /** @type {Point} */ ([event.clientX - box.left, event.clientY - box.top]);
  };
  const spread = () => {
    const [[ax, ay], [bx, by_]] = [...down.values()];
    return Math.hypot(ax - bx, ay - by_);
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, at(event));
    travelled = 0;
    held = down.size === 1 ? nodeAt(at(event), event.pointerType === "touch") : null;
    if (down.size === 2) apart = spread();
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    const now = at(event);
    if (!before) {
      hover(nodeAt(now, event.pointerType === "touch"));
      return;
    }
    const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
    travelled += Math.hypot(dx, dy);
    down.set(event.pointerId, now);
    if (travelled < 4) return;
    setMoving(true);
    if (down.size === 2) {
      const wide = spread();
      const [[ax, ay], [bx, by_]] = [...down.values()];
      zoom(wide / Math.max(apart, 1), [(ax + bx) / 2, (ay + by_) / 2]);
      apart = wide;
    } else if (held) [held.x, held.y] = toPicture(now);
    else {
      view.x -= dx / view.scale;
      view.y -= dy / view.scale;
    }
    dirty();
  });
  const up = (/** @type {PointerEvent} */ event) => {
    down.delete(event.pointerId);
    if (travelled < 4 && event.type === "pointerup") {
      const node = nodeAt(at(event), event.pointerType === "touch");
      select(node?.id ?? null);
    }
    held = null;
    setMoving(false);
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => hover(null));
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), at(event));
    },
    { passive: false },
  );
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = state.nodes.get(state.selected ?? "");
    const way = ARROWS[event.key];
    if (way) {
      const next = now ? nextNode(state.ranked, now, way) : (state.ranked.find((node) => node.visible) ?? null);
      if (next) {
        [view.x, view.y] = onScreen(next) ? [view.x, view.y] : [next.x, next.y];
        select(next.id);
      }
    } else if (event.key === "Enter" && now) select(now.id, true);
    else if (event.key === "Delete" && now) remove(now.id);
    else if (event.key === "Escape") select(null);
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });
};

/** @type {(node: Placed) => boolean} */
const onScreen = ({ x, y }) => {
  const [width, height] = size();
  return Math.abs(x - view.x) * view.scale < width / 2 - 40 && Math.abs(y - view.y) * view.scale < height / 2 - 40;
};
