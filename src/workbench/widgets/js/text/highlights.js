/**
 * Codings drawn on the words. The tint is that of the innermost coding; below the words each coding draws its own
 * line, in its own lane, so that overlaps stay legible and colour never speaks alone. Only what is on screen is
 * computed.
 */

import { Prec } from "@codemirror/state";
import { Decoration, ViewPlugin } from "@codemirror/view";

import { book, coloursOf } from "./codings.js";
import { elementary } from "./lanes.js";

/** Lines that fit between two lines of text; deeper overlaps share the last, the margin shows them all. */
export const LINES = 3;

export const highlights = [
  ViewPlugin.define((view) => new Painter(view, drawCodings), { decorations: (plugin) => plugin.decorations }),
  // Lowest means outermost: the outline of the active coding runs around its words in one piece.
  Prec.lowest(ViewPlugin.define((view) => new Painter(view, drawActive), { decorations: (plugin) => plugin.decorations })),
];

/** Keeps decorations in step with the codings and with what is on screen. */
class Painter {
  constructor(view, draw) {
    this.draw = draw;
    this.decorations = draw(view);
  }

  update(update) {
    if (update.viewportChanged || update.docChanged || update.state.field(book) !== update.startState.field(book)) {
      this.decorations = this.draw(update.view);
    }
  }
}

function drawCodings(view) {
  const value = view.state.field(book);
  const marks = [];
  for (const { from, to } of view.visibleRanges) {
    const codings = value.index.overlapping(from, to);
    for (const { start, end, covering } of elementary(codings, from, to)) {
      marks.push(markOf(value, covering).range(start, end));
    }
  }
  return Decoration.set(marks);
}

function drawActive(view) {
  const value = view.state.field(book);
  const coding = value.byId.get(value.active);
  if (!coding) return Decoration.none;
  const { from, to } = view.viewport;
  const start = Math.max(coding.start, from);
  const end = Math.min(coding.end, to);
  if (start >= end) return Decoration.none;
  const style = `--wb-tone:${coloursOf(value, coding).tone}`;
  return Decoration.set(Decoration.mark({ class: "wb-active", attributes: { style } }).range(start, end));
}

function markOf(value, covering) {
  const innermost = covering.reduce((inner, coding) => (coding.end - coding.start <= inner.end - inner.start ? coding : inner));
  const hovered = covering.find(({ id }) => id === value.hovered);
  const lines = new Map();
  for (const coding of covering) {
    const lane = Math.min(value.lanes.get(coding.id), LINES - 1);
    // In the shared last lane, the coding one points at comes to the front.
    if (!lines.has(lane) || coding.id === value.hovered || coding.id === value.active) lines.set(lane, coding);
  }
  const styles = [`--wb-tint:${coloursOf(value, hovered ?? innermost).tint}`];
  for (const [lane, coding] of lines) styles.push(`--wb-line${lane}:${line(coding, coloursOf(value, coding).tone)}`);
  const classes = ["wb-coded", `wb-lines${Math.max(...lines.keys()) + 1}`];
  if (hovered) classes.push("wb-lit");
  if (covering.some(({ pending }) => pending)) classes.push("wb-is-pending");
  return Decoration.mark({
    class: classes.join(" "),
    attributes: { style: styles.join(";"), "data-codings": covering.map(({ id }) => id).join(" ") },
  });
}

/** Whole when saved, dashed until it is, dotted while only proposed. */
function line(coding, tone) {
  if (coding.pending) return `repeating-linear-gradient(90deg,${tone} 0 5px,transparent 5px 9px)`;
  if (coding.status === "proposed") return `repeating-linear-gradient(90deg,${tone} 0 2px,transparent 2px 4px)`;
  return `linear-gradient(${tone},${tone})`;
}
