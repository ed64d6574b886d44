import assert from "node:assert/strict";
import { test } from "node:test";

import { Intervals, lastAtOrBefore } from "../text/intervals.js";
import { assignLanes, elementary, freeLane, stackLabels } from "../text/lanes.js";

const span = (id, start, end) => ({ id, start, end });

/** A repeatable sequence of numbers in [0, 1). */
function numbers(seed) {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}

function manySpans(count, length, seed) {
  const next = numbers(seed);
  return Array.from({ length: count }, (_, id) => {
    const start = Math.floor(next() * length);
    return span(id, start, start + 1 + Math.floor(next() * 200));
  });
}

const ids = (spans) => spans.map(({ id }) => id);

test("spans that overlap never share a lane, and there are as few lanes as the deepest overlap", () => {
  const { spans } = new Intervals(manySpans(400, 5000, 3));
  const lanes = assignLanes(spans);
  let deepest = 0;
  for (const a of spans) {
    const same = spans.filter((b) => b.start <= a.start && b.end > a.start);
    deepest = Math.max(deepest, same.length);
    for (const b of spans) {
      if (a.id < b.id && a.start < b.end && b.start < a.end) assert.notEqual(lanes.get(a.id), lanes.get(b.id));
    }
  }
  assert.equal(Math.max(...lanes.values()) + 1, deepest);
});

test("spans that only touch share a lane", () => {
  const lanes = assignLanes([span("a", 0, 5), span("b", 5, 9)]);
  assert.deepEqual([...lanes.values()], [0, 0]);
});

test("a span keeps its lane when others come and go around it", () => {
  const before = assignLanes([span("a", 0, 9), span("b", 3, 12)]);
  const after = assignLanes([span("b", 3, 12), span("c", 4, 6), span("d", 11, 15)], before);
  assert.equal(after.get("b"), 1);
  assert.equal(after.get("c"), 0);
  assert.equal(after.get("d"), 0);
});

test("lanes kept from before still part spans that overlap now", () => {
  const spans = new Intervals(manySpans(200, 2000, 5)).spans;
  const held = new Map(spans.map(({ id }) => [id, id % 3]));
  const lanes = assignLanes(spans, held);
  for (const a of spans) {
    for (const b of spans) {
      if (a.id < b.id && a.start < b.end && b.start < a.end) assert.notEqual(lanes.get(a.id), lanes.get(b.id));
    }
  }
});

test("the spans that overlap a stretch are those a full reading finds", () => {
  const all = manySpans(500, 8000, 11);
  const index = new Intervals(all);
  const next = numbers(2);
  for (let turn = 0; turn < 50; turn++) {
    const from = Math.floor(next() * 8000);
    const to = from + Math.floor(next() * 300);
    const expected = all.filter(({ start, end }) => start < to && end > from).map(({ id }) => id);
    assert.deepEqual(ids(index.overlapping(from, to)).sort(), expected.sort());
  }
});

test("one more span keeps the lane it had while that is free, else takes the first that is", () => {
  assert.equal(freeLane(undefined, [0, 1, 3]), 2);
  assert.equal(freeLane(4, [0, 1]), 4);
  assert.equal(freeLane(1, [0, 1]), 2);
  assert.equal(freeLane(undefined, []), 0);
});

test("adding, replacing and removing a span gives the index a new one would have", () => {
  const all = manySpans(60, 500, 13);
  const moved = span(7, 2, 480);
  const index = new Intervals(all).changed([moved, span(99, 0, 1)], [7, 9, 99]);
  const expected = new Intervals([...all.filter(({ id }) => id !== 7 && id !== 9), moved, span(99, 0, 1)]);
  assert.deepEqual(ids(index.spans), ids(expected.spans));
  assert.deepEqual([...index.furthest], [...expected.furthest]);
});

test("the last item at or before a place is found", () => {
  const turns = [{ start: 3 }, { start: 10 }, { start: 20 }];
  assert.deepEqual([2, 3, 19, 20, 99].map((place) => lastAtOrBefore(turns, place)), [-1, 0, 1, 2, 2]);
});

test("labels keep their order and never cover each other", () => {
  const placed = stackLabels([{ id: 1, top: 10 }, { id: 2, top: 12 }, { id: 3, top: 80 }], { height: 18, patience: 60 });
  assert.deepEqual(placed, [{ id: 1, top: 10, more: 0 }, { id: 2, top: 28, more: 0 }, { id: 3, top: 80, more: 0 }]);
});

test("labels that would stand too far from their place are counted, not drawn", () => {
  const labels = Array.from({ length: 6 }, (_, id) => ({ id, top: 0 }));
  const placed = stackLabels(labels, { height: 20, patience: 40 });
  assert.deepEqual(placed.map(({ top, more }) => [top, more]), [[0, 0], [20, 0], [40, 3]]);
});

test("overlaps are cut where a coding begins or ends, each stretch with what covers it", () => {
  const spans = [span("a", 0, 10), span("b", 4, 6), span("c", 6, 20)];
  const stretches = elementary(spans, 2, 15).map(({ start, end, covering }) => [start, end, ids(covering).join("")]);
  assert.deepEqual(stretches, [[2, 4, "a"], [4, 6, "ab"], [6, 10, "ac"], [10, 15, "c"]]);
});

test("every sign in sight is covered by exactly the codings that hold it", () => {
  const { spans } = new Intervals(manySpans(80, 600, 17));
  const stretches = elementary(spans, 100, 400);
  for (let at = 100; at < 400; at++) {
    const holding = ids(spans.filter(({ start, end }) => start <= at && at < end)).sort();
    const covering = stretches.find(({ start, end }) => start <= at && at < end)?.covering ?? [];
    assert.deepEqual(ids(covering).sort(), holding);
  }
});
