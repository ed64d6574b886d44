/** The page of expectations put together: candidates, map, evidence, and what each tells the others. */

import { createStage } from "../shared/stage.js";
import { h, set, uniqueId } from "../shared/dom.js";
import { createFrame } from "../shared/frame.js";
import { addresses } from "../shared/head.js";
import { createLedger } from "../shared/ledger.js";
import { createPicker } from "../shared/picker.js";
import { createTabs } from "../shared/tabs.js";
import { createTopbar } from "../shared/topbar.js";
import { heartbeat } from "../shared/wire.js";
import { createActs } from "./acts.js";
import { createCandidates } from "./candidates.js";
import { createEmpty } from "./empty.js";
import { createEvidence } from "./evidence.js";
import { openHelp } from "./help.js";
import { listenToKeys } from "./keys.js";
import { createLegend } from "./legend.js";
import { createLevels } from "./levels.js";
import { createMap } from "./map.js";
import { createModel } from "./model.js";
import { createReadings } from "./readings.js";
import { createSession } from "./session.js";
import { createSuggestions } from "./suggestions.js";
import { hueHex } from "./colours.js";

const PANELS = {
  left: { least: 220, most: 560, usual: 340, tight: 268 },
  right: { least: 260, most: 720, usual: 440, tight: 344 },
};

/**
 * @param {HTMLElement} el
 * @param {object} anywidget the widget's model
 * @param {{restart: () => void}} calls
 */
export function createExpectationDesk(el, anywidget, { restart }) {
  const model = createModel();
  const stage = createStage(el, anywidget, {
    model,
    kind: "wb-expectations",
    context: () => ({ entry: model.head }),
    onAnswer: (answer, request) => session.take(answer, request),
  });
  const { root, t, wire, alerts, ends } = stage;
  const pages = addresses();
  const part = (name, label, tag = "section") => h(`${tag}.wb-${name}`, { "aria-label": label });
  const parts = {
    top: part("top", t("top.label"), "header"),
    tabs: h("nav", { "aria-label": t("tab.label") }),
    candidates: part("candidates", t("candidates.title")),
    levels: part("levels", t("levels.label")),
    map: part("map-host", t("map.label")),
    legend: part("legend", t("legend.label")),
    evidence: part("evidence", t("evidence.title")),
    ledger: part("ledger", t("ledger.label"), "footer"),
  };
  const pieces = {};
  const frame = createFrame(root, {
    t, kept: "workbench.expectations.layout", panels: PANELS, onFold: () => pieces.topbar?.update(),
    parts: { top: parts.top, ledger: parts.ledger, left: [parts.candidates], centre: [parts.levels, parts.map, parts.legend], right: [parts.evidence] },
  });

  const page = {
    ...stage.page,
    say: (sentence) => pieces.ledger.say(sentence),
    openPicker: (request) => pieces.picker.open(request),
    mergePicker: (request) => pieces.themes.open(request),
    openText: pages && ((row) => window.open(`${pages.coding}?source=${row.source_id}&at=${row.at[0]}-${row.at[1]}`, "_blank", "noopener")),
    toEvidence(member) {
      frame.reach("right");
      const wanted = pieces.evidence;
      const seen = root.dataset.evidence;
      // Its words may still be on their way.
      if (member === undefined) return wanted.focus();
      const watch = setInterval(() => root.dataset.evidence !== seen && (clearInterval(watch), wanted.focus(member)), 30);
      return setTimeout(() => clearInterval(watch), 2000);
    },
    /** Goes to the next theme of the list. */
    next(step = 1) {
      const order = pieces.candidates.order();
      const at = order.indexOf(model.chosen?.theme);
      const to = order[Math.max(0, Math.min(order.length - 1, at < 0 ? 0 : at + step))];
      if (to !== undefined) model.choose(to);
    },
    lookAgain: () => session.lookAgain(),
  };
  const act = createActs({ model, wire, t, page, root });
  act.openPicker = page.openPicker;
  const session = createSession({ model, wire, t, page, alerts, root, ready: stage.ready });
  const desk = { t, model, act, root, frame, page, pages, help: () => openHelp(root, { t }) };
  const setLanguage = (language) => wire.ask("settings", { language }).then(restart, (error) => alerts.show(error.sentence || t("ledger.unanswered")));

  const panels = [mapPanel(root, { t, pieces }), createSuggestions(desk), createReadings(desk)];
  parts.top.after(parts.tabs);
  parts.ledger.before(...panels.slice(1).map(({ element }) => element));
  Object.assign(pieces, {
    tabs: createTabs(parts.tabs, desk, panels),
    ledger: createLedger(parts.ledger, desk),
    topbar: createTopbar(parts.top, { ...desk, here: "expectations", items: () => projectItems(desk), setLanguage }),
    candidates: createCandidates(parts.candidates, desk),
    levels: createLevels(parts.levels, desk),
    map: createMap(parts.map, desk),
    empty: createEmpty(parts.map, desk),
    legend: createLegend(parts.legend, desk),
    evidence: createEvidence(parts.evidence, desk),
    picker: createPicker(root, desk),
    themes: createPicker(root, { t: themeWords(t), model: asCodes(model), act }),
  });
  ends.push(listenToKeys(root, { ...desk, pieces, panels }), () => [...panels, ...Object.values(pieces)].forEach((piece) => piece.destroy?.()), frame.destroy);
  stage.followTheme(parts.map.parentElement, () => pieces.map.draw());
  pieces.tabs.update();
  session.begin().then(() => ends.push(heartbeat(wire)));

  return { destroy: stage.destroy };
}

/** The candidates, the map and the evidence, as one of the tabs. */
function mapPanel(root, { t, pieces }) {
  const element = set(root.querySelector(".wb-main"), { id: uniqueId("wb-page"), role: "tabpanel", "aria-label": t("tab.map") });
  const turn = (hidden) => {
    element.hidden = hidden;
    root.classList.toggle("wb-beside-map", hidden);
  };
  return { name: "map", element, show: () => turn(false), hide: () => turn(true), focus: () => pieces.candidates.focus(), find: () => pieces.candidates.find() };
}

/** What the menu of the project offers here. */
function projectItems({ t, model, act }) {
  const table = (what, format) => ({ label: t(`evidence.export_${what}`, { format }), run: () => act.exportTable(what, format), disabled: !model.themes.size });
  return [
    { label: t("levels.card_title"), run: act.runCard, disabled: !model.themes.size },
    { label: t("levels.again_title"), run: () => act.findThemes(), disabled: model.readOnly || Boolean(model.job) },
    null,
    table("candidates", "xlsx"),
    table("candidates", "csv"),
  ];
}

/** The themes of the level as a codebook, so that the picker finds them as it finds codes. */
function asCodes(model) {
  return {
    subscribe: (_, listener) => model.subscribe("level", listener),
    recent: [],
    readOnly: model.readOnly,
    // What the compass read and the tree are not put together.
    get codes() {
      const besides = model.guided.has(model.chosen?.theme);
      return new Map(model.shown().filter(({ guided }) => guided === besides).map(({ id, label, terms, segments, status }) => [id, { id, parent: null, depth: 0, name: label, synonyms: terms.join(", "), segments, colour: hueHex(status === "rejected" ? -1 : model.hues.get(id)) }]));
    },
  };
}

/** What the picker says, said of themes. */
function themeWords(t) {
  const said = (key, values) => t(key.startsWith("picker.") ? `pick_theme.${key.slice(7)}` : key, values);
  return Object.assign(said, t);
}
