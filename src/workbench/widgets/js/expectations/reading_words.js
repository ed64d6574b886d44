/**
 * The words behind a number of two readings, in the drawer. C codes the verbatim one is at, A all of them, Y copies it
 * with its reference, Enter shows it in its text.
 */

import { copyText } from "../shared/copy.js";
import { fill, h } from "../shared/dom.js";
import { createDrawer } from "../shared/drawer.js";
import { reference } from "../shared/drawer_passage.js";
import { icon } from "../shared/icons.js";
import { keyOf } from "./suggestion_queue.js";
import { verbatimCard } from "./verbatim.js";

/** @param {HTMLElement} root the page @param {object} desk */
export function createReadingWords(root, desk) {
  const { t, model, act } = desk;
  const all = h("button.wb-button.wb-act", { "aria-keyshortcuts": "A", onclick: () => codeAll(all) });
  let told = null;
  let asked = {};

  const open = (row) => act.openText?.(row);
  const code = (row, at) => act.codePlaces([row], at);

  function codeAll(at) {
    if (told?.total) act.pickFor({ n: told.total, quote: told.rows[0].verbatim, at }, (id) => act.perform("code_reading", { ...asked, code: id }));
  }

  async function copy(row) {
    await copyText(reference({ ...row, time: row.time ?? null }, t), root);
    act.say(t("drawer.copied"));
  }

  return createDrawer(root, desk, {
    ask: (at, page) => act.count("reading_words", { ...at, ...page }),
    keyOf,
    card(row) {
      const card = verbatimCard(row, { t, model, on: { code, copy, open: act.openText ? open : null } });
      card.dataset.key = keyOf(row);
      return card;
    },
    counts: ({ total, people, sources }) => [t("fact.segments_long", { n: total }), t("fact.people_long", { n: people }), t("fact.sources_long", { n: sources })],
    show: open,
    keys: { c: code, y: copy, a: () => codeAll(all) },
    exports: () => [],
    controls: () => [h("div.wb-reading-words-acts", all)],
    onLoad(at, answer) {
      asked = at;
      told = answer;
      all.hidden = model.readOnly || !answer?.total;
      if (answer) fill(all, icon("code", 14), h("span", t("words.code_all", { n: answer.total })), h("kbd", { "aria-hidden": "true" }, "A"));
    },
    grouped: () => false,
    topics: ["codes"],
  });
}
