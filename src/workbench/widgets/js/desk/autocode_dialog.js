/** Putting a code on all that is found. */

import { openDialog } from "../shared/dialog.js";
import { h } from "../shared/dom.js";
import { codeChoice } from "../shared/code_choice.js";

/**
 * @param {HTMLElement} root
 * @param {{t: Function, model: object, act: object}} desk
 * @param {{pattern?: string, code?: number|null}} [first]
 */
export function openAutocode(root, desk, { pattern = "", code = desk.model.activeCode } = {}) {
  const { t, model, act } = desk;
  let confirm;
  const words = h("input", { type: "text", value: pattern, oninput: check, placeholder: t("autocode.example"), spellcheck: "false", dataset: { first: "" } });
  const target = codeChoice(desk, { label: t("autocode.code"), value: code, create: true, onChange: check });
  const units = radios("autocode.unit", [["match", "autocode.match"], ["sentence", "autocode.sentence"], ["turn", "autocode.turn"]]);
  const places = radios("autocode.where", [["here", "autocode.here"], ["everywhere", "autocode.everywhere"]]);
  const exact = tick("autocode.case");
  const regex = tick("autocode.regex");

  openDialog(root, {
    title: t("autocode.title"), t,
    body: [h("label.wb-line", h("span", t("autocode.pattern")), words), h("div.wb-line", h("span", t("autocode.code")), target.element), h("div.wb-side-by-side", units.element, places.element), exact.element, regex.element],
    actions: [{ label: t("dialog.cancel") }, { label: t("autocode.do"), main: true, run: find, ref: (button) => (confirm = button) }],
  });
  check();

  function radios(legend, options) {
    const inputs = options.map(([value], rank) => h("input", { type: "radio", name: legend, value, checked: rank === 0 }));
    const element = h("fieldset.wb-choices", h("legend", t(legend)), options.map(([, key], rank) => h("label.wb-choice", inputs[rank], h("span", t(key)))));
    return { element, value: () => inputs.find(({ checked }) => checked).value };
  }

  function tick(key) {
    const input = h("input", { type: "checkbox" });
    return { element: h("label.wb-choice", input, h("span", t(key))), value: () => input.checked };
  }

  function check() {
    confirm.disabled = !words.value.trim() || target.value() === null;
  }

  async function find() {
    const chosen = target.value();
    const { n } = await act.autocode({ pattern: words.value, code: chosen, unit: units.value(), regex: regex.value(), case: exact.value(), everywhere: places.value() === "everywhere" });
    act.say(t("autocode.done", { n, code: model.codes.get(chosen)?.name ?? "" }));
  }
}
