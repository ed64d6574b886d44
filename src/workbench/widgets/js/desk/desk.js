/** The desk put together: the frame, the pieces in it, and what each tells the others. */

import "../shared/base.css";
import "../text/text.css";
import { h } from "../shared/dom.js";
import { isDark, shades } from "../shared/palette.js";
import { createPicker } from "../shared/picker.js";
import { createDrawer } from "../shared/drawer.js";
import { translator } from "../shared/strings.js";
import { createWire, heartbeat } from "../shared/wire.js";
import { createTextPane } from "../text/pane.js";
import { createActs } from "./acts.js";
import { createAlerts } from "./alerts.js";
import { createBanner } from "./banner.js";
import { createCases } from "./cases.js";
import { createImporting } from "./importing.js";
import { createInspector } from "./inspector.js";
import { listenToKeys } from "./keys.js";
import { createLayout } from "./layout.js";
import { createLedger } from "./ledger.js";
import { createModel } from "./model.js";
import { createNothing } from "./nothing.js";
import { createRecent } from "./recent.js";
import { createSession } from "./session.js";
import { fitWindow } from "./size.js";
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
  const language = anywidget.get("language");
  const t = translator(anywidget.get("strings"), language);
  const model = createModel();
  const root = h("div.wb-desk", { lang: language, tabindex: "-1", "aria-label": t("top.label"), role: "region", dataset: { acks: 0 } });
  el.append(root);
  const ends = [fitWindow(root, anywidget.get("height")), () => root.remove()];
  const pieces = {};
  const layout = createLayout(root, { t, onFold: () => pieces.topbar?.update() });
  const alerts = createAlerts(root, { t });
  const banner = createBanner(root, { t });

  const wire = createWire(anywidget, {
    context: () => ({ entry: model.head, source: model.open?.id ?? null }),
    onAnswer: (answer, request) => session.take(answer, request),
    onPush: (push) => push.push === "progress" && session.progress(push),
    onLost(lost) {
      model.lost = lost;
      model.tell("ledger");
      banner.show(lost);
    },
  });

  const page = {
    open: (source) => session.open(source),
    refused: (sentence) => !root.querySelector("[aria-modal='true']") && alerts.show(sentence),
    say: (sentence) => pieces.ledger.say(sentence),
    settled: () => (root.dataset.acks = Number(root.dataset.acks) + 1),
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
    download,
  };
  const act = createActs({ model, wire, t, page });
  const session = createSession({ model, wire, t, act, page, root, alerts });
  const importing = createImporting(root, { t, model, act });
  const desk = { t, model, act, root, layout, importing };

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
    drawer: createDrawer(root, desk),
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

  function followTheme() {
    const dark = isDark(layout.text.parentElement);
    if (dark === root.classList.contains("wb-dark")) return;
    root.classList.toggle("wb-dark", dark);
    colourText();
  }

  const themes = new MutationObserver(() => requestAnimationFrame(followTheme));
  for (const node of [document.documentElement, document.body]) themes.observe(node, { attributes: true });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", followTheme);
  followTheme();

  ends.push(
    () => themes.disconnect(),
    () => scheme.removeEventListener("change", followTheme),
    listenToKeys(root, { ...desk, pieces }),
    importing.destroy,
    () => Object.values(pieces).forEach((piece) => piece.destroy?.()),
    () => [pane, layout, wire].forEach((part) => part.destroy()),
  );
  session.begin().then(() => ends.push(heartbeat(wire)));

  return { destroy: () => ends.reverse().forEach((end) => end()) };
}

/** Hands a file over to the browser. */
function download(name, bytes) {
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = h("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
