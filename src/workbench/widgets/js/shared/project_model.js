/**
 * What every page knows of a project: who works, the codebook, what can be taken back, what is being saved. Pieces of a
 * page read it and subscribe to what they show.
 *
 * @typedef {{id: number, parent: number|null, name: string, colour: string, position: number, definition: string,
 *   use_when: string, not_when: string, example: string, synonyms: string, segments: number, people: number,
 *   children: number[], depth: number}} Code
 */

const RECENT = 9;
const KEPT = 200;

export function createProjectModel() {
  const listeners = new Map();

  const model = {
    project: { title: "", language: "fr", name: "", read_only: false },
    coder: null,
    /** @type {Map<number, {id: number, name: string, kind: string, colour: string}>} */
    coders: new Map(),
    /** @type {Map<number, Code>} in the tree's order */
    codes: new Map(),
    /** @type {number[]} ids of the codes without parent */
    tree: [],
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
    /** The tab that is open, on pages that have some. */
    tab: "",

    /** @param {string} topic @param {(detail?: object) => void} listener @returns {() => void} ends it */
    subscribe(topic, listener) {
      if (!listeners.has(topic)) listeners.set(topic, new Set());
      listeners.get(topic).add(listener);
      return () => listeners.get(topic).delete(listener);
    },

    /** @param {string} topic @param {object} [detail] */
    tell(topic, detail) {
      for (const listener of listeners.get(topic) ?? []) listener(detail);
    },

    /** Takes what the answer to `start` says of the project. */
    takeProject({ project, coder, coders, codes, recent, blind, head, undo, redo }) {
      Object.assign(model, { project, coder, blind, head, undo, redo, readOnly: Boolean(project.read_only), recent: recent.slice(0, RECENT) });
      model.coders = new Map(coders.map((each) => [each.id, each]));
      model.takeCodes(codes);
    },

    /** Takes the codebook; the counts of a code that comes without any stay. */
    takeCodes(list) {
      const before = model.codes;
      model.codes = new Map(list.map((code) => [code.id, { segments: 0, people: 0, ...counted(before.get(code.id)), ...code, children: [], depth: 0 }]));
      model.tree = [];
      for (const code of model.codes.values()) (model.codes.get(code.parent)?.children ?? model.tree).push(code.id);
      const sink = (ids, depth) => ids.forEach((id) => sink(Object.assign(model.codes.get(id), { depth }).children, depth + 1));
      sink(model.tree, 0);
      model.recent = model.recent.filter((id) => model.codes.has(id));
    },

    takeCounts(counts) {
      for (const [id, [segments, people]] of Object.entries(counts)) {
        const code = model.codes.get(Number(id));
        if (code) Object.assign(code, { segments, people });
      }
    },

    /** Takes the acts that were done, and what undo and redo would do now. */
    takeEntries({ entries, undo, redo }) {
      for (const entry of entries) if (!model.entries.some(({ id }) => id === entry.id)) model.entries.push(entry);
      model.entries.splice(0, model.entries.length - KEPT);
      Object.assign(model, { undo, redo });
    },

    /** Takes what every page shows of what changed; false: it is older than what the page knows. */
    takeDelta(delta) {
      if (!delta || delta.head < model.head) return false;
      model.head = delta.head;
      if (delta.codes) model.takeCodes(delta.codes);
      if (delta.counts) model.takeCounts(delta.counts);
      if (delta.codes || delta.counts) model.tell("codes");
      if (delta.entries) {
        model.takeEntries(delta);
        model.tell("ledger");
      }
      return true;
    },

    openTab(tab) {
      if (tab === model.tab) return;
      model.tab = tab;
      model.tell("tab");
    },

    /** Takes how far a long job has come. */
    takeProgress({ job, ...come }) {
      model.tell("progress", { job, ...come });
      if (model.job?.id !== job) return;
      model.job = { ...model.job, ...come };
      model.tell("ledger");
    },

    /** A code has been used: the keys of those already on 1 to 9 stay where the fingers know them. */
    use(code) {
      if (model.recent.includes(code)) return;
      model.recent = [code, ...model.recent].slice(0, RECENT);
      model.tell("recent");
    },
  };

  return model;
}

const counted = (code) => (code ? { segments: code.segments, people: code.people } : {});

/** Rows from columns: `{id: [1], start: [0]}` → `[{id: 1, start: 0}]`. */
export function rows(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, at) => Object.fromEntries(names.map((name) => [name, columns[name][at]])));
}
