/** A search under way: its step, how far it has come, what is left, and a way to stop it. */

import { h } from "../shared/dom.js";

/** @returns {{element: HTMLElement, update: () => void}} `update` shows the job of the model as it stands */
export function createRunning({ t, model, act }) {
  const bar = h("progress", { "aria-label": t("run.label") });
  const step = h("p", { role: "status" });
  const left = h("p.wb-quiet");
  const element = h("div.wb-running", step, bar, left, h("button.wb-button", { onclick: () => act.cancel(model.job?.id) }, t("ledger.cancel")));

  function update() {
    const { name, label, done = 0, total = 0, left: seconds } = model.job;
    bar.setAttribute("aria-label", label);
    const told = name || label;
    // Said aloud once a step, not once a number.
    if (step.textContent !== told) step.textContent = told;
    if (total) Object.assign(bar, { max: total, value: done });
    else bar.removeAttribute("value");
    left.textContent = [total > 1 ? t("run.come", { done, total }) : "", typeof seconds === "number" && seconds > 1 ? remaining(seconds, t) : ""].filter(Boolean).join(" · ") || t("run.usable");
  }

  return { element, update };
}

/** Seconds as one would say them. */
export function remaining(seconds, t) {
  return seconds < 90 ? t("run.seconds", { n: Math.ceil(seconds / 5) * 5 }) : t("run.minutes", { n: Math.round(seconds / 60) });
}
