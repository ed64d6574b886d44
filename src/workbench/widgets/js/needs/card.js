/** One need on the board: its name, whether it is asked for or understood, what it rests on. */

import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

/**
 * @param {import("./model.js").Need} need
 * @param {{t: Function, readOnly: boolean, on: {open: Function, menu: Function}}} how
 */
export function needCard(need, { t, readOnly, on }) {
  const { id, name, kind, status, importance, urgency, people, segments, answers, quadrant } = need;
  const facts = [segments ? t("need.segments", { n: segments }) : null, answers ? t("need.answers", { n: answers }) : null, people ? t("need.people", { n: people }) : null].filter(Boolean);
  const more = readOnly ? null : h("button.wb-quiet-button.wb-need-more", { "aria-haspopup": "menu", tabindex: "-1", title: t("need.more", { need: name }), "aria-label": t("need.more", { need: name }), onclick: (event) => (event.stopPropagation(), on.menu(need, event.currentTarget)) }, icon("dots", 14));
  const card = h(
    "article.wb-need",
    { tabindex: "0", draggable: !readOnly, dataset: { need: id, kind, status }, "aria-label": t("card.label", { name, kind: t(`kind.${kind}`), quadrant: t(`quadrant.${quadrant || "none"}`) }), onclick: () => on.open(need) },
    h("strong.wb-need-name", name),
    more,
    h("p.wb-need-kind", h("span.wb-need-shape", { "aria-hidden": "true" }), h("span", t(`kind.${kind}`)), status === "proposed" ? h("span.wb-need-status", t("status.proposed")) : null, quadrant ? h("span", t("need.place", { importance, urgency })) : null),
    h("p.wb-need-facts", facts.length ? facts.join(" · ") : t("need.nothing")),
  );
  // Dragging is told by an attribute with two words, not by its presence.
  card.setAttribute("draggable", String(!readOnly));
  return card;
}
