/**
 * What the page knows of the project: what the kernel told, and what the reader has just done and the kernel has not
 * confirmed yet (codings with a negative id). Pieces of the page read it and subscribe to what they show.
 *
 * @typedef {{id: number, parent: number|null, name: string, colour: string, position: number, definition: string,
 *   use_when: string, not_when: string, example: string, synonyms: string, segments: number, people: number,
 *   children: number[], depth: number}} Code
 * @typedef {{id: number, start: number, end: number, code: number, coder: number, weight: number|null, status: string,
 *   memo: boolean, pending?: boolean}} Coding
 * @typedef {{id: number, name: string, folder: string, kind: string, length: number, passages: number, codings: number,
 *   coverage: number}} Source
 * @typedef {"codes"|"counts"|"codings"|"active"|"sources"|"cases"|"ledger"|"selection"|"settings"|"open"|"recent"} Topic
 */

const RECENT = 9;

export function createModel() {
  const listeners = new Map();
  let temporary = 0;

  const model = {
    project: { title: "", language: "fr", name: "", read_only: false },
    coder: null,
    /** @type {Map<number, {id: number, name: string, kind: string, colour: string}>} */
    coders: new Map(),
    /** @type {Source[]} */
    sources: [],
    cases: [],
    attributes: [],
    /** @type {Map<number, Code>} in the tree's order */
    codes: new Map(),
    /** @type {number[]} ids of the codes without parent */
    tree: [],
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
    /** @type {number[]} codes on the keys 1 to 9 */
    recent: [],
    blind: false,
    readOnly: false,
    head: 0,
    undo: null,
    redo: null,
    /** Acts of the last minutes, the newest last. */
    entries: [],
    /** Acts the kernel has not answered yet. */
    pending: 0,
    /** @type {Date|null} */
    savedAt: null,
    /** The long job under way: `{id, label, done, total, name}`. */
    job: null,
    /** Whether the kernel no longer answers. */
    lost: false,

    /** @param {Topic} topic @param {(detail?: object) => void} listener @returns {() => void} ends it */
    subscribe(topic, listener) {
      if (!listeners.has(topic)) listeners.set(topic, new Set());
      listeners.get(topic).add(listener);
      return () => listeners.get(topic).delete(listener);
    },

    /** @param {Topic} topic @param {object} [detail] */
    tell(topic, detail) {
      for (const listener of listeners.get(topic) ?? []) listener(detail);
    },

    /** Takes the answer to `start`. */
    begin(started) {
      const { project, coder, coders, sources, cases, attributes, codes, recent, blind, head, undo, redo } = started;
      Object.assign(model, { project, coder, sources, cases, attributes, blind, head, undo, redo });
      model.readOnly = Boolean(project.read_only);
      model.coders = new Map(coders.map((each) => [each.id, each]));
      model.recent = recent.slice(0, RECENT);
      takeCodes(codes);
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
      if (delta.counts) topics.add("counts") && takeCounts(delta.counts);
      if (delta.sources) topics.add("sources") && takeSources(delta.sources);
      if (delta.source_counts) topics.add("sources") && takeSourceCounts(delta.source_counts);
      if (delta.cases) topics.add("cases") && (model.cases = delta.cases);
      for (const entry of delta.entries ?? []) if (!model.entries.some(({ id }) => id === entry.id)) model.entries.push(entry);
      model.entries.splice(0, model.entries.length - 200);
      if (delta.entries) topics.add("ledger") && Object.assign(model, { undo: delta.undo, redo: delta.redo });
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

    /** A code has been used: the keys of those already on 1 to 9 stay where the fingers know them. */
    use(code) {
      if (model.recent.includes(code)) return;
      model.recent = [code, ...model.recent].slice(0, RECENT);
      model.tell("recent");
    },
  };

  function takeCodes(list) {
    const before = model.codes;
    model.codes = new Map(
      list.map((code) => [code.id, { segments: 0, people: 0, ...counted(before.get(code.id)), ...code, children: [], depth: 0 }]),
    );
    model.tree = [];
    for (const code of model.codes.values()) (model.codes.get(code.parent)?.children ?? model.tree).push(code.id);
    const sink = (ids, depth) => ids.forEach((id) => sink(Object.assign(model.codes.get(id), { depth }).children, depth + 1));
    sink(model.tree, 0);
    model.recent = model.recent.filter((id) => model.codes.has(id));
    if (!model.codes.has(model.activeCode)) model.activeCode = null;
  }

  function takeCounts(counts) {
    for (const [id, [segments, people]] of Object.entries(counts)) {
      const code = model.codes.get(Number(id));
      if (code) Object.assign(code, { segments, people });
    }
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

const counted = (code) => (code ? { segments: code.segments, people: code.people } : {});

/** Rows from columns: `{id: [1], start: [0]}` → `[{id: 1, start: 0}]`. */
export function rows(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, at) => Object.fromEntries(names.map((name) => [name, columns[name][at]])));
}
