/** A button that shows a code and opens the picker to choose another. */

import { codeMark } from "./code_mark.js";
import { fill, h } from "./dom.js";

/**
 * @param {{t: Function, model: object, act: object}} desk
 * @param {{label: string, value?: number|null, except?: Set<number>, create?: boolean, onChange?: (code: number) => void}} choice
 * @returns {{element: HTMLElement, value: () => number|null, set: (code: number|null) => void, show: () => void, disable: (off: boolean) => void}}
 */
export function codeChoice({ t, model, act }, { label, value = null, except, create = false, onChange }) {
  let chosen = value;
  const element = h("button.wb-button.wb-code-choice", { onclick: open, "aria-haspopup": "dialog" });

  function open() {
    act.openPicker({ title: label, quote: "", anchor: element.getBoundingClientRect(), except, onPick: set, onCreate: create ? (name, parent) => act.addCode(name, parent).then(({ code }) => set(code), () => {}) : null });
  }

  function show() {
    const code = model.codes.get(chosen);
    fill(element, code ? [codeMark(code), h("span", code.name)] : h("span.wb-quiet", t("picker.choose")));
    element.setAttribute("aria-label", code ? `${label} ${code.name}` : label);
  }

  function set(code) {
    chosen = code;
    show();
    onChange?.(code);
  }

  show();
  return { element, value: () => chosen, set, show, disable: (off) => (element.disabled = off) };
}
