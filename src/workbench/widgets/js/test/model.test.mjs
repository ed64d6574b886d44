import assert from "node:assert/strict";
import { test } from "node:test";

import { createModel } from "../desk/model.js";
import { rows } from "../shared/project_model.js";

const code = (id, parent = null, more = {}) => ({ id, parent, name: `code ${id}`, colour: "#0072b2", segments: 0, people: 0, ...more });
const coding = (id, start, end, of = 1) => ({ id, start, end, code: of, coder: 7, weight: null, status: "confirmed", memo: false });

function begun() {
  const model = createModel();
  model.begin({
    project: { title: "Insertion", language: "fr", name: "insertion", read_only: false },
    coder: { id: 7, name: "Ana" }, coders: [{ id: 7, name: "Ana" }], sources: [{ id: 3, name: "FG1", codings: 1, coverage: 0.1 }], cases: [], attributes: [],
    codes: [code(1, null, { segments: 4, people: 2 }), code(2, 1), code(5)], recent: [2], blind: false, head: 10, undo: null, redo: null,
  });
  const passages = { id: [1], start: [0], end: [20] };
  model.openSource({ source: { id: 3, name: "FG1" }, passages, codings: columns([coding(100, 0, 5)]) }, "Ben, un repère, quoi.");
  return model;
}

const columns = (list) => Object.fromEntries(Object.keys(list[0]).map((name) => [name, list.map((row) => row[name])]));

test("columns become rows", () => {
  assert.deepEqual(rows({ id: [1, 2], start: [0, 4] }), [{ id: 1, start: 0 }, { id: 2, start: 4 }]);
  assert.deepEqual(rows({ id: [], start: [] }), []);
});

test("codes know their children and how deep they stand", () => {
  const model = begun();
  assert.deepEqual(model.tree, [1, 5]);
  assert.deepEqual(model.codes.get(1).children, [2]);
  assert.equal(model.codes.get(2).depth, 1);
});

test("what changed is put, dropped and counted", () => {
  const model = begun();
  const told = [];
  model.subscribe("codings", (changed) => told.push(changed));
  model.take({ head: 11, undo: "coder", redo: null, entries: [{ id: 11 }], codings: { put: [coding(101, 5, 9)], drop: [100] }, counts: { 1: [5, 3] }, source_counts: { 3: { codings: 2, coverage: 0.2 } } }, 3);
  assert.deepEqual([...model.codings.keys()], [101]);
  assert.equal(told.length, 1);
  assert.deepEqual([model.codes.get(1).segments, model.codes.get(1).people], [5, 3]);
  assert.equal(model.sources[0].coverage, 0.2);
  assert.deepEqual([model.head, model.undo], [11, "coder"]);
});

test("an answer older than what is known changes nothing", () => {
  const model = begun();
  model.take({ head: 12, entries: [], undo: "b", redo: null, codings: { put: [], drop: [100] } }, 3);
  model.take({ head: 11, entries: [], undo: "a", redo: null, codings: { put: [coding(100, 0, 5)], drop: [] } }, 3);
  assert.equal(model.codings.size, 0);
  assert.equal(model.undo, "b");
});

test("codings of a source left meanwhile are not taken, and are asked for again", () => {
  const model = begun();
  model.take({ head: 12, entries: [], undo: null, redo: null, codings: { put: [coding(200, 0, 2)], drop: [] } }, 4);
  assert.ok(!model.codings.has(200));
  assert.equal(model.head, 10);
});

test("nothing new keeps the names of undo and redo", () => {
  const model = begun();
  model.take({ head: 11, entries: [{ id: 11 }], undo: "coder « repère »", redo: null }, 3);
  model.take({ head: 11 }, 3);
  assert.equal(model.undo, "coder « repère »");
});

test("the active coding leaves with the coding", () => {
  const model = begun();
  model.setActiveCoding(100);
  assert.equal(model.activeCode, 1);
  model.changeCodings({ drop: [100] });
  assert.equal(model.activeCoding, null);
  assert.equal(model.activeCode, 1);
});

test("a code on a key stays on it; a new one comes first; there are nine", () => {
  const model = begun();
  model.recent = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  model.use(4);
  assert.deepEqual(model.recent, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  model.use(11);
  assert.deepEqual(model.recent, [11, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test("a source that changed under the reader is to be opened again", () => {
  const model = begun();
  assert.equal(model.take({ head: 11, entries: [{ id: 11 }], reopen: true }, 3), "reopen");
  assert.equal(model.take({ head: 12, entries: [{ id: 12 }], gone: true }, 3), "gone");
});

test("what was painted before it was saved leaves as what is saved comes", () => {
  const model = begun();
  const id = model.temporaryId();
  model.changeCodings({ put: [{ ...coding(id, 5, 9), pending: true }], active: id });
  const told = [];
  model.subscribe("codings", (changed) => told.push(changed));
  model.take({ head: 11, entries: [{ id: 11 }], codings: { put: [coding(101, 5, 9)], drop: [] } }, 3, { drop: [id], active: 101 });
  assert.deepEqual([...model.codings.keys()], [100, 101]);
  assert.equal(model.activeCoding, 101);
  assert.equal(told.length, 1);
});
