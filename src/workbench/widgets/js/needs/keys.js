/** The keys of the page of needs. */

import { followKeys } from "../shared/keys.js";
import { openNeed } from "./form.js";

/** @param {HTMLElement} root @param {object} desk @returns {() => void} ends it */
export function listenToKeys(root, desk) {
  const { act, model, passages, help } = desk;
  const plain = {
    n: () => model.readOnly || openNeed(root, desk),
    p: () => model.readOnly || act.propose(),
    i: () => act.print(),
    z: () => act.undo(),
    "?": help,
    Escape: () => passages.close(),
    ArrowDown: () => root.querySelector(".wb-need")?.focus(),
  };
  const withControl = { z: ({ shiftKey }) => (shiftKey ? act.redo() : act.undo()), y: () => act.redo(), p: () => act.print() };
  return followKeys(root, { plain, withControl });
}
