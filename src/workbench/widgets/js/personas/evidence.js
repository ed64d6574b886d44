/** What a line, a number or a need rests on, in the drawer. C copies a passage, Enter shows it in its text. */

import { copyText } from "../shared/copy.js";
import { h } from "../shared/dom.js";
import { createDrawer } from "../shared/drawer.js";
import { edge, reference } from "../shared/drawer_passage.js";
import { icon } from "../shared/icons.js";

/** @param {HTMLElement} root the page @param {object} desk */
export function createEvidence(root, { t, model, act }) {
  const about = h("p.wb-evidence-about");
  const drawer = createDrawer(root, { t, model, act }, {
    ask: (query, page) => act.passages(query, page),
    keyOf: ({ id }) => String(id),
    card,
    counts: ({ people, segments, answers, events }) => [people ? t("card.people", { n: people }) : null, segments ? t("evidence.segments", { n: segments }) : null, answers ? t("evidence.answers", { n: answers }) : null, events ? t("evidence.events", { n: events }) : null],
    show,
    keys: { c: copy },
    exports: () => [],
    controls: () => [about],
    onLoad: ({ line: id }) => {
      const line = model.line(id);
      about.textContent = line ? said(line) : "";
      about.hidden = !line;
    },
    grouped: () => false,
    topics: ["personas"],
  });

  /** How sure it is, in a sentence. */
  function said({ members, of_in: known, n_out: out, of_out: others, q, origin, was }) {
    const written = origin === "edited" ? ` ${was ? t("line.was", { was }) : t("line.written")}` : "";
    const sure = q === null ? t("evidence.shared") : t(q < 0.001 ? "evidence.sure" : "evidence.q", { q: t.number(Math.round(1000 * q) / 1000) });
    return `${t("evidence.inside", { n: members.length, of: known })} ${t("evidence.outside", { n: out, of: others })} ${sure}${written}`;
  }

  function card(row) {
    const button = (name, key, run) => h("button.wb-quiet-button", { title: t(key), "aria-label": t(key), onclick: (event) => (event.stopPropagation(), run(row)) }, icon(name, 14));
    const words = row.kind === "segment";
    return h(
      "article.wb-passage", { tabindex: "0", dataset: { key: row.id }, onclick: () => !getSelection()?.toString() && show(row) },
      h(
        "header",
        h("strong", row.speaker || row.case || row.source),
        h("span", words ? row.source : t(`evidence.${row.kind}`)),
        row.time === null ? null : h("time", t.time(row.time)),
        h("span.wb-passage-acts", words && act.openText ? button("show", "drawer.show", show) : null, button("quote", "drawer.copy", copy)),
      ),
      h("p.wb-passage-words", words ? h("span", edge(row.before, "before", row.speaker)) : row.question ? h("span", `${row.question} `) : null, h("mark", row.verbatim), words ? h("span", edge(row.after, "after")) : null),
    );
  }

  function show(row) {
    if (row.kind === "segment") act.openText?.(row);
  }

  async function copy(row) {
    await copyText(reference({ ...row, source: row.source || row.question }, t), root);
    act.say(t("drawer.copied"));
  }

  return drawer;
}
