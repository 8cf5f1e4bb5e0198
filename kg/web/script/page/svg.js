// The picture as SVG: what the canvas shows, with names, a title and the legend.
import { escaped } from "../../../views/map/script/pure/markup.js";
import { CORNERS } from "../../../views/map/script/pure/shapes.js";
import { radius } from "../pure/picture.js";
import { labelsNow, size, toScreen } from "./canvas.js";
import { kindName, t } from "./elements.js";
import { colourOf, dashesOf, formOf, look, outlineOf, strengthOf, widthOf } from "./look.js";
import { state } from "./state.js";

/** @import {Line, Placed} from "../types" */

/** @type {(node: Placed, x: number, y: number, r: number) => string} */
const shape = (node, x, y, r) => {
  const paint = `fill="${colourOf(node)}" stroke="${outlineOf(node)}" stroke-width="1.2"`;
  const corners = CORNERS[formOf(node)];
  const name = `<title>${escaped(node.label)}</title>`;
  if (!corners)
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}" ${paint}>${name}</circle>`;
  const points = corners.map(([cx, cy]) => `${(x + cx * r).toFixed(1)},${(y + cy * r).toFixed(1)}`).join(" ");
  return `<polygon points="${points}" ${paint}>${name}</polygon>`;
};

/** @type {(line: Line) => string} */
const stroke = (line) => {
  const [[ax, ay], [bx, by]] = [toScreen(line.a), toScreen(line.b)];
  const dashes = dashesOf(line);
  const dash = dashes.length ? ` stroke-dasharray="${dashes.join(" ")}"` : "";
  const place = `x1="${ax.toFixed(1)}" y1="${ay.toFixed(1)}" x2="${bx.toFixed(1)}" y2="${by.toFixed(1)}"`;
  return `<line ${place} stroke="rgb(${look().line})" stroke-opacity="${strengthOf(line)}" stroke-width="${widthOf(line).toFixed(2)}"${dash}/>`;
};

export const svg = () => {
  const [width, height] = size();
  const { ground, ink } = look();
  const lines = state.lines.filter((line) => line.visible);
  const nodes = state.ranked.filter((node) => node.visible);
  const kinds = [...new Set(nodes.map((node) => node.kind))];
  const legend = kinds.map((kind, i) => {
    const node = /** @type {Placed} */ (nodes.find((each) => each.kind === kind));
    const y = 66 + i * 20;
    return `${shape(node, width + 24, y, 6)}<text x="${width + 40}" y="${y}" dominant-baseline="middle" font-size="12" fill="${ink}">${escaped(node.kind_label)}</text>`;
  });
  const ties = [...new Set(lines.map((line) => (line.reported ? "reported" : line.kind)))].map((kind, i) => {
    const y = 80 + (kinds.length + i) * 20;
    const dashes = dashesOf({ kind, reported: kind === "reported" }).join(" ") || "none";
    const words = kind === "reported" ? t("reported") : kindName(kind);
    return `<line x1="${width + 14}" x2="${width + 36}" y1="${y}" y2="${y}" stroke="rgb(${look().line})" stroke-width="1.5" stroke-dasharray="${dashes}"/><text x="${width + 40}" y="${y}" dominant-baseline="middle" font-size="12" fill="${ink}">${escaped(words)}</text>`;
  });
  const halo = `stroke="${ground}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
  const names = labelsNow().map(
    ({ text, px, x, y }) =>
      `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" dominant-baseline="middle" font-size="${px}" font-weight="500" fill="${ink}" ${halo}>${escaped(text)}</text>`,
  );
  const [w, h] = [width + 230, height + 44];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="sans-serif">`,
    `<rect width="100%" height="100%" fill="${ground}"/>`,
    `<text x="16" y="28" font-size="18" font-weight="600" fill="${ink}">${escaped(document.title)}</text>`,
    `<svg y="44" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...lines.map(stroke),
    ...[...nodes].reverse().map((node) => shape(node, ...toScreen(node), radius(node))),
    ...names,
    "</svg>",
    ...legend,
    ...ties,
    `<text x="16" y="${h - 8}" font-size="11" fill="${ink}">${escaped(`${t("as_of", { day: state.picture?.at ?? "" })} ${location.href}`)}</text>`,
    "</svg>",
  ].join("\n");
};
