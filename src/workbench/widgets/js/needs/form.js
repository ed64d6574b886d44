/** The form of a need, new or known, and the question before one is removed. */

import { codeMark } from "../shared/code_mark.js";
import { openDialog } from "../shared/dialog.js";
import { fill, h } from "../shared/dom.js";

const WORDS = ["reason", "resources", "deliverable"];

/** @param {HTMLElement} root @param {object} desk @param {import("./model.js").Need} [need] a new one where left out */
export function openNeed(root, { t, model, act }, need) {
  const name = h("input", { type: "text", value: need?.name ?? "", maxlength: 300, dataset: { first: "" }, oninput: check });
  const kinds = ["explicit", "implicit"].map((kind) => h("input", { type: "radio", name: "wb-need-kind", value: kind, checked: kind === (need?.kind ?? "explicit") }));
  const words = Object.fromEntries(WORDS.map((field) => [field, h("textarea", { rows: 2, value: need?.[field] ?? "" })]));
  const importance = level(need?.importance);
  const urgency = level(need?.urgency);
  const codes = new Set();
  const chips = h("div.wb-chips");
  let save;

  function level(value) {
    return h("select", h("option", { value: "" }, t("form.unplaced")), [1, 2, 3, 4, 5].map((n) => h("option", { value: n, selected: n === value }, n)));
  }

  function showCodes() {
    const add = h("button.wb-button", { "aria-haspopup": "dialog", onclick: () => act.openPicker({ title: t("form.codes"), quote: "", anchor: add.getBoundingClientRect(), except: codes, onPick: (code) => (codes.add(code), showCodes()) }) }, t("form.add_code"));
    fill(chips, [...codes].map((id) => model.codes.get(id)).filter(Boolean).map((code) => h("span.wb-chip", codeMark(code), h("span", code.name), h("button", { "aria-label": t("form.drop_code", { code: code.name }), onclick: () => (codes.delete(code.id), showCodes()) }, "×"))), add);
  }

  const number = ({ value }) => (value ? Number(value) : null);
  const line = (key, field) => h("label.wb-line", h("span", t(`form.${key}`)), field);

  async function run() {
    const kind = kinds.find(({ checked }) => checked).value;
    const fields = Object.fromEntries(WORDS.map((field) => [field, words[field].value.trim()]));
    const place = { importance: number(importance), urgency: number(urgency) };
    if (!need) return act.add({ name: name.value.trim(), kind, fields, codes: [...codes], ...place });
    if (codes.size) await act.cite(need.id, [...codes]);
    const told = { name: name.value.trim(), kind, ...fields };
    const changed = Object.fromEntries(Object.entries(told).filter(([field, value]) => value !== need[field]));
    if (Object.keys(changed).length) await act.edit(need.id, changed);
    if (place.importance !== need.importance || place.urgency !== need.urgency) await act.place(need.id, place.importance, place.urgency);
    return undefined;
  }

  function check() {
    save.disabled = !name.value.trim();
  }

  showCodes();
  openDialog(root, {
    t,
    title: t(need ? "form.edit" : "form.add"),
    kind: "wb-need-form",
    body: [
      line("name", name),
      h("fieldset.wb-choices", h("legend", t("form.kind")), kinds.map((radio) => h("label.wb-choice", radio, h("span", t(`form.${radio.value}`))))),
      h("div.wb-side-by-side", line("importance", importance), line("urgency", urgency)),
      h("div.wb-line", h("span", t("form.codes")), chips),
      WORDS.map((field) => line(field, words[field])),
    ],
    actions: [{ label: t("dialog.cancel") }, { label: t(need ? "form.save" : "form.do_add"), main: true, run, ref: (button) => (save = button) }],
  });
  check();
}

export function openRemove(root, { t, act }, need) {
  openDialog(root, {
    t,
    title: t("remove.title", { need: need.name }),
    body: [h("p", t("remove.what"))],
    actions: [{ label: t("dialog.cancel") }, { label: t("remove.do"), danger: true, main: true, run: () => act.remove(need.id) }],
  });
}
