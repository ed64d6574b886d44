/** What stands where the cards would be: nobody yet, too few to be grouped, not looked for, nothing stable, a search under way. */

import "./empty.css";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { openScales } from "./dialogs.js";
import { FEW } from "./model.js";
import { openRun } from "./run.js";

export function createEmpty(host, desk) {
  const { t, model, act, root } = desk;
  const place = h("div.wb-nothing.wb-personas-nothing", { hidden: true });
  const bar = h("progress", { "aria-label": t("run.label") });
  const step = h("p", { role: "status" });
  const come = h("p.wb-quiet");
  const running = h("div.wb-running", step, bar, come, h("button.wb-button", { onclick: () => act.cancel(model.job?.id) }, t("ledger.cancel")));
  let shown = "";
  host.append(place);

  const byHand = (main) => h("button.wb-button", { class: main ? "wb-button wb-button-main" : "wb-button", onclick: () => openScales(root, desk) }, icon("people", 14), t("empty.by_hand"));
  const find = () => h("button.wb-button.wb-button-main", { onclick: act.find }, icon("search", 14), t("empty.find"));

  function update() {
    const state = model.personas.length ? "ready" : model.job ? "running" : !model.everybody ? "nobody" : model.everybody < FEW ? "few" : model.run && ["none", "refused"].includes(model.run.verdict) ? "none" : "fresh";
    place.hidden = state === "ready";
    root.dataset.state = state;
    if (state === "running") {
      const { done = 0, total = 0, name } = model.job;
      step.textContent = name || t("run.starting");
      if (total) Object.assign(bar, { max: total, value: done });
      else bar.removeAttribute("value");
      come.textContent = total > 1 ? t("run.come", { done, total }) : t("run.usable");
    }
    const now = `${state} ${model.everybody} ${model.readOnly} ${model.run?.sentence ?? ""}`;
    // Said anew only when it is something else: a button keeps its focus.
    if (now === shown) return;
    shown = now;
    fill(place, views[state]());
  }

  const views = {
    ready: () => null,
    running: () => running,
    nobody: () => [h("p", t("empty.nobody")), desk.pages?.coding ? h("a.wb-button.wb-button-main", { href: desk.pages.coding }, t("empty.import")) : null],
    few: () => [h("h2", t("empty.few_title", { n: model.everybody })), h("p", t("empty.few", { n: model.everybody, few: FEW })), model.readOnly ? null : byHand(true)],
    fresh: () => [h("h2", t("empty.fresh_title")), h("p", t("empty.fresh", { n: model.everybody })), model.readOnly ? h("p.wb-quiet", t("ledger.read_only_refused")) : h("div.wb-side-by-side-buttons", find(), byHand(false))],
    none: () => [h("h2", t("verdict.none")), h("p", model.run.sentence), h("p.wb-quiet", t("empty.none")), h("div.wb-side-by-side-buttons", model.readOnly ? null : [byHand(true), h("button.wb-button", { onclick: act.find }, t("empty.again"))], model.run.table.length ? h("button.wb-button", { onclick: () => openRun(root, desk) }, t("empty.why")) : null)],
  };

  const ends = ["personas", "ledger", "settings"].map((topic) => model.subscribe(topic, update));
  update();
  return { destroy: () => ends.forEach((end) => end()) };
}
