import assert from "node:assert/strict";
import { test } from "node:test";
import { cell, pathOf, placeIn, shorten } from "../../../../kg/web/script/query/values.js";

const bases = {
  things: "https://w3id.org/samkart/id/",
  concepts: "https://w3id.org/samkart/concept/",
  sources: "https://w3id.org/samkart/source/",
};
const prefixes = { skd: bases.things, xsd: "http://www.w3.org/2001/XMLSchema#", ex: "https://example.org/" };
const config = /** @type {any} */ ({
  bases,
  prefixes,
  pages: "/as-of/2026-06-01.0123456789ab/nn",
});
const XSD = prefixes.xsd;

test("our things have pages, as kg.web.address.page_of says", () => {
  assert.equal(pathOf(`${bases.things}actor/asker`, bases), "/actor/asker");
  assert.equal(pathOf(`${bases.things}tie/agreement/asker-baerum`, bases), "/tie/agreement/asker-baerum");
  assert.equal(pathOf(`${bases.things}actor/b%C3%A6rum`, bases), "/actor/b%C3%A6rum");
  assert.equal(pathOf(`${bases.concepts}theme/energy`, bases), "/theme/energy");
  assert.equal(pathOf(`${bases.concepts}status/member`, bases), "/concept/status/member");
  assert.equal(pathOf(`${bases.sources}norway`, bases), "/sources");
});

test("what is none of ours, or not whole, has none", () => {
  for (const iri of [
    "https://example.org/",
    bases.things,
    `${bases.things}actor/`,
    `${bases.things}/x`,
    "javascript:alert(1)",
  ])
    assert.equal(pathOf(iri, bases), "");
  assert.equal(pathOf(`${bases.things}actor/%zz"><b`, bases), "/actor/%25zz%22%3E%3Cb");
});

test("an IRI is shown with its prefix and leads to our page, or away, or nowhere", () => {
  assert.deepEqual(cell({ type: "uri", value: `${bases.things}actor/asker` }, config), {
    text: "skd:actor/asker",
    href: "/as-of/2026-06-01.0123456789ab/nn/actor/asker",
    away: false,
    numeric: false,
  });
  assert.deepEqual(cell({ type: "uri", value: "https://example.org/x" }, config), {
    text: "ex:x",
    href: "https://example.org/x",
    away: true,
    numeric: false,
  });
  assert.equal(cell({ type: "uri", value: "javascript:alert(1)" }, config).href, "");
  assert.equal(shorten("https://example.org/", prefixes), "https://example.org/");
});

test("a literal is shown with its language, or with a type that is not XSD's", () => {
  assert.equal(cell({ type: "literal", value: "Bærum", "xml:lang": "nb" }, config).text, "Bærum@nb");
  assert.equal(cell({ type: "literal", value: "2020", datatype: `${XSD}gYear` }, config).text, "2020");
  assert.equal(cell({ type: "literal", value: "p", datatype: "https://example.org/wkt" }, config).text, "p^^ex:wkt");
  assert.equal(cell({ type: "literal", value: "12", datatype: `${XSD}integer` }, config).numeric, true);
  assert.equal(cell({ type: "literal", value: "12", datatype: "https://example.org/integer" }, config).numeric, false);
});

test("nothing, blank nodes and triples", () => {
  assert.equal(cell(undefined, config).text, "");
  assert.equal(cell({ type: "bnode", value: "b0" }, config).text, "_:b0");
  const part = { type: "uri", value: "https://example.org/a" };
  const triple = { type: "triple", value: { subject: part, predicate: part, object: { type: "literal", value: "x" } } };
  assert.equal(cell(triple, config).text, "<< ex:a ex:a x >>");
});

test("the place of a mistake is read from what the endpoint says", () => {
  assert.deepEqual(placeIn("this is not SPARQL: { is never closed\n  line 12, column 7:\n"), [12, 7]);
  assert.equal(placeIn("the query was not answered within 60 seconds"), null);
});
