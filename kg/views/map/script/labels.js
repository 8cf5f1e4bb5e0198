"use strict";
// Which labels are shown, and where: the most important first, each at the first free side of its node, none on top of
// another label or of a more important node. Zooming in makes room, so more appear.
Sk.FACE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
Sk.measureContext = document.createElement("canvas").getContext("2d");
Sk.widths = new Map();

Sk.textWidth = (text, px) => {
  if (!Sk.widths.has(text)) {
    Sk.measureContext.font = `500 100px ${Sk.FACE}`;
    Sk.widths.set(text, Sk.measureContext.measureText(text).width / 100);
  }
  return Sk.widths.get(text) * px;
};

// How far a node reaches from its middle, px
Sk.reach = (node) => Sk.radius(node) * (Sk.CORNERS[node.form] ? 1.3 : 1);

Sk.shorten = (text, most) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);

// Boxes in a grid of cells, so that a box is only compared with those near it
Sk.Boxes = class {
  constructor() { this.cells = new Map(); }
  * near([left, top, right, bottom]) {
    for (let cx = Math.floor(left / 80); cx <= Math.floor(right / 80); cx += 1) {
      for (let cy = Math.floor(top / 80); cy <= Math.floor(bottom / 80); cy += 1) yield `${cx},${cy}`;
    }
  }
  add(box, owner) {
    for (const cell of this.near(box)) (this.cells.get(cell) ?? this.cells.set(cell, []).get(cell)).push([box, owner]);
  }
  hits(box, test) {
    for (const cell of this.near(box)) {
      for (const [[left, top, right, bottom], owner] of this.cells.get(cell) ?? []) {
        if (left < box[2] && right > box[0] && top < box[3] && bottom > box[1] && test(owner)) return true;
      }
    }
    return false;
  }
};

// `toScreen(node)` gives px; answers [{node, text, px, box, x, y}] with x, y the left end of the middle line
Sk.placeLabels = (nodes, toScreen, [width, height], margin = 0) => {
  const texts = new Sk.Boxes(), discs = new Sk.Boxes(), placed = [];
  const pinned = (node) => node === Sk.focus.node || node === Sk.hovered;
  const wanted = nodes
    .map((node) => ({ node, at: toScreen(node) }))
    .filter(({ at: [x, y] }) => x > -margin && y > -margin && x < width + margin && y < height + margin)
    .sort((a, b) => pinned(b.node) - pinned(a.node) || (Sk.tone(b.node) === "hot") - (Sk.tone(a.node) === "hot") || a.node.rank - b.node.rank);
  for (const { node, at: [x, y] } of wanted) {
    const r = Sk.reach(node);
    discs.add([x - r, y - r, x + r, y + r], node);
  }
  const most = Math.max(30, Math.round((width * height) / 9000));
  for (const { node, at: [x, y] } of wanted) {
    if (placed.length >= most) break;
    if (Sk.tone(node) === "dim") continue;
    const px = Math.round(node.font * Sk.zoom.text * 10) / 10, r = Sk.reach(node);
    const text = Sk.shorten(Sk.nodeLabel(node), pinned(node) ? 80 : Sk.tone(node) === "hot" ? 44 : 30);
    const w = Sk.textWidth(text, px), h = px * 1.2, gap = 4;
    const spots = [
      [x + r + gap, y], [x - w / 2, y + r + gap + h / 2], [x - w / 2, y - r - gap - h / 2], [x - r - gap - w, y],
      [x + r * 0.7 + gap, y + r * 0.7 + h / 2], [x + r * 0.7 + gap, y - r * 0.7 - h / 2],
    ];
    if (r > w / 2 + 3) spots.unshift([x - w / 2, y]);
    const free = spots.map(([left, middle]) => [left - 2, middle - h / 2, left + w + 2, middle + h / 2]);
    const inside = (box) => margin > 0 || (box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height);
    const clear = (box) => inside(box) && !texts.hits(box, () => true) && !discs.hits(box, (other) => other !== node && other.rank < node.rank);
    let spot = free.findIndex((box) => clear(box) && !discs.hits(box, (other) => other !== node));
    if (spot < 0 && (node.rank < 40 || pinned(node))) spot = free.findIndex(clear);
    if (spot < 0 && pinned(node)) spot = 0;
    if (spot < 0) continue;
    texts.add(free[spot], node);
    placed.push({ node, text, px, box: free[spot], x: spots[spot][0], y: spots[spot][1], dx: spots[spot][0] - x, dy: spots[spot][1] - y });
  }
  return placed;
};

Sk.drawLabels = (ctx, placed, toScreen) => {
  const look = Sk.look();
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.2;
  ctx.strokeStyle = look.ground;
  ctx.fillStyle = look.ink;
  for (const { node, text, px, dx, dy } of placed) {
    if (!node.visible) continue;
    const [x, y] = toScreen(node);
    ctx.font = `500 ${px}px ${Sk.FACE}`;
    ctx.strokeText(text, x + dx, y + dy);
    ctx.fillText(text, x + dx, y + dy);
  }
};
