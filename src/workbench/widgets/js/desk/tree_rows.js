/** The lines of a long list: only those on screen are in the page, each kept as long as it shows the same. */

import { h } from "../shared/dom.js";

const BEYOND = 8;

/**
 * @template {{key: string|number, sign: string}} Line `sign` changes when what the line shows does
 * @param {HTMLElement} scroller
 * @param {number} height of a line, in pixels
 * @param {(line: Line, before: HTMLElement|undefined) => HTMLElement} draw may answer the element it drew before
 */
export function createRows(scroller, height, draw) {
  const space = h("div.wb-tree-space", { role: "none" });
  const drawn = new Map();
  let lines = [];
  let asked = 0;
  scroller.append(space);
  scroller.addEventListener("scroll", later, { passive: true });
  const resized = new ResizeObserver(later);
  resized.observe(scroller);

  /** @param {Line[]} next */
  function show(next) {
    lines = next;
    space.style.height = `${lines.length * height}px`;
    paint();
  }

  function later() {
    asked ||= requestAnimationFrame(paint);
  }

  function paint() {
    cancelAnimationFrame(asked);
    asked = 0;
    const first = Math.max(0, Math.floor(scroller.scrollTop / height) - BEYOND);
    const last = Math.min(lines.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / height) + BEYOND);
    const wanted = lines.slice(first, last);
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { element }] of drawn) {
      if (keys.has(key)) continue;
      element.remove();
      drawn.delete(key);
    }
    let next = space.firstChild;
    wanted.forEach((line, at) => {
      const inPlace = next !== null && drawn.get(line.key)?.element === next;
      const element = elementOf(line);
      element.style.top = `${(first + at) * height}px`;
      // Only what is out of order is moved: an input that is moved would lose the focus.
      if (inPlace) next = element.nextSibling;
      else space.insertBefore(element, next);
    });
  }

  function elementOf(line) {
    const before = drawn.get(line.key);
    if (before?.sign === line.sign) return before.element;
    const element = draw(line, before?.element);
    if (before && before.element !== element) before.element.replaceWith(element);
    drawn.set(line.key, { element, sign: line.sign });
    return element;
  }

  /** Scrolls as little as it takes to show a line. */
  function reveal(at) {
    if (at < 0) return;
    const top = at * height;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + height - scroller.clientHeight;
    paint();
  }

  /** The line at a height of the window, and where on it (0 its top, 1 its bottom); beyond the list, the nearest in sight. */
  function lineAt(clientY) {
    const seen = scroller.getBoundingClientRect();
    const y = (Math.max(seen.top + 1, Math.min(clientY, seen.bottom - 1)) - space.getBoundingClientRect().top) / height;
    const at = Math.floor(y);
    return { at, line: lines[at], part: y - at };
  }

  function destroy() {
    cancelAnimationFrame(asked);
    resized.disconnect();
  }

  return { show, reveal, lineAt, element: (key) => drawn.get(key)?.element, destroy };
}
