/** One suggestion: how likely, the words, the nearest passage that somebody coded, yes and no. */

import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { meter } from "./bars.js";
import { decimal } from "./candidates.js";
import { verbatimCard } from "./verbatim.js";

/**
 * @param {object} row of the answer to `suggestions`, with an id
 * @param {{t: Function, model: object, code: object, on: {answer: (row: object, yes: boolean) => void, code: Function, copy: Function, open: Function|null}}} how
 */
export function suggestionLine(row, { t, model, code, on }) {
  const { probability, word, example } = row;
  const button = (name, key, sign, yes) =>
    h("button.wb-button.wb-act", { tabindex: "-1", "aria-keyshortcuts": key, title: t(`suggestions.${name}_title`, { code: code.name }), dataset: { answer: name }, onclick: () => on.answer(row, yes) }, icon(sign, 14), h("span", t(`suggestions.${name}`)), h("kbd", { "aria-hidden": "true" }, key));
  return h(
    "div.wb-suggestion",
    h("div.wb-chance", h("strong", t(`suggestions.${word}`)), probability === null ? null : meter(probability, decimal(probability, t))),
    verbatimCard(row, { t, model, on }),
    exampleOf(example, { t, on }),
    model.readOnly ? h("div") : h("div.wb-suggestion-answers", button("yes", "V", "check", true), button("no", "N", "close", false)),
  );
}

function exampleOf(example, { t, on }) {
  if (!example) return h("div.wb-suggestion-example.wb-quiet", t("suggestions.no_example"));
  return h(
    "div.wb-suggestion-example",
    h("p.wb-quiet", h("span.wb-verbatim-source", example.source), on.open ? h("button.wb-quiet-button", { tabindex: "-1", title: t("drawer.show"), "aria-label": t("drawer.show"), onclick: () => on.open(example) }, icon("show", 14)) : null),
    h("p.wb-passage-words", example.verbatim),
  );
}
