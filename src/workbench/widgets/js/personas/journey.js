/** The journey of a persona as a line of stages: who came that far, and the holes. */

import { h } from "../shared/dom.js";

/**
 * @param {{stages: object[], holes: object[]}} journey
 * @param {{t: Function, open: (what: object, name: string) => void}} how
 */
export function journeyOf({ stages, holes }, { t, open }) {
  const most = Math.max(1, ...stages.map(({ people }) => people));
  return h(
    "div.wb-journey",
    h(
      "ol.wb-stages",
      stages.map((stage) => {
        const parts = [h("span.wb-stage-mark", { style: { "--wb-reach": (stage.people / most).toFixed(3) } }), h("span.wb-stage-n", stage.people ? t.number(stage.people) : "–"), h("span.wb-stage-name", stage.short)];
        const title = `${stage.title} – ${t("journey.card", stage)}`;
        const label = t("journey.stage", { stage: stage.title, n: stage.people, aim: stage.aim });
        return h("li.wb-stage", { dataset: { stage: stage.name, reached: stage.people > 0 } }, stage.people ? h("button.wb-stage-step", { dataset: { number: "stage" }, onclick: () => open({ stage: stage.name }, stage.title), title, "aria-label": label }, parts) : h("span.wb-stage-step", { title, role: "img", "aria-label": label }, parts));
      }),
    ),
    holes.length ? h("ul.wb-holes", holes.map((hole) => h("li", h("button.wb-hole", { dataset: { number: "hole" }, onclick: () => open({ hole: hole.kind, stage: hole.stage }, hole.sentence) }, h("span.wb-hole-mark", { "aria-hidden": "true" }), hole.sentence)))) : h("p.wb-quiet", t("journey.no_holes")),
  );
}
