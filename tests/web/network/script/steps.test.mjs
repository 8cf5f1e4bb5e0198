import assert from "node:assert/strict";
import { test } from "node:test";
import {
  collapsed,
  escaped,
  expansion,
  History,
  kindOf,
  readSteps,
  thingOf,
  withStep,
} from "../../../../kg/web/script/pure/steps.js";

test("steps are parted and read", () => {
  assert.deepEqual(readSteps("actor/a;actor/a!network;;-actor/b"), ["actor/a", "actor/a!network", "-actor/b"]);
  assert.deepEqual(readSteps(null), []);
  assert.deepEqual(["actor/a", "actor/a!partner:SE!n=9", "-actor/b"].map(thingOf), ["actor/a", "actor/a", "actor/b"]);
  assert.deepEqual(["actor/a", "actor/a!partner:SE!n=9", "-actor/b"].map(kindOf), ["", "partner:SE", "-"]);
});

test("an expansion leaves out what is as usual", () => {
  assert.equal(expansion("actor/a", "network", { n: "", country: "" }), "actor/a!network");
  assert.equal(expansion("actor/a", "partner", { n: "50", country: "SE" }), "actor/a!partner!n=50!country=SE");
});

test("the same connection opened anew takes the place of the former", () => {
  const before = ["actor/a", "actor/a!network", "actor/a!partner"];
  assert.deepEqual(withStep(before, "actor/a!network!n=50"), ["actor/a", "actor/a!partner", "actor/a!network!n=50"]);
  assert.deepEqual(withStep(before, "-actor/a"), [...before, "-actor/a"]);
});

test("what is collapsed loses its own expansions only, and stays", () => {
  assert.deepEqual(collapsed(["actor/a", "actor/a!network", "actor/b!member"], "actor/a"), [
    "actor/a",
    "actor/b!member",
  ]);
  assert.deepEqual(collapsed(["actor/a", "actor/a!network", "actor/b!member"], "actor/b"), [
    "actor/a",
    "actor/a!network",
    "actor/b",
  ]);
});

test("history undoes, redoes, and forgets what was undone once something new is done", () => {
  const history = new History(["a"]);
  assert.equal(history.undo(), false);
  history.go(["a", "b"]);
  history.go(["a", "b", "c"]);
  assert.deepEqual([history.undo(), history.present], [true, ["a", "b"]]);
  assert.deepEqual([history.redo(), history.present], [true, ["a", "b", "c"]]);
  history.undo();
  history.go(["x"]);
  assert.equal(history.redo(), false);
});

test("an address stays readable, and holds any text", () => {
  assert.equal(escaped("actor/a!project:x;-b,c=1"), "actor/a!project:x;-b,c=1");
  assert.equal(escaped("å & <b>"), "%C3%A5%20%26%20%3Cb%3E");
  assert.equal(escaped("%2F"), "%252F");
});
