/**
 * Acts of a page: asked of the kernel, counted while they are not saved, their refusals told. Every act answers a promise;
 * one that is refused rejects it with a `Refused` whose sentence has been shown already, unless a dialog is open to show
 * it.
 */

import { Refused } from "./wire.js";

/** What takes longer than this is told, and can be stopped. */
const SLOW = 300;

/**
 * @param {object} parts
 * @param {ReturnType<import("./project_model.js").createProjectModel>} parts.model
 * @param {ReturnType<import("./wire.js").createWire>} parts.wire
 * @param {Function} parts.t
 * @param {object} parts.page `{refused(sentence), say(sentence), settled(), download(name, bytes)}`
 */
export function createPerforming({ model, wire, t, page }) {
  /** Asks for a change; `back` undoes what was painted. */
  function perform(name, values = {}, { back, ...how } = {}) {
    const done = attempt(name, values, how, back);
    done.catch(() => {});
    return done;
  }

  async function attempt(name, values, how, back) {
    const code = model.codes.get(values.code)?.name;
    // Asked first, shown next: the kernel works while the page draws.
    const asked = model.readOnly ? Promise.reject(new Refused("ReadOnly", t("ledger.read_only_refused"))) : wire.ask(name, values, how);
    model.pending += 1;
    model.tell("ledger");
    try {
      how.onAsked?.(asked.id);
      const { result } = await asked;
      model.savedAt = new Date();
      return result;
    } catch (error) {
      back?.();
      error.sentence = sentenceOf(error, code);
      page.refused(error.sentence);
      throw error;
    } finally {
      model.pending -= 1;
      model.tell("ledger");
      queueMicrotask(page.settled);
    }
  }

  function sentenceOf({ kind, sentence }, code) {
    // The kernel knows the code by its number only: it is gone from the project, not yet from the page.
    if (kind === "NotFound" && code) return t("ledger.code_gone", { code });
    return sentence || t(kind === "timeout" ? "ledger.unanswered" : "ledger.not_saved");
  }

  /** @param {"undo"|"redo"} name */
  async function turn(name) {
    const { label } = await perform(name);
    page.say(label ? t(`ledger.done_${name}`, { act: label }) : t(`ledger.nothing_to_${name}`));
    return label;
  }

  /** Asks for a file and hands it over. */
  async function deliver(name, values, buffersOut = []) {
    page.say(t("ledger.preparing"));
    try {
      const { result, buffers } = await wire.ask(name, values, { long: true, buffers: buffersOut });
      page.download(result.name, buffers[0]);
      page.say(t("ledger.downloaded", { name: result.name }));
    } catch (error) {
      page.refused(error.sentence || t("ledger.unanswered"));
    }
  }

  const exportFile = (what, format, code) => deliver("export", { what, format, ...(code && { code }) });

  /** Asks for a count; what takes long stands in the ledger, where it can be stopped. @returns {Promise<any> & {id: number}} */
  function count(name, values) {
    const asked = wire.ask(name, values, { long: true });
    const told = setTimeout(() => show({ id: asked.id, label: t(`job.${name}`), name: t("job.step"), done: 0, total: 0 }), SLOW);
    const done = asked.then(({ result }) => result).finally(() => {
      clearTimeout(told);
      if (model.job?.id === asked.id) show(null);
    });
    return Object.assign(done, { id: asked.id });
  }

  function show(job) {
    model.job = job;
    model.tell("ledger");
  }

  const read = async (name, values) => (await wire.ask(name, values)).result;

  return {
    perform,
    count,
    read,
    turn,
    deliver,
    exportFile,
    addCode: (name, parent = null, position = null) => perform("add_code", { name, parent, position }),
    cancel: (job) => wire.ask("cancel", { job }).catch(() => {}),
    history: (limit) => read("history", { limit }),
    say: page.say,
  };
}

/** Hands a file over to the browser. */
export function download(name, bytes) {
  const url = URL.createObjectURL(bytes instanceof Blob ? bytes : new Blob([bytes]));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
