// WebGL: sigma.js on a graphology graph, as it comes.
import Graph from "graphology";
import Sigma from "sigma";

window.start = ({ nodes, edges }, box) => {
  const graph = new Graph();
  for (const { id, x, y, size, colour, label } of nodes) graph.addNode(id, { x, y: -y, size, color: colour, label });
  for (const [a, b] of edges) if (!graph.hasEdge(a, b)) graph.addEdge(a, b, { size: 0.7, color: "#a9b0ba" });
  const drawn = new Sigma(graph, box);
  return (x, y, zoom) => drawn.getCamera().setState({ x: 0.5 + x, y: 0.5 + y, ratio: 1 / zoom });
};
