/**
 * What the desk knows of the project: what the kernel told, and what the reader has just done and the kernel has not
 * confirmed yet (codings with a negative id).
 *
 * @typedef {import("../shared/project_model.js").Code} Code
 * @typedef {{id: number, start: number, end: number, code: number, coder: number, weight: number|null, status: string,
 *   memo: boolean, pending?: boolean}} Coding
 * @typedef {{id: number, name: string, folder: string, kind: string, length: number, passages: number, codings: number,
 *   coverage: number}} Source
 * @typedef {"codes"|"counts"|"codings"|"active"|"sources"|"cases"|"ledger"|"selection"|"settings"|"open"|"recent"} Topic
 */

import { createProjectModel, rows } from "../shared/project_model.js";

export function createModel() {
  let temporary = 0;

  const model = Object.assign(createProjectModel(), {
    /** @type {Source[]} */
    sources: [],
    cases: [],
    attributes: [],
    /** @type {Map<number, Coding>} of the open source */
    codings: new Map(),
    /** @type {{id: number, name: string, text: string, passages: object[]}|null} */
    open: null,
    /** @type {number|null} id of the coding the reader is at */
    activeCoding: null,
    /** @type {number|null} id of the code the inspector shows */
    activeCode: null,
    /** @type {{start: number, end: number, text: string, passage: number|null}|null} */
    selection: null,
    /** Takes the answer to `start`. */
    begin(started) {
      const { sources, cases, attributes } = started;
      Object.assign(model, { sources, cases, attributes });
      model.takeProject(started);
      if (!model.codes.has(model.activeCode)) model.activeCode = null;
      for (const topic of ["settings", "codes", "sources", "cases", "ledger"]) model.tell(topic);
    },

    /** Takes the answer to `open_source`, its text decoded. */
    openSource({ source, passages, codings }, text) {
      const here = model.sources.find(({ id }) => id === source.id);
      model.open = { ...source, name: here?.name ?? source.name, text, passages: rows(passages) };
      model.codings = new Map(rows(codings).map((coding) => [coding.id, coding]));
      model.selection = null;
      model.setActiveCoding(null);
      model.tell("open");
    },

    /** No source is open any more. */
    closeSource() {
      model.open = null;
      model.codings = new Map();
      model.selection = null;
      model.setActiveCoding(null);
      model.tell("open");
    },

    /**
     * Takes what changed in the project.
     * @param {object} delta
     * @param {number|null} source the one that was open when it was asked
     * @param {{drop: number[], active?: number|null}} [own] what the page had painted before this answer
     * @returns {"same"|"reopen"|"gone"} what became of the open source
     */
    take(delta, source, own = { drop: [] }) {
      if (delta.head < model.head) return "same";
      const here = source === (model.open?.id ?? null);
      const topics = new Set();
      if (delta.codes) topics.add("codes") && takeCodes(delta.codes);
      if (delta.counts) topics.add("counts") && model.takeCounts(delta.counts);
      if (delta.sources) topics.add("sources") && takeSources(delta.sources);
      if (delta.source_counts) topics.add("sources") && takeSourceCounts(delta.source_counts);
      if (delta.cases) topics.add("cases") && (model.cases = delta.cases);
      if (delta.entries) topics.add("ledger") && model.takeEntries(delta);
      if (delta.attributes) model.attributes = delta.attributes;
      // What changed in a source that is no longer open will be told again with the one that is.
      if (here) model.head = delta.head;
      for (const topic of topics) model.tell(topic);
      if (!here) return "same";
      const { put = [], drop = [] } = delta.codings ?? {};
      model.changeCodings({ put, drop: [...drop, ...own.drop], active: own.active });
      return delta.gone ? "gone" : delta.reopen ? "reopen" : "same";
    },

    /** @param {{put?: Coding[], drop?: number[], active?: number|null}} changed active: the coding the reader is at from now on */
    changeCodings({ put = [], drop = [], active = drop.includes(model.activeCoding) ? null : model.activeCoding }) {
      if (!put.length && !drop.length) return;
      const before = drop.map((id) => model.codings.get(id)).filter(Boolean);
      for (const coding of put) model.codings.set(coding.id, coding);
      for (const id of drop) model.codings.delete(id);
      const moved = active !== model.activeCoding;
      model.activeCoding = active;
      model.activeCode = model.codings.get(active)?.code ?? model.activeCode;
      model.tell("codings", { put, drop, before });
      if (moved || put.some(({ id }) => id === active)) model.tell("active");
    },

    /** @returns {number} an id for what is not saved yet */
    temporaryId: () => (temporary -= 1),

    /** @param {number|null} id of a coding; its code becomes the one shown */
    setActiveCoding(id) {
      const code = model.codings.get(id)?.code ?? model.activeCode;
      if (id === model.activeCoding && code === model.activeCode) return;
      model.activeCoding = id;
      model.activeCode = code;
      model.tell("active");
    },

    /** @param {number|null} id of a code to show; the active coding is left unless it bears that code */
    setActiveCode(id) {
      if (id === model.activeCode && model.activeCoding === null) return;
      model.activeCode = id;
      model.activeCoding = null;
      model.tell("active");
    },

    setSelection(selection) {
      model.selection = selection;
      model.tell("selection");
    },
  });

  function takeCodes(list) {
    model.takeCodes(list);
    if (!model.codes.has(model.activeCode)) model.activeCode = null;
  }

  function takeSources(sources) {
    model.sources = sources;
    const here = sources.find(({ id }) => id === model.open?.id);
    if (here) model.open.name = here.name;
  }

  function takeSourceCounts(counts) {
    model.sources = model.sources.map((source) => (counts[source.id] ? { ...source, ...counts[source.id] } : source));
  }

  return model;
}
