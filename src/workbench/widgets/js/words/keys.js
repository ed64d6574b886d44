/** The keys of the page of words. */

import { followKeys } from "../shared/keys.js";
import { TABS } from "./model.js";

/** @param {HTMLElement} root @param {object} desk @returns {() => void} ends it */
export function listenToKeys(root, { model, act, passages, panel, help }) {
  const plain = {
    ...Object.fromEntries(TABS.map((tab, at) => [String(at + 1), () => goTo(tab)])),
    "/": () => panel().find(),
    e: () => panel().exportMenu(),
    z: () => act.undo(),
    "?": help,
    Escape: () => (passages.isOpen() ? passages.close() : panel().focus()),
  };
  const withControl = { z: ({ shiftKey }) => (shiftKey ? act.redo() : act.undo()), y: () => act.redo() };

  function goTo(tab) {
    model.openTab(tab);
    panel().focus();
  }

  return followKeys(root, { plain, withControl });
}
