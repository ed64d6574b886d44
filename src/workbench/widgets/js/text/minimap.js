/** The whole source as a narrow strip at the right: where codings stand, where one is; a click or a drag goes there. */

import { EditorView, ViewPlugin } from "@codemirror/view";

import { book, coloursOf } from "./codings.js";
import { matchesField } from "./search.js";

const COLUMNS = 4;
const LATER = 80;

export const minimap = ViewPlugin.define((view) => new Minimap(view));

class Minimap {
  constructor(view) {
    this.view = view;
    this.strip = document.createElement("div");
    this.strip.className = "wb-minimap";
    this.strip.setAttribute("aria-hidden", "true");
    this.canvas = document.createElement("canvas");
    this.frame = document.createElement("div");
    this.frame.className = "wb-minimap-frame";
    this.strip.append(this.canvas, this.frame);
    view.dom.append(this.strip);
    this.onScroll = () => this.follow();
    view.scrollDOM.addEventListener("scroll", this.onScroll, { passive: true });
    this.strip.addEventListener("pointerdown", (event) => this.drag(event));
    this.redraw();
    this.follow();
  }

  update(update) {
    const changed = (field) => update.state.field(field) !== update.startState.field(field);
    if (changed(book) || changed(matchesField)) this.redraw();
    if (update.geometryChanged) {
      this.follow();
      if (this.strip.clientHeight !== this.height) this.redraw();
    }
  }

  destroy() {
    clearTimeout(this.waiting);
    this.view.scrollDOM.removeEventListener("scroll", this.onScroll);
    this.strip.remove();
  }

  /** Drawn after the frame in which the text itself changed: coding must not wait for it. */
  redraw() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.draw(), LATER);
  }

  draw() {
    const { view, canvas, strip } = this;
    const scale = window.devicePixelRatio || 1;
    this.height = strip.clientHeight;
    canvas.width = Math.max(1, Math.round(strip.clientWidth * scale));
    canvas.height = Math.max(1, Math.round(this.height * scale));
    const context = canvas.getContext("2d");
    const value = view.state.field(book);
    const length = view.state.doc.length || 1;
    const column = canvas.width / COLUMNS;
    for (const [tone, codings] of this.byTone(value)) {
      context.fillStyle = tone;
      for (const { id, start, end } of codings) {
        const lane = value.lanes.get(id) % COLUMNS;
        const top = (start / length) * canvas.height;
        context.fillRect(lane * column, top, column - 1, Math.max(((end - start) / length) * canvas.height, 1.5 * scale));
      }
    }
    context.fillStyle = getComputedStyle(strip).color;
    for (const { start } of view.state.field(matchesField).matches.slice(0, 5000)) {
      context.fillRect(0, (start / length) * canvas.height, canvas.width, scale);
    }
  }

  /** The codings by colour, as the canvas can use it: it knows no `var(…)`. */
  byTone(value) {
    const codings = new Map();
    for (const coding of value.index.spans) {
      if (!codings.has(coding.code)) codings.set(coding.code, []);
      codings.get(coding.code).push(coding);
    }
    const probe = document.createElement("span");
    this.strip.append(probe);
    const tones = [...codings.values()].map((same) => {
      probe.style.color = coloursOf(value, same[0]).tone;
      return [getComputedStyle(probe).color, same];
    });
    probe.remove();
    return tones;
  }

  follow() {
    this.view.requestMeasure({
      key: this,
      read: (view) => {
        const { scrollTop, clientHeight } = view.scrollDOM;
        const top = scrollTop - view.documentPadding.top;
        const length = view.state.doc.length || 1;
        const place = (height) => {
          const block = view.lineBlockAtHeight(Math.max(height, 0));
          const within = block.height ? (height - block.top) / block.height : 0;
          return (block.from + Math.min(Math.max(within, 0), 1) * block.length) / length;
        };
        return { from: place(top), to: place(top + clientHeight) };
      },
      write: ({ from, to }) => {
        this.frame.style.top = `${from * 100}%`;
        this.frame.style.height = `${Math.max((to - from) * 100, 0)}%`;
      },
    });
  }

  drag(event) {
    event.preventDefault();
    this.strip.setPointerCapture(event.pointerId);
    const go = ({ clientY }) => {
      const { top, height } = this.strip.getBoundingClientRect();
      const share = Math.min(Math.max((clientY - top) / height, 0), 1);
      const position = Math.round(share * this.view.state.doc.length);
      this.view.dispatch({ effects: EditorView.scrollIntoView(position, { y: "center" }) });
    };
    go(event);
    this.view.focus();
    const stop = new AbortController();
    this.strip.addEventListener("pointermove", go, { signal: stop.signal });
    this.strip.addEventListener("lostpointercapture", () => stop.abort(), { once: true });
  }
}
