/**
 * What the page knows besides the project: the personas, the people in them, what filters them, what stands below.
 *
 * @typedef {{id: number, field: string, value: string, topic: string, label: string, origin: "computed"|"edited", was: string,
 *   feature: string, of_in: number, n_out: number, of_out: number, q: number|null, members: number[]}} Line
 * @typedef {{id: number, name: string, summary: string, status: string, origin: "computed"|"hand", firmness: string,
 *   jaccard: number|null, medoid: number|null, medoid_name: string, moved: number, members: number[], fields: Line[]}} Persona
 */

import { createProjectModel } from "../shared/project_model.js";
import { HUES } from "../shared/palette.js";

/** In the order of the method. */
export const FIELDS = ["situation", "goals", "obstacles", "levers", "communication", "autonomy"];
/** Under so many people, personas are built by hand. */
export const FEW = 20;

/** Whether each person passes the filters. @param {{of: number[]}[]} filters @param {Map<number, number>} chosen */
export function passing(n, filters, chosen) {
  if (!chosen.size) return null;
  const kept = new Uint8Array(n).fill(1);
  for (const [filter, value] of chosen) {
    const { of } = filters[filter];
    for (let i = 0; i < n; i += 1) if (of[i] !== value) kept[i] = 0;
  }
  return kept;
}

/** How many of these people pass. */
export function among(members, kept) {
  if (!kept) return members.length;
  let n = 0;
  for (const at of members) n += kept[at];
  return n;
}

/** The lines of a field, those of one question together: `[{topic, lines}]`. */
export function byTopic(lines) {
  const groups = new Map();
  for (const line of lines) {
    const topic = line.origin === "computed" ? line.topic : "";
    const key = topic || `line ${line.id}`;
    if (!groups.has(key)) groups.set(key, { topic, lines: [] });
    groups.get(key).lines.push(line);
  }
  return [...groups.values()];
}

export function createModel() {
  const model = Object.assign(createProjectModel(), {
    /** @type {Persona[]} the largest first */
    personas: [],
    /** @type {number[]} case ids; everything else tells people by their place here */
    people: [],
    everybody: 0,
    filters: [],
    run: null,
    /** Where the project is a snapshot: `{k, day, counts}`. Then people are counts by filters, some of them withheld. */
    snapshot: null,
    /** @type {Map<number, number>} filter → its chosen value */
    chosen: new Map(),
    kept: null,
    /** What stands below the cards: `{quotes, needs, journeys}`, by persona; null until it is known. */
    below: null,

    begin(started) {
      model.takeProject(started);
      model.takeCards(started);
      for (const topic of ["settings", "codes", "ledger"]) model.tell(topic);
    },

    takeCards({ personas, people, everybody, filters, run, snapshot }) {
      Object.assign(model, { personas, people, everybody, filters, run, snapshot });
      model.readOnly ||= Boolean(snapshot);
      model.chosen = new Map([...model.chosen].filter(([filter, value]) => filters[filter]?.values[value] !== undefined));
      model.sift();
      model.tell("personas");
    },

    takeBelow(below) {
      model.below = below;
      model.tell("below");
    },

    /** Chooses the value of a filter, null for all. */
    filter(filter, value) {
      if (value === null) model.chosen.delete(filter);
      else model.chosen.set(filter, value);
      // A snapshot counts combinations of three filters, the persona being one.
      if (model.snapshot && model.chosen.size > 2) model.chosen.delete(model.chosen.keys().next().value);
      model.sift();
      model.tell("kept");
    },

    sift() {
      model.kept = model.snapshot ? null : passing(model.people.length, model.filters, model.chosen);
    },

    /** How many people of a persona, or of all, pass the filters in a snapshot; undefined where it is withheld. */
    counted(name = null) {
      const wanted = [name, ...model.filters.map(({ values }, at) => (model.chosen.has(at) ? values[model.chosen.get(at)] : null))];
      return model.snapshot.counts.find(([cell]) => cell.every((value, at) => value === wanted[at]))?.[1];
    },

    persona: (id) => model.personas.find((persona) => persona.id === Number(id)),
    line: (id) => model.personas.flatMap(({ fields }) => fields).find((line) => line.id === Number(id)),
    /** The colour of a persona: by its place. */
    hue: (persona) => HUES[model.personas.indexOf(persona) % HUES.length].hex,
  });
  return model;
}
