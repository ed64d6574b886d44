/** Deleting a code: what it would take with it, and what becomes of the codes below and of the codings. */

import { openDialog } from "../shared/dialog.js";
import { fill, h } from "../shared/dom.js";
import { codeChoice } from "../shared/code_choice.js";
import { below } from "./tree_order.js";

/**
 * @param {HTMLElement} root
 * @param {{t: Function, model: object, act: object}} desk
 * @param {import("./model.js").Code} code
 */
export function openDelete(root, desk, code) {
  const { t, model, act } = desk;
  const under = below(model.codes, code.id);
  const sentence = h("p", { role: "status" }, t("delete.counting"));
  const choices = h("div");
  let preview = null;
  let children = "lift";
  let codings = "give";
  let confirm;
  const heir = codeChoice(desk, { label: t("delete.heir"), value: code.parent, except: new Set([code.id]), onChange: check });

  const dialog = openDialog(root, {
    title: t("delete.title", { code: code.name }), t,
    body: [sentence, choices, h("p.wb-quiet", t("delete.undo"))],
    actions: [{ label: t("dialog.cancel") }, { label: t("delete.do"), danger: true, run: remove, ref: (button) => (confirm = button) }],
  });
  confirm.disabled = true;
  act.preview(code.id).then((told) => {
    preview = told;
    sentence.textContent = told.sentence;
    show();
  }, (error) => dialog.refuse(error.sentence || t("delete.unknown")));

  function show() {
    fill(
      choices,
      under.length ? group("delete.children", [["lift", "delete.lift"], ["delete", "delete.with_children"]], children, (value) => { children = value; show(); }) : null,
      moves() ? group(unseen() ? "delete.unseen" : "delete.codings", [["give", "delete.give", heir.element], ["delete", "delete.with_codings"]], codings, (value) => { codings = value; check(); }) : null,
    );
    check();
  }

  /** Whether codings of colleagues go with it, which a blind page neither sees nor counts. */
  const unseen = () => preview.others || (children === "delete" && preview.others_below);
  const moves = () => carried() > 0 || unseen();

  /** How many codings go with what is deleted. */
  function carried() {
    const lower = children === "delete" ? under.reduce((sum, id) => sum + model.codes.get(id).segments, 0) : 0;
    return preview.codings + lower;
  }

  function group(legend, options, value, onChange) {
    // What is not counted is spoken of in the plural.
    const n = legend === "delete.children" ? under.length : legend === "delete.unseen" ? 2 : carried();
    return h("fieldset.wb-choices", h("legend", t(legend, { n })), options.map(([each, key, beside]) =>
      h("div.wb-choice-line", h("label.wb-choice", h("input", { type: "radio", name: legend, value: each, checked: each === value, onchange: () => onChange(each) }), h("span", t(key, { n }))), beside ?? null),
    ));
  }

  function check() {
    const lost = children === "delete" && under.includes(heir.value());
    confirm.disabled = !preview || (moves() && codings === "give" && (heir.value() === null || lost));
    heir.disable(codings !== "give");
  }

  function remove() {
    return act.deleteCode(code.id, { children, codings: !moves() ? "refuse" : codings === "give" ? heir.value() : "delete" });
  }
}
