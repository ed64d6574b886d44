/**
 * What stands where the map would be: nothing looked for yet, too few segments, none at all, a search under way. Always
 * what could be here, and the way to it.
 */

import "./empty.css";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { MIDDLE } from "./fineness.js";
import { createReading } from "./reading.js";
import { createRunning } from "./running.js";

export function createEmpty(host, desk) {
  const { t, model, act } = desk;
  const place = h("div.wb-nothing.wb-themes-nothing", { hidden: true });
  const running = createRunning(desk);
  host.append(place);
  let shown = "";
  let reading = null;

  function update() {
    const state = model.job && !model.job.beside && model.state !== "ready" ? "running" : model.state;
    place.hidden = state === "ready";
    desk.root.classList.toggle("wb-no-themes", state !== "ready");
    if (state === "running") running.update();
    if (state === shown && state !== "fresh") return;
    shown = state;
    reading?.destroy();
    reading = null;
    place.classList.toggle("wb-themes-few", state === "few");
    const held = place.contains(document.activeElement);
    fill(place, { loading: loading, none, few, fresh, running: () => running.element, ready: () => null }[state]());
    // What had the focus is gone: keys are still for this page.
    if (held) (place.querySelector("button") ?? desk.root).focus({ preventScroll: true });
  }

  const loading = () => h("p.wb-quiet", t("empty.loading"));

  function none() {
    const coding = desk.pages?.coding;
    return [h("p", t("empty.none")), coding ? h("a.wb-button.wb-button-main", { href: coding }, t("empty.import")) : null];
  }

  function fresh() {
    const { segments, people } = model.reach;
    return [
      h("p", t("empty.fresh")),
      h("p.wb-quiet", t("empty.fresh_n", { segments: t("fact.segments_long", { n: segments }), people: t("fact.people_long", { n: people }) })),
      model.readOnly
        ? h("p.wb-quiet", t("ledger.read_only_refused"))
        : h("div.wb-empty-acts", h("button.wb-button.wb-button-main", { onclick: () => act.startThemes() }, icon("search", 14), t("empty.find")), h("button.wb-button", { onclick: () => act.findThemes(), "aria-keyshortcuts": "T" }, t("empty.settings"))),
    ];
  }

  function few() {
    const { segments, enough } = model.reach;
    reading = createReading(desk);
    const anyway = model.readOnly ? null : h("button.wb-link", { onclick: () => act.findThemes({ granularity: MIDDLE }) }, t("empty.anyway"));
    return [h("p.wb-few-why", t("empty.few", { n: segments, least: enough }), " ", anyway), reading.element];
  }

  const ends = [model.subscribe("state", update), model.subscribe("ledger", update)];
  update();
  return {
    destroy() {
      ends.forEach((end) => end());
      reading?.destroy();
    },
  };
}
