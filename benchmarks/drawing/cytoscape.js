// Canvas 2D: cytoscape.js, with what it offers for speed.
import cytoscape from "cytoscape";

window.start = ({ nodes, edges }, box) => {
  const drawn = cytoscape({
    container: box,
    elements: [
      ...nodes.map(({ id, x, y, size, colour }) => ({ data: { id, size: size * 2, colour }, position: { x, y } })),
      ...edges.map(([source, target], i) => ({ data: { id: `e${i}`, source, target } })),
    ],
    style: [
      { selector: "node", style: { width: "data(size)", height: "data(size)", "background-color": "data(colour)" } },
      { selector: "edge", style: { width: 0.7, "line-color": "#a9b0ba", "curve-style": "haystack" } },
    ],
    layout: { name: "preset" },
    hideEdgesOnViewport: false,
    textureOnViewport: true,
  });
  const { zoom: first, pan } = { zoom: drawn.zoom(), pan: { ...drawn.pan() } };
  const [w, h] = [box.clientWidth, box.clientHeight];
  return (x, y, zoom) => {
    const z = first * zoom;
    drawn.viewport({
      zoom: z,
      pan: { x: w / 2 + (pan.x - w / 2) * zoom - x * w, y: h / 2 + (pan.y - h / 2) * zoom - y * h },
    });
  };
};
