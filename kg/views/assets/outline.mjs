// Makes outline.json: the countries' outlines that geographic maps are drawn over. Run once, by hand:
//
//   npm install --no-save world-atlas@2.0.2 topojson-client@3 topojson-simplify@3
//   node kg/views/assets/outline.mjs > kg/views/assets/outline.json
//
// Input: world-atlas countries-10m.json (ISC licence), made from Natural Earth 1:10m (public domain).
// Each point is projected with the Lambert azimuthal equal-area projection of EPSG:3035 (kilometres from its
// centre, y pointing south, as positions are drawn), simplified after Visvalingam, more the farther from Europe, and written
// as rings of whole kilometres: x, y of the first point, then differences. Antarctica and what lies near the
// antipode, where the projection tears, is left out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";
import { project } from "./laea.mjs";

const require = createRequire(`${process.cwd()}/`);
const KEEP = 6; // km² a point must be worth within Europe
const SMALLEST = 8; // km² an island must have

const far = (x, y) => 1 + (Math.hypot(x, y) / 2600) ** 6;

const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-10m.json"), "utf8"));
const { scale, translate } = world.transform;
world.arcs = world.arcs.map((arc) => {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return project([x * scale[0] + translate[0], y * scale[1] + translate[1]]);
  });
});
delete world.transform;
const weighted = presimplify(world);
for (const arc of weighted.arcs) for (const point of arc) if (Number.isFinite(point[2])) point[2] /= far(...point);
const plain = simplify(weighted, KEEP);

const area = (ring) => {
  const next = (i) => ring[(i + 1) % ring.length];
  return Math.abs(ring.reduce((sum, [x, y], i) => sum + x * next(i)[1] - y * next(i)[0], 0) / 2);
};
const rings = [];
for (const country of feature(plain, plain.objects.countries).features) {
  if (country.properties.name === "Antarctica" || !country.geometry) continue;
  const polygons = country.geometry.type === "Polygon" ? [country.geometry.coordinates] : country.geometry.coordinates;
  for (const ring of polygons.flat()) {
    if (ring.some(([x, y]) => Math.hypot(x, y) > 11800)) continue;
    const at = ring[0];
    const size = area(ring);
    if (size < SMALLEST * far(...at) * (Math.hypot(...at) > 3500 ? 6 : 1)) continue;
    const whole = ring.map(([x, y]) => [Math.round(x), Math.round(y)]);
    const flat = [];
    let before = [0, 0];
    whole.forEach((point, i) => {
      if (i && point[0] === before[0] && point[1] === before[1]) return;
      flat.push(point[0] - before[0], point[1] - before[1]);
      before = point;
    });
    if (flat.length >= 8) rings.push(flat);
  }
}
rings.sort((a, b) => b.length - a.length || a[0] - b[0] || a[1] - b[1]);
process.stdout.write(`{"rings":[\n${rings.map((ring) => JSON.stringify(ring)).join(",\n")}\n]}\n`);
