"use strict";
// vis-network keeps the nodes, the view, the mouse and fingers; edges, labels and outlines are drawn here around it.
Sk.labelState = { placed: [], stamp: "", view: null };
Sk.hovered = null;
Sk.touch = matchMedia("(pointer: coarse)");

Sk.dirty = () => {
  Sk.labelState.stamp = "";
  Sk.network?.redraw();
};

Sk.customNode = ({ ctx, id, x, y, state }) => {
  const node = Sk.nodes.get(id), unit = 1 / Sk.network.getScale();
  [node.x, node.y] = [x, y];
  const reach = Math.max(Sk.radius(node) + 3, Sk.touch.matches ? 20 : 8) * 2 * unit;
  return { drawNode: () => Sk.panning || Sk.drawNode(ctx, node, unit, state.hover), nodeDimensions: { width: reach, height: reach } };
};

Sk.placeNow = () => {
  const scale = Sk.network.getScale(), { x, y } = Sk.network.getViewPosition();
  const moved = Sk.labelState.view ? Math.hypot(x - Sk.labelState.view.x, y - Sk.labelState.view.y) * scale : Infinity;
  const stamp = `${scale.toFixed(5)}|${Sk.state.selected}|${Sk.hovered?.id}`;
  Sk.labelState.ticks = (Sk.labelState.ticks ?? 0) + 1;
  if (stamp === Sk.labelState.stamp && moved < 120 && !(Sk.state.physics && Sk.labelState.ticks % 6 === 0)) return;
  Object.assign(Sk.labelState, { stamp, view: { x, y } });
  Sk.labelState.placed = Sk.placeLabels(Sk.ranked.filter((node) => node.visible), Sk.toScreen, Sk.size());
};

Sk.startCanvas = () => {
  const { vis } = window;
  const options = JSON.parse(Sk.by("samkart-options").textContent);
  options.nodes = { ...options.nodes, shape: "custom", ctxRenderer: Sk.customNode };
  Sk.dataset = new vis.DataSet([...Sk.nodes.values()].map(({ id, x, y, size }) => ({ id, x, y, size })));
  Sk.lines = new vis.DataSet(Sk.edges.map((edge, id) => ({ id, from: edge.from, to: edge.to })));
  Sk.network = new vis.Network(Sk.by("network"), { nodes: Sk.dataset, edges: Sk.lines }, options);
  const { network } = Sk;
  network.on("beforeDrawing", (ctx) => {
    const scale = network.getScale(), unit = 1 / scale;
    Sk.setZoom(scale);
    if (Sk.state.physics) {
      const at = network.getPositions();
      for (const node of Sk.nodes.values()) if (at[node.id]) ({ x: node.x, y: node.y } = at[node.id]);
    }
    Sk.panning = Sk.isPanning();
    if (Sk.panning) Sk.drawPicture(ctx);
    else {
      Sk.picture.scale = 0;
      if (Sk.state.layout === "geographic") Sk.drawOutline(ctx, unit);
      Sk.drawEdges(ctx, unit);
    }
  });
  network.on("afterDrawing", (ctx) => {
    Sk.placeNow();
    const ratio = ctx.canvas.width / Sk.size()[0];
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    Sk.drawLabels(ctx, Sk.labelState.placed, Sk.toScreen);
    ctx.restore();
  });
  Sk.pressed = null;
  network.on("dragStart", ({ nodes }) => { Sk.moving = Sk.moved = true; Sk.pressed = nodes[0] ?? null; });
  network.on("dragging", () => {
    if (Sk.pressed !== null) Object.assign(Sk.nodes.get(Sk.pressed), network.getPosition(Sk.pressed));
  });
  network.on("dragEnd", () => { Sk.moving = false; Sk.pressed = null; network.unselectAll(); Sk.dirty(); Sk.remember(); });
  network.on("zoom", () => { Sk.moved = true; Sk.remember(); });
  network.on("animationFinished", () => { Sk.dirty(); Sk.remember(); });
  network.on("click", ({ nodes }) => { network.unselectAll(); Sk.select(nodes[0] ?? null); });
  network.on("doubleClick", ({ nodes }) => { if (nodes.length) Sk.isolate(nodes[0]); });
  network.on("hoverNode", ({ node, event }) => { Sk.hovered = Sk.nodes.get(node); Sk.tip(event); Sk.dirty(); });
  network.on("blurNode", () => { Sk.hovered = null; Sk.by("tip").hidden = true; Sk.dirty(); });
  network.on("resize", () => { Sk.labelState.stamp = ""; });
};

Sk.tip = (event) => {
  const tip = Sk.by("tip"), node = Sk.hovered;
  const kind = node.kind ? Sk.label("kind", node.kind) : Sk.label("type", node.type ?? "actor");
  tip.replaceChildren(Sk.el("strong", {}, Sk.nodeLabel(node)), Sk.el("span", {}, [kind, node.country && Sk.label("country", node.country)].filter(Boolean).join(" · ")));
  tip.hidden = false;
  const [width] = Sk.size(), box = Sk.by("stage").getBoundingClientRect();
  const x = (event.clientX ?? event.center?.x ?? 0) - box.left, y = (event.clientY ?? event.center?.y ?? 0) - box.top;
  tip.style.left = `${Math.max(8, Math.min(x + 14, width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, y - tip.offsetHeight - 12)}px`;
};

// After a change of filters: what is visible, the counts, the table, the address
Sk.refresh = () => {
  Sk.apply();
  Sk.setFocus();
  Sk.dataset?.update([...Sk.nodes.values()].filter((node) => node.wasVisible !== node.visible).map((node) => {
    node.wasVisible = node.visible;
    return { id: node.id, hidden: !node.visible };
  }));
  Sk.by("shown").textContent = Sk.t("shown", { nodes: Sk.count(Sk.shown.nodes), all: Sk.count(Sk.data.how === "communities" ? Sk.nodes.size : Sk.data.all), edges: Sk.count(Sk.shown.edges) });
  Sk.by("empty").hidden = Sk.shown.nodes > 0;
  Sk.by("isolate-off").hidden = !Sk.state.isolate && !Sk.state.hidden.size;
  Sk.by("reset").disabled = !Sk.isFiltered();
  if (Sk.state.view === "table") Sk.drawTable();
  Sk.dirty();
  Sk.remember();
};
