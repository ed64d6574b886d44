import assert from "node:assert/strict";
import { test } from "node:test";

import { byOne } from "../words/by_one.js";
import { nameOf, unitOf, unitsOf } from "../words/marks.js";
import { branchLines } from "../words/panels/branch_lines.js";

const t = (key, values = {}) => [key, ...Object.values(values)].join(" ");

test("a mark is called after its words, its part and its class", () => {
  assert.equal(nameOf({ kind: "term", term: "bus" }, t), "mark.word bus");
  assert.equal(nameOf({ kind: "term", term: "bus", by: "speaker", part: "NADIA" }, t), "mark.word bus · NADIA");
  assert.equal(nameOf({ kind: "edge", term: "bus", other: "gare" }, t), "mark.both bus gare");
  assert.equal(nameOf({ kind: "class", number: 2, term: "bus" }, t), "mark.word bus · mark.class 2");
  assert.equal(nameOf({ kind: "class", number: -1 }, t), "mark.aside");
  assert.equal(nameOf({ kind: "branch", number: 4, name: "bus de nuit" }, t), "bus de nuit");
});

test("what is counted in segments is read in segments, the rest in sentences", () => {
  assert.equal(unitOf({ kind: "class" }), "segment");
  assert.equal(unitOf({ kind: "term" }), "sentence");
  assert.ok(!unitsOf({ kind: "lines" }).includes("segment"));
});

test("one person's word is told when that person says half of it or more", () => {
  assert.equal(byOne({ n: 31, total: 38, who: "NADIA" }, t), "fact.by_one 31 38 NADIA");
  assert.equal(byOne({ n: 3, total: 38, who: "NADIA" }, t), "");
  assert.equal(byOne({ n: 1, total: 1, who: "NADIA" }, t), "");
});

const branch = (number, word, uses, ...children) => ({ branch: number, word, uses, people: 1, children });
const tree = branch(0, "bus", 5, branch(1, "de", 3, branch(2, "nuit", 3, branch(3, "tard", 1))), branch(4, "le", 2));

test("what is always said on together stands in one line, which leads to its end", () => {
  const lines = branchLines(tree, "right");
  assert.deepEqual(lines.map(({ words, depth, branch: at }) => [words, depth, at]), [["bus", 0, 0], ["de nuit", 1, 2], ["tard", 2, 3], ["le", 1, 4]]);
  assert.equal(lines[2].path, "bus de nuit tard");
});

test("to the left the words stand in the order in which they are said", () => {
  const lines = branchLines(branch(0, "bus", 2, branch(1, "du", 2, branch(2, "arrêt", 2))), "left");
  assert.deepEqual(lines.map(({ path }) => path), ["bus", "arrêt du bus"]);
});

test("what is cut before a vowel stands at it", () => {
  const [line] = branchLines(branch(0, "c'", 2, branch(1, "était", 2)), "right").slice(1);
  assert.equal(line.path, "c'était");
});
