// Where nodes lie: a pull along lines and a push between nodes (d3-force), worked out at once and always alike.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { radius } from "../pure/picture.js";
import { state } from "./state.js";

/**
 * Moves nodes to rest; those that lay there before hold their places more or less.
 *
 * @type {(known: Set<string>) => void}
 */
export const settle = (known) => {
  const nodes = [...state.nodes.values()];
  const links = state.lines.map(({ a, b }) => ({ source: a, target: b }));
  const grown = nodes.some((node) => !known.has(node.id));
  if (!grown || nodes.length < 2) return;
  const rest = known.size ? 0.35 : 1;
  const simulation = forceSimulation(nodes)
    .force(
      "link",
      forceLink(links)
        .distance((link) => 46 + radius(link.source) + radius(link.target))
        .strength(0.25),
    )
    .force("push", forceManyBody().strength(-150).distanceMax(900))
    .force(
      "apart",
      forceCollide((/** @type {any} */ node) => radius(node) + 5),
    )
    .force("x", forceX(0).strength(0.025))
    .force("y", forceY(0).strength(0.025))
    .alpha(rest)
    .stop();
  simulation.tick(Math.max(30, Math.min(240, Math.round(90000 / nodes.length))));
  for (const node of nodes) {
    delete node.vx;
    delete node.vy;
  }
};
