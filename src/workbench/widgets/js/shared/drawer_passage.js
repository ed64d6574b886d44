/** One passage in the drawer. */

import { codeMark } from "./code_mark.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @param {object} row of the answer to `segments`
 * @param {{t: Function, model: object, plain: boolean, on: {show: Function, code: Function, copy: Function}}} how `plain`: all
 *   passages bear the same code, which is not said again
 */
export function passageCard(row, { t, model, plain, on }) {
  const code = model.codes.get(row.code_id);
  const button = (name, key, run) => h("button.wb-quiet-button", { title: t(key), "aria-label": t(key), onclick: (event) => (event.stopPropagation(), run(event.currentTarget)) }, icon(name, 14));
  return h(
    "article.wb-passage",
    { tabindex: "0", dataset: { key: row.coding }, onclick: () => !getSelection()?.toString() && on.show(row) },
    h(
      "header",
      h("strong", row.speaker || row.case || ""),
      row.case && row.speaker && row.case !== row.speaker ? h("span", row.case) : null,
      row.time === null ? null : h("time", t.time(row.time)),
      plain ? null : h("span.wb-passage-code", code ? codeMark(code) : null, h("span", row.code)),
      h("span.wb-passage-acts", button("show", "drawer.show", () => on.show(row)), model.readOnly ? null : button("code", "drawer.recode", (at) => on.code(row, at)), button("quote", "drawer.copy", () => on.copy(row))),
    ),
    h("p.wb-passage-words", h("span", edge(row.before ?? "", "before", row.speaker)), h("mark", row.verbatim), h("span", edge(row.after ?? "", "after"))),
    footOf(row, t),
  );
}

/** A passage as one cites it. */
export function reference({ verbatim, speaker, case: person, source, time }, t) {
  const who = [speaker || person, source, time === null ? null : t.time(time)].filter(Boolean).join(", ");
  return t("drawer.citation", { words: verbatim.replace(/\s+/g, " ").trim(), who });
}

function footOf({ mine, coder, weight, memo }, t) {
  const parts = [mine ? null : coder, weight === null ? null : t("drawer.weight", { weight }), memo || null].filter(Boolean);
  return parts.length ? h("p.wb-passage-foot", parts.join(" · ")) : null;
}

/** What stands around in the same turn, without the label that opens it, cut sides marked. */
export function edge(text, side, speaker = "") {
  if (!text) return "";
  const lines = text.split("\n");
  const own = (side === "before" ? lines.at(-1) : lines[0]).replace(/\s+/g, " ");
  if (side === "after") return lines.length > 1 ? own.trimEnd() : `${own.trimEnd()} …`;
  if (lines.length === 1) {
    // What is left of a label that was cut: "00:02:00] : ".
    const rest = own.replace(/^[\s\d:.,\])-]*:\s+/, "");
    return rest === own ? `… ${own.trimStart()}` : rest;
  }
  const label = speaker && own.startsWith(speaker) ? own.slice(0, 60).search(/:\s/) : -1;
  return label < 0 ? own.trimStart() : own.slice(label + 2).trimStart();
}
