/**
 * What can be done from the desk. Codings are painted at once and marked as not yet saved; when the kernel refuses they
 * go back to what they were, and the reader is told why.
 */

import { createPerforming } from "../shared/performing.js";

/**
 * @param {object} parts
 * @param {ReturnType<import("./model.js").createModel>} parts.model
 * @param {ReturnType<import("../shared/wire.js").createWire>} parts.wire
 * @param {Function} parts.t
 * @param {object} parts.page `{refused(sentence), say(sentence), settled(), show(span, how), activate(id), open(source),
 *   openPicker(), openDrawer(query, title), download(name, bytes)}`
 */
export function createActs({ model, wire, t, page }) {
  const performing = createPerforming({ model, wire, t, page });
  const { perform, read } = performing;
  /** Real ids of codings that were painted before they were saved. */
  const saved = new Map();

  /** The id the kernel knows a coding by. */
  const real = async (id) => (id < 0 ? (await saved.get(id)) ?? id : id);

  /** What is selected, else the span of the active coding. */
  function span() {
    if (model.selection) return model.selection;
    const coding = model.codings.get(model.activeCoding);
    if (coding) return coding;
    page.say(t(model.open ? "ledger.select_first" : "ledger.open_first"));
    return null;
  }

  /** Paints a coding, has it saved by `asked`, and puts the saved one in its place. */
  function paint(code, { start, end }, asked) {
    const id = model.temporaryId();
    const back = () => model.changeCodings({ drop: [id] });
    const done = asked({ start, end }, { back, replaces: id });
    model.changeCodings({ active: id, put: [{ id, start, end, code, coder: model.coder?.id, weight: null, status: "confirmed", memo: false, pending: true }] });
    saved.set(id, done.then(({ coding }) => coding, () => null));
    done.catch(() => {});
    return done;
  }

  function apply(code) {
    const here = span();
    if (!here || !model.codes.has(code)) return Promise.resolve(null);
    const { start, end } = here;
    const twin = [...model.codings.values()].find((coding) => coding.start === start && coding.end === end && coding.code === code && coding.coder === model.coder?.id);
    if (twin) {
      page.activate(twin.id);
      page.say(t("ledger.coded_already", { code: model.codes.get(code).name }));
      return Promise.resolve({ coding: twin.id });
    }
    model.use(code);
    return paint(code, here, (place, how) => perform("apply_code", { ...place, code }, how));
  }

  async function withNewCode(name, values) {
    const here = span();
    if (!here) return null;
    const result = await paint(null, here, (place, how) => perform(name, { ...values, ...place }, how));
    model.use(result.code);
    return result;
  }

  /** Changes a coding on the page, then in the project. */
  function change(id, fields) {
    const before = model.codings.get(id);
    if (!before) return Promise.resolve(null);
    model.changeCodings({ put: [{ ...before, ...fields, pending: true }] });
    const done = real(id).then((coding) => {
      const back = () => model.codings.has(coding) && model.changeCodings({ put: [{ ...before, id: coding }] });
      return perform("adjust_coding", { coding, ...fields }, { back }).then((result) => {
        const after = model.codings.get(coding);
        if (after?.pending) model.changeCodings({ put: [{ ...after, pending: false }] });
        return result;
      });
    });
    done.catch(() => {});
    return done;
  }

  async function remove(ids) {
    const before = ids.map((id) => model.codings.get(id)).filter(Boolean);
    model.changeCodings({ drop: ids });
    const codings = (await Promise.all(ids.map(real))).filter((id) => id > 0);
    if (!codings.length) return 0;
    return perform("remove_codings", { codings }, { back: () => model.changeCodings({ put: before }) });
  }

  async function turn(name) {
    let touched = null;
    const end = model.subscribe("codings", ({ put, before }) => (touched ??= put[0] ?? before[0] ?? null));
    const label = await performing.turn(name).finally(end);
    // What came back or went away may be far from what is on the screen.
    if (touched) page.glance(touched);
    return label;
  }

  async function reveal(source, start, end) {
    if (model.open?.id !== source) await page.open(source);
    page.show({ start, end }, { select: true, flash: true });
  }

  /** The same act for a caller that only starts it: its refusal has been told to the reader already. */
  const told = (act) => (...given) => {
    const done = act(...given);
    done.catch(() => {});
    return done;
  };

  return {
    ...performing,
    apply,
    createAndApply: told((name, parent = null) => withNewCode("create_and_apply", { name, parent })),
    inVivo: told((parent = null) => withNewCode("apply_in_vivo", { parent })),
    adjust: (id, start, end) => change(id, { start, end }),
    recode: (id, code) => change(id, { code }),
    setWeight: (id, weight) => change(id, { weight }),
    remove: told(remove),
    rename: (code, name) => perform("rename_code", { code, name }),
    edit: (code, fields) => perform("edit_code", { code, fields }),
    move: (code, parent = null, position = null) => perform("move_code", { code, parent, position }),
    merge: (codes, into) => perform("merge_codes", { codes, into }),
    split: (code, names) => perform("split_code", { code, names }),
    preview: (code) => read("delete_preview", { code }),
    deleteCode: (code, { children = "lift", codings = "refuse" } = {}) => perform("delete_code", { code, children, codings }),
    autocode: (values) => perform("autocode", values, { long: true }),
    memo: async (kind, target, text, memo = null) =>
      perform("write_memo", { text, kind, target: kind === "coding" && target ? await real(target) : target, ...(memo && { memo }) }),
    memos: async (kind, target = null) => read("memos", { kind, target: kind === "coding" && target ? await real(target) : target }),
    coding: async (id) => read("coding", { coding: await real(id) }),
    /** @param {{code?: number, case?: number, source?: number, coding?: number, below?: boolean, limit?: number, offset?: number}} query */
    segments: ({ source, ...query }) => read("segments", { ...query, ...(source && { in_source: source }) }),
    undo: told(() => turn("undo")),
    redo: told(() => turn("redo")),
    speakers: (target) => read("speakers", { source: target }),
    setSpeakers: (source, values) => perform("set_speakers", { source, ...values }),
    renameSource: (target, name) => perform("rename_source", { target, name }),
    removeSource: (target) => perform("remove_source", { target }),
    /** @param {string[]} names @param {ArrayBuffer[]} buffers @param {(job: number) => void} onAsked told the job's number */
    importFiles: (names, buffers, onAsked) => perform("import_files", { names }, { long: true, buffers, onAsked }),
    reveal,
    open: page.open,
    openPicker: page.openPicker,
    openDrawer: page.openDrawer,
  };
}
