/** The desk put together: the frame, the pieces in it, and what each tells the others. */

import { createStage } from "../shared/stage.js";
import { shades } from "../shared/palette.js";
import { createPicker } from "../shared/picker.js";
import { createLedger } from "../shared/ledger.js";
import { heartbeat } from "../shared/wire.js";
import "../text/text.css";
import { createTextPane } from "../text/pane.js";
import { createActs } from "./acts.js";
import { createCases } from "./cases.js";
import { createCodedPassages } from "./coded_passages.js";
import { createImporting } from "./importing.js";
import { openHelp } from "./help.js";
import { createInspector } from "./inspector.js";
import { listenToKeys } from "./keys.js";
import { createLayout } from "./layout.js";
import { createModel } from "./model.js";
import { createNothing } from "./nothing.js";
import { createRecent } from "./recent.js";
import { createSession } from "./session.js";
import { createSources } from "./sources.js";
import { createTopbar } from "./topbar.js";
import { createTree } from "./tree.js";

/** Beyond this many changes it is quicker to give the pane all codings anew. */
const MANY = 30;

/**
 * @param {HTMLElement} el
 * @param {object} anywidget the widget's model
 * @param {{restart: () => void}} calls
 */
export function createDesk(el, anywidget, { restart }) {
  const model = createModel();
  const stage = createStage(el, anywidget, {
    model,
    context: () => ({ entry: model.head, source: model.open?.id ?? null }),
    onAnswer: (answer, request) => session.take(answer, request),
  });
  const { root, t, wire, alerts, ends } = stage;
  const pieces = {};
  const layout = createLayout(root, { t, onFold: () => pieces.topbar?.update() });

  const page = {
    ...stage.page,
    open: (source) => session.open(source),
    say: (sentence) => pieces.ledger.say(sentence),
    focus: () => (model.open ? pane : root).focus({ preventScroll: true }),
    activate: (id) => model.setActiveCoding(id),
    show({ start, end }, how) {
      layout.reach("centre");
      pane.reveal(start, end, how);
      pane.focus();
    },
    /** Brings a span into sight without going there. */
    glance: ({ start, end }) => pane.reveal(start, end, { flash: true, near: true }),
    openPicker: (request) => (model.selection || model.activeCoding !== null || request?.onPick ? pieces.picker.open(request) : page.say(t("ledger.select_first"))),
    openDrawer: (query, title) => pieces.drawer.open(query, title),
  };
  const act = createActs({ model, wire, t, page });
  const session = createSession({ model, wire, t, page, root, alerts, ready: stage.ready });
  const importing = createImporting(root, { t, model, act });
  const desk = { t, model, act, root, layout, importing, help: () => openHelp(root, { t }) };

  const pane = createTextPane(layout.text, {
    t,
    onSelection: (selection) => model.setSelection(selection),
    // What the pane says now, not what it said when this was put off: other changes may have come between.
    onActivateCoding: () => model.setActiveCoding(pane.activeCoding()?.id ?? null),
    onAdjust: (id, start, end) => act.adjust(id, start, end),
    onCreateRequest: (_, place) => act.openPicker({ anchor: place }),
  });
  desk.pane = pane;

  Object.assign(pieces, {
    ledger: createLedger(layout.ledger, desk),
    topbar: createTopbar(layout.top, { ...desk, session, restart }),
    sources: createSources(layout.sources, desk),
    cases: createCases(layout.cases, desk),
    nothing: createNothing(layout.text, desk),
    recent: createRecent(layout.recent, desk),
    tree: createTree(layout.codes, desk),
    inspector: createInspector(layout.inspector, { ...desk, write: (parent) => pieces.tree.write(parent) }),
    picker: createPicker(root, desk),
    drawer: createCodedPassages(root, desk),
  });

  model.subscribe("open", showSource);
  model.subscribe("codes", colourText);
  model.subscribe("active", () => model.activeCoding !== (pane.activeCoding()?.id ?? null) && pane.setActive(model.activeCoding));
  model.subscribe("codings", ({ put, drop }) => {
    if (put.length + drop.length > MANY) pane.setCodings([...model.codings.values()]);
    else pane.change({ put, drop, active: model.activeCoding });
  });

  function showSource() {
    const { open } = model;
    if (open) pane.open({ ...open, title: open.name, codings: [...model.codings.values()], codes: coloured(), coders: model.coders, me: model.coder?.id ?? null });
    else pane.open({ text: "" });
    root.classList.toggle("wb-no-source", !open);
  }

  const coloured = () => new Map([...model.codes].map(([id, code]) => [id, { name: code.name, colour: shades(code.colour, root.classList.contains("wb-dark")) }]));
  function colourText() {
    pane.setCodes(coloured());
  }

  stage.followTheme(layout.text.parentElement, colourText);

  ends.push(
    listenToKeys(root, { ...desk, pieces }),
    importing.destroy,
    () => Object.values(pieces).forEach((piece) => piece.destroy?.()),
    () => [pane, layout].forEach((part) => part.destroy()),
  );
  session.begin().then(() => ends.push(heartbeat(wire)));

  return { destroy: stage.destroy };
}
