/**
 * The text pane: one source to read and to code. Everything about the kernel, saving and rights is the desk's; the pane
 * shows what it is given and tells what its reader does. All offsets are UTF-16, end exclusive.
 *
 * Keys that the pane keeps: arrows, Home, End, Page up and down (with Shift they select, with Ctrl they go by word or to
 * the ends), Ctrl+A, Alt+←/→ and Alt+Shift+←/→ (ends of the active coding). All others bubble up to the desk.
 *
 * @typedef {import("./headers.js").Passage} Passage
 * @typedef {import("./codings.js").Coding} Coding
 * @typedef {import("./codings.js").Code} Code
 * @typedef {{start: number, end: number, text: string, passage: Passage["id"]|null}} Selected
 */

import { EditorSelection, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

import { createCodeButton } from "./code_button.js";
import * as codings from "./codings.js";
import { findAll } from "./find.js";
import { handles } from "./handles.js";
import { findHeaders, groupTurns, hiddenSpans, selectedSpan } from "./headers.js";
import { highlights } from "./highlights.js";
import { lastAtOrBefore } from "./intervals.js";
import { setMeasure } from "./measure.js";
import { minimap } from "./minimap.js";
import { codingsAt, pointing } from "./pointing.js";
import { matchesField, searching, setMatches } from "./search.js";
import { selecting } from "./selection.js";
import { speakers } from "./speakers.js";
import { stripes } from "./stripes.js";

const FLASH = 1400;
const setFlash = StateEffect.define();
const flashField = StateField.define({
  create: () => Decoration.none,
  update: (value, { effects }) => {
    const flash = effects.find((effect) => effect.is(setFlash));
    if (!flash) return value;
    return flash.value ? Decoration.set(Decoration.mark({ class: "wb-flash" }).range(...flash.value)) : Decoration.none;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * Makes a text pane in `host`, which gives it its height.
 * @param {HTMLElement} host
 * @param {object} calls
 * @param {(key: string, values?: object) => string} calls.t sentences of the page's language
 * @param {(selected: Selected|null) => void} [calls.onSelection]
 * @param {(id: Coding["id"]|null) => void} [calls.onActivateCoding] also when the reader leaves all codings
 * @param {(id: Coding["id"], start: number, end: number) => void} [calls.onAdjust] answer with `change`, saved or as before
 * @param {(id: Coding["id"]|null) => void} [calls.onHoverCoding]
 * @param {(selected: Selected, place: DOMRect) => void} [calls.onCreateRequest] the button at the end of a selection
 */
export function createTextPane(host, calls) {
  const { t, onSelection, onActivateCoding, onAdjust, onHoverCoding, onCreateRequest } = calls;
  const places = new Map();
  let source = nothing();
  let flashing = 0;

  const root = document.createElement("div");
  root.className = "wb-text";
  host.append(root);
  const view = new EditorView({ parent: root });
  const button = createCodeButton(root, t("text.code"), () => selection() && onCreateRequest?.(selection(), button.place()));
  // Height and scrolling must hold against any style of the page around.
  view.dom.style.cssText = "height:100%;overflow:hidden";
  view.scrollDOM.style.overflow = "auto";

  function extensions(headers, first) {
    return [
      EditorState.lineSeparator.of("\n"),
      EditorState.readOnly.of(true),
      EditorView.lineWrapping,
      EditorView.perLineTextDirection.of(true),
      EditorView.domEventHandlers({ beforeinput: (event) => event.preventDefault(), drop: refuse, dragstart: refuse }),
      EditorView.contentAttributes.of(attributes()),
      codings.book.init(() => first),
      selecting(source.text, source.turns),
      handles(source.text, source.hidden, (...moved) => onAdjust?.(...moved), t),
      speakers(source.text, source.passages, headers, source.turns, t),
      highlights,
      searching,
      flashField,
      stripes({ onActivate: activate, onHover: hover, t }),
      minimap,
      pointing({ onActivate: activate, onHover: hover, onSelected: () => button.show(view) }),
      EditorView.updateListener.of(afterUpdate),
    ];
  }

  function attributes() {
    return {
      "aria-label": t("text.label", { title: source.title }),
      "aria-readonly": "true",
      "data-lm-suppress-shortcuts": "true",
      spellcheck: "false",
      inputmode: "none",
      // It is a tab stop already, being editable; said so, checkers see that the keys can scroll the text.
      tabindex: "0",
      class: "wb-reading",
    };
  }

  function afterUpdate(update) {
    const { active, hovered } = update.state.field(codings.book);
    const before = update.startState.field(codings.book);
    if (update.selectionSet || update.focusChanged || before.active !== active) button.hide();
    // After the update: whoever listens may change the pane at once.
    queueMicrotask(() => {
      if (update.selectionSet) onSelection?.(selection());
      if (before.active !== active) onActivateCoding?.(active);
      if (before.hovered !== hovered) onHoverCoding?.(hovered);
    });
  }

  const book = () => view.state.field(codings.book);
  const tell = (...effects) => view.dispatch({ effects });
  const activate = (id) => book().active !== id && tell(codings.setActive.of(id));
  const hover = (id) => book().hovered !== id && tell(codings.setHovered.of(id));

  /**
   * Shows a source. One that was shown before comes back where its reader left it.
   * @param {{id: unknown, text: string, title?: string, passages: Passage[], codings: Coding[], codes: Map<Coding["code"], Code>,
   *   coders?: Map<unknown, {name: string, initials?: string}>, me?: unknown}} opened `me`: the coder whose codings bear no initials
   */
  function open({ id = null, text, title = "", passages = [], codings: given = [], codes, coders, me }) {
    if (source.text) places.set(source.id, { scroll: view.scrollSnapshot(), selection: view.state.selection });
    const headers = findHeaders(text, passages);
    source = { id, text, title, passages, hidden: hiddenSpans(headers), turns: groupTurns(passages, headers) };
    const first = codings.firstBook({ codings: given, codes, coders, me });
    const left = places.get(id);
    const back = left && left.selection.main.to <= text.length;
    view.setState(
      EditorState.create({
        doc: text,
        selection: back ? left.selection : { anchor: passages[0]?.start ?? 0 },
        extensions: extensions(headers, first),
      }),
    );
    button.hide();
    if (back) tell(left.scroll);
    else view.scrollDOM.scrollTop = 0;
    if (text) onSelection?.(selection());
  }

  /** @returns {Selected|null} */
  function selection() {
    const { from, to } = view.state.selection.main;
    const span = selectedSpan(source.text, from, to, source.hidden);
    return span && { ...span, text: source.text.slice(span.start, span.end), passage: passageAt(span.start)?.id ?? null };
  }

  function passageAt(position) {
    const passage = source.passages[lastAtOrBefore(source.passages, position)];
    return passage && position < passage.end ? passage : null;
  }

  function select(start, end) {
    view.dispatch({ selection: EditorSelection.single(start, end), scrollIntoView: true });
  }

  /**
   * Brings a span into sight.
   * @param {number} start
   * @param {number} end
   * @param {{select?: boolean, flash?: boolean, near?: boolean}} [how] near: scrolls no further than needed
   */
  function reveal(start, end, how = {}) {
    const effects = [EditorView.scrollIntoView(EditorSelection.range(start, end), how.near ? { y: "nearest", yMargin: 90 } : { y: "center" })];
    if (how.flash && start < end) effects.push(setFlash.of([start, end]));
    view.dispatch({ effects, ...(how.select && { selection: EditorSelection.single(start, end) }) });
    clearTimeout(flashing);
    if (how.flash) flashing = setTimeout(() => tell(setFlash.of(null)), FLASH);
  }

  /** Makes the next coding (or the one before) the active one, and shows it. @returns {Coding|null} */
  function nextCoding(direction) {
    const { index, byId, active } = book();
    const { spans } = index;
    const current = spans.indexOf(byId.get(active));
    const caret = view.state.selection.main.head;
    const after = lastAtOrBefore(spans, direction > 0 ? caret - 1 : caret) + (direction > 0 ? 1 : 0);
    const coding = spans[current >= 0 ? current + direction : after] ?? null;
    if (!coding) return null;
    view.dispatch({
      selection: EditorSelection.cursor(coding.start),
      effects: [
        codings.setActive.of(coding.id),
        EditorView.scrollIntoView(EditorSelection.range(coding.start, coding.end), { y: "nearest", yMargin: 90 }),
      ],
    });
    return coding;
  }

  /** Puts the caret at the next turn; backwards first at the start of the one it stands in. @returns {Passage|null} */
  function nextTurn(direction) {
    const caret = view.state.selection.main.head;
    const turn = source.turns[lastAtOrBefore(source.turns, direction > 0 ? caret : caret - 1) + (direction > 0 ? 1 : 0)];
    if (!turn) return null;
    view.dispatch({
      selection: EditorSelection.cursor(turn.start),
      effects: EditorView.scrollIntoView(turn.start, { y: "nearest", yMargin: 90 }),
    });
    return turn.passage;
  }

  /**
   * Looks for `query` in the text and shows the first match from the caret on.
   * @param {string} query
   * @param {{regex?: boolean, case?: boolean}} [how]
   * @returns {number} matches; -1 where the expression cannot be read
   */
  function find(query, how) {
    const matches = findAll(source.text, query, how);
    tell(setMatches.of({ matches: matches ?? [], current: -1 }));
    if (matches?.length) showMatch(Math.max(0, matches.findIndex(({ end }) => end > view.state.selection.main.from)));
    return matches ? matches.length : -1;
  }

  /** Goes to the next match (or the one before), round the ends. @returns {number} its place from 1; 0 without matches */
  function nextMatch(direction = 1) {
    const { matches, current } = view.state.field(matchesField);
    if (!matches.length) return 0;
    return showMatch((current + direction + matches.length) % matches.length);
  }

  function showMatch(at) {
    const { matches } = view.state.field(matchesField);
    const { start, end } = matches[at];
    view.dispatch({
      selection: EditorSelection.single(start, end),
      effects: [setMatches.of({ matches, current: at }), EditorView.scrollIntoView(EditorSelection.range(start, end), { y: "center" })],
    });
    return at + 1;
  }

  /** @param {number} pixels */
  function setFontSize(pixels) {
    setMeasure(root, pixels);
    view.requestMeasure();
  }

  /** @param {"serif"|"sans"} face */
  function setFace(face) {
    root.classList.toggle("wb-sans", face === "sans");
    setFontSize(parseFloat(root.style.getPropertyValue("--wb-size")));
  }

  /** @param {boolean} shown */
  function setMargins(shown) {
    root.classList.toggle("wb-with-margin", shown);
    // The column of the text may move without changing its width: what stands beside it is placed anew.
    tell(codings.setCodes.of(book().codes));
  }

  open({ text: "" });
  setMargins(true);
  setFontSize(17);

  return {
    open,
    selection,
    select,
    reveal,
    nextCoding,
    nextTurn,
    find,
    nextMatch,
    setFontSize,
    setFace,
    setMargins,
    root,
    /** @param {Coding[]} list all codings of the source */
    setCodings: (list) => tell(codings.setCodings.of(list)),
    /** @param {{put?: Coding[], drop?: Coding["id"][], active?: Coding["id"]|null}} changed put: added, or in the place of those with their ids */
    change: ({ put = [], drop = [], active = book().active }) => tell(codings.changeCodings.of({ put, drop }), codings.setActive.of(active)),
    /** @param {Map<Coding["code"], Code>} codes also after a change of theme */
    setCodes: (codes) => tell(codings.setCodes.of(codes)),
    /** @param {Coding["id"]|null} id */
    setActive: activate,
    /** @returns {Coding|null} */
    activeCoding: () => book().byId.get(book().active) ?? null,
    /** The codings at a position (the caret by default), the innermost first. @returns {Coding[]} */
    codingsAt: (position = view.state.selection.main.head) => codingsAt(view, position),
    focus: () => view.focus(),
    destroy() {
      clearTimeout(flashing);
      view.destroy();
      root.remove();
    },
  };
}

function refuse(event) {
  event.preventDefault();
  return true;
}

function nothing() {
  return { id: null, text: "", title: "", passages: [], hidden: [], turns: [] };
}
