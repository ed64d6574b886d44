import assert from "node:assert/strict";
import { test } from "node:test";

import { matching } from "../desk/case_filter.js";

const people = [
  { name: "Nadia", attributes: { sexe: "femme", âge: "34", service: "Mission locale" } },
  { name: "Yanis", attributes: { sexe: "homme", âge: "22", revenu: "1200,5" } },
  { name: "Aïssata", attributes: { sexe: "femme", âge: "9" } },
];
const names = (query) => matching(people, query).map(({ name }) => name);

test("without a query everybody is there", () => assert.deepEqual(names(" "), ["Nadia", "Yanis", "Aïssata"]));

test("words are looked for in names and values, without accents or case", () => {
  assert.deepEqual(names("aissata"), ["Aïssata"]);
  assert.deepEqual(names("FEMME mission"), ["Nadia"]);
});

test("a value is looked for under its name", () => {
  assert.deepEqual(names("sexe:femme"), ["Nadia", "Aïssata"]);
  assert.deepEqual(names("sexe=homme"), ["Yanis"]);
  assert.deepEqual(names("service:femme"), []);
});

test("numbers are compared as numbers, with a comma as with a point", () => {
  assert.deepEqual(names("age>20"), ["Nadia", "Yanis"]);
  assert.deepEqual(names("âge<=22"), ["Yanis", "Aïssata"]);
  assert.deepEqual(names("revenu>1200"), ["Yanis"]);
});

test("what is not a number is not compared", () => assert.deepEqual(names("sexe>3"), []));

test("a comparison still being typed finds nobody, and breaks nothing", () => assert.deepEqual(names("age>"), []));
