import assert from "node:assert/strict";
import { test } from "node:test";

import { translator } from "../shared/strings.js";

const strings = { code: "coder « {code} »", passages: { one: "{n} passage", other: "{n} passages" } };

test("nought is singular in French and plural in English", () => {
  assert.equal(translator(strings, "fr")("passages", { n: 0 }), "0 passage");
  assert.equal(translator(strings, "en")("passages", { n: 0 }), "0 passages");
});

test("numbers are written as the language writes them", () => {
  assert.equal(translator(strings, "en")("passages", { n: 12345 }), "12,345 passages");
  assert.equal(translator(strings, "fr")("passages", { n: 12345 }).replace(/\s/g, " "), "12 345 passages");
});

test("what a person wrote is not read as a sentence with holes", () => {
  assert.equal(translator(strings, "fr")("code", { code: "{n} $& {code}" }), "coder « {n} $& {code} »");
});

test("a sentence that is missing shows its key, a value that is missing its hole", () => {
  const t = translator(strings, "fr");
  assert.equal(t("missing.key"), "missing.key");
  assert.equal(t("code"), "coder « {code} »");
});

test("something is never written as nothing, nor nearly all as all", () => {
  const { percent } = translator(strings, "en");
  assert.deepEqual([percent(0), percent(0.0001), percent(0.5), percent(0.999), percent(1)], ["0%", "1%", "50%", "99%", "100%"]);
});

test("times in a recording are hours, minutes and seconds", () => assert.equal(translator(strings, "fr").time(200.4), "00:03:20"));
