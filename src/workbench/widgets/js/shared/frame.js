/** The frame of a page: head, two panels beside the middle that fold and are as wide as their reader wants, ledger. */

import "./frame.css";
import { h, set } from "./dom.js";

const NARROW = 900;
const TIGHT = 1200;

/**
 * @typedef {{least: number, most: number, usual: number, tight: number}} Width in pixels; `tight` where room is scarce
 * @param {HTMLElement} root
 * @param {object} how
 * @param {Function} how.t
 * @param {string} how.kept where the browser keeps the widths
 * @param {{left: Width, right: Width}} how.panels
 * @param {{top: Node, left: Node[], centre: Node[], right: Node[], ledger: Node}} how.parts
 * @param {Record<string, Width>} [how.more] other sizes that are kept
 * @param {() => void} how.onFold
 */
export function createFrame(root, { t, kept: name, panels, parts, more = {}, onFold }) {
  const sizes = { ...panels, ...more };
  const kept = read(name, sizes, root.clientWidth < TIGHT ? "tight" : "usual");
  const tabs = ["left", "centre", "right"].map((side) =>
    h("button.wb-tab", { role: "tab", "aria-selected": side === "centre", onclick: () => show(side), dataset: { tab: side } }, t(`layout.tab_${side}`)),
  );
  const splits = { left: split("left"), right: split("right") };
  const main = h(
    "div.wb-main",
    h("aside.wb-left", { "aria-label": t("top.panel_left") }, parts.left),
    splits.left,
    h("div.wb-centre", parts.centre),
    splits.right,
    h("aside.wb-right", { "aria-label": t("top.panel_right") }, parts.right),
  );
  root.append(parts.top, h("div.wb-tabs", { role: "tablist" }, tabs), main, parts.ledger);

  const watch = new ResizeObserver(([{ contentRect }]) => root.classList.toggle("wb-narrow", contentRect.width < NARROW));
  watch.observe(root);
  for (const side of Object.keys(sizes)) setSize(side, kept[side]);
  for (const side of ["left", "right"]) fold(side, kept[`${side}_folded`]);
  show("centre");

  function split(side) {
    const sign = side === "left" ? 1 : -1;
    const edge = (event) => {
      const box = main.getBoundingClientRect();
      return side === "left" ? event.clientX - box.left : box.right - event.clientX;
    };
    return separator(t(`layout.width_${side}`), sizes[side], "x", (event) => setSize(side, edge(event)), (steps) => setSize(side, kept[side] + sign * steps));
  }

  function setSize(side, pixels) {
    const { least, most } = sizes[side];
    kept[side] = Math.round(Math.max(least, Math.min(most, pixels)));
    root.style.setProperty(`--wb-${side}`, `${kept[side]}px`);
    if (splits[side]) set(splits[side], { "aria-valuenow": kept[side] });
    write(name, kept);
  }

  /** Folds a panel, or unfolds it; the other way round where nothing is said. */
  function fold(side, folded = !kept[`${side}_folded`]) {
    if (root.classList.contains("wb-narrow")) return show(root.dataset.tab === side ? "centre" : side);
    kept[`${side}_folded`] = folded;
    root.classList.toggle(`wb-${side}-folded`, folded);
    write(name, kept);
    return onFold();
  }

  /** Brings a column to the front where there is room for one only. */
  function show(side) {
    root.dataset.tab = side;
    for (const tab of tabs) set(tab, { "aria-selected": tab.dataset.tab === side });
  }

  return {
    fold,
    show,
    setSize,
    size: (side) => kept[side],
    isFolded: (side) => kept[`${side}_folded`],
    /** Makes sure a column is in sight. */
    reach(side) {
      if (root.classList.contains("wb-narrow")) show(side);
      else if (kept[`${side}_folded`]) fold(side, false);
    },
    destroy: () => watch.disconnect(),
  };
}

/**
 * A line between two parts, moved by the mouse and by the arrows.
 * @param {string} label
 * @param {{least: number, most: number}} width
 * @param {"x"|"y"} axis
 * @param {(event: PointerEvent) => void} to
 * @param {(steps: number) => void} by
 */
export function separator(label, { least, most }, axis, to, by) {
  const orientation = axis === "x" ? "vertical" : "horizontal";
  const element = h("div.wb-split", { role: "separator", "aria-orientation": orientation, "aria-label": label, tabindex: "0", "aria-valuemin": least, "aria-valuemax": most });
  if (axis === "y") element.classList.add("wb-split-flat");
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    element.classList.add("wb-dragging");
    event.preventDefault();
  });
  element.addEventListener("pointermove", (event) => element.hasPointerCapture(event.pointerId) && to(event));
  element.addEventListener("lostpointercapture", () => element.classList.remove("wb-dragging"));
  element.addEventListener("keydown", (event) => {
    const step = { x: { ArrowLeft: -16, ArrowRight: 16 }, y: { ArrowUp: -16, ArrowDown: 16 } }[axis][event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    by(step);
  });
  return element;
}

function read(name, sizes, room) {
  const usual = Object.fromEntries(Object.entries(sizes).map(([side, size]) => [side, size[room]]));
  const all = { ...usual, left_folded: false, right_folded: false };
  try {
    return { ...all, ...JSON.parse(localStorage.getItem(name)) };
  } catch {
    return all;
  }
}

function write(name, kept) {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // A page that may keep nothing is as wide as usual.
  }
}
