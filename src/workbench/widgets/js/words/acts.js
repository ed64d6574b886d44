/** What can be done from the page of words. */

import { createPerforming } from "../shared/performing.js";
import { nameOf } from "./marks.js";

/**
 * @param {object} parts
 * @param {object} parts.page `{…, openPicker(request), openPassages(mark, name), openTab(tab)}`
 */
export function createActs({ model, wire, t, page }) {
  const performing = createPerforming({ model, wire, t, page });
  const { perform } = performing;

  /** Whose words are counted from now on, and how: the kernel is told first, for every count depends on it. */
  async function choose(values) {
    const choice = { ...model.choice, ...values };
    try {
      await wire.ask("count_what", choice);
      model.choose(values);
    } catch (error) {
      page.refused(error.sentence || t("ledger.unanswered"));
    }
  }

  /** Opens the picker on words, and puts the code that is picked, or made, on them. */
  function pickFor({ title, quote, at }, put) {
    if (model.readOnly) return page.refused(t("ledger.read_only_refused"));
    const giveTo = async (code) => {
      model.use(code);
      const { n } = await put(code);
      page.say(t("act.coded", { n, code: model.codes.get(code)?.name ?? "" }));
    };
    const onPick = (code) => giveTo(code).catch(() => {});
    const onCreate = (name, parent) => performing.addCode(name, parent).then((made) => giveTo(made.code)).catch(() => {});
    return page.openPicker({ title, quote, anchor: at?.getBoundingClientRect?.(), onPick, onCreate });
  }

  return {
    ...performing,
    choose,
    exportTable: (what, format, values = {}) => performing.deliver("export_words", { what, format, ...values }),
    download: page.download,
    undo: () => performing.turn("undo"),
    redo: () => performing.turn("redo"),
    openTab: page.openTab,
    openPicker: page.openPicker,
    openText: page.openText,
    /** Shows the passages a mark stands for. */
    open: (mark) => page.openPassages(mark, nameOf(mark, t)),
    passages: (mark, values) => wire.ask("passages", { ...mark, ...values }, { long: true }).then(({ result }) => result),
    /** Looks a word up in the concordance. */
    look: (query) => page.look("concordance", query),
    codeOne: (row, at) => pickFor({ title: t("act.code_title", { n: 1 }), quote: row.verbatim, at }, (code) => perform("code_segments", { places: [[row.source_id, row.start, row.end]], code })),
    codeAll: (n, quote, at) => pickFor({ title: t("act.code_title", { n }), quote, at }, (code) => perform("code_passages", { code }, { long: true })),
  };
}
