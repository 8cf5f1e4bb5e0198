import assert from "node:assert/strict";
import { test } from "node:test";
import { asText, namesOf, viewOf } from "../../../../kg/views/map/script/pure/walk.js";
import { state } from "./world.mjs";

test("an address names a view that there is", () => {
  assert.deepEqual(
    ["view=1", "view=3", "view=4", "view=0", "view=x", "view=01", "n=baerum", ""].map((hash) => viewOf(hash, 3)),
    [1, 3, null, null, null, null, null, null],
  );
});

test("an untouched page is a view with a title", () => {
  const given = { title: "Bærum", layout: "force", at: null, name: (/** @type {string} */ id) => id };
  assert.equal(asText(state(), given), '[[view]]\ntitle = "Bærum"\ntext = ""\n');
});

test("all that a page shows is in the text of the view", () => {
  const shown = state({
    selected: "baerum",
    marked: new Set(["tartu"]),
    isolate: "sun",
    hidden: new Set(["nobody", "far"]),
    years: [2014, 2020],
    undated: false,
    layout: "geographic",
  });
  shown.facets.tie.add("twinning").add("project");
  shown.facets.themes.add("energy");
  shown.facets.programmes.add("horizon-europe");
  shown.facets.country.add("NO");
  shown.facets.level.add("local");
  shown.facets.kind.add("Municipality");
  shown.facets.community.add("2");
  shown.off.group.add("Network");
  shown.off.type.add("actor");
  shown.off.tie.add("scraped");
  const name = (/** @type {string} */ id) => id.toUpperCase();
  assert.equal(
    asText(shown, { title: 'A "quoted" \\ title\n\u007f', layout: "force", at: [1, -2.25, 300], name }),
    [
      "[[view]]",
      'title = "A \\"quoted\\" \\\\ title\\n\\u007f"',
      'text = ""',
      'focus = ["TARTU", "BAERUM"]',
      'only = ["SUN"]',
      'hide = ["FAR", "NOBODY"]',
      'via = ["project", "twinning"]',
      'theme = ["energy"]',
      'programme = ["horizon-europe"]',
      'country = ["NO"]',
      'level = ["local"]',
      'kind = ["Municipality"]',
      'community = ["2"]',
      'without_colour = ["Network"]',
      'without_shape = ["actor"]',
      'without_line = ["scraped"]',
      'period = "2014-2020"',
      "undated = false",
      'layout = "geographic"',
      "at = [1.0, -2.3, 300.0]",
      "",
    ].join("\n"),
  );
});

test("a name that several bear gives way to the address", () => {
  const name = namesOf([
    { id: "a", label: "Bærum" },
    { id: "b", label: "Oslo" },
    { id: "c", label: "Oslo" },
  ]);
  assert.deepEqual(["a", "b", "c", "unheard of"].map(name), ["Bærum", "b", "c", "unheard of"]);
});
