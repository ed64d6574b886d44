import assert from "node:assert/strict";
import { test } from "node:test";
import { createQueue, keyOf } from "../expectations/suggestion_queue.js";

const row = (start) => ({ source_id: 1, start, end: start + 5 });
const starts = (queue) => queue.rows().map(({ start }) => start);
const keys = (...those) => new Set(those.map((start) => keyOf(row(start))));

test("what was answered leaves the queue, and comes first again once it is taken back", () => {
  const queue = createQueue();
  queue.start([row(1), row(2), row(3)]);
  queue.answer(row(1));
  queue.answer(row(2));
  assert.deepEqual([starts(queue), queue.answered()], [[3], 2]);
  assert.equal(queue.settle(keys(2, 3)), true);
  assert.deepEqual(starts(queue), [2, 3]);
  assert.equal(queue.settle(keys(2, 3)), false);
  queue.settle(keys(1, 2, 3));
  assert.deepEqual(starts(queue), [1, 2, 3]);
});

test("what is answered elsewhere leaves the queue and may come back too", () => {
  const queue = createQueue();
  queue.start([row(1), row(2)]);
  queue.settle(keys(1));
  assert.deepEqual(starts(queue), [1]);
  queue.settle(keys(1, 2));
  assert.deepEqual(starts(queue), [2, 1]);
});

test("suggestions learned since come after the one at hand, without what was answered meanwhile", () => {
  const queue = createQueue();
  queue.start([row(1), row(2), row(3)]);
  queue.answer(row(1));
  queue.renew([row(1), row(4), row(2), row(5)], keyOf(row(2)));
  assert.deepEqual(starts(queue), [2, 4, 5]);
});

test("an answer that was not kept is asked again, and another code begins anew", () => {
  const queue = createQueue();
  queue.start([row(1), row(2)]);
  queue.answer(row(1));
  queue.takeBack(row(1));
  assert.deepEqual([starts(queue), queue.answered()], [[1, 2], 0]);
  queue.answer(row(1));
  queue.start([row(7)]);
  assert.deepEqual([starts(queue), queue.answered()], [[7], 0]);
});
