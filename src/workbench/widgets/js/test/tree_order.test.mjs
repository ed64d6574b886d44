import assert from "node:assert/strict";
import { test } from "node:test";

import { below, dropPlace, isThere, rowsOf, stepPlace, within } from "../desk/tree_order.js";

/** 1 (2 (3), 4), 5 */
function forest() {
  const parents = { 1: null, 2: 1, 3: 2, 4: 1, 5: null };
  const codes = new Map(Object.entries(parents).map(([id, parent]) => [Number(id), { id: Number(id), parent, children: [] }]));
  const tree = [];
  for (const { id, parent } of codes.values()) (codes.get(parent)?.children ?? tree).push(id);
  return { codes, tree };
}
const row = (id, more = {}) => ({ id, depth: 0, at: 1, of: 1, open: null, ...more });

test("lines follow the tree, with their place among siblings, and skip what is under a closed code", () => {
  const all = rowsOf(forest(), { closed: new Set() });
  assert.deepEqual(all.map(({ id, depth, at, of, open }) => [id, depth, at, of, open]), [
    [1, 0, 1, 2, true], [2, 1, 1, 2, true], [3, 2, 1, 1, null], [4, 1, 2, 2, null], [5, 0, 2, 2, null],
  ]);
  assert.deepEqual(rowsOf(forest(), { closed: new Set([2]) }).map(({ id }) => id), [1, 2, 4, 5]);
});

test("a search keeps what stands above what is found, even where it was closed", () => {
  const rows = rowsOf(forest(), { closed: new Set([1, 2]), only: new Set([3]) });
  assert.deepEqual(rows.map(({ id, of }) => [id, of]), [[1, 1], [2, 1], [3, 1]]);
});

test("steps move a code among its siblings, under the one before, and out beside its parent", () => {
  assert.deepEqual(stepPlace(forest(), 4, "up"), { parent: 1, position: 0 });
  assert.equal(stepPlace(forest(), 4, "down"), null);
  assert.deepEqual(stepPlace(forest(), 4, "in"), { parent: 2, position: 1 });
  assert.deepEqual(stepPlace(forest(), 2, "out"), { parent: null, position: 1 });
  assert.equal(stepPlace(forest(), 1, "out"), null);
});

test("a code dropped on a line goes before, inside or after it; after an open code means first below it", () => {
  assert.deepEqual(dropPlace(forest(), row(4), 0.1, 5), { kind: "before", parent: 1, position: 1 });
  assert.deepEqual(dropPlace(forest(), row(4), 0.5, 5), { kind: "inside", parent: 4, position: 0 });
  assert.deepEqual(dropPlace(forest(), row(4), 0.9, 2), { kind: "after", parent: 1, position: 1 });
  assert.deepEqual(dropPlace(forest(), row(2, { open: true }), 0.9, 5), { kind: "after", parent: 2, position: 0 });
});

test("a code cannot be dropped on itself or below itself", () => {
  assert.equal(dropPlace(forest(), row(3), 0.5, 1), null);
  assert.equal(dropPlace(forest(), row(1), 0.1, 1), null);
});

test("a place can be known as the one where the code already stands", () => {
  assert.ok(isThere(forest(), 4, { parent: 1, position: 1 }));
  assert.ok(!isThere(forest(), 4, { parent: 1, position: 0 }));
});

test("what is below a code is told, nearest first along each branch", () => {
  assert.deepEqual(below(forest().codes, 1), [2, 3, 4]);
  assert.ok(within(forest().codes, 3, 1) && !within(forest().codes, 1, 3));
});
