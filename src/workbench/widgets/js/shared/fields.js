/** Fields at the head of a panel. */

import { fill, h } from "./dom.js";

/** A field for a whole number; `onChange` when it was changed to one that is allowed. */
export function wholeNumber({ label, value, least, most, hint = "", onChange }) {
  const field = h("input.wb-field", { type: "number", value, min: least, max: most, step: 1, "aria-label": label, title: hint, onchange: () => ((field.value = read()), onChange?.()) });
  const read = () => Math.max(least, Math.min(most, Math.round(Number(field.value)) || value));
  return { element: h("label", { title: hint }, label, field), value: read };
}

/** A choice of one among a few. @param {[string, string][]} options values with their words */
export function oneOf({ label, options, onChange }) {
  const field = h("select.wb-field", { "aria-label": label, onchange: onChange }, options.map(([value, words]) => h("option", { value }, words)));
  return {
    element: h("label", label, field),
    value: () => field.value,
    set(next) {
      const { value } = field;
      fill(field, next.map(([name, words]) => h("option", { value: name }, words)));
      if (next.some(([name]) => name === value)) field.value = value;
    },
    choose: (value) => (field.value = value),
  };
}
