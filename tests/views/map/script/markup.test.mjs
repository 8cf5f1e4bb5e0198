import assert from "node:assert/strict";
import { test } from "node:test";
import { escaped, wrap } from "../../../../kg/views/map/script/pure/markup.js";
import { CORNERS, spread } from "../../../../kg/views/map/script/pure/shapes.js";

test("no text can become markup, and what XML forbids is dropped", () => {
  assert.equal(escaped(`<a href="x">'&'</a>`), "&#60;a href=&#34;x&#34;&#62;&#39;&#38;&#39;&#60;/a&#62;");
  assert.equal(escaped("Bæ\u0000r\u000bum\ufffe\n"), "Bærum\n");
});

test("lines are broken at spaces; a wide word stands alone", () => {
  const width = (/** @type {string} */ text) => text.length;
  assert.deepEqual(wrap("one two three", 7, width), ["one two", "three"]);
  assert.deepEqual(wrap("a incomprehensible b", 5, width), ["a", "incomprehensible", "b"]);
  assert.deepEqual(wrap("", 5, width), []);
});

test("forms have about the area of a disc of radius 1 and stay within their spread", () => {
  for (const [form, corners] of Object.entries(CORNERS)) {
    assert.ok(corners);
    const next = (/** @type {number} */ i) => corners[(i + 1) % corners.length];
    const area = Math.abs(corners.reduce((sum, [x, y], i) => sum + x * next(i)[1] - y * next(i)[0], 0) / 2);
    assert.ok(area > 0.7 * Math.PI && area < 1.15 * Math.PI, `${form}: ${area}`);
    assert.ok(Math.max(...corners.map(([x, y]) => Math.hypot(x, y))) < 1.15 * spread(form), form);
  }
  assert.equal(spread("dot"), 1);
});
