/** One persona: its name, how many and how firm, six fields, quotes, needs, journey. */

import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { shades } from "../shared/palette.js";
import { journeyOf } from "./journey.js";
import { lineOf } from "./line.js";
import { FIELDS, among, byTopic } from "./model.js";

const STEPS = { very_firm: 4, firm: 3, pattern: 2, doubtful: 1 };

/**
 * @param {import("./model.js").Persona} persona
 * @param {object} desk with `on`: what lines, numbers and menus do
 */
export function cardOf(persona, { t, model, root, on }) {
  const { id, name, summary, members, fields, origin, firmness, jaccard, status, moved, medoid_name: medoid } = persona;
  const number = model.personas.indexOf(persona) + 1;
  const lines = fields.map((line) => lineOf(line, { t, model, on }));
  const row = new Map(fields.map((line, at) => [line.id, lines[at].element]));
  const shown = model.snapshot;
  const size = shown ? h("span.wb-persona-size") : h("button.wb-persona-size", { dataset: { number: "people" }, onclick: () => on.people(persona) });
  const part = h("span.wb-persona-part", { "aria-hidden": "true" }, h("span"));
  const firm = shown
    ? null
    : origin === "hand"
    ? h("span.wb-firmness", t("card.by_hand"))
    : h("button.wb-firmness", { dataset: { number: "firmness" }, onclick: () => on.run(persona), title: t(`firmness.${firmness}_why`, { jaccard: t.number(Math.round(100 * jaccard) / 100) }) }, dots(STEPS[firmness]), t(`firmness.${firmness}`));
  const quotes = h("section.wb-persona-part-of", { "aria-label": t("card.quotes") });
  const needs = h("section.wb-persona-part-of", { "aria-label": t("card.needs") });
  const journey = h("section.wb-persona-part-of", { "aria-label": t("card.journey") });

  const element = h(
    "article.wb-persona", { tabindex: "0", dataset: { persona: id, status }, "aria-label": t("card.label", { name, n: members.length }) },
    h(
      "header.wb-persona-head",
      h("div.wb-persona-title", h("span.wb-persona-number", { "aria-hidden": "true" }, number), h("h2", name), model.readOnly ? null : h("button.wb-quiet-button.wb-persona-more", { "aria-haspopup": "menu", title: t("card.more"), "aria-label": t("card.more_of", { name }), onclick: (event) => on.card(persona, event.currentTarget) }, icon("dots"))),
      summary ? h("p.wb-persona-summary", summary) : null,
      h("div.wb-persona-facts", size, firm, moved ? h("button.wb-persona-moved", { dataset: { number: "moved" }, onclick: () => on.moved(persona) }, icon("move", 12), t("card.moved", { n: moved })) : null),
      part,
    ),
    FIELDS.map((field) => section(field)),
    quotes,
    needs,
    journey,
    medoid ? h("p.wb-persona-medoid", icon("case", 12), h("span", t("card.medoid", { name: medoid }))) : h("p.wb-persona-medoid"),
  );

  function section(field) {
    const mine = fields.filter((line) => line.field === field);
    const add = model.readOnly ? null : h("button.wb-quiet-button.wb-field-add", { tabindex: "-1", title: t("field.add"), "aria-label": t("field.add_to", { field: t(`field.${field}`) }), onclick: () => on.add(persona, field) }, icon("add", 13));
    return h(
      "section.wb-persona-field", { dataset: { field }, "aria-label": t(`field.${field}`) },
      h("h3", t(`field.${field}`), add),
      mine.length
        ? byTopic(mine).map(({ topic, lines: some }) => h("div.wb-topic", topic ? h("p.wb-topic-name", topic) : null, some.map((line) => row.get(line.id))))
        : h("p.wb-undocumented", t("field.undocumented")),
    );
  }

  function colour() {
    const { tint, tone, ink } = shades(model.hue(persona), root.classList.contains("wb-dark"));
    for (const [key, value] of Object.entries({ tint, tone, ink })) element.style.setProperty(`--wb-persona-${key}`, value);
  }

  function update() {
    if (shown) return count();
    const kept = among(members, model.kept);
    size.textContent = model.kept ? t("card.people_kept", { n: kept, of: members.length }) : `${t("card.people", { n: members.length })} · ${t.percent(members.length / Math.max(1, model.people.length))}`;
    part.firstChild.style.width = `${((100 * kept) / Math.max(1, model.people.length)).toFixed(1)}%`;
    element.classList.toggle("wb-persona-nobody", Boolean(model.kept) && kept === 0);
    for (const line of lines) line.update();
    return undefined;
  }

  /** In a snapshot: what was counted when it was published, if it may be seen. */
  function count() {
    const n = model.counted(name);
    size.textContent = n === undefined ? t("card.withheld") : t("card.people", { n });
    part.hidden = n === undefined;
    part.firstChild.style.width = `${((100 * (n ?? 0)) / Math.max(1, model.everybody)).toFixed(1)}%`;
  }

  function below() {
    if (!model.below) return;
    const said = model.below.quotes[id] ?? [];
    const wanted = model.below.needs[id] ?? [];
    fill(
      quotes,
      h("h3", t("card.quotes")),
      said.length ? said.map((quote) => shown ? h("blockquote.wb-persona-quote", h("p", quote.verbatim)) : h("blockquote.wb-persona-quote", { tabindex: "0", role: "button", onclick: () => on.text(quote), onkeydown: (event) => event.key === "Enter" && on.text(quote) }, h("p", quote.verbatim), h("footer", quote.speaker || quote.case))) : h("p.wb-undocumented", t("card.no_quotes")),
    );
    fill(
      needs,
      h("h3", t("card.needs")),
      wanted.length ? h("div.wb-chips", wanted.map((need) => shown ? h("span.wb-chip", h("span", need.name), h("strong", t.number(need.people))) : h("button.wb-chip.wb-chip-button", { dataset: { number: "need", need: need.id }, onclick: () => on.need(persona, need) }, h("span", need.name), h("strong", t.number(need.people))))) : h("p.wb-undocumented", t("card.no_needs")),
    );
    const walked = model.below.journeys?.[id];
    if (shown) return fill(journey);
    fill(journey, h("h3", t("card.journey")), walked ? journeyOf(walked, { t, open: (what, name) => on.stage(persona, what, name) }) : h("p.wb-undocumented", t("card.no_journey")));
    return undefined;
  }

  colour();
  update();
  below();
  return { element, update, below, colour };
}

/** How firm, as four dots: a word stands beside them. */
function dots(n) {
  return h("span.wb-dots", { "aria-hidden": "true" }, [1, 2, 3, 4].map((at) => h(at <= n ? "span.wb-dot.wb-dot-on" : "span.wb-dot")));
}
