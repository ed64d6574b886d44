/** A field that reads as text until one writes in it; saved when one leaves it, put back with Escape. */

import { h } from "../shared/dom.js";

const BORDERS = 2;
const GROWS = CSS.supports("field-sizing", "content");

/** Makes a text area as high as what is written in it, where the browser does not do it by itself. */
export function fitHeight(area) {
  if (GROWS || !area.isConnected) return;
  area.style.height = "0";
  area.style.height = `${area.scrollHeight + BORDERS}px`;
}

/**
 * @param {{label: string, placeholder?: string, kind?: string, readOnly?: boolean, onSave: (text: string) => unknown}} field
 * @returns {{element: HTMLElement, set: (text: string) => void, focus: () => void}}
 */
export function writtenField({ label, placeholder = "", kind = "", readOnly = false, onSave }) {
  let saved = "";
  const area = h("textarea.wb-written-text", { rows: 1, placeholder, readonly: readOnly, spellcheck: "true", oninput: fit, onblur: save, onkeydown: onKey });
  const element = h("label.wb-written", h("span", label), area);
  if (kind) element.classList.add(kind);

  function fit() {
    fitHeight(area);
  }

  function save() {
    const text = area.value.trim();
    if (text === saved.trim() || readOnly) return;
    saved = text;
    onSave(text);
  }

  function onKey(event) {
    event.stopPropagation();
    if (event.key === "Escape") {
      area.value = saved;
      fit();
      area.blur();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) area.blur();
    else return;
    event.preventDefault();
    element.closest("[tabindex]")?.focus({ preventScroll: true });
  }

  return {
    element,
    /** What one is writing is never taken away by news from elsewhere. */
    set(text) {
      if (document.activeElement === area && area.value !== saved) return;
      saved = text ?? "";
      if (area.value !== saved) area.value = saved;
      fit();
    },
    fit,
    focus: () => area.focus(),
  };
}
