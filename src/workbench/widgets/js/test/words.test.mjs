import assert from "node:assert/strict";
import { test } from "node:test";

import { trimSpan, wordAt, wordEdge, wordsOf } from "../text/words.js";

const at = (text, needle, within = 0) => {
  const { start, end } = wordAt(text, text.indexOf(needle) + within);
  return text.slice(start, end);
};

test("an elided article is apart from its word", () => {
  assert.equal(at("on a eu l'aide du service", "aide"), "aide");
  assert.equal(at("on a eu l’aide du service", "aide", 2), "aide");
  assert.equal(at("parce qu'on attend", "on att"), "on");
  assert.equal(at("jusqu'ici", "ici"), "ici");
  assert.equal(at("l'aide", "l'aide"), "l'");
});

test("words that hold an apostrophe or a hyphen stay whole", () => {
  assert.equal(at("mais aujourd'hui non", "jour"), "aujourd'hui");
  assert.equal(at("quelqu’un qui explique", "un qui"), "quelqu’un");
  assert.equal(at("un rendez-vous manqué", "vous"), "rendez-vous");
  assert.equal(at("we don't know", "t know"), "don't");
  assert.equal(at("d'accord", "accord"), "d'accord");
});

test("the word that ends at the caret is taken when none begins there", () => {
  assert.equal(at("un repère. Voilà", ". Voilà"), "repère");
});

test("accents written apart belong to their letter", () => {
  assert.equal(at("un repe\u0300re clair", "pe"), "repe\u0300re");
});

test("letters beyond the basic plane and emoji with joiners are not cut", () => {
  assert.equal(at("mot 𝒜𝒷𝒸 fin", "𝒷"), "𝒜𝒷𝒸");
  assert.equal(at("rire 👩‍👩‍👧‍👦 fin", "👩‍👩‍👧‍👦", 4), "👩‍👩‍👧‍👦");
  assert.equal(at("oui 👍🏽 non", "👍🏽"), "👍🏽");
});

test("Arabic and Hebrew words are words", () => {
  assert.equal(at("قال مرحبا لنا", "مرحبا", 2), "مرحبا");
  assert.equal(at("אמר שלום לנו", "שלום", 1), "שלום");
});

test("numbers keep their decimals, sentences stuck together are parted", () => {
  assert.equal(at("environ 3.5 km", "3.5"), "3.5");
  assert.deepEqual(wordsOf("fin.Début").map(({ start, end }) => "fin.Début".slice(start, end)), ["fin", "Début"]);
});

test("nothing but space gives an empty word", () => {
  const { start, end } = wordAt("a   b", 2);
  assert.equal(start, end);
});

test("the edges of words follow each other in both directions", () => {
  const text = "L'aide, c'est un repère.";
  assert.equal(wordEdge(text, 6, 1, "end"), text.indexOf("est"));
  assert.equal(wordEdge(text, text.indexOf("est"), 1, "end"), text.indexOf("est") + 3);
  assert.equal(wordEdge(text, text.length - 1, -1, "end"), text.indexOf(" repère"));
  assert.equal(wordEdge(text, text.indexOf("repère"), -1, "start"), text.indexOf("un"));
  assert.equal(wordEdge(text, text.length, 1, "end"), text.length);
  assert.equal(wordEdge(text, 0, -1, "start"), 0);
});

test("a long silence between two words is crossed", () => {
  const text = `a${" ".repeat(5000)}b`;
  assert.equal(wordEdge(text, 1, 1, "end"), text.length);
  assert.equal(wordEdge(text, text.length - 1, -1, "start"), 0);
});

test("white space at both ends of a span is left out, also the narrow one of French", () => {
  const text = "a \u202f\n un repère\u00a0 \n b";
  const { start, end } = trimSpan(text, 1, text.length - 1);
  assert.equal(text.slice(start, end), "un repère");
  assert.deepEqual(trimSpan("a    b", 1, 5), { start: 1, end: 1 });
});
