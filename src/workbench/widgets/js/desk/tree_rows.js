/** The lines of a long list: only those on screen are in the page, each kept as long as it shows the same. */

import { h } from "../shared/dom.js";
import { isPressed, onRelease } from "../shared/pressing.js";

const BEYOND = 30;

/**
 * @template {{id: unknown}} Row
 * @template {{sign: string}} Line what a row shows; `sign` changes when that does
 * @param {HTMLElement} scroller
 * @param {number} height of a row, in pixels
 * @param {{describe: (row: Row) => Line, draw: (line: Line) => HTMLElement}} how asked only for rows on screen
 */
export function createRows(scroller, height, { describe, draw }) {
  const space = h("div.wb-tree-space", { role: "none" });
  const drawn = new Map();
  let rows = [];
  let asked = 0;
  scroller.append(space);
  scroller.addEventListener("scroll", later, { passive: true });
  const resized = new ResizeObserver(later);
  resized.observe(scroller);

  /** @param {Row[]} next */
  function show(next) {
    rows = next;
    space.style.height = `${rows.length * height}px`;
    paint();
  }

  function later() {
    asked ||= requestAnimationFrame(paint);
  }

  function paint() {
    cancelAnimationFrame(asked);
    asked = 0;
    const first = Math.max(0, Math.floor(scroller.scrollTop / height) - BEYOND);
    const last = Math.min(rows.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / height) + BEYOND);
    const wanted = rows.slice(first, last);
    const ids = new Set(wanted.map(({ id }) => id));
    for (const [id, { element }] of drawn) {
      if (ids.has(id)) continue;
      element.remove();
      drawn.delete(id);
    }
    let next = space.firstChild;
    wanted.forEach((row, at) => {
      const inPlace = next !== null && drawn.get(row.id)?.element === next;
      const element = elementOf(row);
      element.style.top = `${(first + at) * height}px`;
      // Only what is out of order is moved: an input that is moved would lose the focus.
      if (inPlace) next = element.nextSibling;
      else space.insertBefore(element, next);
    });
  }

  function elementOf(row) {
    const before = drawn.get(row.id);
    const line = describe(row);
    if (before?.sign === line.sign) return before.element;
    if (before && isPressed(before.element)) {
      onRelease(later);
      return before.element;
    }
    const element = draw(line);
    before?.element.replaceWith(element);
    drawn.set(row.id, { element, sign: line.sign });
    return element;
  }

  /** Scrolls as little as it takes to show the row at that place; nothing for a place before the first. */
  function reveal(at) {
    if (at < 0) return;
    const top = at * height;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + height - scroller.clientHeight;
    paint();
  }

  /** The row at a height of the window, and where on it (0 its top, 1 its bottom); beyond the list, the nearest in sight. */
  function rowAt(clientY) {
    const seen = scroller.getBoundingClientRect();
    const y = (Math.max(seen.top + 1, Math.min(clientY, seen.bottom - 1)) - space.getBoundingClientRect().top) / height;
    const at = Math.floor(y);
    return { at, row: rows[at], part: y - at };
  }

  function destroy() {
    cancelAnimationFrame(asked);
    resized.disconnect();
  }

  return { show, reveal, rowAt, element: (id) => drawn.get(id)?.element, destroy };
}
