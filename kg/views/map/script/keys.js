"use strict";
// The keyboard on the map: arrows walk from node to node, Enter opens the card, Escape closes it.
Sk.DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

// The nearest visible node in a direction: sideways distance counts double
Sk.nextNode = (from, [dx, dy]) => {
  let best = null, least = Infinity;
  for (const node of Sk.nodes.values()) {
    if (node === from || !node.visible) continue;
    const x = node.x - from.x, y = node.y - from.y, along = x * dx + y * dy, aside = Math.abs(x * dy - y * dx);
    if (along <= 0 || aside > along * 1.7) continue;
    const distance = along + 2 * aside;
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
};

Sk.zoomBy = (factor) => {
  Sk.moved = true;
  Sk.network.moveTo({ scale: Sk.network.getScale() * factor });
  Sk.dirty();
  Sk.remember();
};

Sk.startKeys = () => {
  Sk.by("network").addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = Sk.DIRECTIONS[event.key];
    if (direction) {
      event.preventDefault();
      const from = Sk.nodes.get(Sk.state.selected);
      const next = from?.visible ? Sk.nextNode(from, direction) : Sk.ranked.find((node) => node.visible);
      if (!next) return;
      Sk.select(next.id);
      const [x, y] = Sk.toScreen(next), [width, height] = Sk.size();
      if (x < 40 || y < 40 || x > width - 40 || y > height - 40) Sk.network.moveTo({ position: { x: next.x, y: next.y } });
    } else if (event.key === "Enter" && Sk.state.selected) Sk.by("panel").focus();
    else if (event.key === "+" || event.key === "=") Sk.zoomBy(1.3);
    else if (event.key === "-" || event.key === "−") Sk.zoomBy(1 / 1.3);
    else if (event.key === "0") Sk.fitAll();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      Sk.by("search").focus();
    } else if (event.key === "Escape") {
      if (Sk.by("download").open) { Sk.by("download").open = false; Sk.by("download").firstElementChild.focus(); }
      else if (document.body.classList.contains("with-side")) Sk.sheet(false);
      else if (Sk.state.card) {
        const inside = Sk.by("panel").contains(document.activeElement);
        Sk.select(null);
        if (inside) Sk.by(Sk.state.view === "map" ? "network" : "table").focus();
      }
    }
  });
};
