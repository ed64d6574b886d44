import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, findHeaders, groupTurns, hiddenSpans, selectedSpan } from "../text/headers.js";

/** A turn whose words are `words`, found in the text. */
function turn(text, words, speaker, more = {}) {
  const start = text.indexOf(words);
  return { id: words, start, end: start + words.length, kind: "turn", speaker, role: "participant", time: null, ...more };
}

const hidden = (text, span) => (span ? text.slice(...span) : null);

test("the label before the words is hidden and shown in the header", () => {
  const text = "NADIA [00:03:20] : Ben, un repère.";
  const [header] = findHeaders(text, [turn(text, "Ben, un repère.", "NADIA", { time: 200 })]);
  assert.equal(hidden(text, header.label), "NADIA [00:03:20] : ");
  assert.equal(header.lines, null);
  assert.deepEqual([header.speaker, header.time, header.aside], ["NADIA", "00:03:20", ""]);
});

test("what a label says besides name and time is kept in the header", () => {
  const text = "Nadia (rires) : Ben oui.";
  const [header] = findHeaders(text, [turn(text, "Ben oui.", "Nadia")]);
  assert.equal(header.aside, "rires");
});

test("a label alone on its line is hidden with the blank lines and the time around it", () => {
  const text = "Fin.\n\n00:00:04 --> 00:00:09\nNADIA\n\nBen oui.";
  const headers = findHeaders(text, [
    turn(text, "Fin.", "YANIS"),
    turn(text, "Ben oui.", "NADIA", { time: 4 }),
  ]);
  assert.equal(hidden(text, headers[1].lines), "\n00:00:04 --> 00:00:09\nNADIA\n");
  assert.equal(headers[1].label, null);
});

test("words that are no label are never hidden", () => {
  const text = "Note du transcripteur, longue.\nBen oui.";
  const [header] = findHeaders(text, [turn(text, "Ben oui.", "NADIA")]);
  assert.deepEqual([header.label, header.lines], [null, null]);
});

test("words of another passage on the same line are never hidden", () => {
  const text = "Nadia parle. Ben oui.";
  const headers = findHeaders(text, [turn(text, "Nadia parle.", "YANIS"), turn(text, "Ben oui.", "Nadia")]);
  assert.deepEqual([headers[1].label, headers[1].lines], [null, null]);
});

test("passages of one speaker without a label in between share one header", () => {
  const text = "Un.\nDeux.\nTrois.";
  const headers = findHeaders(text, [turn(text, "Un.", "A"), turn(text, "Deux.", "A"), turn(text, "Trois.", "B")]);
  assert.deepEqual(headers.map(({ passage }) => passage.id), ["Un.", "Trois."]);
});

test("a label written again gives a header again", () => {
  const text = "A : Un.\nA : Deux.";
  const headers = findHeaders(text, [turn(text, "Un.", "A"), turn(text, "Deux.", "A")]);
  assert.equal(headers.length, 2);
});

test("paragraphs and headings without a speaker have no header", () => {
  const text = "Titre\nA : Un.";
  const headers = findHeaders(text, [
    { id: 0, start: 0, end: 5, kind: "heading", speaker: "", role: "participant", time: null },
    turn(text, "Un.", "A"),
  ]);
  assert.deepEqual(headers.map(({ passage }) => passage.id), ["Un."]);
});

test("the time is taken from the label when the passage has none", () => {
  const text = "ANA (0:12) : Oui.";
  assert.equal(findHeaders(text, [turn(text, "Oui.", "ANA")])[0].time, "0:12");
});

test("seconds are read as a clock, a written time is left as it is", () => {
  assert.deepEqual([clock(200), clock(3723.9), clock("1:02"), clock(null), clock(0)], ["00:03:20", "01:02:03", "1:02", "", "00:00:00"]);
});

test("a selection leaves out the label hidden at its beginning and at its end", () => {
  const text = "A : Un.\n\nB : Deux.";
  const hidden = hiddenSpans(findHeaders(text, [turn(text, "Un.", "A"), turn(text, "Deux.", "B")]));
  const words = (from, to) => {
    const span = selectedSpan(text, from, to, hidden);
    return span && text.slice(span.start, span.end);
  };
  assert.equal(words(0, 7), "Un.");
  assert.equal(words(2, 12), "Un.");
  assert.equal(words(0, text.length), "Un.\n\nB : Deux.");
  assert.equal(words(8, 13), null);
  assert.equal(words(4, 4), null);
});

test("a turn is what stands under one header; what nobody speaks stands alone", () => {
  const text = "Titre\nUn.\nDeux.\nTrois.";
  const passages = [
    { id: 0, start: 0, end: 5, kind: "heading", speaker: "", role: "participant", time: null },
    turn(text, "Un.", "A"),
    turn(text, "Deux.", "A"),
    turn(text, "Trois.", "B"),
  ];
  const turns = groupTurns(passages, findHeaders(text, passages));
  assert.deepEqual(turns.map(({ start, end }) => text.slice(start, end)), ["Titre", "Un.\nDeux.", "Trois."]);
  assert.deepEqual(turns.map(({ header }) => header?.speaker), [undefined, "A", "B"]);
});
