/**
 * The desk's keys, while the focus is in it. Digits go by their place on the keyboard as well as by what they write:
 * where digits need Shift, they work without. Fields, menus and dialogs keep their own keys.
 */

import { isField } from "../shared/dom.js";
import { openMemo } from "./memo_dialog.js";

/** @param {HTMLElement} root @param {object} desk @returns {() => void} ends it */
export function listenToKeys(root, { t, model, act, layout, pane, pieces, help }) {
  const plain = {
    Enter: () => act.openPicker(),
    i: () => model.selection ? act.inVivo() : act.say(t("ledger.select_first")),
    m: memo,
    n: () => go(pane.nextCoding(1)),
    p: () => go(pane.nextCoding(-1)),
    j: () => go(pane.nextTurn(1)),
    k: () => go(pane.nextTurn(-1)),
    "/": () => pieces.topbar.find(),
    "?": help,
    "[": () => layout.fold("left"),
    "]": () => layout.fold("right"),
    Delete: removeActive,
    Backspace: removeActive,
    Escape: leave,
  };
  const withControl = {
    z: ({ shiftKey }) => (shiftKey ? act.redo() : act.undo()),
    y: () => act.redo(),
    f: () => pieces.topbar.find(),
  };

  function go(found) {
    if (!found) act.say(t("ledger.nothing_further"));
    layout.reach("centre");
    pane.focus();
  }

  function removeActive() {
    if (model.activeCoding !== null) act.remove([model.activeCoding]);
    else act.say(t("ledger.no_active_coding"));
  }

  /** On the coding one is at, else on the source. */
  function memo() {
    if (model.activeCoding !== null) {
      layout.reach("right");
      pieces.inspector.memo();
    } else if (model.open) openMemo(root, { t, model, act }, { kind: "source", target: model.open.id, title: model.open.name });
  }

  function leave() {
    if (model.activeCoding !== null) model.setActiveCoding(null);
    else if (model.selection) pane.select(model.selection.end, model.selection.end);
    pane.focus();
  }

  function onKey(event) {
    if (event.defaultPrevented || event.isComposing || event.target.closest?.("[role='dialog'], [role='menu']")) return;
    if (isField(event.target)) return;
    const run = find(event);
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run(event);
  }

  function find(event) {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    const graph = event.getModifierState?.("AltGraph");
    // Brackets and the slash may need Alt Gr or Shift, whatever the keyboard.
    if (["[", "]", "/", "?"].includes(key) && (graph || !(ctrlKey || metaKey))) return plain[key];
    if (altKey || graph) return null;
    if (ctrlKey || metaKey) return withControl[key.toLowerCase()];
    const digit = digitOf(event);
    if (digit) return model.recent[digit - 1] ? () => act.apply(model.recent[digit - 1]) : () => act.say(t("recent.none", { key: digit }));
    // Enter and Delete on a button or in the tree mean that button or that code.
    if (["Enter", "Delete", "Backspace"].includes(key) && !onText(target)) return null;
    return plain[key] ?? (shiftKey ? null : plain[key.toLowerCase()]);
  }

  const onText = (target) => target === root || Boolean(target.closest?.(".wb-text-host"));

  root.addEventListener("keydown", onKey);
  return () => root.removeEventListener("keydown", onKey);
}

function digitOf({ key, code }) {
  if (/^[1-9]$/.test(key)) return Number(key);
  return Number(/^Digit([1-9])$/.exec(code ?? "")?.[1] ?? 0);
}
