/**
 * The desk's keys. Digits go by their place on the keyboard as well as by what they write:
 * where digits need Shift, they work without.
 */

import { followKeys } from "../shared/keys.js";
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

  function first(event) {
    const digit = digitOf(event);
    if (digit) return model.recent[digit - 1] ? () => act.apply(model.recent[digit - 1]) : () => act.say(t("recent.none", { key: digit }));
    // Enter and Delete on a button or in the tree mean that button or that code.
    return ["Enter", "Delete", "Backspace"].includes(event.key) && !onText(event.target) ? null : undefined;
  }

  const onText = (target) => target === root || Boolean(target.closest?.(".wb-text-host"));

  return followKeys(root, { plain, withControl, first });
}

function digitOf({ key, code }) {
  if (/^[1-9]$/.test(key)) return Number(key);
  return Number(/^Digit([1-9])$/.exec(code ?? "")?.[1] ?? 0);
}
