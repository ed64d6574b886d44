import assert from "node:assert/strict";
import { test } from "node:test";

import { listed } from "../expectations/candidate_order.js";

const row = (id, more) => ({ id, label: `thème ${id}`, terms: [], status: "proposed", kind: "latent", score: 0.5, people: 5, segments: 10, stability: 0.8, coverage: 0, ...more });
const rows = [row(1, { score: 0.9, people: 3 }), row(2, { kind: "explicit", label: "Être rappelé", terms: ["téléphone"] }), row(3, { status: "rejected" }), row(4, { status: "accepted", score: null, stability: null })];
const ids = (how) => listed(rows, { sort: "score", show: "all", query: "", ...how }).map(({ id }) => id);

test("what was set aside is listed only when asked for", () => {
  assert.deepEqual(ids({ show: "open" }), [1, 2, 4]);
  assert.deepEqual(ids({ show: "rejected" }), [3]);
  assert.deepEqual(ids({ show: "latent" }), [1, 4]);
});

test("words are looked for in names and terms, without accents", () => {
  assert.deepEqual(ids({ query: "etre RAPPELE" }), [2]);
  assert.deepEqual(ids({ query: "telephone" }), [2]);
});

test("what nobody measured comes last", () => {
  assert.equal(ids({ sort: "score" }).at(-1), 4);
  assert.equal(ids({ sort: "stability" }).at(-1), 4);
});

test("people first, then segments, then the older one", () => {
  assert.deepEqual(ids({ sort: "people" }), [2, 3, 4, 1]);
});
