import assert from "node:assert/strict";
import { test } from "node:test";

import { around, gridOf, inside, nearest, those } from "../expectations/points.js";

function scattered(n) {
  let seed = 7;
  const next = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const x = Float32Array.from({ length: n }, next);
  const y = Float32Array.from({ length: n }, next);
  return { n, x, y, cells: gridOf(x, y) };
}

test("the grid holds every point once", () => {
  const { cells } = scattered(5000);
  assert.equal(new Set(cells.order).size, 5000);
  assert.equal(cells.starts.at(-1), 5000);
});

test("the nearest point is the one that comparing all would find", () => {
  const points = scattered(3000);
  for (const [x, y] of [[0.5, 0.5], [0, 0], [1, 1], [0.31, 0.77]]) {
    const away = (i) => Math.hypot(points.x[i] - x, points.y[i] - y);
    const best = those(points, () => true).reduce((a, b) => (away(b) < away(a) ? b : a));
    assert.equal(nearest(points, x, y, 0.2), best);
  }
});

test("beyond reach there is none, and only those allowed are found", () => {
  const points = scattered(100);
  assert.equal(nearest(points, 5, 5, 0.1), -1);
  assert.equal(nearest(points, 0.5, 0.5, 0.5, () => false), -1);
});

test("a polygon holds what lies inside, hollows left out, in the order of the points", () => {
  const x = Float32Array.from([0.2, 0.5, 0.8, 0.5]);
  const y = Float32Array.from([0.2, 0.2, 0.2, 0.7]);
  const points = { n: 4, x, y, cells: gridOf(x, y) };
  // A U open at the top: the points in its arms and its foot, not the one between the arms.
  const letter = [[0.1, 0.1], [0.3, 0.1], [0.3, 0.5], [0.7, 0.5], [0.7, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]];
  assert.deepEqual([...inside(points, letter)], [0, 2, 3]);
});

test("an outline of two corners holds nothing", () => {
  assert.equal(inside(scattered(50), [[0, 0], [1, 1]]).length, 0);
});

test("the points around one come nearest first, itself at the head", () => {
  const points = scattered(2000);
  const found = around(points, 42, 0.05, 10);
  const away = found.map((i) => Math.hypot(points.x[i] - points.x[42], points.y[i] - points.y[42]));
  assert.equal(found[0], 42);
  assert.equal(found.length, 10);
  assert.deepEqual(away, [...away].sort((a, b) => a - b));
});
