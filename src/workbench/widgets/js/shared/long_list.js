/**
 * A list of any length, of which only the lines in sight are drawn. One line is active; the keys walk it.
 *
 * Keys: ↑ ↓ Page↑ Page↓ Home End; Enter opens the active line; others go to `onKey`.
 */

import "./long_list.css";
import { h, set, uniqueId } from "./dom.js";

const AROUND = 12;

/**
 * @param {object} how
 * @param {string} how.label
 * @param {"listbox"|"grid"} [how.role]
 * @param {number} [how.high] the height of a line, in pixels
 * @param {(at: number) => HTMLElement} how.draw a line
 * @param {(at: number) => void} how.onOpen
 * @param {(event: KeyboardEvent, at: number) => boolean} [how.onKey] whether it was meant for a line
 * @param {(from: number, to: number) => void} [how.onSee] which lines are about to be drawn
 */
export function createLongList({ label, role = "listbox", high = 28, draw, onOpen, onKey, onSee }) {
  const id = uniqueId("wb-line");
  const lines = h("div.wb-long-lines", { role: "presentation" });
  const element = h("div.wb-long-list", { role, tabindex: "0", "aria-label": label, onkeydown, onscroll: show, onclick, style: { "--wb-line": `${high}px` } }, lines);
  const drawn = new Map();
  let count = 0;
  let active = -1;

  /** @param {number} n how many lines there are @param {{keep?: boolean}} [how] keep: the active line and the place stay */
  function setCount(n, { keep = false } = {}) {
    count = n;
    lines.style.height = `${n * high}px`;
    if (role === "grid") set(element, { "aria-rowcount": n });
    active = keep ? Math.min(active, n - 1) : n ? 0 : -1;
    if (!keep) element.scrollTop = 0;
    refresh();
  }

  /** Draws the lines in sight anew. */
  function refresh() {
    for (const line of drawn.values()) line.remove();
    drawn.clear();
    show();
  }

  function show() {
    const from = Math.max(0, Math.floor(element.scrollTop / high) - AROUND);
    const to = Math.min(count, Math.ceil((element.scrollTop + element.clientHeight) / high) + AROUND);
    onSee?.(from, to);
    for (const [at, line] of drawn) {
      if (at >= from && at < to) continue;
      line.remove();
      drawn.delete(at);
    }
    for (let at = from; at < to; at += 1) if (!drawn.has(at)) put(at);
    set(element, { "aria-activedescendant": drawn.has(active) ? `${id}-${active}` : null });
  }

  function put(at) {
    const line = draw(at);
    line.classList.add("wb-long-line");
    line.style.top = `${at * high}px`;
    set(line, { id: `${id}-${at}`, role: role === "grid" ? "row" : "option", dataset: { at }, "aria-selected": at === active, ...(role === "grid" ? { "aria-rowindex": at + 1 } : { "aria-setsize": count, "aria-posinset": at + 1 }) });
    drawn.set(at, line);
    lines.append(line);
  }

  /** Draws one line anew, if it is in sight. */
  function redraw(at) {
    drawn.get(at)?.remove();
    if (drawn.delete(at)) put(at);
  }

  function activate(at, { reveal = true } = {}) {
    if (!count) return;
    const before = active;
    active = Math.max(0, Math.min(at, count - 1));
    if (reveal) {
      const top = active * high;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + high > element.scrollTop + element.clientHeight) element.scrollTop = top + high - element.clientHeight;
    }
    for (const each of [before, active]) if (drawn.has(each)) set(drawn.get(each), { "aria-selected": each === active });
    show();
  }

  function onkeydown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== element) return;
    const page = Math.max(1, Math.floor(element.clientHeight / high) - 1);
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: count - 1 }[event.key];
    if (to !== undefined) activate(to);
    else if (event.key === "Enter" && active >= 0) onOpen(active);
    else if (!(active >= 0 && onKey?.(event, active))) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function onclick(event) {
    const line = event.target.closest(".wb-long-line");
    if (!line || getSelection()?.toString() || event.target.closest("button, input")) return;
    activate(Number(line.dataset.at), { reveal: false });
    element.focus({ preventScroll: true });
    onOpen(active);
  }

  const watch = new ResizeObserver(show);
  watch.observe(element);

  return {
    element,
    setCount,
    refresh,
    redraw,
    activate,
    active: () => active,
    /** Where the active line stands on the screen. */
    place: () => drawn.get(active)?.getBoundingClientRect(),
    focus: () => element.focus({ preventScroll: true }),
    destroy: () => watch.disconnect(),
  };
}
