/** How the themes came about: everything needed to tell it to somebody, and to do it again. */

import "./run_card.css";
import { openDialog } from "../shared/dialog.js";
import { h } from "../shared/dom.js";
import { FINENESS } from "./fineness.js";

/** What is told in a sentence of its own; the rest stands in a table. */
const TOLD = new Set(["verb", "at", "by", "unit", "segments", "people", "seed", "model", "corpus", "reason", "asked", "granularity", "cases"]);

export function openRunCard(root, { t, model, act }) {
  const { run } = model;
  const { at, by, unit, segments, people, seed, corpus, reason, asked, granularity, cases, model: used = {} } = run;
  const fact = (key, value, why) => (value === undefined || value === null || value === "" ? null : h("div", h("dt", t(`card.${key}`)), h("dd", h("strong", value), why ? h("span", why) : null)));
  const rest = Object.entries(run).filter(([key]) => !TOLD.has(key));
  let next = null;
  openDialog(root, {
    t,
    title: t("card.title"),
    onClose: () => next?.(),
    kind: "wb-run-card",
    body: at
      ? [
          h("p", t("card.how")),
          h(
            "dl.wb-card-facts",
            fact("date", t.date(at), by ? t("card.by", { who: by }) : ""),
            fact("material", t("fact.segments_long", { n: segments }), t("card.material_why", { unit: t(`unit.${unit}`), people: t("fact.people_long", { n: people }) })),
            cases ? fact("people", peopleOf(cases, t), t("card.people_why")) : null,
            fact("fineness", finenessOf(asked, t), t("card.fineness_why", { value: Math.round(granularity * 100) / 100 })),
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
    actions: [model.readOnly || model.job ? null : { label: t("card.again"), run: () => void (next = act.findThemes) }, { label: t("dialog.close"), main: true }].filter(Boolean),
  });
}

function peopleOf({ attribute, value, names, n }, t) {
  const who = attribute ? `${attribute} : ${value}` : names.join(", ");
  const more = n - names.length;
  return attribute || more > 0 ? `${who} (${t("fact.people_long", { n })})` : who;
}

function finenessOf(asked, t) {
  if (asked === null || asked === undefined) return t("fineness.proposed");
  const named = FINENESS.find(([value]) => value === asked);
  return named ? t(`fineness.${named[1]}`) : t.number(asked);
}

function told(value, t) {
  if (typeof value === "number") return Number.isInteger(value) ? t.number(value) : String(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
