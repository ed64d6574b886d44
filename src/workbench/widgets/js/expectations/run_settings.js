/** What a search for themes is asked for: what is compared, how finely, whose words, by which model. */

import "./run_settings.css";
import { openDialog } from "../shared/dialog.js";
import { fill, h } from "../shared/dom.js";
import { FINENESS } from "./fineness.js";

const UNITS = ["segment", "turn", "answer"];

/**
 * Opens the dialog; what was asked for last is asked for again unless one changes it.
 * @param {HTMLElement} root
 * @param {object} desk `act.runChoices()` tells what there is to choose from, `act.startThemes(settings)` starts
 * @param {{granularity?: number}} [first] what is chosen at first instead
 */
export function openRunSettings(root, { t, model, act }, first = {}) {
  const { run } = model;
  let choices = null;
  let start;
  const counts = new Map(UNITS.map((unit) => [unit, h("span.wb-unit-n")]));
  const units = UNITS.map((unit) => h("input", { type: "radio", name: "wb-run-unit", value: unit, checked: unit === (run.unit ?? "segment"), onchange: tell }));
  const select = (key, options = []) => h("select.wb-field", { onchange: tell, "aria-label": t(key) }, options);
  const fineness = select("settings.fineness", [h("option", { value: "" }, t("fineness.proposed")), FINENESS.map(([value, name]) => h("option", { value }, t(`fineness.${name}`)))]);
  const people = select("settings.people", [h("option", { value: "" }, t("settings.everyone"))]);
  const models = select("settings.model", run.model ? [h("option", { value: run.model.name }, run.model.name)] : []);
  const about = h("p.wb-quiet");
  const found = h("p", { role: "status" });
  fineness.value = String(first.granularity ?? run.asked ?? "");
  // Asked for from Python, anything between 0 and 1: what is chosen here is the nearest.
  if (fineness.selectedIndex < 0) fineness.value = String(nearest(run.asked));

  const { element, refuse } = openDialog(root, {
    t,
    title: t(model.themes.size ? "settings.title_again" : "settings.title"),
    kind: "wb-run-settings",
    body: [
      h("fieldset.wb-choices", h("legend", t("settings.unit")), units.map((radio) => h("label.wb-choice", radio, h("span", h("strong", t(`settings.unit_${radio.value}`)), h("span.wb-quiet", t(`settings.unit_${radio.value}_how`))), counts.get(radio.value)))),
      line("settings.fineness", fineness, h("p.wb-quiet", t("settings.fineness_how"))),
      line("settings.people", people),
      line("settings.model", models, about),
      found,
      model.themes.size ? h("p.wb-quiet", t("settings.kept")) : null,
    ],
    actions: [{ label: t("dialog.cancel") }, { label: t("settings.start"), main: true, run: () => void act.startThemes(settings()), ref: (button) => (start = button) }],
  });
  element.querySelector(":checked").focus();
  tell();
  act.runChoices().then(offer, (error) => refuse(error.sentence || t("ledger.unanswered")));

  function line(key, field, ...beside) {
    return h("label.wb-line", h("span", t(key)), field, beside);
  }

  function offer(told) {
    choices = told;
    const names = [...new Set(choices.people.map(({ attribute }) => attribute))];
    const groups = names.map((name) => h("optgroup", { label: name }, choices.people.map((group, at) => group.attribute === name && h("option", { value: at }, `${name} : ${group.value} (${t("fact.people_long", { n: group.units.segment.people })})`))));
    people.append(...groups);
    const { attribute, value } = run.cases ?? {};
    const before = choices.people.findIndex((group) => group.attribute === attribute && group.value === value);
    if (before >= 0) people.value = String(before);
    people.closest(".wb-line").hidden = !groups.length;
    fill(models, choices.models.map(({ name, refused }) => h("option", { value: name, disabled: Boolean(refused) }, name)));
    models.value = run.model?.name ?? choices.models[0].name;
    if (models.selectedIndex < 0) models.selectedIndex = 0;
    tell();
  }

  /** Says what that makes, and whether it can be looked through. */
  function tell() {
    if (!choices) return fill(found, t("settings.counting"));
    const { units: made } = choices.people[people.value] ?? choices;
    for (const [unit, place] of counts) place.textContent = t.number(made[unit].n);
    const { value: unit } = units.find(({ checked }) => checked);
    const { n, people: who } = made[unit];
    const few = n < choices.enough;
    start.disabled = !n || (few && !fineness.value);
    fill(found, !n ? t(`settings.none_${unit}`) : t(!few ? "settings.enough" : fineness.value ? "settings.few_grouped" : "settings.few", { units: t(`settings.n_${unit}`, { n }), people: t("fact.people_long", { n: who }), least: choices.enough }));
    const chosen = choices.models.find(({ name }) => name === models.value);
    const refused = choices.models.filter((each) => each.refused);
    fill(about, chosen.reason, " ", chosen.licence ? t("settings.licence", { licence: chosen.licence }) : t("settings.no_licence"), refused.map((each) => h("span.wb-refused-model", each.refused)));
    return undefined;
  }

  function settings() {
    const group = choices?.people[people.value];
    return {
      unit: units.find(({ checked }) => checked).value,
      ...(fineness.value && { granularity: Number(fineness.value) }),
      ...(models.value && { model: models.value }),
      ...(group && { attribute: group.attribute, value: group.value }),
    };
  }
}

function nearest(asked) {
  return FINENESS.reduce((one, other) => (Math.abs(other[0] - asked) < Math.abs(one[0] - asked) ? other : one))[0];
}
