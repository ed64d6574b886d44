/** One segment as evidence: who says it, the words with the markers of its voice, to what it belongs, what is coded. */

import { codeMark } from "../shared/code_mark.js";
import { h } from "../shared/dom.js";
import { edge } from "../shared/drawer_passage.js";
import { icon } from "../shared/icons.js";
import { tones, voiceHex } from "./colours.js";

/**
 * @param {object} row of the answer to `evidence`
 * @param {{t: Function, model: object, picked?: boolean, on: {pick?: Function, code: Function, copy: Function, open: Function, confirm: Function, refuse: Function}}} how
 */
export function verbatimCard(row, { t, model, picked, on }) {
  const button = (name, key, run, label = "") =>
    h("button.wb-quiet-button", { title: t(key), "aria-label": t(key), onclick: (event) => (event.stopPropagation(), run(event.currentTarget)) }, icon(name, 14), label || null);
  const acts = [
    model.readOnly ? null : button("code", "evidence.code", (at) => on.code(row, at)),
    button("quote", "verbatim.copy", () => on.copy(row)),
    on.open ? button("show", "evidence.open", () => on.open(row)) : null,
  ];
  const box = on.pick && h("input", { type: "checkbox", checked: picked, tabindex: "-1", "aria-label": t("evidence.pick"), onclick: (event) => event.stopPropagation(), onchange: () => on.pick(row) });
  return h(
    "article.wb-passage.wb-verbatim",
    { tabindex: "0", dataset: { member: row.id }, "aria-label": [row.speaker || row.case, row.source].filter(Boolean).join(", ") },
    h(
      "header",
      box,
      h("strong", row.speaker || row.case || t("evidence.nobody")),
      row.case && row.case !== row.speaker && row.speaker ? h("span", row.case) : null,
      h("span.wb-verbatim-source", row.source),
      row.time === null || row.time === undefined ? null : h("time", t.time(row.time)),
      h("span.wb-passage-acts", acts),
    ),
    h("p.wb-passage-words", h("span", edge(row.before ?? "", "before", row.speaker)), h("span.wb-verbatim-words", marked(row, t)), h("span", edge(row.after ?? "", "after"))),
    footOf(row, { t, model }),
    row.proposal && !model.readOnly ? h("div.wb-proposal", h("span", t("evidence.proposed")), button("check", "evidence.confirm_one", () => on.confirm(row), t("evidence.yes")), button("close", "evidence.refuse_one", () => on.refuse(row), t("evidence.no"))) : null,
  );
}

/** The words, each marker of a voice underlined in its colour and named after it. */
function marked({ verbatim, spans = [] }, t) {
  const pieces = [];
  let at = 0;
  for (const [from, to, voice, family] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from < at || to > verbatim.length) continue;
    // A family that somebody added to the lists has no name of its own.
    const key = `marker.${family}`;
    const name = t(key) === key ? t(`voice.${voice}`) : t(key);
    pieces.push(verbatim.slice(at, from), h(`span.wb-marker.wb-voice-${voice}`, { style: tones(voiceHex(voice)), title: `${t(`voice.${voice}`)} : ${name}` }, verbatim.slice(from, to), h("small", name)));
    at = to;
  }
  return [...pieces, verbatim.slice(at)];
}

function footOf({ membership, second, reason, coded = [], likeness }, { t, model }) {
  const other = model.themes.get(second);
  const codes = coded.map((id) => model.codes.get(id)).filter(Boolean);
  const facts = [
    typeof membership === "number" ? t("evidence.membership", { share: t.percent(membership) }) : null,
    typeof likeness === "number" ? t("evidence.likeness", { share: t.percent(Math.max(0, likeness)) }) : null,
    other && reason !== "between" ? t("evidence.second", { theme: other.label }) : null,
    reason ? t(`reason.${reason}`, { theme: other?.label ?? t("reason.other") }) : null,
  ].filter(Boolean);
  if (!facts.length && !codes.length) return null;
  return h("p.wb-passage-foot", codes.map((code) => h("span.wb-chip", codeMark(code), h("span", code.name))), h("span", facts.join(" · ")));
}
