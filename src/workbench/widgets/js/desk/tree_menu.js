/** What can be done with a code, and with the codebook, as menus. */

import { openMenu } from "../shared/menu.js";
import { openAutocode } from "./autocode_dialog.js";
import { openDelete } from "./delete_dialog.js";
import { openMemo } from "./memo_dialog.js";
import { openMerge } from "./merge_dialog.js";
import { openSplit } from "./split_dialog.js";

/**
 * @param {HTMLElement} root
 * @param {{t: Function, model: object, act: object}} desk
 * @param {import("./model.js").Code} code
 * @param {Element|{x: number, y: number}} at
 * @param {{rename: (id: number) => void, write: (parent: number|null) => void}} tree
 */
export function codeMenu(root, desk, code, at, tree) {
  const { t, act, model } = desk;
  const items = [
    { label: t("tree.apply"), key: "↵", run: () => act.apply(code.id), disabled: !model.selection && model.activeCoding === null },
    { label: t("tree.passages"), run: () => act.openDrawer({ code: code.id }, code.name), disabled: !code.segments && !code.children.length },
    null,
    { label: t("tree.rename"), key: "F2", run: () => tree.rename(code.id) },
    { label: t("tree.add_below"), run: () => tree.write(code.id) },
    { label: t("tree.add_beside"), key: t("key.insert"), run: () => tree.write(code.parent) },
    { label: t("tree.memo"), key: "m", run: () => openMemo(root, desk, { kind: "code", target: code.id, title: code.name }) },
    { label: t("tree.autocode"), run: () => openAutocode(root, desk, { code: code.id }) },
    { label: t("tree.as_example"), run: () => act.edit(code.id, { example: t("tree.quoted", { words: words(model.selection) }) }), disabled: !model.selection },
    null,
    { label: t("tree.merge"), run: () => openMerge(root, desk, code), disabled: model.codes.size < 2 },
    { label: t("tree.split"), run: () => openSplit(root, desk, code) },
    { label: t("tree.export"), run: () => act.exportFile("segments", "xlsx", code.id), disabled: !code.segments },
    { label: t("tree.delete"), key: t("key.delete"), run: () => openDelete(root, desk, code), danger: true },
  ];
  const reading = new Set([t("tree.passages"), t("tree.export")]);
  return openMenu(root, at, model.readOnly ? items.filter((item) => item && reading.has(item.label)) : items, { label: t("tree.more", { name: code.name }) });
}

const words = ({ text }) => text.replace(/\s+/g, " ").trim();

/** The menu of the whole codebook. */
export function codebookMenu(root, desk, at, tree) {
  const { t, act, model } = desk;
  const none = model.codes.size === 0;
  return openMenu(
    root,
    at,
    [
      model.readOnly ? null : { label: t("tree.autocode"), run: () => openAutocode(root, desk, {}), disabled: !model.open },
      { label: t("tree.open_all"), run: () => tree.unfold(true), disabled: none },
      { label: t("tree.close_all"), run: () => tree.unfold(false), disabled: none },
      null,
      { label: t("tree.export_codebook", { format: "Excel" }), run: () => act.exportFile("codebook", "xlsx"), disabled: none },
      { label: t("tree.export_codebook", { format: "JSON" }), run: () => act.exportFile("codebook", "json"), disabled: none },
      { label: t("tree.export_segments", { format: "Word" }), run: () => act.exportFile("segments", "docx") },
      { label: t("tree.export_segments", { format: "Excel" }), run: () => act.exportFile("segments", "xlsx") },
      { label: t("tree.export_trail"), run: () => act.exportFile("trail", "docx") },
    ].filter((item, rank) => item || rank > 0),
    { label: t("tree.codebook") },
  );
}
