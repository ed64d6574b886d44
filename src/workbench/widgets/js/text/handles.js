/**
 * The ends of the active coding, moved by the mouse or by the keyboard. While they move, the coding is shown where it
 * would be; `onAdjust` is called once, when they rest.
 */

import { Prec } from "@codemirror/state";
import { EditorView, ViewPlugin, keymap } from "@codemirror/view";

import { book, changeCodings, coloursOf } from "./codings.js";
import { selectedSpan } from "./headers.js";
import { lastAtOrBefore } from "./intervals.js";
import { scrollOrigin } from "./measure.js";
import { wordAt, wordEdge } from "./words.js";

const REST = 450;
const EDGE = 28;
const DOUBLE_CLICK = 400;

/**
 * @param {string} text
 * @param {number[][]} hidden stretches where no coding may begin or end, in order
 * @param {(id: number|string, start: number, end: number) => void} onAdjust
 * @param {(key: string) => string} t
 */
export function handles(text, hidden, onAdjust, t) {
  const plugin = ViewPlugin.define((view) => new Handles(view, text, hidden, onAdjust, t));
  const byWord = (end, direction) => (view) => view.plugin(plugin)?.step(end, direction) ?? true;
  return [
    plugin,
    // Without an active coding these keys still do nothing: in a browser Alt+← leaves the page.
    Prec.highest(
      keymap.of([
        { key: "Alt-ArrowLeft", run: byWord("start", -1), shift: byWord("end", -1), preventDefault: true },
        { key: "Alt-ArrowRight", run: byWord("start", 1), shift: byWord("end", 1), preventDefault: true },
      ]),
    ),
  ];
}

class Handles {
  constructor(view, text, hidden, onAdjust, t) {
    this.view = view;
    this.text = text;
    this.hidden = hidden;
    this.onAdjust = onAdjust;
    /** The coding as it was before its ends began to move. */
    this.moved = null;
    this.layer = document.createElement("div");
    this.layer.className = "wb-handles";
    this.layer.setAttribute("aria-hidden", "true");
    this.handles = ["start", "end"].map((end) => this.handle(end, t(`text.${end}_handle`)));
    view.scrollDOM.append(this.layer);
  }

  handle(end, title) {
    const handle = document.createElement("div");
    handle.className = `wb-handle wb-handle-${end}`;
    handle.title = title;
    handle.hidden = true;
    handle.addEventListener("pointerdown", (event) => this.drag(event, end, handle));
    this.layer.append(handle);
    return handle;
  }

  update(update) {
    const value = update.state.field(book);
    const changed = value !== update.startState.field(book);
    if (changed && this.moved && value.active !== this.moved.id) this.settle();
    if (changed && value.active !== update.startState.field(book).active) this.arm();
    if (changed || update.viewportChanged || update.geometryChanged) {
      this.view.requestMeasure({ key: this, read: () => this.read(), write: (places) => this.write(places) });
    }
  }

  destroy() {
    clearTimeout(this.timer);
    clearTimeout(this.arming);
    this.layer.remove();
  }

  /** A click that makes a coding the active one may be the first of two: the handles wait until they are over. */
  arm() {
    this.layer.classList.add("wb-resting");
    clearTimeout(this.arming);
    this.arming = setTimeout(() => this.layer.classList.remove("wb-resting"), DOUBLE_CLICK);
  }

  active() {
    const value = this.view.state.field(book);
    return value.byId.get(value.active);
  }

  read() {
    const { view } = this;
    const coding = this.active();
    if (!coding) return null;
    const { from, to } = view.viewport;
    const left = view.scrollDOM.getBoundingClientRect().left - view.scrollDOM.scrollLeft;
    return [[coding.start, 1], [coding.end, -1]].map(([position, side]) => {
      const place = position >= from && position <= to ? view.coordsAtPos(position, side) : null;
      return place && { left: place.left - left, top: place.top - scrollOrigin(view), height: place.bottom - place.top };
    });
  }

  write(places) {
    const coding = this.active();
    this.handles.forEach((handle, at) => {
      const place = places?.[at];
      handle.hidden = !place || !coding;
      if (handle.hidden) return;
      const { tone } = coloursOf(this.view.state.field(book), coding);
      handle.style.cssText = `--wb-tone:${tone};left:${place.left}px;top:${place.top}px;height:${place.height}px`;
    });
  }

  /** Moves an end of the active coding by a word. */
  step(end, direction) {
    const coding = this.active();
    if (!coding) return true;
    let position = coding[end];
    do position = wordEdge(this.text, position, direction, end);
    while (isHidden(this.hidden, position, end) && position > 0 && position < this.text.length);
    this.show(coding, end, position);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), REST);
    return true;
  }

  drag(event, end, handle) {
    const coding = this.active();
    if (!coding || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(this.timer);
    this.view.focus();
    handle.setPointerCapture(event.pointerId);
    this.layer.classList.add("wb-dragging");
    const stop = new AbortController();
    const on = (name, call) => handle.addEventListener(name, call, { signal: stop.signal });
    const finish = (kept) => {
      stop.abort();
      this.layer.classList.remove("wb-dragging");
      if (kept) this.settle();
      else this.restore();
    };
    on("pointermove", (moving) => this.follow(moving, end));
    on("pointerup", () => finish(true));
    on("pointercancel", () => finish(false));
    this.view.dom.ownerDocument.addEventListener(
      "keydown",
      (key) => {
        if (key.key !== "Escape") return;
        key.preventDefault();
        key.stopPropagation();
        finish(false);
      },
      { signal: stop.signal, capture: true },
    );
  }

  /** The end goes with the pointer, from word to word; with Alt, from sign to sign. */
  follow({ clientX, clientY, altKey }, end) {
    const coding = this.active();
    const { view } = this;
    const { top, bottom } = view.scrollDOM.getBoundingClientRect();
    if (clientY < top + EDGE) view.scrollDOM.scrollTop -= EDGE;
    if (clientY > bottom - EDGE) view.scrollDOM.scrollTop += EDGE;
    const position = view.posAtCoords({ x: clientX, y: clientY }, false);
    if (!coding || position === null) return;
    const word = wordAt(this.text, position);
    const nearest = position - word.start < word.end - position ? word.start : word.end;
    this.show(coding, end, altKey ? position : nearest);
  }

  show(coding, end, position) {
    const other = end === "start" ? "end" : "start";
    if (end === "start" ? position >= coding.end : position <= coding.start) return;
    const span = selectedSpan(this.text, Math.min(position, coding[other]), Math.max(position, coding[other]), this.hidden);
    if (!span) return;
    this.moved ??= coding;
    const moving = changeCodings.of({ put: [{ ...coding, ...span, pending: true }] });
    this.view.dispatch({ effects: [moving, EditorView.scrollIntoView(span[end], { y: "nearest", yMargin: 60 })] });
  }

  /** Hands over where the ends now stand; after the update under way, if there is one. */
  settle() {
    clearTimeout(this.timer);
    const before = this.moved;
    this.moved = null;
    const coding = before && this.view.state.field(book).byId.get(before.id);
    if (!coding) return;
    if (coding.start === before.start && coding.end === before.end) this.replace(before);
    else queueMicrotask(() => this.onAdjust(coding.id, coding.start, coding.end));
  }

  restore() {
    if (this.moved) this.replace(this.moved);
    this.moved = null;
  }

  replace(coding) {
    queueMicrotask(() => this.view.dispatch({ effects: changeCodings.of({ put: [coding] }) }));
  }
}

/** Whether a coding that had this end there would begin or end within a hidden label. */
function isHidden(hidden, position, end) {
  const stretch = hidden[lastAtOrBefore(hidden, end === "end" ? position - 1 : position, 0)];
  return stretch !== undefined && (end === "end" ? position <= stretch[1] : position < stretch[1]);
}
