/**
 * The margin: a stripe beside the words of each coding, its lane kept while it is on screen, its name beside it.
 * Drawn inside what scrolls, so that it never lags behind the text; measured only for what is drawn.
 */

import { ViewPlugin } from "@codemirror/view";

import { afterwards } from "../shared/afterwards.js";
import { book, coloursOf, initialsOf, isOthers } from "./codings.js";
import { assignLanes, stackLabels } from "./lanes.js";
import { scrollOrigin } from "./measure.js";

const LABEL = { height: 18, patience: 90 };
const LANE_WIDTH = 7;
const MOST_LANES = 9;

/**
 * @param {{onActivate: (id: number|string) => void, onHover: (id: number|string|null) => void,
 *   t: (key: string, values?: object) => string}} calls
 */
export function stripes(calls) {
  return ViewPlugin.define((view) => new Stripes(view, calls));
}

class Stripes {
  constructor(view, calls) {
    this.view = view;
    this.calls = calls;
    this.lanes = new Map();
    this.drawn = new Map();
    /** Where codings were measured, until the lines move. */
    this.measured = new Map();
    /** The words of a coding first, its stripe next. */
    this.later = afterwards(() => this.measure());
    this.layer = document.createElement("div");
    this.layer.className = "wb-margin";
    this.layer.setAttribute("aria-hidden", "true");
    view.scrollDOM.append(this.layer);
    this.layer.addEventListener("mousedown", (event) => event.preventDefault());
    this.layer.addEventListener("click", (event) => {
      this.onPoint(event, calls.onActivate);
      view.focus();
    });
    this.layer.addEventListener("mouseover", (event) => this.onPoint(event, calls.onHover));
    this.layer.addEventListener("mouseleave", () => calls.onHover(null));
    this.measure();
  }

  update(update) {
    const [now, before] = [update.state.field(book), update.startState.field(book)];
    const moved = update.viewportChanged || update.geometryChanged || now.codes !== before.codes;
    if (moved) this.measured.clear();
    if (moved || (now !== before && now.index === before.index)) this.measure();
    else if (now !== before) this.later.soon();
  }

  destroy() {
    this.later.cancel();
    this.layer.remove();
  }

  onPoint(event, call) {
    const coding = this.view.state.field(book).byId.get(event.target.closest("[data-coding]")?.codingId);
    if (coding) call(coding.id);
  }

  measure() {
    this.view.requestMeasure({ key: this, read: () => this.read(), write: (margin) => margin && this.write(margin) });
  }

  /** Where each coding on screen begins and ends, in pixels from the top of the text. */
  read() {
    const { view } = this;
    if (!view.dom.closest(".wb-with-margin")) return { left: 0, width: 0, spans: [] };
    const { from, to } = drawn(view);
    const spans = view.state.field(book).index.overlapping(from, to).map((coding) => this.spanOf(coding, from, to));
    const content = view.contentDOM;
    const left = content.offsetLeft + content.offsetWidth;
    return { left, width: view.scrollDOM.clientWidth - left, spans: spans.sort((a, b) => a.start - b.start || b.end - a.end) };
  }

  spanOf(coding, from, to) {
    const key = `${coding.start} ${coding.end}`;
    if (!this.measured.has(key)) this.measured.set(key, placeOf(this.view, coding, from, to));
    return { id: coding.id, ...this.measured.get(key) };
  }

  write({ left, width, spans }) {
    const value = this.view.state.field(book);
    this.lanes = assignLanes(spans, this.lanes);
    const lanes = Math.min(Math.max(0, ...this.lanes.values()) + 1, MOST_LANES);
    this.layer.style.left = `${left}px`;
    this.layer.style.width = `${width}px`;
    this.layer.style.setProperty("--wb-labels", `${lanes * LANE_WIDTH + 6}px`);
    const named = spans.filter(({ clipped }) => !clipped).map(({ id, start }) => ({ id, top: start }));
    const labels = width > lanes * LANE_WIDTH + 50 ? new Map(stackLabels(named, LABEL).map((label) => [label.id, label])) : new Map();
    const gone = new Set(this.drawn.keys());
    for (const span of spans) {
      gone.delete(span.id);
      this.drawn.get(span.id)?.place(value, span, this.lanes.get(span.id), labels.get(span.id)) ?? this.add(value, span, labels);
    }
    for (const id of gone) {
      this.drawn.get(id).remove();
      this.drawn.delete(id);
    }
  }

  add(value, span, labels) {
    const stripe = new Stripe(this.layer, span.id, this.calls.t);
    this.drawn.set(span.id, stripe);
    stripe.place(value, span, this.lanes.get(span.id), labels.get(span.id));
  }
}

/** What is drawn: of a very long line only a part is. */
function drawn({ visibleRanges, viewport }) {
  return visibleRanges.length ? { from: visibleRanges[0].from, to: visibleRanges.at(-1).to } : viewport;
}

function placeOf(view, { start, end }, from, to) {
  const base = scrollOrigin(view);
  const below = view.documentTop - base;
  const first = view.coordsAtPos(Math.max(start, from), 1);
  const last = view.coordsAtPos(Math.min(end, to), -1);
  const top = first ? first.top - base : below + view.lineBlockAt(Math.max(start, from)).top;
  const bottom = last ? last.bottom - base : below + view.lineBlockAt(Math.min(end, to)).bottom;
  return { start: top, end: Math.max(bottom, top + 10), clipped: start < from };
}

/** One stripe and its label. */
class Stripe {
  constructor(layer, id, t) {
    this.t = t;
    this.bar = part("wb-stripe", id);
    this.label = part("wb-label", id);
    this.mark = document.createElement("span");
    this.name = document.createElement("span");
    this.more = document.createElement("span");
    this.mark.className = "wb-label-mark";
    this.name.className = "wb-label-name";
    this.more.className = "wb-label-more";
    this.label.append(this.mark, this.name, this.more);
    layer.append(this.bar, this.label);
  }

  place(value, { id, start, end }, lane, label) {
    const coding = value.byId.get(id);
    const { tone } = coloursOf(value, coding);
    const code = value.codes.get(coding.code);
    const initials = initialsOf(value, coding);
    const state = [
      id === value.active && "wb-is-active",
      id === value.hovered && "wb-is-hovered",
      coding.pending && "wb-is-pending",
      coding.status === "proposed" && "wb-is-proposed",
      isOthers(value, coding) && "wb-is-others",
    ].filter(Boolean);
    const about = this.describe(value, coding, code);
    const sign = [tone, lane, start, end, label?.top, label?.more, initials, about, ...state].join("|");
    // Most stripes stand as they stood: writing them again would cost the page more than the change itself.
    if (sign === this.sign) return this;
    this.sign = sign;
    this.bar.className = ["wb-stripe", ...state].join(" ");
    this.bar.style.cssText = `--wb-tone:${tone};--wb-lane:${Math.min(lane, MOST_LANES - 1)};top:${start}px;height:${end - start}px`;
    this.label.hidden = !label;
    this.bar.title = this.label.title = about;
    if (!label) return this;
    this.label.className = ["wb-label", ...state].join(" ");
    this.label.style.cssText = `--wb-tone:${tone};top:${label.top}px`;
    this.name.textContent = code?.name ?? "";
    this.more.textContent = [initials, coding.memo ? "✎" : "", label.more ? `+${label.more}` : ""].filter(Boolean).join(" ");
    return this;
  }

  describe(value, coding, code) {
    const coder = value.coders.get(coding.coder)?.name;
    const notes = [
      coding.memo && this.t("text.memo"),
      coding.status === "proposed" && this.t("text.proposed"),
      coding.pending && this.t("text.pending"),
    ];
    return [code?.name, coder, ...notes].filter(Boolean).join(" · ");
  }

  remove() {
    this.bar.remove();
    this.label.remove();
  }
}

function part(name, id) {
  const element = document.createElement("div");
  element.className = name;
  element.dataset.coding = String(id);
  element.codingId = id;
  return element;
}
