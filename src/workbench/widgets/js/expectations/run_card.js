/** How the themes came about: everything needed to tell it to somebody, and to do it again. */

import "./run_card.css";
import { openDialog } from "../shared/dialog.js";
import { h } from "../shared/dom.js";

/** What is told in a sentence of its own; the rest stands in a table. */
const TOLD = new Set(["verb", "at", "by", "unit", "segments", "people", "seed", "model", "corpus", "reason"]);

export function openRunCard(root, { t, model }) {
  const { run } = model;
  const { at, by, unit, segments, people, seed, corpus, reason, model: used = {} } = run;
  const fact = (key, value, why) => (value === undefined || value === null || value === "" ? null : h("div", h("dt", t(`card.${key}`)), h("dd", h("strong", value), why ? h("span", why) : null)));
  const rest = Object.entries(run).filter(([key]) => !TOLD.has(key));
  openDialog(root, {
    t,
    title: t("card.title"),
    kind: "wb-run-card",
    body: at
      ? [
          h("p", t("card.how")),
          h(
            "dl.wb-card-facts",
            fact("date", t.date(at), by ? t("card.by", { who: by }) : ""),
            fact("material", t("fact.segments_long", { n: segments }), t("card.material_why", { unit: t(`unit.${unit}`), people: t("fact.people_long", { n: people }) })),
            fact("model", used.name, reason),
            fact("revision", used.revision, t("card.revision_why", { dimension: used.dimension ?? "–" })),
            fact("licence", used.licence, t("card.licence_why")),
            fact("seed", String(seed), t("card.seed_why")),
            fact("levels", model.levels.map((level) => t.number(Math.round(level * 100) / 100)).join(" · "), t("card.levels_why")),
            fact("corpus", corpus?.slice(0, 12), t("card.corpus_why")),
          ),
          rest.length ? h("details.wb-card-rest", h("summary", t("card.parameters", { n: rest.length })), h("table", h("tbody", rest.map(([key, value]) => h("tr", h("th", { scope: "row" }, key.replaceAll("_", " ")), h("td", told(value, t))))))) : null,
        ]
      : [h("p", t("card.none"))],
    actions: [{ label: t("dialog.close"), main: true }],
  });
}

function told(value, t) {
  if (typeof value === "number") return Number.isInteger(value) ? t.number(value) : String(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
