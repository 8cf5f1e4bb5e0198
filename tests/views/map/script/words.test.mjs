import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, fill, inLanguage, shorten, upper } from "../../../../kg/views/map/script/pure/words.js";

test("figures are put into a text; what has no value stays as it is", () => {
  assert.equal(fill("{shown} av {all} vist", { shown: 40, all: "1 200" }), "40 av 1 200 vist");
  assert.equal(fill("{n} treff, {n} i alt", { n: 0 }), "0 treff, 0 i alt");
  assert.equal(fill("{what}: {other} {}", { what: "a" }), "a: {other} {}");
  assert.equal(fill("ukjent"), "ukjent");
});

test("a number has the marks of its language and chooses a form", () => {
  assert.equal(fill("{n} ties", { n: 1200 }, "en"), "1,200 ties");
  const told = "{n|ingen rader|én rad|# rader} vist";
  assert.deepEqual(
    [0, 1, 2, 1200].map((n) => fill(told, { n }, "nb").replace(/\s/g, " ")),
    ["ingen rader vist", "én rad vist", "2 rader vist", "1 200 rader vist"],
  );
  assert.deepEqual(
    [0, 1, 2].map((n) => fill("{n|one row|# rows}", { n }, "en")),
    ["0 rows", "one row", "2 rows"],
  );
  assert.equal(fill("{n|one row|# rows}", {}), "{n|one row|# rows}");
});

test("a value is text, and no value can name another", () => {
  assert.equal(fill("{a}{b}", { a: "{b}", b: "<$&>" }), "{b}<$&>");
  assert.equal(fill("{toString} {constructor}", {}), "{toString} {constructor}");
});

test("a label is had in the language or in the nearest one", () => {
  const labels = { nb: "klima", nn: "klima (nn)", en: "climate", fi: "ilmasto" };
  assert.deepEqual(
    ["nb", "nn", "en", "fi"].map((lang) => inLanguage(labels, lang)),
    ["klima", "klima (nn)", "climate", "ilmasto"],
  );
  assert.equal(inLanguage({ nb: "klima", en: "climate" }, "nn"), "klima");
  assert.equal(inLanguage({ nb: "klima", nn: "klima (nn)" }, "en"), "klima");
  assert.equal(inLanguage({ fi: "ilmasto" }, "nb"), "ilmasto");
  assert.equal(inLanguage({ nb: "", en: "climate" }, "nb"), "climate");
  assert.equal(inLanguage({}, "nb", "klima-1"), "klima-1");
  assert.equal(inLanguage(undefined, "nb"), "");
});

test("a figure has the marks of its language", () => {
  assert.equal(figure(12345.678901, "en"), "12,345.6789");
  assert.equal(figure(12345.678901, "nb").replace(/\s/g, " "), "12 345,6789");
  assert.equal(figure(12345.678901, "nn"), figure(12345.678901, "nb"));
  assert.equal(figure(3, "nb"), "3");
});

test("first letters and lengths", () => {
  assert.equal(upper("øst"), "Øst");
  assert.equal(upper(""), "");
  assert.equal(shorten("Bærum", 5), "Bærum");
  assert.equal(shorten("Bærum kommune", 7), "Bærum…");
});
