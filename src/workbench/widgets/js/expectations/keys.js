/** The keys of the page, while the focus is in it. Fields, menus and dialogs keep their own. */

import { isField } from "../shared/dom.js";

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
    if (["[", "]", "/", "?"].includes(key) && (graph || !(ctrlKey || metaKey))) return plain[key];
    if (altKey || graph) return null;
    if (ctrlKey || metaKey) return withControl[key.toLowerCase()];
    // At a verbatim, V answers its own proposal and nothing else.
    if (key === "v" && target.closest?.(".wb-verbatim")) return null;
    return shiftKey ? plain[key] : (plain[key] ?? plain[key.toLowerCase()]);
  }

  root.addEventListener("keydown", onKey);
  return () => root.removeEventListener("keydown", onKey);
}
