/** Dragging a code to another place in its tree, with the pointer. The keyboard's way is Alt and the arrows. */

import { h } from "../shared/dom.js";

const PATIENCE = 5;
const EDGE = 24;
const OPENS_AFTER = 600;

/**
 * @param {HTMLElement} scroller where the lines are
 * @param {object} calls
 * @param {(target: Element) => {key: string, id: number, name: string}|null} calls.grab what is under the pointer, null where it cannot be dragged
 * @param {(clientY: number, id: number) => {place: object, top: number, height: number, depth: number, row: object}|null} calls.over
 * @param {(id: number, place: object) => void} calls.drop
 * @param {(row: object) => void} calls.linger the pointer stays on a line
 */
export function dragging(scroller, { grab, over, drop, linger }) {
  const line = h("div.wb-tree-drop", { role: "none", hidden: true });
  const ghost = h("div.wb-tree-ghost", { role: "none", hidden: true });
  scroller.append(line, ghost);
  let held = null;
  let timer = 0;
  let frame = 0;

  scroller.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch" || event.target.closest("button, input")) return;
    const what = grab(event.target);
    if (what) held = { ...what, x: event.clientX, y: event.clientY, pointer: event.pointerId, moving: false, place: null };
  });
  scroller.addEventListener("pointermove", onMove);
  scroller.addEventListener("pointerup", () => finish(true));
  scroller.addEventListener("pointercancel", () => finish(false));
  scroller.addEventListener("click", swallow, true);
  scroller.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !held?.moving) return;
    event.stopPropagation();
    event.preventDefault();
    finish(false);
  }, true);

  let justDropped = false;
  function swallow(event) {
    if (!justDropped) return;
    justDropped = false;
    event.stopPropagation();
  }

  function onMove(event) {
    if (!held) return;
    if (!event.buttons) return finish(false);
    if (!held.moving && Math.hypot(event.clientX - held.x, event.clientY - held.y) < PATIENCE) return;
    if (!held.moving) begin();
    held.x = event.clientX;
    held.y = event.clientY;
    look();
  }

  function begin() {
    held.moving = true;
    scroller.setPointerCapture(held.pointer);
    scroller.classList.add("wb-tree-dragging");
    ghost.textContent = held.name;
    ghost.hidden = false;
    frame = requestAnimationFrame(roll);
  }

  /** Near an edge the list rolls. */
  function roll() {
    if (!held?.moving) return;
    const { top, bottom } = scroller.getBoundingClientRect();
    const speed = held.y < top + EDGE ? held.y - top - EDGE : held.y > bottom - EDGE ? held.y - bottom + EDGE : 0;
    if (speed) {
      scroller.scrollTop += speed / 3;
      look();
    }
    frame = requestAnimationFrame(roll);
  }

  function look() {
    const frameBox = scroller.getBoundingClientRect();
    ghost.style.transform = `translate(${held.x - frameBox.left + scroller.scrollLeft + 12}px, ${held.y - frameBox.top + scroller.scrollTop + 8}px)`;
    const found = over(held.y, held.id);
    held.place = found?.place ?? null;
    line.hidden = !found;
    scroller.classList.toggle("wb-tree-refused", !found);
    if (found) {
      const inside = found.place.kind === "inside";
      line.classList.toggle("wb-tree-drop-inside", inside);
      line.style.top = `${found.top + (found.place.kind === "after" ? found.height : 0)}px`;
      line.style.height = inside ? `${found.height}px` : "";
      line.style.setProperty("--wb-depth", found.depth);
    }
    if (found?.row.id === held.over) return;
    held.over = found?.row.id;
    clearTimeout(timer);
    if (found?.row.open === false) timer = setTimeout(() => held?.moving && linger(found.row), OPENS_AFTER);
  }

  function finish(done) {
    if (!held) return;
    const { moving, id, place } = held;
    held = null;
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    if (!moving) return;
    line.hidden = ghost.hidden = true;
    scroller.classList.remove("wb-tree-dragging", "wb-tree-refused");
    // The click that ends a drag chooses nothing.
    justDropped = true;
    setTimeout(() => (justDropped = false));
    if (done && place) drop(id, place);
  }
}
