/** How far the suggestions for a code can be trusted: one quiet line, measured while one works. */

import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

export function createQuality({ t, model, act }) {
  const element = h("div.wb-quality", { role: "status", hidden: true });
  let asked = null;
  let code = null;

  /** @param {number|null} wanted the code; null: nothing to measure */
  async function measure(wanted) {
    if (asked) act.cancel(asked);
    asked = null;
    code = wanted;
    element.hidden = !wanted;
    if (!wanted) return;
    const answer = act.count("suggestion_quality", { code });
    const mine = (asked = answer.id);
    showWork("");
    try {
      const told = await answer;
      if (mine === asked) show(told);
    } catch (error) {
      if (mine === asked) fill(element, h("span", error.sentence || t("ledger.unanswered")), again());
    } finally {
      if (mine === asked) asked = null;
    }
  }

  function showWork(come) {
    fill(element, h("span", t("quality.measuring")), h("span", come), h("button.wb-link", { onclick: () => act.cancel(asked) }, t("quality.stop")));
  }

  function show({ n, least, by }) {
    if (!by.length) return fill(element, h("span", t("quality.few", { n, least })));
    return fill(element, h("span", t("quality.of", { n })), by.map(measured), again());
  }

  const measured = ({ name, precision, recall }) =>
    h(`span.wb-quality-one.wb-quality-${name}`, h("strong", t(`quality.${name}`)), h("span", { title: t("quality.precision_how") }, t("quality.precision", { share: t.percent(precision) })), h("span", { title: t("quality.recall_how") }, t("quality.recall", { share: t.percent(recall) })));

  const again = () => h("button.wb-quiet-button", { onclick: () => measure(code), title: t("quality.again"), "aria-label": t("quality.again") }, icon("redo", 14));

  const end = model.subscribe("progress", ({ job, done, total }) => job === asked && total && showWork(t("panel.come", { done, total })));
  return { element, measure, destroy: end };
}
