/** What narrows who is counted: attributes and closed questions with few values. */

import { fill, h } from "../shared/dom.js";

/** @param {HTMLElement} host @param {object} desk */
export function createFilters(host, { t, model }) {
  let known = "";
  const clear = h("button.wb-link", { onclick: () => ([...model.chosen.keys()].forEach((filter) => model.filter(filter, null)), draw(true)) }, t("filters.clear"));
  const count = h("span.wb-filter-count", { role: "status" });

  function draw(again = false) {
    const now = JSON.stringify(model.filters.map(({ name, values }) => [name, values]));
    if (now !== known || again) {
      known = now;
      fill(host, model.filters.map(one), clear, count);
    }
    update();
  }

  function one({ name, values }, at) {
    const select = h(
      "select.wb-filter", { "aria-label": name, title: name, onchange: () => model.filter(at, select.value === "" ? null : Number(select.value)) },
      h("option", { value: "" }, name),
      values.map((value, place) => h("option", { value: place, selected: model.chosen.get(at) === place }, value)),
    );
    return select;
  }

  function update() {
    clear.hidden = !model.chosen.size;
    count.textContent = model.snapshot ? counted() : model.kept ? t("filters.kept", { n: model.kept.reduce((sum, each) => sum + each, 0), of: model.people.length }) : "";
    [...host.querySelectorAll(".wb-filter")].forEach((select, at) => {
      select.classList.toggle("wb-filter-on", model.chosen.has(at));
      select.value = model.chosen.get(at) ?? "";
    });
    host.hidden = !model.filters.length || !model.personas.length;
  }

  function counted() {
    const n = model.chosen.size ? model.counted() : "";
    return n === "" ? "" : n === undefined ? t("card.withheld") : t("card.people", { n });
  }

  const ends = [model.subscribe("personas", () => draw()), model.subscribe("kept", update)];
  draw();
  return { destroy: () => ends.forEach((end) => end()) };
}
