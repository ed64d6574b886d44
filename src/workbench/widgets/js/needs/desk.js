/** The page of needs put together: the board with its tray and frames, the figures, the words behind each. */

import "../shared/frame.css";
import { h, uniqueId } from "../shared/dom.js";
import { addresses } from "../shared/head.js";
import { icon } from "../shared/icons.js";
import { createLedger } from "../shared/ledger.js";
import { openMenu } from "../shared/menu.js";
import { createPicker } from "../shared/picker.js";
import { createStage } from "../shared/stage.js";
import { createTabs } from "../shared/tabs.js";
import { createTopbar } from "../shared/topbar.js";
import { heartbeat } from "../shared/wire.js";
import { createActs } from "./acts.js";
import { createBoard } from "./board.js";
import { openNeed } from "./form.js";
import { createFrames } from "./frames.js";
import { openHelp } from "./help.js";
import { listenToKeys } from "./keys.js";
import { createModel } from "./model.js";
import { createPassages } from "./passages.js";
import { fitPaper } from "./printing.js";
import { createFeedback } from "./panels/feedback.js";
import { createFiles } from "./panels/files.js";
import { createFollowing } from "./panels/following.js";
import { createPriorities } from "./panels/priorities.js";
import { createSession } from "./session.js";

/**
 * @param {HTMLElement} el
 * @param {object} anywidget the widget's model
 * @param {{restart: () => void}} calls
 */
export function createNeedsMatrix(el, anywidget, { restart }) {
  const model = createModel();
  const stage = createStage(el, anywidget, {
    model,
    kind: "wb-needs-desk",
    context: () => ({ entry: model.head }),
    onAnswer: (answer, request) => session.take(answer, request),
  });
  const { root, t, wire, alerts, ends } = stage;
  const pages = addresses();
  const parts = {
    top: h("header.wb-top", { "aria-label": t("top.label") }),
    tabs: h("nav", { "aria-label": t("tab.label") }),
    bar: h("div.wb-needs-bar", { role: "toolbar", "aria-label": t("top.label") }),
    tray: h("section.wb-needs-tray", { "aria-label": t("tray.title") }),
    frames: h("section.wb-needs-frames", { "aria-label": t("frames.title") }),
    board: h("section.wb-needs-board"),
    ledger: h("footer.wb-ledger", { "aria-label": t("ledger.label") }),
  };
  const matrix = boardPanel(parts, t);
  const panels = h("div.wb-page-body", matrix.element);
  root.append(parts.top, parts.tabs, h("div.wb-page-main", panels), parts.ledger);
  const pieces = {};
  let shown = [matrix];

  const page = {
    ...stage.page,
    say: (sentence) => pieces.ledger.say(sentence),
    openPicker: (request) => pieces.picker.open(request),
    openEvidence: (need) => pieces.passages.open({ need: need.id }, need.name),
    openCoded: (query, name) => pieces.passages.open(query, name),
    openText: pages && ((row) => window.open(`${pages.coding}?source=${row.source_id}&at=${row.at[0]}-${row.at[1]}`, "_blank", "noopener")),
  };
  const act = createActs({ model, wire, t, page });
  const session = createSession({ model, wire, t, alerts, root, ready: stage.ready });
  const desk = { t, model, act, root, help: () => openHelp(root, { t }) };
  const files = () => [{ label: t("export.docx"), run: () => act.exportNeeds("docx") }, { label: t("export.xlsx"), run: () => act.exportNeeds("xlsx") }];
  const setLanguage = (language) => wire.ask("settings", { language }).then(restart, (error) => alerts.show(error.sentence || t("ledger.unanswered")));

  const figures = [createPriorities, createFeedback, createFollowing, createFiles].map((create) => create(desk));
  shown = [matrix, ...figures];
  panels.append(...figures.map(({ element }) => element));
  Object.assign(pieces, {
    tabs: createTabs(parts.tabs, desk, shown),
    ledger: createLedger(parts.ledger, desk),
    topbar: createTopbar(parts.top, { ...desk, here: "needs", items: () => [...files(), null], setLanguage }),
    board: createBoard(parts, desk),
    frames: createFrames(parts.frames, desk),
    passages: createPassages(root, desk),
    picker: createPicker(root, desk),
    bar: fillBar(parts.bar, desk, files),
  });
  ends.push(listenToKeys(root, { ...desk, passages: pieces.passages, panel: () => shown.find(({ name }) => name === model.tab) }), fitPaper(root, () => model.tab === "board"), () => [...figures, ...Object.values(pieces)].forEach((piece) => piece.destroy?.()));
  stage.followTheme(parts.board, () => {});
  session.begin().then(() => {
    pieces.tabs.update();
    ends.push(heartbeat(wire));
  });

  return { destroy: stage.destroy };
}

/** The board as what the first tab shows. */
function boardPanel({ bar, tray, frames, board }, t) {
  const main = h("div.wb-needs-main", h("aside.wb-needs-side", tray, frames), board);
  const element = h("section.wb-page-panel", { role: "tabpanel", tabindex: "-1", id: uniqueId("wb-page"), "aria-label": t("tab.board") }, bar, main);
  return { name: "board", element, show: () => (element.hidden = false), hide: () => (element.hidden = true), focus: () => (element.querySelector(".wb-need") ?? element).focus() };
}

/** The buttons above the board; those that write are out of reach where nothing can be written. */
function fillBar(bar, desk, files) {
  const { t, model, act, root } = desk;
  const add = h("button.wb-button.wb-button-main", { "aria-keyshortcuts": "N", onclick: () => openNeed(root, desk) }, icon("add", 14), t("need.add"));
  const propose = h("button.wb-button", { "aria-keyshortcuts": "P", title: t("need.propose_title"), onclick: act.propose }, t("need.propose"));
  const out = h("button.wb-button", { "aria-haspopup": "menu", onclick: () => openMenu(root, out, files(), { label: t("export.menu") }) }, icon("download", 14), t("export.menu"));
  const print = h("button.wb-button", { "aria-keyshortcuts": "I", onclick: act.print }, t("print.do"));
  bar.append(add, propose, h("span.wb-rest"), out, print);
  const update = () => [add, propose].forEach((button) => (button.disabled = model.readOnly));
  return { destroy: model.subscribe("settings", update) };
}
