import assert from "node:assert/strict";
import { test } from "node:test";
import * as filter from "../../../../kg/views/map/script/pure/filter.js";
import { state, visible, world } from "./world.mjs";

/** @import {FacetName, State} from "../../../../kg/views/map/script/types" */

/** @type {(change: Partial<State>) => [string[], { nodes: number, edges: number }]} */
const seen = (change) => {
  const graph = world();
  const shown = filter.apply(graph, state(change));
  return [visible(graph), shown];
};

/** @type {(asked: Partial<Record<FacetName, string[]>>) => State["facets"]} */
const asking = (asked) => {
  const { facets } = state();
  for (const [name, keys] of Object.entries(asked)) facets[/** @type {FacetName} */ (name)] = new Set(keys);
  return facets;
};

test("untouched, everything is visible and nothing is filtered", () => {
  assert.deepEqual(seen({}), [["baerum", "tartu", "sun", "nobody"], { nodes: 4, edges: 3 }]);
  assert.equal(filter.isFiltered(state()), false);
  assert.equal(filter.tiesFiltered(state()), false);
});

test("years: a node goes with its ties", () => {
  assert.deepEqual(seen({ years: [2011, 2020] }), [["baerum", "tartu"], { nodes: 2, edges: 1 }]);
  assert.deepEqual(seen({ years: [1990, 1991] }), [["baerum", "tartu"], { nodes: 2, edges: 1 }]);
  assert.deepEqual(seen({ years: [2003, 2003] }), [["baerum", "tartu", "nobody"], { nodes: 3, edges: 2 }]);
});

test("what became of a tie can be put out in a comparison", () => {
  const graph = world();
  for (const [i, change] of /** @type {const} */ (["new", "kept", "lost"]).entries()) graph.edges[i].change = change;
  const off = { ...state().off, tie: new Set(["kept", "lost"]) };
  assert.deepEqual(filter.apply(graph, state({ off })), { nodes: 2, edges: 1 });
  assert.deepEqual(visible(graph), ["baerum", "sun"]);
});

test("years and kinds are asked of one and the same tie", () => {
  assert.deepEqual(seen({ years: [1990, 1991], facets: asking({ tie: ["twinning"] }) })[0], []);
  assert.deepEqual(seen({ years: [1990, 1991], facets: asking({ tie: ["agreement"] }) })[0], ["baerum", "tartu"]);
  assert.deepEqual(seen({ years: [2011, 2011], facets: asking({ tie: ["agreement"] }) })[0], []);
});

test("a facet asks for any of its values, facets for all of them; ? asks for what is not known", () => {
  assert.deepEqual(seen({ facets: asking({ themes: ["energy"] }) })[0], ["baerum", "sun"]);
  assert.deepEqual(seen({ facets: asking({ themes: ["energy", "mobility"] }) })[0], ["baerum", "tartu", "sun"]);
  assert.deepEqual(seen({ facets: asking({ themes: ["mobility"], country: ["EE"] }) })[0], ["tartu"]);
  assert.deepEqual(seen({ facets: asking({ country: ["?"] }) })[0], ["sun", "nobody"]);
  assert.deepEqual(seen({ facets: asking({ tie: ["network"] }) }), [["baerum", "nobody"], { nodes: 2, edges: 1 }]);
});

test("what the legend puts out", () => {
  const off = { group: new Set(["?"]), type: new Set(), tie: new Set(["twinning"]) };
  assert.deepEqual(seen({ off: { ...off, tie: new Set() } })[0], ["baerum", "tartu"]);
  assert.deepEqual(seen({ off: { ...off, group: new Set() } }), [
    ["baerum", "tartu", "sun", "nobody"], // the towns also have an agreement
    { nodes: 4, edges: 3 },
  ]);
  assert.deepEqual(seen({ off: { ...off, group: new Set(), type: new Set(["actor"]) } })[0], ["sun"]);
});

test("hidden nodes, one node's neighbours, and the map of Europe", () => {
  assert.deepEqual(seen({ hidden: new Set(["baerum"]) }), [["tartu", "sun", "nobody"], { nodes: 3, edges: 0 }]);
  assert.deepEqual(seen({ isolate: "sun" })[0], ["baerum", "sun"]);
  assert.deepEqual(seen({ isolate: "sun", years: [2011, 2012] })[0], []);
  assert.deepEqual(seen({ isolate: "no-such" })[0].length, 4);
  assert.deepEqual(seen({ layout: "geographic" })[0], ["baerum"]); // the others have no place
});

test("neighbours are those of visible edges", () => {
  const graph = world();
  filter.apply(graph, state({ years: [2003, 2003] }));
  const baerum = graph.nodes.get("baerum");
  assert.ok(baerum);
  assert.deepEqual(
    filter.neighbours(baerum).map((node) => node.id),
    ["tartu", "nobody", "far"], // far is not drawn: filters leave it
  );
});

test("clearing takes every filter away", () => {
  for (const change of [
    { years: /** @type {[number, number]} */ ([2000, 2001]) },
    { undated: false },
    { hidden: new Set(["sun"]) },
    { isolate: "sun" },
    { facets: asking({ country: ["NO"] }) },
    { facets: asking({ tie: ["network"] }) },
    { off: { group: new Set(["?"]), type: new Set([""]), tie: new Set([""]) } },
  ]) {
    const filters = state(change);
    assert.equal(filter.isFiltered(filters), true);
    filter.clear(filters);
    assert.equal(filter.isFiltered(filters), false);
    assert.deepEqual(filters, state());
  }
});
