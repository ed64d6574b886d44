/** One line of a card: what is said, how many of the persona it is true of beside how many of the others. */

import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { among } from "./model.js";

/**
 * @param {import("./model.js").Line} line
 * @param {{t: Function, model: object, on: {open: Function, edit: Function, menu: Function}}} how
 * @returns {{element: HTMLElement, update: () => void}}
 */
export function lineOf(line, { t, model, on }) {
  const { id, value, topic, label, origin, was, of_in: known, n_out: out, of_out: others, members } = line;
  if (model.snapshot) return { element: h("div.wb-line-row.wb-line-plain", { dataset: { line: id } }, value), update() {} };
  const words = origin === "computed" && topic && label ? label : value;
  // The grade that was given, beside what it was given to.
  const [said, grade] = origin === "computed" ? parted(words) : [words];
  const share = known ? members.length / known : 0;
  const beside = others ? out / others : 0;
  const count = h("span.wb-line-count");
  const bar = h("span.wb-line-bar", { "aria-hidden": "true" }, h("span.wb-line-fill"), others ? h("span.wb-line-beside", { style: { left: `${(100 * beside).toFixed(1)}%` } }) : null);
  const open = h("button.wb-persona-line", { dataset: { line: id }, onclick: () => on.open(line) }, h("span.wb-line-words", said, grade ? h("span.wb-line-grade", ` ${grade}`) : null), members.length ? [count, bar] : h("span.wb-line-alone", t("line.no_evidence")));
  const pencil = model.readOnly ? null : h("button.wb-quiet-button.wb-line-more", { tabindex: "-1", "aria-haspopup": "menu", title: t("line.more"), "aria-label": t("line.more_of", { line: words }), onclick: (event) => on.menu(line, event.currentTarget) }, icon("dots", 14));
  const by = origin === "edited" ? h("span.wb-line-edited", { title: was ? t("line.was", { was }) : t("line.written") }, icon("edit", 11), t("line.edited")) : null;
  const element = h("div.wb-line-row", { dataset: { origin } }, open, pencil, by);

  function update() {
    const kept = among(members, model.kept);
    const known_now = model.kept ? members.length : known;
    count.textContent = model.kept ? t.number(kept) : known ? t("line.count", { n: members.length, of: known }) : t.number(members.length);
    bar.firstChild.style.width = `${(100 * share * (model.kept ? kept / Math.max(1, known_now) : 1)).toFixed(1)}%`;
    element.classList.toggle("wb-line-nobody", Boolean(model.kept) && members.length > 0 && kept === 0);
    const sentence = members.length && known ? t("line.label", { line: words, n: members.length, of: known, out, others }) : words;
    open.setAttribute("aria-label", model.kept && members.length ? `${sentence} ${t("line.kept", { n: kept })}` : sentence);
    open.title = members.length && known ? t("line.title", { n: members.length, of: known, out, others }) : "";
  }

  update();
  return { element, update };
}

function parted(words) {
  const at = words.lastIndexOf(" – ");
  return at < 0 ? [words] : [words.slice(0, at), words.slice(at + 3)];
}
