/** What the point under the mouse says, beside it. */

import { h } from "../shared/dom.js";
import { place } from "../shared/menu.js";

/** Longer verbatims are cut: the rest is read among the verbatims. */
const MOST = 360;
const WIDEST = 360;

/** @param {HTMLElement} map @param {{model: object, act: object, reach: () => number}} desk `reach`: how far points are that are likely next */
export function createTip(map, { model, act, reach }) {
  const words = h("p.wb-map-words");
  const who = h("p.wb-map-who");
  const what = h("p.wb-map-what");
  const tip = h("div.wb-map-tip", { hidden: true, role: "tooltip" }, words, who, what);
  map.append(tip);
  let told = -1;

  /** Says the words of a point, -1 for none, beside a place of the map. */
  async function show(point, here) {
    if (point === told) return;
    told = point;
    // Until the words are there, those of another point say nothing true.
    tip.hidden = true;
    // Asked first, the ring drawn next: the kernel works while the page draws.
    const asked = point < 0 ? null : act.wordsOf(point, reach());
    model.setPoint(point);
    const said = await asked;
    if (told !== point) return;
    if (!said) return;
    const { verbatim, speaker, source } = said;
    words.textContent = verbatim.length > MOST ? `${verbatim.slice(0, MOST - 10).trimEnd()}…` : verbatim;
    who.textContent = [speaker, source].filter(Boolean).join(" · ");
    what.textContent = model.themeOf(point)?.label ?? "";
    map.dataset.told = point;
    tip.hidden = false;
    stand(here);
  }

  function stand([x, y]) {
    const box = map.getBoundingClientRect();
    tip.style.maxWidth = `${Math.min(WIDEST, box.width - 24)}px`;
    place(tip, map, { x: box.left + x + 12, y: box.top + y + 8 });
  }

  return { show, leave: () => show(-1) };
}
