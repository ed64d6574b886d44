/** The page of words put together: whose words, the tabs, the passages, and what each tells the others. */

import "../shared/frame.css";
import { h } from "../shared/dom.js";
import { addresses } from "../shared/head.js";
import { createLedger } from "../shared/ledger.js";
import { createPicker } from "../shared/picker.js";
import { createStage } from "../shared/stage.js";
import { createTopbar } from "../shared/topbar.js";
import { heartbeat } from "../shared/wire.js";
import { createActs } from "./acts.js";
import { createChoice } from "./choice.js";
import { openHelp } from "./help.js";
import { listenToKeys } from "./keys.js";
import { createModel } from "./model.js";
import { createClasses } from "./panels/classes.js";
import { createConcordance } from "./panels/concordance.js";
import { createFrequencies } from "./panels/frequencies.js";
import { createSimilitude } from "./panels/similitude.js";
import { createSpecificities } from "./panels/specificities.js";
import { createTree } from "./panels/tree.js";
import { createPassages } from "./passages.js";
import { createSession } from "./session.js";
import { createTabs } from "../shared/tabs.js";

/**
 * @param {HTMLElement} el
 * @param {object} anywidget the widget's model
 * @param {{restart: () => void}} calls
 */
export function createWordDesk(el, anywidget, { restart }) {
  const model = createModel();
  const stage = createStage(el, anywidget, {
    model,
    kind: "wb-words-desk",
    context: () => ({ entry: model.head }),
    onAnswer: (answer, request) => session.take(answer, request),
  });
  const { root, t, wire, alerts, ends } = stage;
  const pages = addresses();
  const parts = {
    top: h("header.wb-top", { "aria-label": t("top.label") }),
    choice: h("section.wb-whose", { "aria-label": t("choice.label") }),
    tabs: h("nav", { "aria-label": t("tab.label") }),
    panels: h("div.wb-page-body"),
    ledger: h("footer.wb-ledger", { "aria-label": t("ledger.label") }),
  };
  const main = h("div.wb-page-main", parts.panels);
  root.append(parts.top, parts.choice, parts.tabs, main, parts.ledger);
  // Passages stand beside what they come from, under whose words these are and how one looks at them.
  const watch = new ResizeObserver(() => root.style.setProperty("--wb-words-top", `${main.offsetTop}px`));
  watch.observe(parts.choice);
  const pieces = {};
  let panels = [];
  const panelOf = (name) => panels.find((panel) => panel.name === name);

  const page = {
    ...stage.page,
    say: (sentence) => pieces.ledger.say(sentence),
    openPicker: (request) => pieces.picker.open(request),
    openPassages: (mark, name) => pieces.passages.open(mark, name),
    openTab: (tab) => model.openTab(tab),
    openText: pages && ((row) => window.open(`${pages.coding}?source=${row.source_id}&at=${row.at[0]}-${row.at[1]}`, "_blank", "noopener")),
    look(tab, query) {
      model.openTab(tab);
      panelOf(tab).look(query);
    },
  };
  const act = createActs({ model, wire, t, page });
  const session = createSession({ model, wire, t, alerts, root, ready: stage.ready });
  const desk = { t, model, act, root, page, help: () => openHelp(root, { t }) };
  const setLanguage = (language) => wire.ask("settings", { language }).then(restart, (error) => alerts.show(error.sentence || t("ledger.unanswered")));

  panels = [createFrequencies, createConcordance, createSpecificities, createSimilitude, createClasses, createTree].map((create) => create(desk));
  parts.panels.append(...panels.map(({ element }) => element));
  Object.assign(pieces, {
    ledger: createLedger(parts.ledger, desk),
    topbar: createTopbar(parts.top, { ...desk, here: "words", items: () => [], setLanguage }),
    choice: createChoice(parts.choice, desk),
    tabs: createTabs(parts.tabs, desk, panels),
    passages: createPassages(root, desk),
    picker: createPicker(root, desk),
  });
  const keyed = { ...desk, passages: pieces.passages, panel: () => panelOf(model.tab) };
  ends.push(listenToKeys(root, keyed), () => watch.disconnect(), () => [...panels, ...Object.values(pieces)].forEach((piece) => piece.destroy?.()));
  stage.followTheme(main, () => {});
  // The first count is asked for once the page knows what is counted.
  session.begin().then(() => {
    pieces.tabs.update();
    ends.push(heartbeat(wire));
  });

  return { destroy: stage.destroy };
}
