/** What went wrong, in a sentence that stays until it is read. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

const MOST = 3;

export function createAlerts(root, { t }) {
  const box = h("div.wb-alerts");
  root.append(box);

  /** @param {string} sentence */
  function show(sentence) {
    const same = [...box.children].find((each) => each.dataset.sentence === sentence);
    same?.remove();
    const alert = h(
      "div.wb-alert",
      { role: "alert", dataset: { sentence } },
      icon("warning"),
      h("p", sentence),
      h("button.wb-quiet-button", { onclick: () => close(alert), "aria-label": t("ledger.close"), title: t("ledger.close") }, icon("close", 14)),
    );
    box.append(alert);
    while (box.children.length > MOST) box.firstElementChild.remove();
  }

  /** Takes an alert away; what had the focus before it, or the page, has it again. */
  function close(alert) {
    const next = alert.nextElementSibling ?? alert.previousElementSibling;
    alert.remove();
    (next?.querySelector("button") ?? root).focus({ preventScroll: true });
  }

  return { show, clear: () => box.replaceChildren() };
}
