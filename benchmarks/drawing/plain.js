// Canvas 2D by hand, as the explorer's page does it: edges of one look are one path, nodes of one look are another,
// and the sixty most important nodes have labels.
window.start = ({ nodes, edges }, box) => {
  const canvas = box.appendChild(document.createElement("canvas"));
  const ratio = devicePixelRatio;
  const [w, h] = [box.clientWidth, box.clientHeight];
  [canvas.width, canvas.height] = [w * ratio, h * ratio];
  const context = canvas.getContext("2d");
  const by = new Map(nodes.map((node) => [node.id, node]));
  const lines = edges.map(([a, b]) => [by.get(a), by.get(b)]);
  const [xs, ys] = [nodes.map((n) => n.x), nodes.map((n) => n.y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const first = Math.min(w / (right - left), h / (bottom - top)) * 0.95;
  const looks = Map.groupBy(nodes, (node) => node.colour);
  const named = [...nodes].sort((a, b) => b.size - a.size).slice(0, 60);
  const view = { x: 0, y: 0, zoom: 1 };
  let asked = false;
  const draw = () => {
    asked = false;
    const scale = first * view.zoom;
    const dx = w / 2 - ((left + right) / 2) * scale - view.x * w;
    const dy = h / 2 - ((top + bottom) / 2) * scale - view.y * h;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, w, h);
    context.strokeStyle = "rgba(70,84,104,0.35)";
    context.lineWidth = 0.7;
    context.beginPath();
    for (const [a, b] of lines) {
      const [ax, ay, bx, by] = [a.x * scale + dx, a.y * scale + dy, b.x * scale + dx, b.y * scale + dy];
      if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > w && bx > w) || (ay > h && by > h)) continue;
      context.moveTo(ax, ay);
      context.lineTo(bx, by);
    }
    context.stroke();
    for (const [colour, group] of looks) {
      context.fillStyle = colour;
      context.beginPath();
      for (const { x, y, size } of group) {
        const [px, py] = [x * scale + dx, y * scale + dy];
        if (px < -20 || py < -20 || px > w + 20 || py > h + 20) continue;
        context.moveTo(px + size, py);
        context.arc(px, py, size, 0, 2 * Math.PI);
      }
      context.fill();
    }
    context.fillStyle = "#1B2430";
    context.font = "13px sans-serif";
    for (const { x, y, size, label } of named) context.fillText(label, x * scale + dx + size + 3, y * scale + dy + 4);
  };
  draw();
  return (x, y, zoom) => {
    Object.assign(view, { x, y, zoom });
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  };
};
