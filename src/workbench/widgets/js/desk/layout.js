/** The frame of the desk: what stands where, panels that fold and are as wide as their reader wants. */

import "./layout.css";
import { h, set } from "../shared/dom.js";

const KEPT = "workbench.desk.layout";
const NARROW = 900;
const TIGHT = 1200;
const PANELS = {
  left: { least: 160, most: 420, usual: 232, tight: 196, sign: 1 },
  right: { least: 200, most: 560, usual: 300, tight: 268, sign: -1 },
};
const INSPECTOR = { least: 120, most: 900, usual: 330 };

/**
 * @param {HTMLElement} root
 * @param {{t: Function, onFold: () => void}} calls
 */
export function createLayout(root, { t, onFold }) {
  const kept = read(root.clientWidth < TIGHT ? "tight" : "usual");
  const part = (name, label, tag = "section") => h(`${tag}.wb-${name}`, { "aria-label": label });
  const parts = {
    top: part("top", t("top.label"), "header"),
    sources: part("sources", t("sources.title")),
    cases: part("cases", t("cases.title")),
    text: part("text-host", t("text.label")),
    recent: part("recent", t("recent.title")),
    codes: h("div.wb-codes"),
    inspector: part("inspector", t("layout.inspector")),
    ledger: part("ledger", t("ledger.label"), "footer"),
  };
  const tabs = ["left", "centre", "right"].map((name) =>
    h("button.wb-tab", { role: "tab", "aria-selected": name === "centre", onclick: () => show(name), dataset: { tab: name } }, t(`layout.tab_${name}`)),
  );
  const splits = { left: split("left"), right: split("right") };
  const shelf = h("div.wb-split.wb-split-flat", { role: "separator", "aria-orientation": "horizontal", "aria-label": t("layout.inspector_height"), tabindex: "0", "aria-valuemin": INSPECTOR.least, "aria-valuemax": INSPECTOR.most });
  drag(shelf, "y", (event) => setInspector(parts.inspector.getBoundingClientRect().bottom - event.clientY), (steps) => setInspector(kept.inspector - steps));
  const main = h(
    "div.wb-main",
    h("aside.wb-left", { "aria-label": t("top.panel_left") }, parts.sources, parts.cases),
    splits.left,
    h("div.wb-centre", parts.text, parts.recent),
    splits.right,
    h("aside.wb-right", { "aria-label": t("top.panel_right") }, parts.codes, shelf, parts.inspector),
  );
  root.append(parts.top, h("div.wb-tabs", { role: "tablist" }, tabs), main, parts.ledger);

  const watch = new ResizeObserver(([{ contentRect }]) => root.classList.toggle("wb-narrow", contentRect.width < NARROW));
  watch.observe(root);
  setInspector(kept.inspector);
  for (const side of ["left", "right"]) {
    setWidth(side, kept[side]);
    fold(side, kept[`${side}_folded`]);
  }
  show("centre");

  function split(side) {
    const { least, most, sign } = PANELS[side];
    const element = h("div.wb-split", {
      role: "separator", "aria-orientation": "vertical", "aria-label": t(`layout.width_${side}`), tabindex: "0",
      "aria-valuemin": least, "aria-valuemax": most,
    });
    const edge = (event) => {
      const box = main.getBoundingClientRect();
      return side === "left" ? event.clientX - box.left : box.right - event.clientX;
    };
    drag(element, "x", (event) => setWidth(side, edge(event)), (steps) => setWidth(side, kept[side] + sign * steps));
    return element;
  }

  function setWidth(side, pixels) {
    const { least, most } = PANELS[side];
    kept[side] = Math.round(Math.max(least, Math.min(most, pixels)));
    root.style.setProperty(`--wb-${side}`, `${kept[side]}px`);
    set(splits[side], { "aria-valuenow": kept[side] });
    write(kept);
  }

  function setInspector(pixels) {
    kept.inspector = Math.round(Math.max(INSPECTOR.least, Math.min(INSPECTOR.most, pixels)));
    set(shelf, { "aria-valuenow": kept.inspector });
    root.style.setProperty("--wb-inspector", `${kept.inspector}px`);
    write(kept);
  }

  /** Folds a panel, or unfolds it; the other way round where nothing is said. */
  function fold(side, folded = !kept[`${side}_folded`]) {
    if (root.classList.contains("wb-narrow")) return show(root.dataset.tab === side ? "centre" : side);
    kept[`${side}_folded`] = folded;
    root.classList.toggle(`wb-${side}-folded`, folded);
    write(kept);
    return onFold();
  }

  /** Brings a column to the front where there is room for one only. */
  function show(name) {
    root.dataset.tab = name;
    for (const tab of tabs) set(tab, { "aria-selected": tab.dataset.tab === name });
  }

  return {
    ...parts,
    fold,
    show,
    isFolded: (side) => kept[`${side}_folded`],
    /** Makes sure a column is in sight. */
    reach(side) {
      if (root.classList.contains("wb-narrow")) show(side);
      else if (kept[`${side}_folded`]) fold(side, false);
    },
    destroy: () => watch.disconnect(),
  };
}

/** Moves a separator by the mouse and by the arrows. */
function drag(element, axis, to, by) {
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
}

function read(room) {
  const usual = { left: PANELS.left[room], right: PANELS.right[room], inspector: INSPECTOR.usual, left_folded: false, right_folded: false };
  try {
    return { ...usual, ...JSON.parse(localStorage.getItem(KEPT)) };
  } catch {
    return usual;
  }
}

function write(kept) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // A page that may keep nothing is as wide as usual.
  }
}
