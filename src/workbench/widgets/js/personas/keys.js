/** The keys of the page of personas. */

import { followKeys } from "../shared/keys.js";
import { openScales } from "./dialogs.js";

/** @param {HTMLElement} root @param {object} desk @returns {() => void} ends it */
export function listenToKeys(root, desk) {
  const { act, model, evidence, help } = desk;
  const plain = {
    n: () => model.readOnly || openScales(root, desk),
    i: () => act.print(),
    f: () => root.querySelector(".wb-filter")?.focus(),
    z: () => act.undo(),
    "?": help,
    Escape: () => evidence.close(),
    ArrowDown: () => root.querySelector(".wb-persona")?.focus(),
    ArrowRight: () => root.querySelector(".wb-persona")?.focus(),
  };
  const withControl = { z: ({ shiftKey }) => (shiftKey ? act.redo() : act.undo()), y: () => act.redo(), p: () => act.print() };
  return followKeys(root, { plain, withControl });
}
