import assert from "node:assert/strict";
import { test } from "node:test";
import { facetOptions, load, other, values } from "../../../../kg/views/map/script/pure/model.js";
import { world } from "./world.mjs";

test("records are all nodes, nodes those drawn, by rank", () => {
  const { records, nodes, ranked, edges, others } = world();
  assert.deepEqual([...records.keys()], ["baerum", "tartu", "sun", "nobody", "far"]);
  assert.deepEqual(
    ranked.map((node) => node.id),
    ["baerum", "tartu", "sun", "nobody"],
  );
  assert.equal(nodes.get("baerum"), records.get("baerum"));
  assert.equal(nodes.has("far"), false);
  assert.equal(edges.length, 3);
  assert.equal(others.length, 1);
  assert.deepEqual(edges[2].ties, []);
});

test("an edge stands at both its nodes, and has them at its ends", () => {
  const { records, edges, others } = world();
  const baerum = records.get("baerum");
  assert.ok(baerum);
  assert.deepEqual(baerum.edges, [...edges, ...others]);
  assert.deepEqual(
    baerum.edges.map((edge) => other(edge, baerum).id),
    ["sun", "tartu", "nobody", "far"],
  );
  assert.deepEqual(records.get("far")?.edges, others);
});

test("a drawn node has its two places", () => {
  const { nodes } = world();
  const places = ["baerum", "tartu"].map((id) => [nodes.get(id)?.home, nodes.get(id)?.place]);
  assert.deepEqual(places, [
    [
      [0, 0],
      [10, -20],
    ],
    [[100, 0], null],
  ]);
});

test("years are those of drawn ties", () => {
  const { years, undated } = world();
  assert.deepEqual([years, undated], [[1992, 2024], 0]);
});

test("facets have the most frequent first, what is not known last, and are left out where there is no choice", () => {
  const { facets } = world();
  assert.deepEqual(facets, {
    tie: [
      { key: "agreement", count: 1 },
      { key: "network", count: 1 },
      { key: "project", count: 1 },
      { key: "twinning", count: 1 },
    ],
    themes: [
      { key: "energy", count: 2 },
      { key: "mobility", count: 2 },
      { key: "?", count: 1 },
    ],
    country: [
      { key: "EE", count: 1 },
      { key: "NO", count: 1 },
      { key: "?", count: 2 },
    ],
    kind: [
      { key: "Municipality", count: 2 },
      { key: "?", count: 2 },
    ],
  });
  assert.deepEqual(facetOptions("level", world().nodes.values(), []), []);
});

test("what a node has of a facet", () => {
  const { records } = world();
  const [baerum, nobody] = ["baerum", "nobody"].map((id) => records.get(id));
  assert.ok(baerum && nobody);
  assert.deepEqual(values(baerum, "country"), ["NO"]);
  assert.deepEqual(values(baerum, "themes"), ["energy", "mobility"]);
  assert.deepEqual(values(baerum, "tie"), ["project", "agreement", "twinning", "network"]);
  assert.deepEqual(values(nobody, "country"), []);
});

test("an edge to a node that is not there is refused", () => {
  const data = { records: [], more: [{ from: "a", to: "b" }], places: {}, backbone: null };
  assert.throws(() => load({ data, nodes: [], edges: [] }), /names a node that is not in it: a/);
});
