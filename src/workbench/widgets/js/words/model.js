/**
 * What the page knows besides the project: whose words are counted, and how; which tab is open; what no longer holds.
 *
 * @typedef {{sources: number[]|null, cases: number[]|null, codes: number[]|null, moderators: boolean,
 *   reduce: "lemma"|"stem"|"form"|"spacy", stop: boolean, expressions: boolean}} Choice null: all of them
 * @typedef {"choice"|"tab"|"outdated"|"people"|"codes"|"ledger"|"settings"} Topic
 */

import { createProjectModel } from "../shared/project_model.js";

export const TABS = ["frequencies", "concordance", "specificities", "similitude", "classes", "tree"];

/** @type {Choice} */
const ALL = { sources: null, cases: null, codes: null, moderators: false, reduce: "lemma", stop: true, expressions: true };

export function createModel() {
  const model = Object.assign(createProjectModel(), {
    /** @type {{id: number, name: string, role: string, attributes: Record<string, string>}[]} */
    people: [],
    /** @type {string[]} names of what is known of people */
    attributes: [],
    /** @type {{id: number, name: string}[]} */
    sources: [],
    choice: { ...ALL },
    tab: TABS[0],

    begin(started) {
      model.takeProject(started);
      const { people, attributes, sources, choice } = started;
      Object.assign(model, { people, attributes, sources, choice: { ...ALL, ...choice } });
      for (const topic of ["settings", "codes", "ledger", "people", "choice"]) model.tell(topic);
    },

    /** @param {Partial<Choice>} values */
    choose(values) {
      model.choice = { ...model.choice, ...values };
      model.tell("choice");
    },

    /** Takes what changed in the project. */
    takeChange(delta) {
      if (!model.takeDelta(delta)) return;
      if (delta.sources) {
        Object.assign(model, { sources: delta.sources, people: delta.cases, attributes: delta.attributes });
        model.tell("people");
      }
      // Passages are read again by the drawer itself.
      const outdated = (delta.outdated ?? []).filter((kind) => kind !== "passages");
      if (outdated.length) model.tell("outdated", outdated);
    },
  });
  return model;
}
