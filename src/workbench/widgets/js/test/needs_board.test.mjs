import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, placeIn } from "../needs/model.js";

test("a need keeps what is on the right side already, and takes a middle value where it is not", () => {
  assert.deepEqual(placeIn("first", { importance: 5, urgency: 1 }), { importance: 5, urgency: 4 });
  assert.deepEqual(placeIn("plan", { importance: null, urgency: null }), { importance: 4, urgency: 2 });
  assert.deepEqual(placeIn("watch", { importance: 3, urgency: 2 }), { importance: 2, urgency: 2 });
  assert.deepEqual(placeIn("quick", { importance: 1, urgency: 3 }), { importance: 1, urgency: 3 });
  assert.deepEqual(placeIn("", { importance: 1, urgency: 3 }), { importance: null, urgency: null });
});

test("arrows lead from quadrant to quadrant, to the tray on the left and back, and never off the board", () => {
  assert.equal(beside("plan", "ArrowRight"), "first");
  assert.equal(beside("plan", "ArrowDown"), "watch");
  assert.equal(beside("quick", "ArrowUp"), "first");
  assert.equal(beside("first", "ArrowUp"), "first");
  assert.equal(beside("first", "ArrowRight"), "first");
  assert.equal(beside("watch", "ArrowLeft"), "");
  assert.equal(beside("", "ArrowRight"), "plan");
  assert.equal(beside("", "ArrowLeft"), "");
});
