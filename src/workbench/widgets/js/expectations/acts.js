/** What can be done from the page of expectations. */

import { createPerforming } from "../shared/performing.js";
import { openAccept, openReject, openRename } from "./dialogs.js";
import { around } from "./points.js";
import { openRunCard } from "./run_card.js";
import { createRuns } from "./runs.js";

/** The segments whose words were read of late; hovering over the map asks for each once. */
const KEPT = 20_000;
const TOGETHER = 100;

/**
 * @param {object} parts
 * @param {object} parts.page `{…, openPicker(request), mergePicker(request), toEvidence(member)}`
 */
export function createActs({ model, wire, t, page, root }) {
  const performing = createPerforming({ model, wire, t, page });
  const { perform, read } = performing;
  const words = new Map();

  const chosen = (theme = model.chosen?.kind === "theme" ? model.chosen.theme : null) => model.themes.get(theme) ?? (page.say(t("act.choose_first")), null);
  /** Acts on a theme: what is chosen, when none is named. */
  const on = (run) => (theme) => {
    const found = chosen(theme);
    return found ? run(found) : null;
  };

  /** What a point says; those beside it are asked for next, for the mouse goes there. */
  function wordsOf(point, reach) {
    const { id } = model.points;
    if (!words.has(id[point])) {
      if (words.size >= KEPT) words.clear();
      ask([id[point]]);
      ask(around(model.points, point, reach, TOGETHER).map((i) => id[i]).filter((member) => !words.has(member)));
    }
    return words.get(id[point]);
  }

  function ask(members) {
    if (!members.length) return;
    const asked = read("words_of", { members });
    members.forEach((member, at) => words.set(member, asked.then((told) => told[at], () => null)));
    asked.catch(() => members.forEach((member) => words.delete(member)));
  }

  /** Asks for what takes long; its id stops it. @returns {Promise<any> & {id: number}} */
  function count(name, values) {
    const asked = wire.ask(name, values, { long: true });
    return Object.assign(asked.then(({ result }) => result), { id: asked.id });
  }

  /** Opens the picker on words, and puts the code that is picked, or made, on them. */
  function pickFor({ n: words, quote, at }, put) {
    if (model.readOnly) return page.refused(t("ledger.read_only_refused"));
    const giveTo = async (code) => {
      model.use(code);
      const { n } = await put(code);
      page.say(t("act.coded", { n, code: model.codes.get(code)?.name ?? "" }));
    };
    return page.openPicker({
      title: t("act.code_title", { n: words }), quote, anchor: at?.getBoundingClientRect?.(),
      onPick: (code) => giveTo(code).catch(() => {}),
      onCreate: (name, parent) => performing.addCode(name, parent).then((made) => giveTo(made.code)).catch(() => {}),
    });
  }

  const code = (members, quote, at) => pickFor({ n: members.length, quote, at }, (code) => perform("code_members", { code }, { buffers: [Int32Array.from(members).buffer] }));

  /** Codes places that need not belong to a theme. @param {{source_id: number, start: number, end: number, verbatim: string}[]} rows */
  const codePlaces = (rows, at) => pickFor({ n: rows.length, quote: rows[0].verbatim, at }, (code) => perform("code_segments", { places: rows.map((row) => [row.source_id, row.start, row.end]), code }));

  /** After a theme is decided on, the next one in the list is what one wants to see. */
  async function decide(asked) {
    const result = await asked;
    page.next();
    return result;
  }

  async function colourBy(by) {
    const known = ["theme", "voice"].includes(by);
    if (known) return model.setColour({ by, names: [], of: null, others: 0 });
    const { result, buffers } = await wire.ask("coloured", { by });
    const [data] = buffers;
    const of = new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
    return model.setColour({ by, ...result, of });
  }

  const act = {
    ...performing,
    wordsOf,
    ...createRuns({ model, wire, t, page, root }),
    code,
    count,
    pickFor,
    codePlaces,
    exportTable: (what, format) => performing.deliver("export_themes", { what, format, level: model.level }, what === "evidence" ? [model.chosen.ids.buffer] : []),
    colourBy,
    download: page.download,
    undo: () => performing.turn("undo"),
    redo: () => performing.turn("redo"),
    setLevel: (level) => model.setLevel(level),
    choose: (theme) => model.choose(theme),
    chooseSome: (points, title, kind) => model.chooseSome(points, title, kind),
    chooseVoice(theme, voice) {
      const at = model.voices.indexOf(voice);
      const points = model.pointsOf(theme).filter((i) => model.points.voice[i] === at);
      model.chooseSome(points, t("evidence.voice_of", { voice: t(`voice.${voice}`), theme: model.themes.get(theme).label }), "part", theme);
    },
    /** A point was clicked: its theme is chosen, and its words are gone to. */
    choosePoint(point) {
      model.choose(model.themeOf(point)?.id ?? null);
      page.toEvidence(model.points.id[point]);
    },
    toEvidence: () => page.toEvidence(),
    evidence: ({ ids, theme }, values) => wire.ask("evidence", { ...values, ...(theme && { theme }) }, { buffers: [ids.buffer] }).then(({ result }) => result),
    openText: page.openText,
    runCard: () => openRunCard(root, { t, model, act }),
    accept: on((theme) => openAccept(root, { t, model, act }, theme)),
    acceptAs: (theme, values) => perform("accept_theme", { theme, ...values }),
    confirmAll: on((theme) => perform("confirm_theme", { theme: theme.id }).then((n) => page.say(t("act.confirmed", { n })), () => {})),
    confirmOne: (theme, coding) => perform("confirm_theme", { theme, codings: [coding] }),
    refuse: (coding) => perform("refuse_proposal", { coding }),
    rename: on((theme) => openRename(root, { t, act }, theme)),
    renameAs: (theme, label) => perform("rename_theme", { theme, label }),
    merge: on((theme) => page.mergePicker({ title: t("act.merge_pick", { theme: theme.label }), quote: "", except: new Set([theme.id]), onCreate: null, onPick: (into) => perform("merge_themes", { themes: [theme.id], into }).then(() => model.choose(into), () => {}) })),
    split: on((theme) => {
      page.say(t("act.splitting"));
      return perform("split_theme", { theme: theme.id }, { long: true }).then(({ themes }) => {
        page.say(t("act.split_done", { n: themes.length }));
        model.choose(themes[0]);
      }, () => {});
    }),
    lock: on((theme) => perform("lock_theme", { theme: theme.id, locked: !theme.locked })),
    reject: on((theme) => openReject(root, { t, act }, theme)),
    rejectAs: (theme, memo) => decide(perform("reject_theme", { theme, memo })),
    reading: () => read("reading"),
    codeSegments: (places, code) => perform("code_segments", { places, code }),
  };
  return act;
}
