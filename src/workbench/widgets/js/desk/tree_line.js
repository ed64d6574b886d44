/** One line of the tree of codes: its mark, its name, its key, its acts and its counts. */

import { codeMark, marked } from "../shared/code_mark.js";
import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

/**
 * @param {object} line
 * @param {import("./model.js").Code} line.code
 * @param {import("./tree_order.js").Row} line.row
 * @param {boolean} line.current
 * @param {number} line.digit its key, 0 for none
 * @param {[number, number][]|null} line.marks what was searched for; null: not found itself
 * @param {boolean} line.faded
 * @param {number} line.hidden codings of the codes it hides
 * @param {Function} t
 * @param {boolean} readOnly
 */
export function codeLine({ key, code, row, current, digit, marks, faded, hidden }, t, readOnly) {
  const { segments, people, name } = code;
  const said = `${t("tree.segments", { n: segments })}, ${t("tree.people", { n: people })}`;
  const element = h(
    "div.wb-tree-row",
    {
      role: "treeitem", id: key, dataset: { code: code.id }, style: { "--wb-depth": Math.min(row.depth, 12) }, title: titleOf(code),
      "aria-level": row.depth + 1, "aria-posinset": row.at, "aria-setsize": row.of, "aria-selected": String(current),
      "aria-expanded": row.open === null ? null : String(row.open),
    },
    h("span.wb-tree-twist", row.open === null ? null : icon("down", 12)),
    codeMark(code),
    h("span.wb-tree-name", marks ? marked(name, marks) : name),
    digit ? h("kbd.wb-tree-key", { title: t("tree.key", { key: digit }) }, digit) : null,
    readOnly ? null : h("button.wb-tree-more", { tabindex: "-1", "aria-label": t("tree.more", { name }), title: t("tree.more", { name }), "aria-haspopup": "menu" }, icon("dots", 14)),
    countsOf(),
  );
  if (faded) element.classList.add("wb-tree-faded");
  return element;

  function countsOf() {
    if (hidden) {
      const all = t("tree.with_below", { n: segments + hidden });
      return h("button.wb-tree-count.wb-tree-sum", { tabindex: "-1", "aria-label": t("tree.see", { name, said: all }), title: all }, h("i", "Σ"), h("span", t.number(segments + hidden)));
    }
    return segments
      ? h("button.wb-tree-count", { tabindex: "-1", "aria-label": t("tree.see", { name, said }), title: said }, h("span", t.number(segments)), h("i", "·"), h("span", t.number(people)))
      : h("span.wb-tree-count.wb-tree-none", { title: said }, "0");
  }
}

/** The line where a new code is written, or a name is changed. */
export function writingLine({ key, row, code, value = "" }, t, { onDone, onLeave }) {
  const field = h("input.wb-tree-input", {
    type: "text", value, maxlength: 500, spellcheck: "true", autocomplete: "off", placeholder: t("tree.new_name"), "aria-label": code ? t("tree.rename_of", { name: code.name }) : t("tree.new_name"),
    onkeydown(event) {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Escape") onLeave();
      else if (event.key === "Enter") onDone(field.value);
      else return;
      event.preventDefault();
    },
    // What is being saved already is not saved again.
    onblur: () => onLeave(field.readOnly ? "" : field.value, false),
  });
  const element = h(
    "div.wb-tree-row.wb-tree-writing",
    { role: "treeitem", id: key, style: { "--wb-depth": Math.min(row.depth, 12) }, "aria-level": row.depth + 1, "aria-selected": "true", dataset: code ? { code: code.id } : {} },
    h("span.wb-tree-twist"),
    code ? codeMark(code) : h("span.wb-code-mark.wb-code-new"),
    field,
  );
  return { element, field };
}

function titleOf({ name, definition }) {
  return definition ? `${name}\n${definition}` : name;
}
