/** Splitting a code: finer codes are made below it, to which its codings can then be given. */

import { openDialog } from "../shared/dialog.js";
import { h } from "../shared/dom.js";

/**
 * @param {HTMLElement} root
 * @param {{t: Function, model: object, act: object}} desk
 * @param {import("./model.js").Code} code
 */
export function openSplit(root, { t, act }, code) {
  let confirm;
  const names = h("textarea", { rows: 4, oninput: check, placeholder: t("split.example") });
  openDialog(root, {
    title: t("split.title", { code: code.name }), t,
    body: [h("p", t("split.how")), h("label.wb-line", h("span", t("split.names")), names)],
    actions: [{ label: t("dialog.cancel") }, { label: t("split.do"), main: true, run: split, ref: (button) => (confirm = button) }],
  });
  check();

  const wanted = () => [...new Set(names.value.split("\n").map((name) => name.trim()).filter(Boolean))];

  function check() {
    confirm.disabled = !names.value.trim();
  }

  async function split() {
    await act.split(code.id, wanted());
    if (code.segments) act.openDrawer({ code: code.id }, code.name);
  }
}
