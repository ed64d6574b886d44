/**
 * The words and answers behind a need, a question or a number of a coverage, in the drawer. D detaches one from its
 * need, C copies it, Enter shows it in its text.
 */

import { copyText } from "../shared/copy.js";
import { h } from "../shared/dom.js";
import { createDrawer } from "../shared/drawer.js";
import { edge, reference } from "../shared/drawer_passage.js";
import { icon } from "../shared/icons.js";

/** @param {HTMLElement} root the page @param {object} desk */
export function createPassages(root, { t, model, act }) {
  const reason = h("p.wb-need-reason");
  let need;
  const drawer = createDrawer(root, { t, model, act }, {
    ask: (query, page) => act.passages(query, page),
    keyOf: ({ id }) => String(id),
    card,
    counts: ({ segments, answers, acts, people }) => [segments ? t("need.segments", { n: segments }) : null, answers ? t("need.answers", { n: answers }) : null, acts ? t("evidence.acts", { n: acts }) : null, people ? t("need.people", { n: people }) : null],
    show,
    keys: { c: copy, d: detach },
    exports: () => [],
    controls: () => [reason],
    onLoad: ({ need: id }) => {
      need = id;
      const said = model.need(id)?.reason ?? "";
      reason.textContent = said;
      reason.hidden = !said;
    },
    grouped: () => false,
    topics: ["needs"],
  });

  function card(row) {
    const button = (name, key, run) => h("button.wb-quiet-button", { title: t(key), "aria-label": t(key), onclick: (event) => (event.stopPropagation(), run(row)) }, icon(name, 14));
    const answer = row.kind !== "segment";
    return h(
      "article.wb-passage", { tabindex: "0", dataset: { key: row.id }, onclick: () => !getSelection()?.toString() && show(row) },
      h(
        "header",
        h("strong", row.speaker || row.case || row.source),
        h("span", answer ? t(row.kind === "event" ? "evidence.act" : "evidence.answer") : row.source),
        row.when ? h("time", row.when.slice(0, 10)) : null,
        row.time === null ? null : h("time", t.time(row.time)),
        h("span.wb-passage-acts", answer || !act.openText ? null : button("show", "drawer.show", show), button("quote", "drawer.copy", copy), model.readOnly || !need ? null : button("close", "evidence.uncite", detach)),
      ),
      h("p.wb-passage-words", answer ? h("span", `${row.question} `) : h("span", edge(row.before, "before", row.speaker)), h("mark", row.verbatim), answer ? null : h("span", edge(row.after, "after"))),
    );
  }

  function show(row) {
    if (row.kind === "segment") act.openText?.(row);
  }

  async function copy(row) {
    await copyText(reference({ ...row, source: row.source || row.question }, t), root);
    act.say(t("drawer.copied"));
  }

  function detach(row) {
    if (need && !model.readOnly) act.uncite(need, [row.id]);
  }

  return drawer;
}
