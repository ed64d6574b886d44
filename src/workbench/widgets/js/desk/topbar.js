/** The head of the desk: the project and what leaves it, the source, search in it, how it is shown, who codes. */

import "./topbar.css";
import { debounce, fill, h, set } from "../shared/dom.js";
import { addresses, coderMark, languageButton, pageLinks } from "../shared/head.js";
import { icon } from "../shared/icons.js";
import { openMenu, place } from "../shared/menu.js";
import { openMemo } from "./memo_dialog.js";

const SIZES = { least: 13, most: 26, usual: 17 };
const KEPT = "workbench.desk.reading";

export function createTopbar(host, { t, model, act, root, layout, pane, importing, session, restart }) {
  const reading = read();
  const home = addresses()?.home;
  const folds = ["left", "right"].map((side) =>
    h("button.wb-quiet-button.wb-fold", { onclick: () => layout.fold(side), "aria-label": t(`top.panel_${side}`), "aria-keyshortcuts": side === "left" ? "[" : "]" }, icon(`panel-${side}`)),
  );
  const project = h("button.wb-quiet-button.wb-project", { onclick: openProject, "aria-haspopup": "menu" }, h("strong"), icon("down", 12));
  const title = h("h1.wb-source-title");
  const found = h("span.wb-found-count", { "aria-live": "polite" });
  const input = h("input.wb-field.wb-find", { type: "search", placeholder: t("top.find"), "aria-label": t("top.find"), "aria-keyshortcuts": "/", autocomplete: "off", spellcheck: "false", oninput: debounce(find, 120), onkeydown: onFindKey });
  const steps = h(
    "span.wb-find-steps",
    { hidden: true },
    found,
    step(-1, "up", "top.find_previous"),
    step(1, "down", "top.find_next"),
    h("button.wb-quiet-button", { onclick: leaveFind, title: t("top.find_close"), "aria-label": t("top.find_close") }, icon("close", 14)),
  );
  const type = h("button.wb-quiet-button.wb-type", { onclick: openType, title: t("top.type"), "aria-label": t("top.type"), "aria-haspopup": "dialog" }, "Aa");
  const margins = toggle("margins", "top.margins", () => keep({ margins: !reading.margins }));
  const blind = toggle("eye-off", "top.blind", () => again({ blind: !model.blind }));
  const language = languageButton(root, { t, onChoose: (code) => again({ language: code }).then(restart, () => {}) });
  const coder = coderMark({ t, model });
  fill(
    host,
    folds[0], project, pageLinks("coding", { t }), h("span.wb-rule-upright"), title, h("div.wb-top-rest"),
    h("label.wb-find-box", icon("search", 14), input, h("kbd", "/"), steps),
    type, margins, blind, h("span.wb-rule-upright"), coder.element, language, folds[1],
  );

  function step(direction, name, key) {
    return h("button.wb-quiet-button", { onclick: () => showFound(pane.nextMatch(direction)), title: t(key), "aria-label": t(key) }, icon(name, 14));
  }

  function toggle(name, key, onclick) {
    return h("button.wb-quiet-button", { onclick, title: t(key), "aria-pressed": "false" }, icon(name), h("span.wb-roomy-only", t(`${key}_short`)));
  }

  let matches = 0;
  function find() {
    const query = input.value;
    matches = pane.find(query);
    steps.hidden = !query;
    showFound(matches > 0 ? pane.nextMatch(1) && pane.nextMatch(-1) : 0);
  }

  function showFound(at) {
    found.textContent = matches > 0 ? t("top.found", { at, n: matches }) : t("top.found_none");
  }

  function onFindKey(event) {
    event.stopPropagation();
    if (event.key === "Enter") showFound(pane.nextMatch(event.shiftKey ? -1 : 1));
    else if (event.key === "Escape") leaveFind();
    else return;
    event.preventDefault();
  }

  function leaveFind() {
    input.value = "";
    pane.find("");
    steps.hidden = true;
    pane.focus();
  }

  function openProject() {
    const file = (what, format, label) => ({ label: t(label), run: () => act.exportFile(what, format) });
    openMenu(
      root,
      project,
      [
        ...(home ? [{ label: t("top.home"), run: () => location.assign(home) }, null] : []),
        { label: t("top.import"), run: importing.choose, disabled: model.readOnly },
        { label: t("top.project_memo"), run: () => openMemo(root, { t, model, act }, { kind: "project", target: null, title: model.project.title }) },
        null,
        file("segments", "xlsx", "top.export_segments"),
        file("segments", "csv", "top.export_segments_csv"),
        file("codebook", "xlsx", "top.export_codebook"),
        null,
        file("trail", "docx", "top.export_trail"),
        file("trail", "html", "top.export_trail_html"),
      ],
      { label: model.project.title },
    );
  }

  /** Changes what the kernel tells the page, then takes it all anew. */
  async function again(values) {
    try {
      await session.set(values);
      if (!values.language) await session.begin();
    } catch (error) {
      act.say(error.sentence || t("ledger.unanswered"));
      throw error;
    }
  }

  function openType() {
    const size = h("output", `${reading.size} px`);
    const by = (steps) => () => {
      keep({ size: Math.max(SIZES.least, Math.min(SIZES.most, reading.size + steps)) });
      size.textContent = `${reading.size} px`;
    };
    const face = (name) => h("button.wb-button", { onclick: (event) => { keep({ face: name }); choose(event.currentTarget); }, "aria-pressed": reading.face === name, dataset: { face: name } }, t(`top.face_${name}`));
    const faces = ["serif", "sans"].map(face);
    const choose = (chosen) => faces.forEach((each) => set(each, { "aria-pressed": each === chosen }));
    const box = h(
      "div.wb-type-box",
      { role: "dialog", "aria-label": t("top.type"), tabindex: "-1", onkeydown: leaveType, onfocusout: (event) => !box.contains(event.relatedTarget) && box.remove() },
      h("div", h("button.wb-button", { onclick: by(-1), "aria-label": t("top.smaller") }, "A−"), size, h("button.wb-button", { onclick: by(1), "aria-label": t("top.larger") }, "A+")),
      h("div", faces),
    );
    root.append(box);
    place(box, root, type);
    box.querySelector("button").focus();

    function leaveType(event) {
      event.stopPropagation();
      if (event.key !== "Escape") return;
      event.preventDefault();
      type.focus();
    }
  }

  function keep(values) {
    Object.assign(reading, values);
    try {
      localStorage.setItem(KEPT, JSON.stringify(reading));
    } catch {
      // Kept for this page only.
    }
    showReading();
  }

  function showReading() {
    pane.setFontSize(reading.size);
    pane.setFace(reading.face);
    pane.setMargins(reading.margins);
    set(margins, { "aria-pressed": reading.margins });
  }

  function update() {
    project.firstElementChild.textContent = model.project.title || "…";
    title.textContent = title.title = model.open?.name ?? "";
    coder.update();
    set(blind, { "aria-pressed": model.blind });
    for (const [at, side] of ["left", "right"].entries()) {
      set(folds[at], { "aria-pressed": !layout.isFolded(side), title: `${t(`top.panel_${side}`)} (${side === "left" ? "[" : "]"})` });
    }
  }

  const ends = ["settings", "open", "sources"].map((topic) => model.subscribe(topic, update));
  model.subscribe("open", () => input.value && find());
  showReading();
  update();

  return {
    update,
    find() {
      layout.reach("centre");
      const { selection } = model;
      if (selection && selection.text.length < 60 && !selection.text.includes("\n")) input.value = selection.text;
      input.focus();
      input.select();
      if (input.value) find();
    },
    destroy: () => ends.forEach((end) => end()),
  };
}

function read() {
  const usual = { size: SIZES.usual, face: "serif", margins: true };
  try {
    return { ...usual, ...JSON.parse(localStorage.getItem(KEPT)) };
  } catch {
    return usual;
  }
}
