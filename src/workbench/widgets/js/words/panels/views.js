/** A panel whose result is shown in one of several ways: as a drawing, as a table. */

import { h, set } from "../../shared/dom.js";

/**
 * @param {Function} t
 * @param {Record<string, HTMLElement>} ways by name, the first one shown at first
 * @returns {{buttons: HTMLElement, body: HTMLElement, now: () => string, show: (name: string) => void}}
 */
export function createViews(t, ways) {
  const names = Object.keys(ways);
  let [shown] = names;
  const buttons = names.map((name) => h("button", { onclick: () => show(name), dataset: { view: name } }, t(`view.${name}`)));

  function show(name) {
    shown = name;
    for (const each of names) ways[each].hidden = each !== shown;
    for (const button of buttons) set(button, { "aria-pressed": button.dataset.view === shown });
  }

  show(shown);
  return {
    buttons: h("div.wb-words-views", { role: "group", "aria-label": t("view.label") }, buttons),
    body: h("div.wb-words-ways", Object.values(ways)),
    now: () => shown,
    show,
  };
}
