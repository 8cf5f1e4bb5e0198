// The map of an ego network: what is folded away behind a network or a `+n`, where it stands once that is opened, and
// how the rings are stretched to fill the picture.

/** @import {DrawnEdge, DrawnNode, Filters, Point} from "../types" */

/** How far apart those stand who come out of a fold, in the map's own units. */
const APART = 34;

/**
 * Is a node out in the open: not folded, or behind something that is opened?
 *
 * @type {(node: Pick<DrawnNode, "folds">, opened: Set<string>) => boolean}
 */
export const isOut = (node, opened) => !node.folds?.length || node.folds.some((id) => opened.has(id));

/**
 * Is an edge drawn? Those of an ego always are; those between others only of what is opened.
 *
 * @type {(edge: Pick<DrawnEdge, "own" | "from" | "to">, opened: Set<string>) => boolean}
 */
export const isShown = (edge, opened) => edge.own !== false || opened.has(edge.from) || opened.has(edge.to);

/**
 * Does anything that fits tie a node to what the map is about? Those behind a fold are tied to that.
 *
 * @type {(node: Pick<DrawnNode, "edges" | "side">) => boolean}
 */
export const isTied = (node) =>
  node.edges.some((edge) => edge.fits && (edge.own !== false || node.side === "member" || node.side === undefined));

/**
 * Tell every node how many are folded behind it that the filters would show, and put away a `+n` of none.
 *
 * @type {(nodes: Iterable<DrawnNode>, fits: (node: DrawnNode) => boolean, opened: Set<string>) => void}
 */
export const countFolded = (nodes, fits, opened) => {
  /** @type {Map<string, number>} */
  const behind = new Map();
  const all = [...nodes];
  for (const node of all) {
    if (isOut(node, opened) || !fits(node)) continue;
    for (const id of node.folds ?? []) behind.set(id, (behind.get(id) ?? 0) + 1);
  }
  for (const node of all) {
    node.more = behind.get(node.id) ?? 0;
    if (node.type === "more" && !node.more && !opened.has(node.id)) node.visible = false;
  }
};

/**
 * Give those behind what is opened a home: beyond it, seen from the middle, in a sunflower spiral that lies clear of
 * the rim. Who is behind several stands with the first that is opened.
 *
 * @type {(nodes: Map<string, DrawnNode>, opened: Iterable<string>) => void}
 */
export const placeOpened = (nodes, opened) => {
  /** @type {Set<DrawnNode>} */
  const placed = new Set();
  for (const id of opened) {
    const hub = nodes.get(id);
    if (!hub) continue;
    const inside = [...nodes.values()].filter((node) => node.folds?.includes(id) && !placed.has(node));
    const radius = APART * 0.62 * Math.sqrt(inside.length);
    const far = Math.hypot(...hub.home) || 1;
    const reach = (far + radius + 2 * APART) / far;
    inside.forEach((node, place) => {
      const [turn, out] = [place * Math.PI * (3 - Math.sqrt(5)), APART * 0.62 * Math.sqrt(place + 0.5)];
      node.home = [hub.home[0] * reach + out * Math.cos(turn), hub.home[1] * reach + out * Math.sin(turn)];
      placed.add(node);
    });
  }
};

/**
 * How much the rings are drawn out sideways and downwards for a picture of a size: distance means closeness, not
 * length, so that they may fill what room there is.
 *
 * @type {(size: Point) => Point}
 */
export const stretchFor = ([width, height]) => {
  const aspect = Math.min(1.9, Math.max(0.55, width / height));
  return [Math.sqrt(aspect), 1 / Math.sqrt(aspect)];
};

/**
 * What the legend has put out, as far as it is not what the page began with.
 *
 * @type {(filters: Pick<Filters, "off">, first: string[] | undefined) => boolean}
 */
export const legendTouched = ({ off }, first = []) =>
  off.group.size > 0 || off.type.size > 0 || off.tie.size !== first.length || first.some((key) => !off.tie.has(key));
