/** The keys of a page, while the focus is in it. Fields, menus and dialogs keep their own. */

import { isField } from "./dom.js";

/**
 * @param {HTMLElement} root
 * @param {object} keys
 * @param {Record<string, (event: KeyboardEvent) => void>} keys.plain
 * @param {Record<string, (event: KeyboardEvent) => void>} keys.withControl
 * @param {(event: KeyboardEvent) => ((event: KeyboardEvent) => void)|null|undefined} [keys.first] what a key means where it
 *   is pressed; null: nothing, undefined: what it means everywhere
 * @returns {() => void} ends it
 */
export function followKeys(root, { plain, withControl, first }) {
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
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const graph = event.getModifierState?.("AltGraph");
    // Brackets and the slash may need Alt Gr or Shift, whatever the keyboard.
    if (["[", "]", "/", "?"].includes(key) && (graph || !(ctrlKey || metaKey))) return plain[key];
    if (altKey || graph) return null;
    if (ctrlKey || metaKey) return withControl[key.toLowerCase()];
    const here = first?.(event);
    if (here !== undefined) return here;
    return plain[key] ?? (shiftKey ? null : plain[key.toLowerCase()]);
  }

  root.addEventListener("keydown", onKey);
  return () => root.removeEventListener("keydown", onKey);
}
