// Makes data/boundaries/: boundaries of Norwegian municipalities and counties as they were, of countries, and how many
// live in each. Run once, by hand, from the folder that holds the files that data/boundaries/README.md names:
//
//   npm install --no-save topojson-server@3 topojson-client@3 topojson-simplify@3 world-atlas@2.0.2 i18n-iso-countries@7
//   node kg/views/areas/boundaries.mjs FOLDER data/boundaries
//
// Every point is projected with the Lambert azimuthal equal-area projection of EPSG:3035 (kilometres from its centre,
// y pointing south, as kg.views.positions.laea), simplified after Visvalingam in a topology, so that neighbours keep
// the same line between them, and written as TopoJSON with whole steps of 100 metres (500 for countries). An area keeps
// its largest polygon, however small. Counties since 2020 are their municipalities without the lines between, and
// those of 2020 to 2023 are made of the lines of 2024. Population is cut to the years in which a division was valid.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { gunzipSync } from "node:zlib";
import { project } from "../assets/laea.mjs";

const require = createRequire(`${process.cwd()}/`);
const { topology } = require("topojson-server");
const { feature, mergeArcs, quantize } = require("topojson-client");
const { presimplify, simplify } = require("topojson-simplify");
const [folder, target] = process.argv.slice(2);

const areaOf = (ring) =>
  Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - y * ring[(i + 1) % ring.length][0], 0) / 2);

/** A ring on a grid of 100 metres, on which neighbours that were rounded apart have one line again. */
function snapped(ring) {
  const made = [];
  for (const [x, y] of ring.map((point) => point.map((value) => Math.round(value * 10) / 10))) {
    const before = made.at(-1);
    if (!before || before[0] !== x || before[1] !== y) made.push([x, y]);
  }
  return made;
}

/** Features of one kind: projected, without islands under `least` km² (the largest polygon of each is kept). */
function prepared(features, number, least) {
  return features.map((each) => {
    const { type, coordinates } = each.geometry;
    const polygons = (type === "Polygon" ? [coordinates] : coordinates).map((rings) =>
      rings.map((ring) => snapped(ring.map(project))),
    );
    const sizes = polygons.map((rings) => areaOf(rings[0]));
    const most = Math.max(...sizes);
    const kept = polygons.filter((rings, i) => sizes[i] >= least || sizes[i] === most);
    return { type: "Feature", id: number(each), properties: {}, geometry: { type: "MultiPolygon", coordinates: kept } };
  });
}

/** A topology simplified so that a point is worth `keep` km², `far` letting it be worth more away from Europe. */
function simplified(features, keep, far = () => 1) {
  const weighted = presimplify(topology({ area: { type: "FeatureCollection", features } }));
  for (const arc of weighted.arcs) {
    for (const point of arc) if (Number.isFinite(point[2])) point[2] /= far(...point);
    const closed = arc[0][0] === arc.at(-1)[0] && arc[0][1] === arc.at(-1)[1];
    if (!closed) continue; // an island stays an island: at least a triangle, better a quadrangle
    const inner = arc.slice(1, -1).sort((a, b) => b[2] - a[2]);
    for (const point of inner.slice(0, 3)) point[2] = Infinity;
  }
  return simplify(weighted, keep);
}

function written(made, file, step) {
  const small = quantize(made, { scale: [step, step], translate: [0, 0] });
  for (const object of Object.values(small.objects))
    object.geometries = object.geometries
      .map(({ type, arcs, id }) => ({ type, id, arcs }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  delete small.bbox;
  small.transform = { scale: [step, step], translate: [0, 0] };
  writeFileSync(join(target, file), `${JSON.stringify(small)}\n`);
}

const LEAST = 5; // km² of an island
const KEEP = 3; // km² of a point
const OLD_LEAST = 10; // those of 2019 are coarser, and do not share their lines
const OLD_KEEP = 6;
const read = (name) => readFileSync(join(folder, "norway-boundaries", name));
const unzipped = (name) => JSON.parse(gunzipSync(read(name)));
function robhop(name, object) {
  const text = execFileSync("xz", ["-dc", join(folder, "norway-boundaries", name)], { maxBuffer: 1 << 28 });
  const whole = JSON.parse(text);
  return feature(whole, whole.objects[object]).features;
}

const byNumber = (each) => each.properties.number;
const grouped = (made, own, key) =>
  [...new Set(own.map(key))].sort().map((id) => {
    const parts = own.filter((each) => key(each) === id);
    return parts.length === 1 ? { ...parts[0], id } : { id, ...mergeArcs(made, parts) };
  });
const collection = (geometries) => ({ type: "GeometryCollection", geometries });

// Counties of 2017 and 2018-2019: as they are in the source, in one topology.
const old = [2017, 2019].map((year) => prepared(JSON.parse(read(`county_${year}.geojson`)).features, byNumber, OLD_LEAST));
const marked = old.flatMap((features, i) => features.map((each) => ({ ...each, id: `${[2017, 2019][i]} ${each.id}` })));
const counties = simplified(marked, OLD_KEEP);
const ofYear = (year) =>
  collection(
    counties.objects.area.geometries
      .filter((each) => each.id.startsWith(year))
      .map((each) => ({ ...each, id: each.id.slice(5) })),
  );
counties.objects = { "county-2017": ofYear("2017"), "county-2019": ofYear("2019") };
written(counties, "norway-counties-2019.json", 0.1);

const before = simplified(prepared(unzipped("municip_2019.geojson.gz").features, byNumber, OLD_LEAST), OLD_KEEP);
before.objects = { "municipality-2019": before.objects.area };
written(before, "norway-municipalities-2019.json", 0.1);

// 2024, and 2020-2023 from the same lines: what was renumbered, and what was divided, in 2024.
const changed = readFileSync(join(folder, "ssb-klass-131-changes", "changes.csv"), "utf8").trim().split("\n");
const changes = changed.slice(1).map((line) => line.split(","));
const number2020 = new Map();
for (const [date, , from, , , to] of changes) if (date === "2024-01-01") number2020.set(to, from);
const now = simplified(
  prepared(robhop("robhop-kommuner-2024-S.topojson.xz", "Kommuner"), (each) => each.properties.kommunenummer, LEAST),
  KEEP,
);
const own = now.objects.area.geometries;
const earlier = grouped(now, own, (each) => number2020.get(each.id) ?? each.id);
const county = (each) => each.id.slice(0, 2);
now.objects = {
  "municipality-2024": collection(own),
  "county-2024": collection(grouped(now, own, county)),
  "municipality-2020": collection(earlier),
  "county-2020": collection(grouped(now, earlier, county)),
};
written(now, "norway-2024.json", 0.1);

const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
const codes = require("i18n-iso-countries");
const code = (each) => (each.properties.name === "Kosovo" ? "XK" : each.id ? codes.numericToAlpha2(each.id) || "" : "");
const countries = feature(world, world.objects.countries).features.filter(
  (each) => each.properties.name !== "Antarctica" && each.geometry,
);
// Natural Earth draws who holds Crimea; here it is part of Ukraine, as the United Nations have it (A/RES/68/262).
const russia = countries.find((each) => code(each) === "RU").geometry;
const ukraine = countries.find((each) => code(each) === "UA");
const inCrimea = ([ring]) => ring.every(([east, north]) => east > 32 && east < 37 && north > 44 && north < 46.5);
const crimea = russia.coordinates.filter(inCrimea);
russia.coordinates = russia.coordinates.filter((polygon) => !inCrimea(polygon));
const mainland = ukraine.geometry;
const polygons = mainland.type === "Polygon" ? [mainland.coordinates] : mainland.coordinates;
ukraine.geometry = { type: "MultiPolygon", coordinates: [...polygons, ...crimea] };

const far = (x, y) => 1 + (Math.hypot(x, y) / 2600) ** 6;
const placed = prepared(countries, code, 60)
  .map((each) => {
    const rings = each.geometry.coordinates.filter(([ring]) => ring.every(([x, y]) => Math.hypot(x, y) < 11800));
    const wide = rings.filter(([ring], i) => !i || areaOf(ring) >= 30 * far(...ring[0]));
    return { ...each, geometry: { type: "MultiPolygon", coordinates: wide.length ? wide : rings } };
  })
  .filter((each) => each.geometry.coordinates.length);
const globe = simplified(placed, 60, far);
globe.objects = { country: globe.objects.area };
written(globe, "countries.json", 0.5);

// Population, by level, number and division: the source's municipalities, and counties as their sums, for the years in
// which a division was valid (before that for the oldest). Of the source's figures for the division of 2019 two kinds
// are no counts: one that stands for years on end (a merger carried backwards), which is left out, and that of a
// municipality which was divided in 2020, which it counts once for each part; the national figure tells.
const SOURCES = [
  ["population_b2019.csv.gz", 2010, 2019, 2019],
  ["population_b2020.csv.gz", 2020, 2023, 2020],
  ["population_b2024.csv.gz", 2024, 2026, 2024],
];
function people(file) {
  const found = { municip: new Map(), nation: new Map() };
  const text = gunzipSync(readFileSync(join(folder, "norway-population-redistricting", file))).toString();
  for (const line of text.trim().split("\n").slice(1)) {
    const [level, number, year, count, imputed] = line.split(",");
    if (imputed === "False" && level in found) found[level].set(`${number} ${year}`, Math.round(count));
  }
  return found;
}
const divided = new Map(); // how many parts a municipality was divided into in 2020
for (const [date, , from] of changes) if (date === "2020-01-01") divided.set(from, (divided.get(from) ?? 0) + 1);
const table = new Map();
function put(level, number, division, year, count) {
  const key = [level, number, division].join(",");
  if (!table.has(key)) table.set(key, new Map());
  table.get(key).set(year, count);
}
const nation = people("population_b2020.csv.gz").nation;
for (const [key, count] of people("population_b2024.csv.gz").nation) nation.set(key, count);
const before2018 = (code) =>
  ["2019-01-01", "2018-01-01"].reduce(
    (numbers, day) =>
      numbers.flatMap((number) => {
        const from = changes.filter(([date, , , , , to]) => date === day && to === number).map(([, , one]) => one);
        return from.length ? from : [number];
      }),
    [code],
  );
for (const [file, first, last, division] of SOURCES) {
  const known = people(file).municip;
  const numbers = [...new Set([...known.keys()].map((key) => key.slice(0, 4)))].sort();
  const later = new Map(); // what a divided municipality had in the year after
  for (let year = last; year >= first; year--) {
    const at = (number, when) => known.get(`${number} ${when}`);
    const stands = (number) =>
      at(number, year) > 1000 && [-2, -1, 0].some((d) => [0, 1, 2].every((i) => at(number, year + d + i) === at(number, year)));
    const counts = new Map(numbers.map((number) => [number, stands(number) ? undefined : at(number, year)]));
    const whole = [...counts.values()].every((each) => each !== undefined);
    const official = nation.get(`nor ${year}`);
    const sum = () => [...counts.values()].reduce((a, b) => a + b, 0);
    for (const [number, parts] of division === 2019 ? divided : []) {
      const count = counts.get(number);
      if (parts === 1 || count === undefined) continue;
      const after = later.get(number) ?? count / parts;
      if (count % parts === 0 && Math.abs(count / parts - after) < Math.abs(count - after)) counts.set(number, count / parts);
      later.set(number, counts.get(number));
    }
    if (whole && Math.abs(sum() - official) > 2) throw new Error(`${year}: ${sum()} people, and ${official} in all`);
    put("country", "NO", division, year, official);
    const sums = { [division]: new Map() };
    if (division === 2019 && year <= 2017) sums[2017] = new Map();
    for (const [number, count] of counts) {
      if (count !== undefined) put("municipality", number, division, year, count);
      for (const [of, counties] of Object.entries(sums)) {
        const own = +of === 2017 ? [...new Set(before2018(number).map((each) => each.slice(0, 2)))] : [number.slice(0, 2)];
        // Where a municipality came of two counties (Indre Fosen) nobody knows how many lived in either.
        for (const county of own)
          counties.set(county, own.length > 1 || count === undefined ? NaN : (counties.get(county) ?? 0) + count);
      }
    }
    for (const [of, counties] of Object.entries(sums))
      for (const [county, count] of counties) if (Number.isFinite(count)) put("county", county, of, year, count);
  }
}
const lines = [...table].map(([key, years]) => {
  const known = [...years.keys()].sort();
  const every = Array.from({ length: known.at(-1) - known[0] + 1 }, (_, i) => years.get(known[0] + i) ?? "-");
  return `${key},${known[0]},${every.join(" ")}`;
});
writeFileSync(join(target, "population.csv"), `level,number,division,first_year,population\n${lines.sort().join("\n")}\n`);
