/** What the codebook says of a code: its name and colour, when to use it and when not, an example, its memos. */

import { codeMark, pathOf } from "../shared/code_mark.js";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { openColours } from "./colours.js";
import { memoCard, openMemo } from "./memo_dialog.js";
import { codeMenu } from "./tree_menu.js";
import { fitHeight, writtenField } from "./written.js";

const FIELDS = ["definition", "use_when", "not_when", "example", "synonyms"];

/**
 * The form of one code. `tree` renames and adds in the tree.
 * @param {{t: Function, model: object, act: object, root: HTMLElement}} desk
 * @param {number} id
 */
export function codeForm(desk, id) {
  const { t, model, act, root } = desk;
  const { readOnly } = model;
  const path = h("p.wb-code-path");
  const colour = h("button.wb-code-colour", { disabled: readOnly, onclick: pickColour, "aria-label": t("inspector.colour"), title: t("inspector.colour") });
  const name = h("textarea.wb-written-text.wb-code-title", { rows: 1, readonly: readOnly, "aria-label": t("inspector.name"), maxlength: 500, spellcheck: "true", onblur: rename, oninput: fit, onkeydown: onNameKey });
  const more = readOnly ? null : h("button.wb-quiet-button", { "aria-haspopup": "menu", "aria-label": t("inspector.more"), title: t("inspector.more"), onclick: () => codeMenu(root, desk, code(), more, { rename: () => name.focus(), write: desk.write ?? (() => {}) }) }, icon("dots"));
  const counts = h("p.wb-code-counts");
  const fields = new Map(FIELDS.map((field) => [field, writtenField({ label: t(`inspector.${field}`), placeholder: readOnly ? "—" : t(`inspector.${field}_empty`), kind: `wb-written-${field}`, readOnly, onSave: (text) => act.edit(id, { [field]: text }).catch(update) })]));
  const memos = h("div.wb-memos");
  const element = h(
    "section.wb-code-form", { "aria-label": t("inspector.code") },
    path, h("div.wb-code-head", colour, name, more), counts, [...fields.values()].map((field) => field.element),
    h("div.wb-memo-head", h("span", t("inspector.memos")), readOnly ? null : h("button.wb-link", { onclick: () => openMemo(root, desk, { kind: "code", target: id, title: code().name }) }, t("memo.write"))),
    memos,
  );

  const code = () => model.codes.get(id);

  function update() {
    const now = code();
    if (!now) return;
    const names = pathOf(model.codes, now);
    path.textContent = names.join(" › ");
    path.hidden = !names.length;
    fill(colour, codeMark(now));
    if (document.activeElement !== name) name.value = now.name;
    fit();
    showCounts(now);
    for (const [field, { set }] of fields) set(now[field]);
  }

  function showCounts({ segments, people, children, name: title }) {
    const own = h("button.wb-link", { onclick: () => act.openDrawer({ code: id }, title) }, `${t("tree.segments", { n: segments })} · ${t("tree.people", { n: people })}`);
    const all = children.length ? h("button.wb-link", { onclick: () => act.openDrawer({ code: id, below: true }, title) }, t("inspector.with_below")) : null;
    fill(counts, segments ? own : h("span", t("inspector.no_codings")), all);
  }

  async function showMemos() {
    try {
      const told = await act.memos("code", id);
      fill(memos, told.map((memo) => memoCard(memo, t)));
    } catch {
      fill(memos);
    }
  }

  function pickColour() {
    openColours(root, colour, { t, value: code().colour ?? "", label: t("inspector.colour"), onPick: (hex) => act.edit(id, { colour: hex }) });
  }

  function rename() {
    const wanted = name.value.trim().replace(/\s+/g, " ");
    if (!code()) return;
    if (wanted && wanted !== code().name) act.rename(id, wanted).catch(update);
    else update();
  }

  function onNameKey(event) {
    event.stopPropagation();
    if (event.key === "Escape") name.value = code().name;
    if (event.key === "Escape" || event.key === "Enter") {
      event.preventDefault();
      name.blur();
    }
  }

  function fit() {
    fitHeight(name);
  }

  /** The heights of what is written, once it is on the page. */
  function fitAll() {
    fit();
    for (const field of fields.values()) field.fit();
  }

  update();
  return { element, update, showMemos, fitAll };
}
