/** Words into the clipboard. */

import { h } from "./dom.js";

/** @param {string} text @param {HTMLElement} host where a field may stand for a moment */
export async function copyText(text, host) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyByHand(host, text);
  }
}

/** Where the page may not write to the clipboard, as over plain http, the old way still does. */
function copyByHand(host, text) {
  const before = document.activeElement;
  const area = h("textarea", { style: { position: "absolute", opacity: "0" }, value: text });
  host.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  before?.focus?.({ preventScroll: true });
}
