import assert from "node:assert/strict";
import { test } from "node:test";

import { findAll } from "../text/find.js";

const found = (text, query, how) => findAll(text, query, how)?.map(({ start, end }) => text.slice(start, end));

test("neither case nor accents count", () => {
  assert.deepEqual(found("Un repère, REPERE, repe\u0300re.", "repere"), ["repère", "REPERE", "repe\u0300re"]);
  assert.deepEqual(found("Un repère.", "REPÈRE"), ["repère"]);
});

test("with case, only what is written alike is found", () => {
  assert.deepEqual(found("Un repère, Repère.", "Repère", { case: true }), ["Repère"]);
});

test("both apostrophes and both spaces of French are the same", () => {
  assert.deepEqual(found("l’aide\u00a0? l'aide ?", "l'aide ?"), ["l’aide\u00a0?", "l'aide ?"]);
});

test("signs of expressions are plain signs in a plain search", () => {
  assert.deepEqual(found("a.b (c) a+b", "(c)"), ["(c)"]);
  assert.deepEqual(found("a.b axb", "a.b"), ["a.b"]);
  assert.deepEqual(found("a-b/c {d} [e]", "b/c {d}"), ["b/c {d}"]);
});

test("offsets stay right after letters whose small form is longer, and after emoji", () => {
  const text = "İİ 👩‍👧 repère";
  const [{ start }] = findAll(text, "repere");
  assert.equal(start, text.indexOf("repère"));
});

test("in expressions accented letters are letters", () => {
  assert.deepEqual(found("un repère tôt", String.raw`\br\w+`, { regex: true }), ["repère"]);
  assert.deepEqual(found("été - hiver", String.raw`[\w]+`, { regex: true }), ["été", "hiver"]);
  assert.deepEqual(found("né, née", String.raw`né\b`, { regex: true }), ["né"]);
});

test("an expression that matches nothing long finds nothing, one that cannot be read says so", () => {
  assert.deepEqual(found("abc", "x*", { regex: true }), []);
  assert.equal(findAll("abc", "(", { regex: true }), null);
  assert.deepEqual(found("abc", ""), []);
});
