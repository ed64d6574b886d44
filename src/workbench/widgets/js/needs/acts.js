/** What can be done from the page of needs. */

import { createPerforming } from "../shared/performing.js";
import { placeIn } from "./model.js";

/** @param {{model: object, wire: object, t: Function, page: object}} parts `page`: `{…, openPicker, openEvidence, openText}` */
export function createActs({ model, wire, t, page }) {
  const performing = createPerforming({ model, wire, t, page });
  const { perform } = performing;

  /** Puts a need in a quadrant ("": to be placed again); painted at once, taken back when it is refused. */
  function move(need, quadrant) {
    if (quadrant === need.quadrant || model.readOnly) return undefined;
    const before = model.needs;
    const place = placeIn(quadrant, need);
    model.needs = before.map((each) => (each.id === need.id ? { ...each, ...place, quadrant, status: "accepted" } : each));
    model.tell("needs");
    const back = () => {
      model.needs = before;
      model.tell("needs");
    };
    return perform("place_need", { need: need.id, ...place }, { back }).then(
      () => page.say(t("need.moved", { need: need.name, quadrant: t(`quadrant.${quadrant || "none"}`) })),
      () => {},
    );
  }

  async function propose() {
    const { n } = await perform("propose_needs", {}, { long: true });
    page.say(n ? t("need.proposed", { n }) : t("need.none_proposed"));
  }

  async function loadFrame(frame) {
    const { n } = await perform("load_frame", { frame: frame.name });
    page.say(n ? t("frames.done", { frame: frame.title, n: frame.codes }) : t("frames.nothing_new", { frame: frame.title }));
  }

  async function exportNeeds(format) {
    page.say(t("ledger.preparing"));
    try {
      const { result, buffers } = await wire.ask("export_needs", { format }, { long: true });
      page.download(result.name, buffers[0]);
      page.say(t("ledger.downloaded", { name: result.name }));
    } catch (error) {
      page.refused(error.sentence || t("ledger.unanswered"));
    }
  }

  /** Takes a file in; it stands in the ledger while it lasts, where it can be stopped. */
  async function importExport(values) {
    const onAsked = (id) => show({ id, label: t("job.import_export"), name: "", done: 0, total: 0 });
    try {
      return await perform("import_export", values, { long: true, onAsked });
    } finally {
      show(null);
    }
  }

  function show(job) {
    model.job = job;
    model.tell("ledger");
  }

  const quietly = (run) => (...values) => run(...values).catch(() => {});

  return {
    ...performing,
    move,
    propose: quietly(propose),
    loadFrame: quietly(loadFrame),
    exportNeeds,
    add: (values) => perform("add_need", values),
    edit: (need, fields) => perform("edit_need", { need, fields }),
    place: (need, importance, urgency) => perform("place_need", { need, importance, urgency }),
    remove: (need) => perform("remove_need", { need }),
    cite: (need, codes) => perform("cite_codes", { need, codes }),
    uncite: (need, evidence) => perform("uncite_need", { need, evidence }),
    /** The words, answers or acts behind a need, or behind what else is asked for. */
    passages: ({ ask = "coded_passages", ...query }, page) => performing.read(query.need ? "need_passages" : ask, { ...query, ...page }),
    keepWeights: (values) => perform("keep_weights", values),
    readExport: (name, bytes, tool) => wire.ask("read_export", { names: [name], tool }, { long: true, buffers: [bytes] }).then(({ result }) => result),
    mapExport: (roles) => wire.ask("map_export", { roles }, { long: true }).then(({ result }) => result),
    leaveExport: () => wire.ask("leave_export").catch(() => {}),
    importExport,
    exportTable: (what, format, values = {}) => performing.deliver("export_figures", { what, format, ...values }),
    coverage: (frame) => performing.read("frame_coverage", { frame }),
    undo: quietly(() => performing.turn("undo")),
    redo: quietly(() => performing.turn("redo")),
    openPicker: page.openPicker,
    openText: page.openText,
    open: page.openEvidence,
    openCoded: page.openCoded,
    print: () => window.print(),
  };
}
