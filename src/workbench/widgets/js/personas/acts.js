/** What can be done from the page of personas. */

import { createPerforming } from "../shared/performing.js";

/** @param {{model: object, wire: object, t: Function, page: object}} parts `page`: `{…, openEvidence, openText}` */
export function createActs({ model, wire, t, page }) {
  const performing = createPerforming({ model, wire, t, page });
  const { perform, read } = performing;

  /** Looks for personas; the page stays usable and is told how far it has come. */
  async function find() {
    let mine;
    try {
      const { k } = await perform("find_personas", {}, {
        long: true,
        onAsked(id) {
          mine = id;
          model.job = { id, label: t("run.label"), done: 0, total: 0 };
          model.tell("ledger");
        },
      });
      page.say(t(k ? "run.found" : "run.none"));
    } finally {
      if (model.job?.id === mine) model.job = null;
      model.tell("ledger");
    }
  }

  async function exportPersonas(format) {
    page.say(t("ledger.preparing"));
    try {
      const { result, buffers } = await wire.ask("export_personas", { format }, { long: true });
      page.download(result.name, buffers[0]);
      page.say(t("ledger.downloaded", { name: result.name }));
    } catch (error) {
      page.refused(error.sentence || t("ledger.unanswered"));
    }
  }

  const quietly = (run) => (...values) => run(...values).catch(() => {});

  return {
    ...performing,
    find: quietly(find),
    exportPersonas,
    published: () => read("published", {}),
    publish: (least) => perform("publish_personas", { least }, { long: true }),
    editField: (field, value) => perform("edit_field", { field, value }),
    addValue: (persona, field, value) => perform("add_value", { persona, field, value }),
    removeValue: quietly((field) => perform("remove_value", { field })),
    rename: (persona, name, summary) => perform("rename_persona", { persona, name, summary }),
    split: (persona, cases, name) => perform("split_persona", { persona, cases, name }),
    merge: (these, name) => perform("merge_personas", { these, name }),
    remove: (persona) => perform("delete_persona", { persona }),
    build: (name, cases) => perform("build_persona", { name, cases }),
    assign: quietly((feature, field) => perform("assign_feature", { feature, field })),
    addScale: (name, low, high) => perform("add_scale", { name, low, high }),
    removeScale: quietly((name) => perform("remove_scale", { name })),
    place: quietly((person, scale, place) => perform("place_person", { case: person, scale, place })),
    scales: () => read("persona_scales", {}),
    people: (persona) => read("people_of_persona", { persona, limit: 500 }),
    /** What a number rests on. */
    passages: ({ ask, ...query }, page) => read(ask, { ...query, ...page }),
    undo: quietly(() => performing.turn("undo")),
    redo: quietly(() => performing.turn("redo")),
    openText: page.openText,
    open: page.openEvidence,
    print: () => window.print(),
  };
}
