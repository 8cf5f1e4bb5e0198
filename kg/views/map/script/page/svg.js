// The present view as SVG, made here from the same data.
import { edgeIn, nodeIn } from "../pure/compare.js";
import { escaped, wrap } from "../pure/markup.js";
import { CORNERS } from "../pure/shapes.js";
import { MISSING, shorten, upper } from "../pure/words.js";
import { changedPaint } from "./compare.js";
import { edgePaint, edgeTone, ends, FAINT, look, outlineOf, radius, tone } from "./draw.js";
import { by, count, inLanguage, nodeLabel, t } from "./elements.js";
import { FACE, labelsNow, textWidth } from "./labels.js";
import { entryCount, fieldName } from "./legend.js";
import { network, size, toScreen } from "./stage.js";
import { data, edges, ranked, state, zoom } from "./state.js";

/** @import {DrawnEdge, LegendEntry, Panel, Point} from "../types" */

/**
 * A node or an entry of the legend at x, y with radius r, in px.
 *
 * @type {(what: { form: string, colour: string, key: string, title: string }, at: Point, r: number, dim?: boolean) => string}
 */
const nodeMarkup = ({ form, colour, key, title: text }, [x, y], r, dim = false) => {
  const hollow = key === MISSING || key === "left";
  const fill = hollow ? look().ground : colour;
  const opacity = dim ? ' opacity="0.16"' : "";
  const paint = `fill="${fill}" stroke="${outlineOf(colour)}" stroke-width="${hollow ? 1.8 : 1.1}"${opacity}${key === "left" ? ' stroke-dasharray="3 1.6"' : ""}`;
  const title = `<title>${escaped(text)}</title>`;
  const ring =
    key === "entered"
      ? `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(r + 2.6).toFixed(1)}" fill="none" stroke="${outlineOf(colour)}"${opacity}/>`
      : "";
  const points = CORNERS[form]?.map(([cx, cy]) => `${(x + cx * r).toFixed(1)},${(y + cy * r).toFixed(1)}`);
  if (points) return `<polygon points="${points.join(" ")}" ${paint}>${title}</polygon>${ring}`;
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}" ${paint}>${title}</circle>${ring}`;
};

/** @type {(x: number, top: number) => { markup: string, height: number }} */
const legendMarkup = (x, top) => {
  const { legend } = data;
  const { ink } = look();
  /** @type {string[]} */
  const parts = [];
  let y = top;
  const text = (/** @type {string} */ words, dx = 0, bold = false) => {
    const weight = bold ? ' font-weight="600"' : "";
    parts.push(
      `<text x="${x + dx}" y="${y}" dominant-baseline="middle" font-size="12"${weight} fill="${ink}">${escaped(words)}</text>`,
    );
  };
  /** @type {(title: string, entries: LegendEntry[], sign: (entry: LegendEntry) => string) => void} */
  const block = (title, entries, sign) => {
    text(title, 0, true);
    y += 20;
    for (const entry of entries) {
      parts.push(sign(entry));
      text(`${shorten(upper(inLanguage(entry.labels, entry.key)), 26)} (${count(entryCount(entry))})`, 44);
      y += 18;
    }
    y += 8;
  };
  const shape = (/** @type {LegendEntry} */ { colour, key, labels }, /** @type {string} */ form) =>
    nodeMarkup({ form, colour, key, title: inLanguage(labels, key) }, [x + 16, y], 6.5);
  if (legend.colours.length) {
    block(t("colour", { what: fieldName(legend.colourBy) }), legend.colours, (entry) => shape(entry, "circle"));
  }
  if (legend.shapes.length > 1) block(t("shape"), legend.shapes, (entry) => shape(entry, entry.shape));
  if (legend.lines.length > 1) {
    block(t(data.how === "ego" ? "line_standing" : "line"), legend.lines, ({ dash, colour }) => {
      const paint = `stroke="${data.periods ? colour : ink}" stroke-width="2" stroke-dasharray="${dash.join(" ") || "none"}"`;
      return `<line x1="${x}" x2="${x + 34}" y1="${y}" y2="${y}" ${paint}/>`;
    });
  }
  if (legend.sizeBy) text(t("size", { what: fieldName(legend.sizeBy) }));
  return { markup: parts.join(""), height: y - top + 20 };
};

const outlineMarkup = () => {
  const { land, border } = look();
  const scale = network.getScale();
  const middle = network.getViewPosition();
  const [width, height] = size();
  const rings = data.outline.map((ring) => {
    let path = "";
    for (let i = 0; i < ring.length; i += 2) {
      const x = (ring[i] - middle.x) * scale + width / 2;
      const y = (ring[i + 1] - middle.y) * scale + height / 2;
      path += `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    }
    return `${path}Z`;
  });
  return `<path d="${rings.join("")}" fill="${land}" stroke="${border}" stroke-width="0.8"/>`;
};

/** @type {(edge: DrawnEdge, panel: Panel) => string} */
const edgeMarkup = (edge, panel) => {
  const [[x1, y1], [x2, y2]] = ends(edge).map(toScreen);
  if (data.periods) {
    const { colour, width, dashes, opacity } = changedPaint(edge, panel);
    const place = `x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}"`;
    const paint = `stroke="${colour}" stroke-opacity="${opacity}" stroke-width="${(width * zoom.line).toFixed(2)}"`;
    return `<line ${place} ${paint}${dashes.length ? ` stroke-dasharray="${dashes.join(" ")}"` : ""}/>`;
  }
  const [rgb, alpha] = edgePaint(edgeTone(edge));
  const place = `x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}"`;
  const faint = edge.faint && edgeTone(edge) === "plain" ? FAINT : 1;
  const stroke = `stroke="rgb(${rgb})" stroke-opacity="${(alpha * faint).toFixed(3)}" stroke-width="${(edge.width * zoom.line).toFixed(2)}"`;
  const dashes = edge.dashes.length ? ` stroke-dasharray="${edge.dashes.join(" ")}"` : "";
  return `<line ${place} ${stroke}${dashes}/>`;
};

/**
 * Everything inside the frame of the map, or of a panel: outlines, edges, nodes, labels.
 *
 * @type {(panel: Panel) => string}
 */
const mapMarkup = (panel) => {
  const { ink, ground, faint } = look();
  const parts = state.layout === "geographic" ? [outlineMarkup()] : [];
  const hot = (/** @type {DrawnEdge} */ edge) => Number(edgeTone(edge) === "hot");
  const rank = (/** @type {DrawnEdge} */ edge) =>
    hot(edge) + Number(edge.change !== undefined && edge.change !== "kept");
  for (const edge of [...edges].sort((a, b) => rank(a) - rank(b))) {
    if (edge.visible && edgeIn(edge, panel)) parts.push(edgeMarkup(edge, panel));
  }
  for (const node of [...ranked].reverse()) {
    if (!nodeIn(node, panel)) continue;
    const [at, r] = [toScreen(node), radius(node)];
    parts.push(nodeMarkup({ ...node, title: nodeLabel(node) }, at, r, tone(node) === "dim"));
    if (node.marked) {
      const ring = `cx="${at[0].toFixed(1)}" cy="${at[1].toFixed(1)}" r="${(r + 3.5).toFixed(1)}"`;
      parts.push(`<circle ${ring} fill="none" stroke="${ink}" stroke-width="2.2"/>`);
    }
  }
  const halo = `stroke="${ground}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
  for (const { node, text, px, under, small, x, y } of labelsNow(panel)) {
    const write = (/** @type {string} */ words, /** @type {number} */ letters, /** @type {number} */ down) => {
      const place = `x="${x.toFixed(1)}" y="${(y + down).toFixed(1)}" dominant-baseline="middle"`;
      const weight = (node.told || node.marked) && !down ? 600 : 500;
      const font = `font-size="${letters}" font-weight="${weight}" fill="${down ? faint : ink}"`;
      parts.push(`<text ${place} ${font} ${halo}>${escaped(words)}</text>`);
    };
    write(text, px, 0);
    if (under) write(under, small, (px + small) * 0.6);
  }
  return parts.join("");
};

/** The view with its title, legend and caption. */
export const makeSvg = () => {
  const { ground, ink, faint } = look();
  const [panelWidth, height] = size();
  const [side, top] = [285, 58];
  const periods = data.periods ?? [""];
  const head = data.periods ? 24 : 0;
  const width = panelWidth * periods.length;
  const caption = wrap(by("caption").textContent ?? "", width + side - 40, (text) => textWidth(text, 11));
  const legend = legendMarkup(width + 14, top + 16);
  const below = top + Math.max(height + head, legend.height);
  const total = [width + side, below + 22 + caption.length * 15];
  const words = caption.map(
    (line, i) => `<text x="20" y="${below + 18 + i * 15}" font-size="11" fill="${faint}">${escaped(line)}</text>`,
  );
  const frame = `width="${total[0]}" height="${total[1]}" viewBox="0 0 ${total.join(" ")}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${frame} font-family="${escaped(FACE)}">`,
    `<rect width="100%" height="100%" fill="${ground}"/>`,
    `<text x="20" y="36" font-size="22" font-weight="600" fill="${ink}">${escaped(inLanguage(data.title))}</text>`,
    ...periods.map((period, i) => {
      const x = i * panelWidth;
      const frame_ = `x="${x}" y="${top + head}" width="${panelWidth}" height="${height}"`;
      const name = period
        ? `<text x="${x + 20}" y="${top + 12}" font-size="16" font-weight="600" fill="${ink}">${escaped(period)}</text>`
        : "";
      const content = mapMarkup(/** @type {Panel} */ (i));
      return `${name}<svg ${frame_} viewBox="0 0 ${panelWidth} ${height}">${content}</svg>`;
    }),
    legend.markup,
    words.join(""),
    "</svg>",
  ].join("\n");
};
