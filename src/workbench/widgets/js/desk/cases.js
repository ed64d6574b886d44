/** The people: found by name and attributes, each a way to everything that was coded of what they said. */

import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { matching } from "./case_filter.js";
import { walkList } from "../shared/walk.js";

const FIRST = 200;

export function createCases(host, { t, model, act }) {
  const filter = h("input.wb-field", { type: "search", "aria-label": t("cases.filter"), oninput: update });
  const filterRow = h("div.wb-panel-filter", icon("filter", 14), filter);
  const count = h("span.wb-count");
  /** The attributes that tell people apart. */
  let telling = [];
  const list = h("div.wb-panel-list", { onkeydown: (event) => walkList(list, event) });
  fill(host, h("header.wb-panel-head", h("h2", t("cases.title")), count), filterRow, list);

  function update() {
    const people = model.cases.filter(({ role }) => role !== "moderator");
    const fitting = matching(people, filter.value);
    filterRow.hidden = people.length < 2;
    filter.placeholder = model.attributes.length ? t("cases.filter_by", { names: model.attributes.slice(0, 3).join(", ") }) : t("cases.filter");
    count.textContent = filter.value ? t("cases.count", { n: fitting.length, total: people.length }) : people.length ? t.number(people.length) : "";
    if (!people.length) return fill(list, h("p.wb-panel-empty", t("cases.empty")));
    if (!fitting.length) return fill(list, h("p.wb-panel-empty", t("cases.none")));
    telling = model.attributes.filter((name) => new Set(people.map(({ attributes }) => attributes[name])).size > 1);
    return fill(list, h("ul", fitting.slice(0, FIRST).map(rowOf)), fitting.length > FIRST ? h("p.wb-panel-empty", t("cases.more", { n: fitting.length - FIRST })) : null);
  }

  function rowOf(person) {
    const values = telling.map((name) => person.attributes[name]).filter(Boolean);
    const about = Object.entries(person.attributes).map(([name, value]) => `${name} : ${value}`).join("\n");
    return h(
      "li.wb-row-line",
      h(
        "button.wb-row.wb-case",
        { dataset: { case: person.id }, title: [person.name, about].filter(Boolean).join("\n"), onclick: () => act.openDrawer({ case: person.id }, person.name) },
        h("span.wb-row-name", person.name),
        h("span.wb-case-values", values.join(" · ")),
      ),
    );
  }

  const ends = ["cases", "settings"].map((topic) => model.subscribe(topic, update));
  return { update, destroy: () => ends.forEach((end) => end()) };
}
