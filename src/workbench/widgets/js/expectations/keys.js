/** The keys of the page of expectations. */

import { followKeys } from "../shared/keys.js";

/** @param {HTMLElement} root @param {object} desk @returns {() => void} ends it */
export function listenToKeys(root, { model, act, frame, pieces, page, panels, help }) {
  const panel = () => panels.find(({ name }) => name === model.tab);
  const plain = {
    ...Object.fromEntries(panels.map(({ name }, at) => [String(at + 1), () => goTo(name)])),
    "/": () => panel().find(),
    z: () => act.undo(),
    "?": help,
    "[": () => model.tab === "map" && frame.fold("left"),
    "]": () => model.tab === "map" && frame.fold("right"),
  };
  const withControl = { z: ({ shiftKey }) => (shiftKey ? act.redo() : act.undo()), y: () => act.redo() };
  const onMap = {
    a: () => act.accept(),
    m: () => act.merge(),
    s: () => act.split(),
    r: () => act.rename(),
    l: () => act.lock(),
    x: () => act.reject(),
    v: () => act.confirmAll(),
    c: () => pieces.evidence.codePicked(),
    e: () => pieces.map.takeLasso(),
    t: () => act.findThemes(),
    j: () => page.next(1),
    k: () => page.next(-1),
    ",": () => act.setLevel(model.level - 1),
    ".": () => act.setLevel(model.level + 1),
    Escape: leave,
  };

  function goTo(tab) {
    model.openTab(tab);
    panel().focus();
  }

  function leave() {
    if (root.querySelector(".wb-verbatim:focus")) pieces.candidates.focus();
    else act.choose(null);
  }

  function first({ key, shiftKey, target }) {
    const here = model.tab === "map" ? onMap : panel().keys;
    // At a verbatim, V answers its own proposal and nothing else.
    if (here === onMap && key === "v" && target.closest?.(".wb-verbatim")) return null;
    return here[key] ?? (shiftKey ? undefined : here[key.toLowerCase()]);
  }

  return followKeys(root, { plain, withControl, first });
}
