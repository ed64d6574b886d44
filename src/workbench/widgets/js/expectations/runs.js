/** Long work asked of the kernel: a search for themes, a reading of what is alike. Both tell how far they are, and stop. */

import { openRunSettings } from "./run_settings.js";

/** What takes longer than this is told, and can be stopped. */
const SLOW = 300;

export function createRuns({ model, wire, t, page, root }) {
  function show(job) {
    model.job = job;
    model.tell("ledger");
  }

  function free() {
    if (model.job) page.say(t("run.busy"));
    else if (model.readOnly) page.refused(t("ledger.read_only_refused"));
    else return true;
    return false;
  }

  /** Lets one choose what is looked for, and how. @param {{granularity?: number}} [first] */
  function findThemes(first) {
    if (free()) openRunSettings(root, { t, model, act }, first);
  }

  /** @param {object} [settings] of `find_themes`; what is left out is left to the program */
  async function startThemes(settings = {}) {
    if (!free()) return;
    const asked = wire.ask("find_themes", settings, { long: true });
    show({ id: asked.id, label: t("run.label"), done: 0, total: 0, name: "" });
    let said = () => {};
    try {
      const { arrived } = (await asked).result;
      said = () => (model.points?.n || !model.note ? page.say(arrived ? t("run.done_arrived", { n: arrived }) : t("run.done")) : page.refused(model.note));
    } catch (error) {
      // Stopped as asked: nothing went wrong.
      if (error.kind === "Cancelled") page.say(error.sentence);
      else page.refused(error.sentence || t("ledger.unanswered"));
    }
    show(null);
    await page.lookAgain();
    said();
  }

  /** The segments most like a place; the first time their vectors are computed, which takes a while. */
  async function neighbours(place) {
    const asked = wire.ask("neighbours", place, { long: true });
    const told = setTimeout(() => model.job || show({ id: asked.id, label: t("reading.computing"), beside: true }), SLOW);
    try {
      return (await asked).result;
    } finally {
      clearTimeout(told);
      if (model.job?.id === asked.id) show(null);
    }
  }

  const act = { findThemes, startThemes, neighbours, runChoices: async () => (await wire.ask("run_choices", {}, { long: true })).result };
  return act;
}
