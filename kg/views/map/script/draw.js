"use strict";
// Shapes, edges and outlines on a canvas. Lengths named px are CSS pixels; the context is in the map's own units.
Sk.PALETTE = {
  light: { ground: Sk.data.grounds[0], ink: "#1B2430", faint: "#5B6675", edge: "70,84,104", accent: "#B3261E", hot: "179,38,30", land: "#ECE9E1", border: "#CFC9BB" },
  dark: { ground: Sk.data.grounds[1], ink: "#EEF1F5", faint: "#A3AEBD", edge: "165,178,196", accent: "#FF8A7A", hot: "255,138,122", land: "#1F2630", border: "#39434F" },
};
Sk.prefersDark = matchMedia("(prefers-color-scheme: dark)");
Sk.isDark = () => Sk.state.dark ?? Sk.prefersDark.matches;
Sk.look = () => Sk.PALETTE[Sk.isDark() ? "dark" : "light"];
Sk.outlineOf = (colour, dark = Sk.isDark()) => Sk.data.outlines[colour]?.[dark ? 1 : 0] ?? colour;

// Corner points of a shape of radius 1, area about that of a disc; a circle has none
Sk.polygon = (sides, radius, turn) =>
  Array.from({ length: sides }, (_, i) => [radius * Math.cos(turn + (2 * Math.PI * i) / sides), radius * Math.sin(turn + (2 * Math.PI * i) / sides)]);
Sk.CORNERS = {
  square: Sk.polygon(4, 1.25, Math.PI / 4),
  diamond: Sk.polygon(4, 1.3, 0),
  triangle: Sk.polygon(3, 1.45, -Math.PI / 2),
  hexagon: Sk.polygon(6, 1.12, 0),
  star: Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 ? 0.62 : 1.4;
    return [r * Math.cos(-Math.PI / 2 + (Math.PI * i) / 5), r * Math.sin(-Math.PI / 2 + (Math.PI * i) / 5)];
  }),
};

Sk.trace = (ctx, form, x, y, r) => {
  ctx.beginPath();
  const corners = Sk.CORNERS[form];
  if (!corners) ctx.arc(x, y, r, 0, 2 * Math.PI);
  else {
    corners.forEach(([cx, cy], i) => ctx[i ? "lineTo" : "moveTo"](x + cx * r, y + cy * r));
    ctx.closePath();
  }
};

// How strongly a node or edge stands out: "hot" (selected or next to it), "dim" or "plain"
Sk.focus = { node: null, near: new Set() };
Sk.setFocus = () => {
  const node = Sk.nodes.get(Sk.state.selected) ?? null;
  Sk.focus = { node, near: node ? new Set([node, ...Sk.neighbours(node)]) : new Set() };
};
Sk.tone = (node) => (!Sk.focus.node ? "plain" : Sk.focus.near.has(node) ? "hot" : "dim");
Sk.edgeTone = (edge) => (!Sk.focus.node ? "plain" : edge.a === Sk.focus.node || edge.b === Sk.focus.node ? "hot" : "dim");

Sk.edgeStyle = (tone) => {
  const look = Sk.look();
  const crowd = Math.min(1, 500 / Math.max(Sk.shown.edges, 1));
  if (tone === "hot") return `rgba(${look.hot},${Sk.focus.near.size > 40 ? 0.6 : 0.9})`;
  return `rgba(${look.edge},${tone === "dim" ? 0.07 : 0.22 + 0.3 * crowd})`;
};

// Edges of one width, dash and tone are one path and one stroke: this is what keeps thousands of them fluid.
Sk.drawEdges = (ctx, unit) => {
  const groups = new Map();
  for (const edge of Sk.edges) {
    if (!edge.visible) continue;
    const tone = Sk.edgeTone(edge);
    const key = `${tone === "hot" ? 1 : 0}|${tone}|${Math.ceil(edge.width * 2) / 2}|${edge.dashes}`;
    const group = groups.get(key) ?? groups.set(key, []).get(key);
    group.push(edge);
  }
  ctx.save();
  for (const key of [...groups.keys()].sort()) {
    const [, tone, width, dash] = key.split("|");
    ctx.lineWidth = Number(width) * Sk.zoom.line * unit * (tone === "hot" ? 1.25 : 1);
    ctx.strokeStyle = Sk.edgeStyle(tone);
    ctx.setLineDash(dash ? dash.split(",").map((length) => length * unit) : []);
    ctx.beginPath();
    for (const edge of groups.get(key)) {
      const [from, to] = Sk.ends(edge);
      ctx.moveTo(from.x, from.y);
      ctx.lineTo(to.x, to.y);
    }
    ctx.stroke();
  }
  ctx.restore();
};

// Dashes begin at the end with fewer edges: begun at a hub they would all stand in rings around it
Sk.ends = ({ a, b }) => (a.edges.length <= b.edges.length ? [a, b] : [b, a]);

Sk.radius = (node) => node.size * Sk.zoom.node; // px

Sk.drawNode = (ctx, node, unit, hover) => {
  const look = Sk.look(), tone = Sk.tone(node), r = Sk.radius(node) * unit, edge = Sk.outlineOf(node.colour);
  ctx.globalAlpha = tone === "dim" ? 0.16 : 1;
  Sk.trace(ctx, node.form, node.x, node.y, r);
  ctx.fillStyle = node.key === Sk.MISSING ? look.ground : node.colour;
  ctx.fill();
  ctx.lineWidth = (node.key === Sk.MISSING ? 1.8 : 1.1) * unit;
  ctx.strokeStyle = edge;
  ctx.stroke();
  if (node === Sk.focus.node || hover) {
    Sk.trace(ctx, node.form, node.x, node.y, r + 4 * unit);
    ctx.lineWidth = 2.4 * unit;
    ctx.strokeStyle = node === Sk.focus.node ? look.accent : look.ink;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
};

Sk.outlinePath = () => {
  if (Sk.land) return Sk.land;
  Sk.land = new Path2D();
  for (const ring of Sk.data.outline) {
    for (let i = 0; i < ring.length; i += 2) Sk.land[i ? "lineTo" : "moveTo"](ring[i], ring[i + 1]);
    Sk.land.closePath();
  }
  return Sk.land;
};

Sk.drawOutline = (ctx, unit) => {
  const look = Sk.look();
  ctx.fillStyle = look.land;
  ctx.fill(Sk.outlinePath());
  ctx.lineWidth = 0.8 * unit;
  ctx.strokeStyle = look.border;
  ctx.stroke(Sk.outlinePath());
};
