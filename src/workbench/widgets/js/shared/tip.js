/** A few lines beside a mark, while the mouse or the focus is on it. */

import "./tip.css";
import { fill, h } from "./dom.js";
import { place } from "./menu.js";

/**
 * @param {HTMLElement} host within which marks bear `data-mark`
 * @param {HTMLElement} root the page
 * @param {(mark: string) => (string|null)[]|null} linesOf the first line is a title
 */
export function createTip(host, root, linesOf) {
  const tip = h("div.wb-tip", { hidden: true, role: "tooltip" });
  root.append(tip);
  let told = null;

  function onOver(event) {
    const mark = event.target.closest?.("[data-mark]");
    if (mark === told) return;
    told = mark;
    const lines = mark && linesOf(mark.dataset.mark);
    tip.hidden = !lines;
    if (!lines) return;
    fill(tip, lines.filter(Boolean).map((line, at) => h(at ? "p" : "strong", line)));
    place(tip, root, mark);
  }

  function leave() {
    told = null;
    tip.hidden = true;
  }

  const events = { mouseover: onOver, focusin: onOver, mouseleave: leave, focusout: leave, pointerdown: leave, wheel: leave };
  for (const [name, run] of Object.entries(events)) host.addEventListener(name, run, { passive: true });
  return {
    hide: leave,
    destroy() {
      for (const [name, run] of Object.entries(events)) host.removeEventListener(name, run);
      tip.remove();
    },
  };
}
