/** A menu of acts beside what they act on. */

import "./menu.css";
import { h } from "./dom.js";

/**
 * Opens a menu at an element or a point; it closes at a choice, at Escape, or when the focus leaves.
 * @param {HTMLElement} host the root of the page
 * @param {Element|{x: number, y: number}} at
 * @param {(null|{label: string, key?: string, run: () => void, danger?: boolean, disabled?: boolean})[]} items null: a rule
 * @param {{label: string}} words `label` names the menu
 * @returns {() => void} closes the menu
 */
export function openMenu(host, at, items, { label }) {
  const before = document.activeElement;
  const entries = items.map((item) => (item ? entryOf(item) : h("div.wb-menu-rule", { role: "separator" })));
  const menu = h("div.wb-menu", { role: "menu", "aria-label": label, tabindex: "-1", onkeydown: onKey, onfocusout: onLeave }, entries);
  const stops = entries.filter((entry) => entry.tagName === "BUTTON" && !entry.disabled);

  function entryOf({ label: words, key, run, danger, disabled = false }) {
    const entry = h("button.wb-menu-item", { role: "menuitem", tabindex: "-1", disabled, onclick: () => choose(run) }, h("span", words), key ? h("kbd", key) : null);
    if (danger) entry.classList.add("wb-menu-danger");
    return entry;
  }

  function choose(run) {
    close();
    run();
  }

  function onKey(event) {
    event.stopPropagation();
    const at = stops.indexOf(document.activeElement);
    const to = { ArrowDown: (at + 1) % stops.length, ArrowUp: (at - 1 + stops.length) % stops.length, Home: 0, End: stops.length - 1 }[event.key];
    if (to !== undefined) stops[to]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key.length === 1 && event.key !== " ") startingWith(event.key)?.focus();
    else return;
    event.preventDefault();
  }

  function startingWith(letter) {
    const at = stops.indexOf(document.activeElement);
    return [...stops.slice(at + 1), ...stops].find((stop) => stop.textContent.toLowerCase().startsWith(letter.toLowerCase()));
  }

  function onLeave(event) {
    if (!menu.contains(event.relatedTarget)) close(false);
  }

  function close(back = true) {
    if (!menu.isConnected) return;
    menu.removeEventListener("focusout", onLeave);
    menu.remove();
    if (back && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  }

  host.append(menu);
  place(menu, host, at);
  (stops[0] ?? menu).focus({ preventScroll: true });
  return close;
}

/** Puts a floating element at another or at a point, within the page. */
export function place(floating, host, at) {
  const frame = host.getBoundingClientRect();
  const anchor = at instanceof Element ? at.getBoundingClientRect() : { left: at.x, right: at.x, top: at.y, bottom: at.y };
  const { offsetWidth: width, offsetHeight: height } = floating;
  const bottom = Math.min(frame.bottom, innerHeight);
  const right = Math.min(frame.right, innerWidth);
  const below = anchor.bottom + 4 + height <= bottom - 4;
  const top = below ? anchor.bottom + 4 : Math.max(frame.top + 4, anchor.top - 4 - height);
  const left = Math.max(frame.left + 4, Math.min(anchor.left, right - width - 4));
  floating.style.left = `${Math.round(left - frame.left - host.clientLeft)}px`;
  floating.style.top = `${Math.round(top - frame.top - host.clientTop)}px`;
}
