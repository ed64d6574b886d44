/** What is known of what one is at: the coding under the caret and its code, or the code chosen in the tree. */

import "./inspector.css";
import { afterwards } from "../shared/afterwards.js";
import { fill, h } from "../shared/dom.js";
import { codeForm } from "./code_form.js";
import { codingCard } from "./coding_card.js";

/** Before memos are asked for, so that going through a list with the arrows asks nothing. */
const PAUSE = 140;

/**
 * @param {HTMLElement} host
 * @param {{t: Function, model: object, act: object, root?: HTMLElement, write?: (parent: number|null) => void}} desk
 */
export function createInspector(host, desk) {
  const { t, model, root = host.closest(".wb-desk") } = desk;
  const parts = { ...desk, root };
  const panel = h("div.wb-inspector-panel", { tabindex: "-1" });
  host.append(panel);
  let form = null;
  let card = null;
  let shown = { code: undefined, coding: undefined };
  let timer = 0;
  const later = afterwards(update);

  function update() {
    const coding = model.codings.has(model.activeCoding) ? model.activeCoding : null;
    const code = model.codes.has(model.activeCode) ? model.activeCode : null;
    if (coding !== shown.coding || code !== shown.code) show(coding, code);
    else {
      card?.update();
      form?.update();
    }
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  function show(coding, code) {
    const from = panel.contains(document.activeElement) ? document.activeElement : null;
    // Leaving a field saves what was written in it, for the code or the coding it was written for.
    from?.blur();
    if (coding !== shown.coding) card = coding === null ? null : codingCard(parts, coding);
    if (code !== shown.code) form = code === null ? null : codeForm(parts, code);
    shown = { coding, code };
    fill(panel, card?.element, form?.element, card || form ? null : h("p.wb-inspector-empty", t("inspector.empty")));
    card?.fitAll();
    form?.fitAll();
    card?.update();
    form?.update();
  }

  function ask() {
    if (!panel.offsetParent) return;
    card?.look();
    form?.showMemos();
  }

  const width = new ResizeObserver(() => {
    card?.fitAll();
    form?.fitAll();
  });
  width.observe(panel);
  const ends = ["active", "codes", "codings", "settings", "open"].map((topic) => model.subscribe(topic, later.soon));
  ends.push(model.subscribe("counts", later.soon), model.subscribe("ledger", () => settled()));
  update();

  /** Once all is saved, what others wrote may be read again. */
  let head = model.head;
  function settled() {
    if (model.head === head) return;
    head = model.head;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  return {
    update,
    focus: () => panel.focus({ preventScroll: true }),
    /** Goes to where the memo of the active coding is written. */
    memo() {
      if (later.due()) later.now();
      card?.focusMemo();
    },
    destroy() {
      clearTimeout(timer);
      later.cancel();
      width.disconnect();
      for (const end of ends) end();
      panel.remove();
    },
  };
}
