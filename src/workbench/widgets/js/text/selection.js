/** Selecting: words and turns by the mouse, moves by the keyboard, and the selection kept in sight out of focus. */

import { EditorSelection, Prec } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, keymap } from "@codemirror/view";

import { lastAtOrBefore } from "./intervals.js";
import { wordAt, wordEdge } from "./words.js";

const KEPT = Decoration.mark({ class: "wb-kept" });

/**
 * The extension for one source.
 * @param {string} text
 * @param {{start: number, end: number}[]} turns sorted by start
 */
export function selecting(text, turns) {
  return [
    EditorView.mouseSelectionStyle.of((view, event) => byClicks(view, event, text, turns)),
    Prec.highest(ViewPlugin.define((view) => new KeptSelection(view), { decorations: (plugin) => plugin.decorations })),
    keymap.of(moves(text)),
  ];
}

/** Double click takes words, triple click turns; dragging on goes from word to word, from turn to turn. */
function byClicks(view, event, text, turns) {
  if (event.button !== 0 || event.detail < 2) return null;
  const unit = event.detail === 2 ? (position) => wordAt(text, position) : (position) => turnAt(view, turns, position);
  let anchor = unit(view.posAtCoords(event, false));
  return {
    update(update) {
      if (update.docChanged) anchor = unit(anchor.start);
    },
    get(current) {
      const head = unit(view.posAtCoords(current, false));
      const backwards = head.start < anchor.start;
      return backwards ? EditorSelection.single(anchor.end, head.start) : EditorSelection.single(anchor.start, Math.max(anchor.end, head.end));
    },
  };
}

function turnAt(view, turns, position) {
  const turn = turns[lastAtOrBefore(turns, position)];
  if (turn && position <= turn.end) return turn;
  const { from, to } = view.state.doc.lineAt(position);
  return { start: from, end: to };
}

/** The focus may be in the code picker: what is being coded must stay visible. */
class KeptSelection {
  constructor(view) {
    this.decorations = this.draw(view);
  }

  update(update) {
    if (update.focusChanged || update.selectionSet) this.decorations = this.draw(update.view);
  }

  draw(view) {
    const { from, to } = view.state.selection.main;
    return view.hasFocus || from === to ? Decoration.none : Decoration.set(KEPT.range(from, to));
  }
}

/** Moves through the whole source: the browser's own would stop at what is drawn. */
function moves(text) {
  const byWord = (forward) => (view, { head }) => EditorSelection.cursor(wordEdge(text, head, forward ? 1 : -1, forward ? "end" : "start"));
  const byLine = (forward) => (view, range) => view.moveVertically(range, forward);
  const byPage = (forward) => (view, range) => view.moveVertically(range, forward, Math.max(view.scrollDOM.clientHeight - 60, 40));
  const toLineEnd = (forward) => (view, range) => view.moveToLineBoundary(range, forward);
  const toEnd = (forward) => () => EditorSelection.cursor(forward ? text.length : 0);
  return [
    { key: "ArrowLeft", run: (view) => byCharacter(view, false), shift: extend((view, range) => view.moveByChar(range, false)) },
    { key: "ArrowRight", run: (view) => byCharacter(view, true), shift: extend((view, range) => view.moveByChar(range, true)) },
    move({ key: "Ctrl-ArrowLeft", mac: "Alt-ArrowLeft" }, byWord(false)),
    move({ key: "Ctrl-ArrowRight", mac: "Alt-ArrowRight" }, byWord(true)),
    move({ key: "ArrowUp" }, byLine(false)),
    move({ key: "ArrowDown" }, byLine(true)),
    move({ key: "PageUp" }, byPage(false)),
    move({ key: "PageDown" }, byPage(true)),
    move({ key: "Home", mac: "Cmd-ArrowLeft" }, toLineEnd(false)),
    move({ key: "End", mac: "Cmd-ArrowRight" }, toLineEnd(true)),
    move({ key: "Ctrl-Home", mac: "Cmd-ArrowUp" }, toEnd(false)),
    move({ key: "Ctrl-End", mac: "Cmd-ArrowDown" }, toEnd(true)),
    { key: "Mod-a", run: (view) => select(view, EditorSelection.range(0, text.length), false), preventDefault: true },
  ];
}

/** A selection collapses to the side one goes to; a caret moves by one sign. */
function byCharacter(view, forward) {
  const { main } = view.state.selection;
  if (main.empty) return select(view, view.moveByChar(main, forward));
  return select(view, EditorSelection.cursor(forward ? main.to : main.from));
}

function move(keys, step) {
  return { ...keys, run: (view) => select(view, step(view, view.state.selection.main)), shift: extend(step), preventDefault: true };
}

function extend(step) {
  return (view) => {
    const { main } = view.state.selection;
    const { head, goalColumn } = step(view, main);
    return select(view, EditorSelection.range(main.anchor, head, goalColumn));
  };
}

function select(view, range, scrollIntoView = true) {
  view.dispatch({ selection: EditorSelection.create([range]), scrollIntoView, userEvent: "select" });
  return true;
}
