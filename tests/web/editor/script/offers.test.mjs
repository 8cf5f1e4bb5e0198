import assert from "node:assert/strict";
import { test } from "node:test";
import { fit, folded, offers, placeOf, variables } from "../../../../kg/web/script/editor/offers.js";

/** @type {import("../../../../kg/web/script/query/types").Term[]} */
const TERMS = [
  term("sk:party", "property", 500, { nb: "part", nn: "part", en: "party" }),
  term("sk:partOf", "property", 20, { nb: "del av", nn: "del av", en: "part of" }),
  term("sk:Participation", "class", 90, { nb: "deltakelse", nn: "deltaking", en: "participation" }),
  term("sk:Municipality", "class", 300, { nb: "kommune", nn: "kommune", en: "municipality" }),
  term("sk:IntermunicipalCouncil", "class", 4, { nb: "interkommunalt råd", nn: "interkommunalt råd", en: "council" }),
  term("", "concept", null, { nb: "lokalt", nn: "lokalt", en: "local" }, "https://example.org/level/local"),
];

/**
 * @param {string} name
 * @param {"class" | "property" | "concept"} kind
 * @param {number | null} count
 * @param {Record<string, string>} labels
 */
function term(name, kind, count, labels, iri = `https://example.org/${name}`) {
  return { iri, name, kind, count, labels };
}

/** @type {(typed: string, before?: string) => string[]} */
const named = (typed, before = "  ?tie ") => offers(TERMS, typed, before, "nb").map(({ name }) => name);

test("letters are compared without case and marks", () => {
  assert.equal(folded("BærumØyÅ"), "baerumoya");
});

test("a name is offered by its beginning, properties first and the most used of them", () => {
  assert.deepEqual(named("part"), ["sk:party", "sk:partOf", "sk:Participation"]);
  assert.deepEqual(named("sk:partO"), ["sk:partOf"]);
});

test("behind a only classes are offered", () => {
  assert.deepEqual(named("part", "  ?tie a "), ["sk:Participation"]);
  assert.deepEqual(named("", "?x rdf:type "), ["sk:Municipality", "sk:Participation", "sk:IntermunicipalCouncil"]);
  assert.deepEqual(named("part", "  ?data "), ["sk:party", "sk:partOf", "sk:Participation"]);
});

test("a word in any language leads to the name", () => {
  assert.deepEqual(named("kommun"), ["sk:Municipality"]);
  assert.deepEqual(named("deltaking"), ["sk:Participation"]);
  assert.deepEqual(named("rad", "?x a "), ["sk:IntermunicipalCouncil"]);
});

test("what has no prefix is offered as an IRI with its label", () => {
  assert.deepEqual(offers(TERMS, "lokal", "", "en"), [
    {
      name: "<https://example.org/level/local>",
      kind: "concept",
      detail: "local",
      iri: "https://example.org/level/local",
    },
  ]);
});

test("another prefix does not fit", () => {
  assert.equal(fit(TERMS[0], "org:part"), -1);
  assert.equal(fit(TERMS[4], "municipal"), 3);
});

test("the variables of a query are offered each once, with the sign that is typed", () => {
  assert.deepEqual(variables("SELECT ?b ?å WHERE { ?b sk:x $å, ?a }", "$"), ["$a", "$b", "$å"]);
});

test("a prefix is declared behind the comments at the beginning, once", () => {
  assert.equal(placeOf("# one\n\n# two\nSELECT * {}", "sk"), 13);
  assert.equal(placeOf("SELECT * {}", "sk"), 0);
  assert.equal(placeOf("# one\nprefix sk: <https://x/>\nSELECT * {}", "sk"), -1);
  assert.equal(placeOf("PREFIX skos: <https://x/>\nSELECT * {}", "sk"), 0);
});
