"use strict";
// Zoom, fitting and the two layouts. Nodes keep about their size on screen: zooming pulls them apart.
Sk.zoom = { node: 1, line: 1, text: 1, fit: 1 };

Sk.size = () => {
  const { clientWidth, clientHeight } = Sk.by("network");
  return [Math.max(clientWidth, 1), Math.max(clientHeight, 1)];
};

Sk.setZoom = (scale) => {
  const [width, height] = Sk.size();
  const room = Math.sqrt((width * height) / Math.max(Sk.nodes.size, 1));
  const crowd = Sk.state.layout === "geographic" ? 0.75 : 1; // towns lie closer than a layout would have them
  const base = crowd * Math.min(1, Math.max(0.34, room / 62));
  const closer = Math.max(scale / Sk.zoom.fit, 0.25);
  Sk.zoom.node = base * Math.min(2.2, closer ** 0.38);
  Sk.zoom.line = Math.min(1.8, Math.max(0.5, base) * closer ** 0.2);
  Sk.zoom.text = Math.min(1.35, Math.max(0.86, base ** 0.25) * closer ** 0.12);
};

Sk.toScreen = (node) => {
  const scale = Sk.network.getScale(), middle = Sk.network.getViewPosition(), [width, height] = Sk.size();
  return [(node.x - middle.x) * scale + width / 2, (node.y - middle.y) * scale + height / 2];
};

// The view that holds some nodes: on the map of Europe those far outside it do not count, or all would be a speck.
Sk.extent = (nodes) => {
  let kept = nodes;
  if (Sk.state.layout === "geographic") {
    const near = nodes.filter((node) => Math.hypot(node.x, node.y) < 3300);
    if (near.length) kept = near;
    if (kept.length > 60) {
      const middle = (values) => { values.sort((a, b) => a - b); return [values[Math.floor(values.length * 0.015)], values[Math.ceil(values.length * 0.985) - 1]]; };
      const [left, right] = middle(kept.map((node) => node.x)), [top, bottom] = middle(kept.map((node) => node.y));
      return [left, top, right, bottom];
    }
  }
  if (!kept.length) return null;
  const xs = kept.map((node) => node.x), ys = kept.map((node) => node.y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

Sk.fit = (nodes = [...Sk.nodes.values()].filter((node) => node.visible), animate = false) => {
  const extent = Sk.extent(nodes);
  if (!extent) return;
  const [left, top, right, bottom] = extent, [width, height] = Sk.size();
  const pad = Math.min(110, width * 0.11);
  const least = Sk.state.layout === "geographic" ? 60 : 40;
  const scale = Math.min((width - 2 * pad) / Math.max(right - left, least), (height - 2 * Math.min(70, height * 0.1)) / Math.max(bottom - top, least));
  if (nodes.length === Sk.shown.nodes) Sk.zoom.fit = scale;
  const goal = { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  Sk.network.moveTo({ ...goal, animation: animate && !still ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
  Sk.dirty();
};

// To a place and a span (what the shorter side of the picture shows)
Sk.goTo = ([x, y, span]) => Sk.network.moveTo({ position: { x, y }, scale: Math.min(...Sk.size()) / span });

Sk.centre = (node) => {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const scale = Math.max(Sk.network.getScale(), Sk.zoom.fit * 1.6);
  Sk.moved = true;
  Sk.network.moveTo({ position: { x: node.x, y: node.y }, scale, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
};

Sk.setLayout = (name, fit = true) => {
  Sk.state.layout = name;
  if (Sk.state.physics) Sk.setPhysics(false);
  const moves = [];
  for (const node of Sk.nodes.values()) {
    [node.x, node.y] = (name === "geographic" && node.place) || node.home;
    moves.push({ id: node.id, x: node.x, y: node.y });
  }
  Sk.dataset.update(moves);
  Sk.by("force").setAttribute("aria-pressed", name === "force");
  Sk.by("geographic").setAttribute("aria-pressed", name === "geographic");
  Sk.by("physics").hidden = name === "geographic";
  Sk.refresh();
  if (fit) Sk.fit();
};

Sk.setPhysics = (on) => {
  Sk.state.physics = on;
  Sk.by("physics").setAttribute("aria-pressed", on);
  Sk.network.setOptions({ physics: { enabled: on } });
  if (!on) Sk.network.stopSimulation();
};
