/**
 * Where a drawing stands in its panel: with the words that each mark says, and its exports. A drawing is made by a
 * function of `charts`: `draw(data, how)` answers an element, in which each mark that leads to passages calls `onPick`.
 *
 * @typedef {object} DrawHow
 * @property {Function} t
 * @property {(mark: import("../marks.js").Mark) => void} onPick on a click or Enter
 * @property {(element: Element, lines: () => (string|null)[]) => void} describe gives a mark its tip, a title first
 */

import "./drawing.css";
import { fill, h } from "../../shared/dom.js";
import { openMenu } from "../../shared/menu.js";
import { asPng, asSvg } from "../../shared/picture.js";
import { createTip } from "../../shared/tip.js";

/** @param {object} desk @param {string} file what the drawing is called as a file */
export function createDrawing({ t, model, act, root }, file) {
  const element = h("div.wb-words-drawing");
  let lines = [];
  const tip = createTip(element, root, (mark) => lines[Number(mark)]?.() ?? null);

  function describe(mark, told) {
    mark.dataset.mark = lines.push(told) - 1;
  }

  /** @param {(data: object, how: DrawHow) => Element} draw @param {object} data */
  function show(draw, data) {
    tip.hide();
    lines = [];
    fill(element, draw(data, { t, describe, onPick: (mark) => (tip.hide(), act.open(mark)) }));
    element.scrollTop = 0;
  }

  async function save(format) {
    const drawn = element.querySelector("svg");
    if (!drawn) return;
    const title = `${model.project.title} – ${t(`file.${file}`)}`;
    const how = { title, paper: getComputedStyle(element).backgroundColor };
    const bytes = format === "svg" ? new Blob([asSvg(drawn, how)], { type: "image/svg+xml" }) : await asPng(drawn, how);
    act.download(`${title}.${format}`, bytes);
    act.say(t("ledger.downloaded", { name: `${title}.${format}` }));
  }

  return {
    element,
    show,
    items: () => ["svg", "png"].map((format) => ({ label: t(`export.${format}`), run: () => save(format), disabled: !element.querySelector("svg") })),
    /** The first mark, or the one that was last at. */
    focus: () => (element.querySelector("[tabindex='0']") ?? element).focus({ preventScroll: true }),
    destroy: tip.destroy,
  };
}
