/** The keys of the page of needs. */

import { followKeys } from "../shared/keys.js";
import { openNeed } from "./form.js";
import { TABS } from "./model.js";

/** @param {HTMLElement} root @param {object} desk @returns {() => void} ends it */
export function listenToKeys(root, desk) {
  const { act, model, passages, panel, help } = desk;
  const onBoard = (run) => () => model.tab === "board" && run();
  const plain = {
    ...Object.fromEntries(TABS.map((tab, at) => [String(at + 1), () => goTo(tab)])),
    n: onBoard(() => model.readOnly || openNeed(root, desk)),
    p: onBoard(() => model.readOnly || act.propose()),
    i: onBoard(() => act.print()),
    e: () => panel().exportMenu?.(),
    z: () => act.undo(),
    "?": help,
    Escape: () => passages.close(),
    ArrowDown: () => panel().focus(),
  };
  const withControl = { z: ({ shiftKey }) => (shiftKey ? act.redo() : act.undo()), y: () => act.redo(), p: onBoard(() => act.print()) };

  function goTo(tab) {
    model.openTab(tab);
    panel().focus();
  }

  return followKeys(root, { plain, withControl });
}
