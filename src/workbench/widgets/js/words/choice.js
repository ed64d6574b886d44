/** Whose words are counted, and how: one line that says it, and lets one change it. */

import "./choice.css";
import { pathOf } from "../shared/code_mark.js";
import { fill, h, set } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { openMany } from "./many.js";

const REDUCED = ["lemma", "form", "stem", "spacy"];

/** @param {HTMLElement} host @param {object} desk */
export function createChoice(host, { t, model, act, root }) {
  const who = {
    sources: { name: ({ name }) => name, all: () => model.sources, words: ({ name }) => name },
    cases: { name: ({ name }) => name, all: () => model.people.filter(({ role }) => model.choice.moderators || role !== "moderator"), words: ({ name, attributes }) => `${name} ${Object.values(attributes).join(" ")}`, about: ({ attributes }) => told(attributes) },
    codes: { name: ({ name }) => name, all: () => [...model.codes.values()], words: (code) => [...pathOf(model.codes, code), code.name].join(" "), about: (code) => pathOf(model.codes, code).join(" › ") },
  };
  const buttons = Object.keys(who).map((kind) => h("button.wb-button.wb-choose", { "aria-haspopup": "dialog", dataset: { choose: kind }, onclick: (event) => open(kind, event.currentTarget) }));
  const tick = (name) => h("input", { type: "checkbox", onchange: ({ target }) => act.choose({ [name]: target.checked }) });
  const moderators = tick("moderators");
  const stop = tick("stop");
  const expressions = tick("expressions");
  const reduce = h("select.wb-field", { "aria-label": t("choice.reduce"), onchange: () => act.choose({ reduce: reduce.value }) }, REDUCED.map((value) => h("option", { value }, t(`choice.reduce_${value}`))));
  const clear = h("button.wb-quiet-button", { onclick: () => act.choose({ sources: null, cases: null, codes: null }) }, t("choice.clear"));
  const label = (box, key) => h("label", { title: t(`${key}_how`) }, box, t(key));
  fill(
    host,
    h("span.wb-whose-title", t("choice.who")),
    buttons,
    label(moderators, "choice.moderators"),
    clear,
    h("span.wb-rule-upright"),
    h("label", { title: t("choice.reduce_how") }, t("choice.reduce"), reduce),
    label(stop, "choice.stop"),
    label(expressions, "choice.expressions"),
  );

  function open(kind, at) {
    const { all, name, words, about } = who[kind];
    openMany(root, at, { t, title: t(`choice.${kind}`), things: all(), name, words, about, chosen: model.choice[kind], onChoose: (ids) => act.choose({ [kind]: ids }) });
  }

  function update() {
    const { choice } = model;
    for (const button of buttons) {
      const kind = button.dataset.choose;
      const ids = choice[kind];
      const all = new Map(who[kind].all().map((one) => [one.id, one]));
      const first = ids?.length === 1 && all.get(ids[0]);
      fill(button, h("span", first ? who[kind].name(first) : ids ? t(`choice.${kind}_some`, { n: ids.length }) : t(`choice.${kind}_all`)), icon("down", 12));
      set(button, { "aria-label": `${t(`choice.${kind}`)} : ${button.textContent}`, disabled: !all.size });
      button.classList.toggle("wb-chosen", Boolean(ids));
    }
    set(moderators, { checked: choice.moderators });
    set(stop, { checked: choice.stop });
    set(expressions, { checked: choice.expressions });
    reduce.value = choice.reduce;
    clear.hidden = !(choice.sources || choice.cases || choice.codes);
  }

  const ends = ["choice", "people", "codes"].map((topic) => model.subscribe(topic, update));
  update();
  return { destroy: () => ends.forEach((end) => end()) };
}

/** What is known of somebody, in short: of what is true or false, only what is true. */
function told(attributes) {
  return Object.entries(attributes).flatMap(([name, value]) => (value === "false" ? [] : [value === "true" ? name : value])).join(", ");
}
