/** Speakers on the page: headers above turns, labels hidden, moderators quieter, the current speaker kept in sight. */

import { RangeSet, StateField } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";

import { hiddenSpans } from "./headers.js";
import { lastAtOrBefore } from "./intervals.js";

const FIRST_STRONG = /[\p{L}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The extension for one source.
 * @param {string} text
 * @param {import("./headers.js").Passage[]} passages sorted by start
 * @param {import("./headers.js").Header[]} headers of these passages
 * @param {ReturnType<typeof import("./headers.js").groupTurns>} turns of these passages
 * @param {(key: string) => string} t
 */
export function speakers(text, passages, headers, turns, t) {
  const decorations = Decoration.set(headers.flatMap((header) => decorationsOf(text, header, t)), true);
  const hidden = RangeSet.of(hiddenSpans(headers).map(([from, to]) => Decoration.mark({}).range(from, to)), true);
  return [
    StateField.define({
      create: () => decorations,
      update: (value) => value,
      provide: (field) => EditorView.decorations.from(field),
    }),
    EditorView.atomicRanges.of(() => hidden),
    ViewPlugin.define((view) => new Labels(view, headers), { decorations: (plugin) => plugin.decorations }),
    ViewPlugin.define((view) => new Lines(view, passages), { decorations: (plugin) => plugin.decorations }),
    ViewPlugin.define((view) => new StickyHeader(view, turns, t)),
  ];
}

function decorationsOf(text, header, t) {
  const { lines, passage } = header;
  const widget = new TurnHeader(header, t);
  // The very first lines have no line before them to be folded into: the header takes their place.
  if (lines && lines[0] === 0 && lines[1] > 0) return [Decoration.replace({ widget, block: true }).range(...lines)];
  const lineStart = text.lastIndexOf("\n", passage.start - 1) + 1;
  const above = Decoration.widget({ widget, block: true, side: -1 }).range(lineStart);
  const folded = lines && lines[0] > 0 ? [Decoration.replace({}).range(lines[0] - 1, lines[1])] : [];
  return [...folded, above];
}

/** The header of a turn, drawn above it. */
class TurnHeader extends WidgetType {
  constructor(header, t) {
    super();
    this.header = header;
    this.t = t;
  }

  eq(other) {
    return other.header === this.header;
  }

  get estimatedHeight() {
    return 38;
  }

  toDOM() {
    const line = document.createElement("div");
    fillHeader(line, this.header, this.t);
    line.classList.add("wb-turn");
    return line;
  }

  ignoreEvent() {
    return false;
  }
}

function fillHeader(line, { speaker, time, aside, moderator }, t) {
  line.classList.toggle("wb-moderator", moderator);
  const pieces = [
    ["wb-speaker", speaker],
    ["wb-role", moderator ? t("text.moderator") : ""],
    ["wb-time", time],
    ["wb-aside", aside],
  ];
  line.replaceChildren(
    ...pieces
      .filter(([, words]) => words)
      .map(([name, words]) => Object.assign(document.createElement("span"), { className: name, textContent: words })),
  );
}

/**
 * The labels inside the lines on screen, hidden. Not kept for the whole text as the headers are: with them the editor
 * would compare thousands of stretches at every coding.
 */
class Labels {
  constructor(view, headers) {
    this.labels = headers.filter(({ label }) => label).map(({ label: [start, end] }) => ({ start, end }));
    this.decorations = this.draw(view);
  }

  update(update) {
    if (update.viewportChanged || update.docChanged) this.decorations = this.draw(update.view);
  }

  draw({ viewport: { from, to } }) {
    const first = Math.max(lastAtOrBefore(this.labels, from), 0);
    const last = lastAtOrBefore(this.labels, to);
    return Decoration.set(this.labels.slice(first, last + 1).map(({ start, end }) => Decoration.replace({}).range(start, end)));
  }
}

/** Lines on screen: those of moderators quieter, headings as headings, right-to-left lines from the right. */
class Lines {
  constructor(view, passages) {
    this.passages = passages;
    this.decorations = this.draw(view);
  }

  update(update) {
    if (update.viewportChanged || update.docChanged) this.decorations = this.draw(update.view);
  }

  draw(view) {
    const marks = [];
    for (const { from, to } of view.visibleRanges) {
      for (let at = from; at <= to; ) {
        const line = view.state.doc.lineAt(at);
        const attributes = this.attributesOf(line);
        if (attributes) marks.push(Decoration.line({ attributes }).range(line.from));
        at = line.to + 1;
      }
    }
    return Decoration.set(marks, true);
  }

  attributesOf(line) {
    const passage = this.passages[lastAtOrBefore(this.passages, line.to)];
    const classes = [];
    if (passage && passage.end > line.from) {
      if (passage.role === "moderator" && passage.speaker) classes.push("wb-moderator");
      if (passage.kind === "heading") classes.push("wb-heading");
      if (passage.start >= line.from && !passage.speaker) classes.push("wb-paragraph");
    }
    const strong = line.text.match(FIRST_STRONG);
    const right = strong && RIGHT_TO_LEFT.test(strong[0]);
    if (!classes.length && !right) return null;
    return { ...(classes.length && { class: classes.join(" ") }), ...(right && { dir: "rtl" }) };
  }
}

/** The header of the turn at the top of the screen, once its own has scrolled away. */
class StickyHeader {
  constructor(view, turns, t) {
    this.view = view;
    this.turns = turns;
    this.t = t;
    this.line = document.createElement("div");
    this.line.className = "wb-turn wb-sticky";
    this.line.setAttribute("aria-hidden", "true");
    this.line.hidden = true;
    view.dom.append(this.line);
    this.onScroll = () => this.measure();
    view.scrollDOM.addEventListener("scroll", this.onScroll, { passive: true });
    this.measure();
  }

  update(update) {
    if (update.geometryChanged || update.viewportChanged) this.measure();
  }

  measure() {
    this.view.requestMeasure({ key: this, read: () => ({ header: this.atTop(), left: this.view.contentDOM.offsetLeft }), write: (found) => this.show(found) });
  }

  atTop() {
    const { view } = this;
    const top = view.scrollDOM.scrollTop - view.documentPadding.top;
    if (top <= 0) return null;
    const { to } = view.lineBlockAtHeight(top + 4);
    const turn = this.turns[lastAtOrBefore(this.turns, to)];
    return turn?.header && view.lineBlockAt(turn.start).top < top ? turn.header : null;
  }

  show({ header, left }) {
    this.line.style.paddingLeft = `${left}px`;
    if (header === this.shown) return;
    this.shown = header;
    this.line.hidden = !header;
    if (header) fillHeader(this.line, header, this.t);
  }

  destroy() {
    this.view.scrollDOM.removeEventListener("scroll", this.onScroll);
    this.line.remove();
  }
}
