/**
 * What stands where the map would be: nothing looked for yet, too few segments, none at all, a search under way. Always
 * what could be here, and the way to it.
 */

import "./empty.css";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { createReading } from "./reading.js";

export function createEmpty(host, desk) {
  const { t, model, act } = desk;
  const place = h("div.wb-nothing.wb-themes-nothing", { hidden: true });
  const bar = h("progress", { "aria-label": t("run.label") });
  const step = h("p", { role: "status" });
  const left = h("p.wb-quiet");
  const running = h("div.wb-running", step, bar, left, h("button.wb-button", { onclick: () => act.cancel(model.job?.id) }, t("ledger.cancel")));
  host.append(place);
  let shown = "";
  let reading = null;

  function update() {
    const state = model.job && model.state !== "ready" ? "running" : model.state;
    place.hidden = state === "ready";
    desk.root.classList.toggle("wb-no-themes", state !== "ready");
    if (state === "running") showJob();
    if (state === shown && state !== "fresh") return;
    shown = state;
    reading?.destroy();
    reading = null;
    place.classList.toggle("wb-themes-few", state === "few");
    fill(place, { loading: loading, none, few, fresh, running: () => running, ready: () => null }[state]());
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
      model.readOnly ? h("p.wb-quiet", t("ledger.read_only_refused")) : h("button.wb-button.wb-button-main", { onclick: act.findThemes }, icon("search", 14), t("empty.find")),
    ];
  }

  function few() {
    const { segments, enough } = model.reach;
    reading = createReading(desk);
    return [h("p.wb-few-why", t("empty.few", { n: segments, least: enough })), reading.element];
  }

  function showJob() {
    const { name, done = 0, total = 0, left: seconds } = model.job;
    step.textContent = name || t("run.starting");
    if (total) Object.assign(bar, { max: total, value: done });
    else bar.removeAttribute("value");
    left.textContent = [total > 1 ? t("run.come", { done, total }) : "", typeof seconds === "number" && seconds > 1 ? remaining(seconds, t) : ""].filter(Boolean).join(" · ") || t("run.usable");
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

/** Seconds as one would say them. */
export function remaining(seconds, t) {
  return seconds < 90 ? t("run.seconds", { n: Math.ceil(seconds / 5) * 5 }) : t("run.minutes", { n: Math.round(seconds / 60) });
}
