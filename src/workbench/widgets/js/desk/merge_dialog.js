/** Merging codes: several become one, which takes over their codings, their memos and the codes below them. */

import { openDialog } from "../shared/dialog.js";
import { codeMark } from "../shared/code_mark.js";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { codeChoice } from "../shared/code_choice.js";

/**
 * @param {HTMLElement} root
 * @param {{t: Function, model: object, act: object}} desk
 * @param {import("./model.js").Code} code the first of those that are merged
 */
export function openMerge(root, desk, code) {
  const { t, model, act } = desk;
  const gone = new Set([code.id]);
  const chips = h("div.wb-chips");
  const summary = h("p.wb-quiet", { role: "status" });
  let confirm;
  const into = codeChoice(desk, { label: t("merge.into"), except: gone, create: true, onChange: check });
  const add = h("button.wb-button", { onclick: () => act.openPicker({ title: t("merge.add"), quote: "", anchor: add.getBoundingClientRect(), except: new Set([...gone, into.value()]), onCreate: null, onPick: join }) }, icon("add", 14), t("merge.add"));

  openDialog(root, {
    title: t("merge.title"), t,
    body: [h("div.wb-line", h("span", t("merge.codes")), chips), h("div.wb-line", h("span", t("merge.into")), into.element), summary],
    actions: [{ label: t("dialog.cancel") }, { label: t("merge.do"), main: true, run: () => act.merge([...gone], into.value()), ref: (button) => (confirm = button) }],
  });
  into.element.dataset.first = "";
  into.element.focus();
  show();

  function join(id) {
    gone.add(id);
    show();
  }

  function show() {
    const codes = [...gone].map((id) => model.codes.get(id)).filter(Boolean);
    fill(chips, codes.map((each) => h("span.wb-chip", codeMark(each), h("span", each.name), codes.length > 1 ? h("button", { "aria-label": t("merge.leave", { code: each.name }), title: t("merge.leave", { code: each.name }), onclick: () => { gone.delete(each.id); show(); } }, icon("close", 12)) : null)), add);
    check();
  }

  function check() {
    const n = [...gone].reduce((sum, id) => sum + (model.codes.get(id)?.segments ?? 0), 0);
    const target = model.codes.get(into.value());
    confirm.disabled = !target || gone.has(target.id);
    summary.textContent = target ? t("merge.summary", { n, into: target.name }) : "";
  }
}
