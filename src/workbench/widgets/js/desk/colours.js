/** Choosing the colour of a code: twelve hues that stay apart for colour-blind readers, or one's own. */

import "./colours.css";
import { toneStyle } from "../shared/code_mark.js";
import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { place } from "../shared/menu.js";
import { HUES } from "../shared/palette.js";

const ARROWS = { ArrowRight: 1, ArrowDown: 6, ArrowLeft: -1, ArrowUp: -6 };

/**
 * Opens the colours beside an element; closes at a choice, at Escape, or when the focus leaves.
 * @param {HTMLElement} root
 * @param {HTMLElement} at
 * @param {{t: Function, value: string, label: string, onPick: (hex: string) => void}} choice
 */
export function openColours(root, at, { t, value, label, onPick }) {
  const known = HUES.findIndex(({ hex }) => hex === value.toLowerCase());
  const swatches = HUES.map(({ name, hex }, rank) =>
    h(
      "button.wb-swatch",
      { role: "radio", "aria-checked": String(rank === known), "aria-label": t(`colours.${name}`), title: t(`colours.${name}`), tabindex: rank === Math.max(known, 0) ? "0" : "-1", style: toneStyle(hex), onclick: () => take(hex) },
      rank === known ? icon("check", 14) : null,
    ),
  );
  const own = h("input.wb-colour-own", { type: "color", value: /^#[0-9a-f]{6}$/i.test(value) ? value : "#737373", onchange: () => take(own.value) });
  const box = h(
    "div.wb-colours",
    { role: "dialog", "aria-label": label, tabindex: "-1", onkeydown: onKey, onfocusout: onLeave },
    h("div.wb-swatches", { role: "radiogroup", "aria-label": label }, swatches),
    h("label.wb-colour-line", own, h("span", t("colours.own"))),
  );

  function onKey(event) {
    event.stopPropagation();
    const here = swatches.indexOf(document.activeElement);
    if (event.key === "Escape") close();
    else if (ARROWS[event.key] && here >= 0) swatches[(here + ARROWS[event.key] + swatches.length) % swatches.length].focus();
    else return;
    event.preventDefault();
  }

  function onLeave({ relatedTarget }) {
    // The browser's own colour window takes the focus away without giving it to anything of the page.
    if (relatedTarget && !box.contains(relatedTarget)) close(false);
  }

  function outside({ target }) {
    if (!box.contains(target)) close(false);
  }

  function take(hex) {
    close();
    if (hex !== value) onPick(hex);
  }

  function close(back = true) {
    if (!box.isConnected) return;
    document.removeEventListener("pointerdown", outside, true);
    box.removeEventListener("focusout", onLeave);
    box.remove();
    if (back) at.focus({ preventScroll: true });
  }

  root.append(box);
  place(box, root, at);
  document.addEventListener("pointerdown", outside, true);
  swatches[Math.max(known, 0)].focus({ preventScroll: true });
}
