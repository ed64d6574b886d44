/** The keys of the page of expectations. */

import { followKeys } from "../shared/keys.js";

/** @param {HTMLElement} root @param {object} desk @returns {() => void} ends it */
export function listenToKeys(root, { model, act, frame, pieces, page, help }) {
  const plain = {
    a: () => act.accept(),
    m: () => act.merge(),
    s: () => act.split(),
    r: () => act.rename(),
    l: () => act.lock(),
    x: () => act.reject(),
    v: () => act.confirmAll(),
    c: () => pieces.evidence.codePicked(),
    e: () => pieces.map.takeLasso(),
    z: () => act.undo(),
    j: () => page.next(1),
    k: () => page.next(-1),
    ",": () => act.setLevel(model.level - 1),
    ".": () => act.setLevel(model.level + 1),
    "/": () => pieces.candidates.find(),
    "?": help,
    "[": () => frame.fold("left"),
    "]": () => frame.fold("right"),
    Escape: leave,
  };
  const withControl = { z: ({ shiftKey }) => (shiftKey ? act.redo() : act.undo()), y: () => act.redo() };

  function leave() {
    if (root.querySelector(".wb-verbatim:focus")) pieces.candidates.focus();
    else act.choose(null);
  }

  // At a verbatim, V answers its own proposal and nothing else.
  const first = ({ key, target }) => (key === "v" && target.closest?.(".wb-verbatim") ? null : undefined);

  return followKeys(root, { plain, withControl, first });
}
