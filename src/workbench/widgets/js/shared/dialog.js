/** Dialogs inside a page: focus goes in, stays in, and goes back where it was; Escape leaves. */

import "./dialog.css";
import { h, uniqueId } from "./dom.js";

const FOCUSABLE = "button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";

/**
 * Opens a dialog over the page.
 * @param {HTMLElement} host the root of the page
 * @param {object} options
 * @param {string} options.title
 * @param {(key: string, values?: object) => string} options.t
 * @param {(Node|string|null)[]} options.body
 * @param {{label: string, run?: () => unknown|Promise<unknown>, main?: boolean, danger?: boolean, ref?: (button: HTMLButtonElement) => void}[]}
 *   [options.actions] `run` answers false (or a promise of it) to keep the dialog open; without `run`, the button closes
 * @param {string} [options.kind] a class of its own
 * @param {() => void} [options.onClose]
 * @returns {{element: HTMLElement, close: () => void, refuse: (sentence: string) => void}}
 */
export function openDialog(host, { title, t, body, actions = [], kind = "", onClose }) {
  const before = document.activeElement;
  const heading = uniqueId("wb-dialog");
  const refusal = h("p.wb-dialog-refusal", { role: "alert", hidden: true });
  const buttons = actions.map((action) => buttonOf(action));
  const element = h(
    "div.wb-dialog",
    { role: "dialog", "aria-modal": "true", "aria-labelledby": heading, tabindex: "-1", onkeydown: onKey },
    h("div.wb-dialog-head", h("h2", { id: heading }, title), h("button.wb-dialog-close", { onclick: close, "aria-label": t("dialog.close"), title: `${t("dialog.close")} (Esc)` }, "×")),
    h("div.wb-dialog-body", body, refusal),
    buttons.length ? h("div.wb-dialog-foot", buttons) : null,
  );
  if (kind) element.classList.add(kind);
  const veil = h("div.wb-veil", { onmousedown: (event) => event.target === veil && close() }, element);

  function buttonOf({ label, run, main, danger, ref }) {
    const button = h("button.wb-button", { onclick: () => press(run) }, label);
    if (main) button.classList.add("wb-button-main");
    if (danger) button.classList.add("wb-button-danger");
    ref?.(button);
    return button;
  }

  async function press(run) {
    if (!run) return close();
    const asked = run();
    const pending = asked instanceof Promise;
    if (pending) for (const button of buttons) button.disabled = true;
    try {
      if ((await asked) !== false) close();
    } catch (error) {
      refuse(error.sentence ?? error.message);
    } finally {
      if (pending) for (const button of buttons) button.disabled = false;
    }
    return undefined;
  }

  function onKey(event) {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && isLine(event) && !event.isComposing) {
      event.preventDefault();
      const main = buttons.find((button) => button.classList.contains("wb-button-main") && !button.disabled);
      main?.click();
    } else if (event.key === "Tab") keepInside(element, event);
  }

  /** Says why what was asked was not done; the dialog stays with what was typed. */
  function refuse(sentence) {
    refusal.textContent = sentence;
    refusal.hidden = !sentence;
  }

  function close() {
    if (!veil.isConnected) return;
    veil.remove();
    const back = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : host;
    back.focus({ preventScroll: true });
    onClose?.();
  }

  host.append(veil);
  const first = element.querySelector("[data-first]") ?? element.querySelector(`.wb-dialog-body :is(${FOCUSABLE})`) ?? buttons[0] ?? element;
  first.focus({ preventScroll: true });
  return { element, close, refuse };
}

/** Tab and Shift+Tab go round within an element. */
export function keepInside(element, event) {
  const stops = [...element.querySelectorAll(FOCUSABLE)].filter((stop) => stop.offsetParent !== null);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge && element.contains(document.activeElement) && document.activeElement !== element) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

function isLine({ target, ctrlKey, metaKey }) {
  return (target.tagName === "INPUT" && target.type !== "button") || ctrlKey || metaKey;
}
