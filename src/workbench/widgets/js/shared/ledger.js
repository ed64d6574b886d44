/** The strip at the foot: is it saved, what can be taken back, who else is here, what long work is under way. */

import "./ledger.css";
import { afterwards } from "./afterwards.js";
import { fill, h, set } from "./dom.js";
import { icon } from "./icons.js";
import { openHistory } from "./history.js";

const PRESENT = 10 * 60_000;
const SAID = 7_000;

export function createLedger(host, { t, model, act, root, help }) {
  const words = h("span");
  const saved = h("div.wb-saved", { role: "status", "aria-live": "polite" }, h("span.wb-saved-mark", { "aria-hidden": "true" }), words);
  const undo = turn("undo");
  const redo = turn("redo");
  const history = h("button.wb-quiet-button", { onclick: () => openHistory(root, { t, act }), title: t("ledger.history") }, icon("clock"), h("span.wb-hidden-words", t("ledger.history")));
  const said = h("div.wb-said", { "aria-live": "polite" });
  const present = h("div.wb-present");
  const job = h("div.wb-job", { hidden: true });
  const keys = h("button.wb-quiet-button", { onclick: help, "aria-keyshortcuts": "?", title: `${t("keys.title")} (?)` }, h("kbd", "?"), h("span.wb-wide-only", t("ledger.keys")));
  fill(host, saved, h("div.wb-turns", undo, redo, history), said, h("div.wb-ledger-rest"), job, present, keys);
  let quiet = 0;

  function turn(name) {
    const keys = name === "undo" ? "Control+Z" : "Control+Y";
    return h("button.wb-quiet-button.wb-turn-button", { dataset: { act: name }, onclick: () => act[name](), "aria-keyshortcuts": keys, disabled: true }, icon(name), h("span"));
  }

  function update() {
    showSaved();
    showTurn(undo, "undo", model.undo);
    showTurn(redo, "redo", model.redo);
    showPresent();
    showJob();
  }

  function showSaved() {
    const state = model.lost ? (model.pending ? "unsaved" : "lost") : model.readOnly ? "read_only" : model.pending ? "saving" : model.savedAt ? "saved" : "all_saved";
    if (saved.dataset.state === state && state !== "saved") return;
    saved.dataset.state = state;
    const sentence = t(`ledger.${state}`, { time: model.savedAt ? t.clock(model.savedAt) : "" });
    if (words.textContent !== sentence) words.textContent = sentence;
  }

  function showTurn(button, name, label) {
    button.disabled = !label || model.readOnly;
    const sentence = label ? t(`ledger.${name}_that`, { act: label }) : t(`ledger.${name}`);
    button.lastElementChild.textContent = label ?? "";
    set(button, { title: `${sentence} (${t(`keys.${name}`)})`, "aria-label": sentence });
  }

  /** Colleagues who did something of late. */
  function showPresent() {
    const since = Date.now() - PRESENT;
    const names = new Set(model.entries.filter(({ mine, at, who }) => !mine && who && Date.parse(at) > since).map(({ who }) => who));
    fill(present, names.size ? [icon("people"), t("ledger.present", { names: [...names].join(", "), n: names.size })] : null);
    present.hidden = !names.size;
  }

  function showJob() {
    job.hidden = !model.job;
    if (!model.job) return fill(job);
    const { id, done = 0, total = 0, name = "", label } = model.job;
    return fill(
      job,
      h("span.wb-job-name", total ? t("ledger.job_step", { label, done, total, name }) : label),
      h("progress", { value: total ? done : null, max: total || 1, "aria-label": label }),
      h("button.wb-quiet-button", { onclick: () => act.cancel(id), title: t("ledger.cancel") }, t("ledger.cancel")),
    );
  }

  /** Says what was done, for a while. */
  function say(sentence) {
    clearTimeout(quiet);
    said.textContent = sentence;
    quiet = setTimeout(() => (said.textContent = ""), SAID);
  }

  // What is saved within a moment need not be called unsaved first.
  const later = afterwards(update);
  const ends = [model.subscribe("ledger", () => (model.pending && !model.lost ? later.soon() : later.now())), model.subscribe("settings", later.now)];
  const clock = setInterval(showPresent, 60_000);
  update();
  return {
    update,
    say,
    destroy() {
      ends.forEach((end) => end());
      later.cancel();
      clearInterval(clock);
      clearTimeout(quiet);
    },
  };
}
