// The Lambert azimuthal equal-area projection of EPSG:3035, for the scripts that make outlines and boundaries: as
// kg.views.positions.laea.
const MAJOR = 6378.137; // GRS80, kilometres
const E2 = 0.0066943800229;
const CENTRE = [10, 52];
const radians = (degrees) => (degrees * Math.PI) / 180;
const E = Math.sqrt(E2);
const q = (sine) => (1 - E2) * (sine / (1 - E2 * sine ** 2) - Math.log((1 - E * sine) / (1 + E * sine)) / (2 * E));
const authalic = (latitude) => Math.asin(Math.max(-1, Math.min(1, q(Math.sin(radians(latitude))) / q(1))));
const [L0, B0] = [radians(CENTRE[0]), authalic(CENTRE[1])];
const RADIUS = MAJOR * Math.sqrt(q(1) / 2);
const sine0 = Math.sin(radians(CENTRE[1]));
const D = (MAJOR * Math.cos(radians(CENTRE[1]))) / Math.sqrt(1 - E2 * sine0 ** 2) / (RADIUS * Math.cos(B0));
/** Kilometres east and south of 52°N 10°E of a longitude and a latitude in degrees. */
export function project([longitude, latitude]) {
  const l = radians(longitude) - L0;
  const b = authalic(latitude);
  const cosine = Math.sin(B0) * Math.sin(b) + Math.cos(B0) * Math.cos(b) * Math.cos(l);
  const k = RADIUS * Math.sqrt(2 / Math.max(1 + cosine, 1e-6));
  return [
    k * D * Math.cos(b) * Math.sin(l),
    (-k / D) * (Math.cos(B0) * Math.sin(b) - Math.sin(B0) * Math.cos(b) * Math.cos(l)),
  ];
}
