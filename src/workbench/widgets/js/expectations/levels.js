/** The slider from coarse to fine, and how many themes that makes. */

import "./levels.css";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { shownAt } from "./tree.js";

export function createLevels(host, { t, model, act }) {
  const range = h("input.wb-level", { type: "range", min: 0, max: 0, step: 1, "aria-label": t("levels.label"), oninput: () => act.setLevel(Number(range.value)) });
  const told = h("output.wb-level-told");
  const card = h("button.wb-quiet-button", { onclick: () => act.runCard(), title: t("levels.card_title") }, icon("info"), h("span.wb-roomy-only", t("levels.card")));
  const again = h("button.wb-quiet-button", { onclick: () => act.findThemes(), title: `${t("levels.again_title")} (T)`, "aria-keyshortcuts": "T" }, icon("redo"), h("span.wb-roomy-only", t("levels.again")));
  fill(host, h("span.wb-quiet", t("levels.coarse")), range, h("span.wb-quiet", t("levels.fine")), told, h("div.wb-top-rest"), card, again);

  function update() {
    range.max = Math.max(0, model.levels.length - 1);
    range.value = model.level;
    range.disabled = model.levels.length < 2;
    const n = shownAt(model.branches, model.level).length;
    told.textContent = t("levels.themes", { n });
    range.setAttribute("aria-valuetext", told.textContent);
    again.disabled = model.readOnly || Boolean(model.job);
  }

  const ends = ["themes", "level", "ledger"].map((topic) => model.subscribe(topic, update));
  update();
  return { destroy: () => ends.forEach((end) => end()) };
}
