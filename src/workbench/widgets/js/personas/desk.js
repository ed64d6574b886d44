/** The page of personas put together: filters, cards, what a number rests on. */

import "../shared/frame.css";
import { fill, h } from "../shared/dom.js";
import { addresses } from "../shared/head.js";
import { icon } from "../shared/icons.js";
import { createLedger } from "../shared/ledger.js";
import { openMenu } from "../shared/menu.js";
import { createStage } from "../shared/stage.js";
import { createTopbar } from "../shared/topbar.js";
import { heartbeat } from "../shared/wire.js";
import { createActs } from "./acts.js";
import { createBoard } from "./board.js";
import { openScales } from "./dialogs.js";
import { openPublish } from "./publishing.js";
import { createEmpty } from "./empty.js";
import { createEvidence } from "./evidence.js";
import { createFilters } from "./filters.js";
import { openHelp } from "./help.js";
import { listenToKeys } from "./keys.js";
import { FEW, createModel } from "./model.js";
import { preparePaper } from "./printing.js";
import { openRun } from "./run.js";
import { createSession } from "./session.js";

/**
 * @param {HTMLElement} el
 * @param {object} anywidget the widget's model
 * @param {{restart: () => void}} calls
 */
export function createPersonaExplorer(el, anywidget, { restart }) {
  const model = createModel();
  const stage = createStage(el, anywidget, {
    model,
    kind: "wb-persona-desk",
    context: () => ({ entry: model.head }),
    onAnswer: (answer, request) => session.take(answer, request),
  });
  const { root, t, wire, alerts, ends } = stage;
  const pages = addresses();
  const parts = {
    top: h("header.wb-top", { "aria-label": t("top.label") }),
    bar: h("div.wb-personas-bar", { role: "toolbar", "aria-label": t("bar.label") }),
    filters: h("div.wb-personas-filters", { role: "group", "aria-label": t("filters.label") }),
    board: h("section.wb-personas-board", { "aria-label": t("board.label") }),
    ledger: h("footer.wb-ledger", { "aria-label": t("ledger.label") }),
  };
  const main = h("div.wb-personas-main", parts.board);
  root.append(parts.top, parts.bar, parts.filters, main, parts.ledger);
  const pieces = {};

  const page = {
    ...stage.page,
    say: (sentence) => pieces.ledger.say(sentence),
    openEvidence: (query, name) => pieces.evidence.open(query, name),
    openText: pages && ((row) => window.open(`${pages.coding}?source=${row.source_id}&at=${row.at[0]}-${row.at[1]}`, "_blank", "noopener")),
  };
  const act = createActs({ model, wire, t, page });
  const session = createSession({ model, wire, t, alerts, root, ready: stage.ready });
  const desk = { t, model, act, root, pages, help: () => openHelp(root, { t }) };
  const files = () => ["docx", "pdf", "png", "json"].map((format) => ({ label: t(`export.${format}`), run: () => act.exportPersonas(format) })).concat([null, { label: t("publish.open"), disabled: model.readOnly, run: () => openPublish(root, desk) }]);
  const setLanguage = (language) => wire.ask("settings", { language }).then(restart, (error) => alerts.show(error.sentence || t("ledger.unanswered")));

  Object.assign(pieces, {
    ledger: createLedger(parts.ledger, desk),
    topbar: createTopbar(parts.top, { ...desk, here: "personas", items: () => [...(model.personas.length && !model.snapshot ? [...files(), null] : [])], setLanguage }),
    filters: createFilters(parts.filters, desk),
    board: createBoard(parts.board, desk),
    empty: createEmpty(main, desk),
    evidence: createEvidence(root, desk),
    bar: fillBar(parts.bar, desk, files),
  });
  ends.push(listenToKeys(root, { ...desk, evidence: pieces.evidence }), preparePaper(root), () => Object.values(pieces).forEach((piece) => piece.destroy?.()));
  stage.followTheme(parts.board, pieces.board.recolour);
  session.begin().then(() => ends.push(heartbeat(wire)));

  return { destroy: stage.destroy };
}

/** What is said of the personas as a whole, and the buttons; those that write are out of reach where nothing can be written. */
function fillBar(bar, desk, files) {
  const { t, model, act, root } = desk;
  const verdict = h("button.wb-link.wb-verdict", { dataset: { number: "verdict" }, onclick: () => openRun(root, desk) });
  const legend = h("span.wb-legend", h("span.wb-line-bar", { "aria-hidden": "true" }, h("span.wb-line-fill"), h("span.wb-line-beside")), t("bar.legend"));
  const again = h("button.wb-button", { title: t("bar.again_title"), onclick: act.find }, t("bar.again"));
  const hand = h("button.wb-button", { "aria-keyshortcuts": "N", onclick: () => openScales(root, desk) }, icon("people", 14), t("bar.by_hand"));
  const out = h("button.wb-button", { "aria-haspopup": "menu", onclick: () => openMenu(root, out, files(), { label: t("export.menu") }) }, icon("download", 14), t("export.menu"));
  const print = h("button.wb-button", { "aria-keyshortcuts": "I", onclick: act.print }, t("print.do"));
  fill(bar, verdict, legend, h("span.wb-rest"), again, hand, out, print);
  function update() {
    const { run, personas, people, everybody, readOnly, snapshot } = model;
    verdict.textContent = snapshot ? t("snapshot.about", snapshot) : run ? t(`verdict.${run.verdict}_short`, { n: personas.length, people: people.length }) : t("bar.by_hand_only", { n: personas.length });
    verdict.disabled = !run;
    for (const button of [again, hand]) button.disabled = readOnly;
    for (const element of [legend, hand, out]) element.hidden = Boolean(snapshot);
    again.hidden = Boolean(snapshot) || everybody < FEW;
    bar.hidden = !personas.length;
  }
  const ends = [model.subscribe("personas", update), model.subscribe("settings", update)];
  update();
  return { destroy: () => ends.forEach((end) => end()) };
}
