import assert from "node:assert/strict";
import { test } from "node:test";

import { bears, fold, searchCodes } from "../shared/code_search.js";

const code = (id, name, more = {}) => ({ id, parent: null, name, ...more });
const names = (codes, query) => searchCodes(codes, query).map(({ code: { name } }) => name);

test("a name that begins with the words comes before one that holds them, and that before a synonym or a definition", () => {
  const codes = [
    code(1, "attente", { definition: "sans repère" }),
    code(2, "perte de repères"),
    code(3, "orientation", { synonyms: "repère, boussole" }),
    code(4, "repère"),
    code(5, "prérepère"),
  ];
  assert.deepEqual(names(codes, "repere"), ["repère", "perte de repères", "prérepère", "orientation", "attente"]);
});

test("all the words must be there, in any order, with or without accents", () => {
  const codes = [code(1, "Être rappelé vite"), code(2, "rappel"), code(3, "vite fait")];
  assert.deepEqual(names(codes, "vite rappele"), ["Être rappelé vite"]);
});

test("an empty query keeps the order of the codebook", () => {
  assert.deepEqual(names([code(2, "b"), code(1, "a")], "  "), ["b", "a"]);
});

test("what matched can be marked in the name as it is written", () => {
  const [found] = searchCodes([code(1, "L’Élan d'équipe")], "elan equ");
  assert.deepEqual(found.marks.map(([from, to]) => found.code.name.slice(from, to)), ["Élan", "équ"]);
});

test("folding keeps each sign in its place", () => {
  for (const text of ["İstanbul", "Œuvre", "👩‍👩‍👧 mère", "l’été"]) assert.equal(fold(text).length, text.length);
});

test("a name is known again whatever its case, accents and spaces", () => {
  assert.ok(bears(code(1, "Être rappelé"), " etre  RAPPELE "));
  assert.ok(!bears(code(1, "Être rappelé"), "etre"));
});
