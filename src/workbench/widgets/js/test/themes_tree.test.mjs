import assert from "node:assert/strict";
import { test } from "node:test";

import { huesOf, shownAt, standingAt, treeRows } from "../expectations/tree.js";

const theme = (id, parent, level, segments, leaf = true) => [id, { id, parent, level, segments, leaf, label: `thème ${id}` }];
const themes = new Map([theme(1, null, 0, 30, false), theme(2, 1, 1, 10), theme(3, 1, 1, 20, false), theme(4, 3, 2, 12), theme(5, 3, 2, 8), theme(6, null, 0, 9)]);
const ids = (list) => list.map(({ id }) => id);

test("from coarse to fine, each segment stays in one theme", () => {
  assert.deepEqual(ids(shownAt(themes, 0)), [1, 6]);
  assert.deepEqual(ids(shownAt(themes, 1)), [3, 2, 6]);
  assert.deepEqual(ids(shownAt(themes, 2)), [4, 2, 6, 5]);
});

test("a theme stands for those below it until the level is fine enough for them", () => {
  assert.equal(standingAt(themes, 0).get(4), 1);
  assert.equal(standingAt(themes, 1).get(4), 3);
  assert.equal(standingAt(themes, 2).get(4), 4);
});

test("the largest part of a theme keeps its colour, the others get their own", () => {
  const hues = huesOf(themes);
  assert.equal(hues.get(3), hues.get(1));
  assert.equal(hues.get(4), hues.get(1));
  assert.equal(new Set([1, 2, 5, 6].map((id) => hues.get(id))).size, 4);
});

test("the tree is told from the top, the largest first", () => {
  assert.deepEqual(treeRows(themes).map(({ theme: { id }, depth }) => [id, depth]), [[1, 0], [3, 1], [4, 2], [5, 2], [2, 1], [6, 0]]);
});

test("a theme whose parent is gone stands by itself", () => {
  const orphan = new Map([theme(9, 77, 2, 5)]);
  assert.deepEqual(ids(shownAt(orphan, 0)), [9]);
  assert.deepEqual(treeRows(orphan).map(({ depth }) => depth), [0]);
});
