// Canvas 2D: vis-network as pyvis ships it (window.vis), positions given, physics off.
window.start = ({ nodes, edges }, box) => {
  const drawn = new vis.Network(
    box,
    {
      nodes: nodes.map(({ id, x, y, size, colour }) => ({ id, x, y, size, color: colour, shape: "dot" })),
      edges: edges.map(([from, to], id) => ({ id, from, to, width: 0.7, color: "#a9b0ba" })),
    },
    { physics: false, edges: { smooth: false }, layout: { improvedLayout: false } },
  );
  drawn.fit({ animation: false });
  const first = drawn.getScale();
  const at = drawn.getViewPosition();
  return (x, y, zoom) =>
    drawn.moveTo({
      position: { x: at.x + (x * box.clientWidth) / first, y: at.y + (y * box.clientHeight) / first },
      scale: first * zoom,
      animation: false,
    });
};
