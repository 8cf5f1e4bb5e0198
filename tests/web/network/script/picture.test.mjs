import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, fits, noFilters, read, written, yearsOf } from "../../../../kg/web/script/pure/filter.js";
import { fitted, placed, radius, ranked } from "../../../../kg/web/script/pure/picture.js";

/** @import {NetEdge, NetNode, Picture} from "../../../../kg/web/script/types" */

/** @type {(id: string, country?: string) => NetNode} */
const node = (id, country = "NO") => ({
  id,
  label: id,
  type: "actor",
  kind: "Municipality",
  kind_label: "municipality",
  country,
  level: "local",
  page: `/${id}`,
  step: 0,
});
/** @type {(from: string, to: string, more?: Partial<NetEdge>) => NetEdge} */
const edge = (from, to, more = {}) => ({
  id: `${from} ${to}`,
  from,
  to,
  kind: "twinning",
  kinds: ["twinning"],
  count: 1,
  start: "",
  end: "",
  as_of: "",
  held_from: "2001-01-01",
  held_until: "",
  certainty: "held",
  known_by: "list",
  reported: false,
  role: "",
  themes: [],
  ties: [],
  tie_count: 1,
  step: 0,
  ...more,
});
/** @type {(nodes: NetNode[], edges: NetEdge[]) => Picture} */
const picture = (nodes, edges) => ({ at: "2026-01-01", nodes, edges, steps: [], countries: {}, themes: {} });
const world = () =>
  placed(
    picture(
      [node("a"), node("b", "SE"), node("c", "FI"), node("d")],
      [
        edge("a", "b", { held_until: "2010-12-31", certainty: "did-not-hold" }),
        edge("a", "c", { reported: true, certainty: "may-have-held", themes: ["theme/x"] }),
        edge("c", "d", { kind: "about", certainty: "", held_from: "" }),
      ],
    ),
    new Map(),
  );
/** @type {(filters: ReturnType<typeof noFilters>) => string[]} */
const visible = (filters) => {
  const { nodes, lines } = world();
  apply(nodes.values(), lines, filters, new Set(["a"]));
  return [...nodes.values()].filter((each) => each.visible).map((each) => each.id);
};

test("without filters all is visible, and what one began with always", () => {
  assert.deepEqual(visible(noFilters()), ["a", "b", "c", "d"]);
  assert.deepEqual(visible({ ...noFilters(), kinds: new Set(["twinning", "about"]) }), ["a"]);
});

test("country, theme, certainty, reported and years", () => {
  assert.deepEqual(visible({ ...noFilters(), country: new Set(["SE"]) }), ["a", "b"]);
  assert.deepEqual(visible({ ...noFilters(), theme: new Set(["theme/x"]) }), ["a", "c"]);
  assert.deepEqual(visible({ ...noFilters(), certainty: new Set(["did-not-hold"]) }), ["a", "c", "d"]);
  assert.deepEqual(visible({ ...noFilters(), reported: false }), ["a", "b", "c", "d"]);
  assert.deepEqual(visible({ ...noFilters(), years: [2015, 2020] }), ["a", "c", "d"]);
});

test("a tie without any year is in or out as it is asked for; a plain fact has no time", () => {
  const [, , fact] = world().lines;
  assert.equal(fits(fact, { ...noFilters(), undated: false, years: [1900, 1901] }), true);
  const { lines } = placed(picture([node("a"), node("b")], [edge("a", "b", { held_from: "" })]), new Map());
  assert.deepEqual(
    [true, false].map((undated) => fits(lines[0], { ...noFilters(), undated })),
    [true, false],
  );
});

test("the years are those that ties name", () => {
  assert.deepEqual(yearsOf(world().lines), [2001, 2010]);
  assert.equal(yearsOf([]), null);
});

test("an address is read as it was written", () => {
  const filters = {
    ...noFilters(),
    kinds: new Set(["about", "partner"]),
    country: new Set(["SE"]),
    theme: new Set(["theme/x"]),
    certainty: new Set(["not-known"]),
    reported: false,
    undated: false,
    years: /** @type {[number, number]} */ ([1999, 2020]),
  };
  const shown = {
    steps: ["actor/a", "actor/a!partner:SE!n=50"],
    filters,
    view: /** @type {"table"} */ ("table"),
    selected: "actor/a",
  };
  assert.deepEqual(read(written(shown)), shown);
  assert.equal(written({ ...shown, steps: [], filters: noFilters(), view: "map", selected: null }), "");
  assert.deepEqual(read("thing=actor/a").steps, ["actor/a"]);
  assert.equal(read("years=2020-1999").filters.years, null);
});

test("nodes stay where they lay, and new ones begin beside what they came from, never in one place", () => {
  const before = world().nodes;
  const old = /** @type {import("../../../../kg/web/script/types").Placed} */ (before.get("a"));
  [old.x, old.y] = [400, -300];
  const after = placed(picture([node("a"), node("e"), node("f")], [edge("a", "e"), edge("a", "f")]), before);
  const [a, e, f] = ["a", "e", "f"].map((id) => {
    const { x, y } = /** @type {import("../../../../kg/web/script/types").Placed} */ (after.nodes.get(id));
    return [x, y];
  });
  assert.deepEqual(a, [400, -300]);
  for (const [x, y] of [e, f]) assert.ok(Math.hypot(x - 400, y + 300) < 120);
  assert.notDeepEqual(e, f);
});

test("what one began with comes first, then what has most ties", () => {
  const { nodes, lines } = world();
  apply(nodes.values(), lines, noFilters(), new Set(["d"]));
  assert.deepEqual(
    ranked(nodes.values(), new Set(["d"])).map((each) => each.id),
    ["d", "a", "c", "b"],
  );
  const [, a, , b] = ranked(nodes.values(), new Set(["d"]));
  assert.ok(radius(a) > radius(b));
});

test("a view holds all nodes; one node is not blown up", () => {
  const { nodes } = world();
  const all = [...nodes.values()];
  const { x, y, scale } = fitted(all, [800, 600]);
  for (const each of all) assert.ok(Math.abs(each.x - x) * scale < 400 && Math.abs(each.y - y) * scale < 300);
  assert.equal(fitted(all.slice(0, 1), [800, 600]).scale, 2.2);
  assert.deepEqual(fitted([], [800, 600]), { x: 0, y: 0, scale: 1 });
});
