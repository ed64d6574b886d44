/** The tabs of the page: the arrows walk along them. */

import "./tabs.css";
import { fill, h, set } from "./dom.js";

/**
 * @param {HTMLElement} host
 * @param {object} desk
 * @param {{name: string, element: HTMLElement}[]} panels in their order
 */
export function createTabs(host, { t, model }, panels) {
  const tabs = panels.map(({ name, element }, at) => h("button.wb-page-tab", { role: "tab", "aria-controls": element.id, "aria-keyshortcuts": at + 1, dataset: { tab: name }, onclick: () => model.openTab(name) }, t(`tab.${name}`), h("kbd", { "aria-hidden": "true" }, String(at + 1))));
  fill(host, h("div.wb-page-tabs", { role: "tablist", "aria-label": t("tab.label"), onkeydown: onKey }, tabs));

  function update() {
    for (const tab of tabs) set(tab, { "aria-selected": tab.dataset.tab === model.tab, tabindex: tab.dataset.tab === model.tab ? "0" : "-1" });
    for (const panel of panels) if (panel.name !== model.tab) panel.hide();
    panels.find(({ name }) => name === model.tab)?.show();
  }

  function onKey(event) {
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (event.key === "ArrowDown") panels[at]?.focus();
    else if (to === undefined) return;
    else {
      const tab = tabs[(to + tabs.length) % tabs.length];
      tab.focus();
      model.openTab(tab.dataset.tab);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const end = model.subscribe("tab", update);
  return { update, destroy: end };
}
