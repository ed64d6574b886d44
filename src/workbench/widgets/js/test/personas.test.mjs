import assert from "node:assert/strict";
import { test } from "node:test";
import { among, byTopic, passing } from "../personas/model.js";

const filters = [{ of: [0, 0, 1, -1] }, { of: [1, 0, 1, 1] }];

test("without filters everybody counts", () => {
  assert.equal(passing(4, filters, new Map()), null);
  assert.equal(among([0, 2], null), 2);
});

test("filters add up, and a gap passes none of them", () => {
  const kept = passing(4, filters, new Map([[0, 0]]));
  assert.deepEqual([...kept], [1, 1, 0, 0]);
  assert.deepEqual([...passing(4, filters, new Map([[0, 0], [1, 1]]))], [1, 0, 0, 0]);
  assert.equal(among([1, 2, 3], kept), 1);
});

test("answers to one question stand together, what a person wrote alone", () => {
  const line = (id, topic, origin = "computed") => ({ id, topic, origin });
  const groups = byTopic([line(1, "Âge ?"), line(2, "Où ?"), line(3, "Âge ?"), line(4, "Âge ?", "edited"), line(5, "")]);
  assert.deepEqual(groups.map(({ topic, lines }) => [topic, lines.map(({ id }) => id)]), [["Âge ?", [1, 3]], ["Où ?", [2]], ["", [4]], ["", [5]]]);
});
