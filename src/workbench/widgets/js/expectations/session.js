/** The page's talk with the kernel as a whole: beginning, taking in what changed. */

import { debounce } from "../shared/dom.js";
import { those } from "./points.js";

export function createSession({ model, wire, t, page, alerts, root, ready }) {
  let prepared = null;
  let due = false;

  async function begin() {
    try {
      // The map first: it is what one looks at, and takes the longest to read.
      const map = lookAgain();
      const { result } = await wire.ask("start_themes");
      model.begin(result);
      await map;
      const { source } = result;
      if (source && model.points.n) model.chooseSome(those(model.points, (i) => model.points.source[i] === source.id), source.name);
      ready(() => root.focus({ preventScroll: true }));
    } catch (error) {
      alerts.show(error.sentence || t("ledger.unanswered"));
    }
  }

  /** Reads the themes anew: the map first, for it is what one looks at. */
  async function lookAgain() {
    try {
      const { result, buffers } = await wire.ask("theme_map");
      model.takeMap(result, buffers);
      if (result.n) model.setState("ready");
      else await sayWhy();
    } catch (error) {
      alerts.show(error.sentence || t("ledger.unanswered"));
    }
  }

  async function sayWhy() {
    model.reach = (await wire.ask("reach")).result;
    const { segments, enough } = model.reach;
    model.setState(!segments ? "none" : segments < enough ? "few" : "fresh");
  }

  async function candidates() {
    const { level } = model;
    if (!model.points?.n) return;
    try {
      model.takeCandidates(level, (await wire.ask("candidates", { level }, { long: true })).result);
      prepared ??= wire.ask("prepare", {}, { long: true }).catch(() => {});
    } catch (error) {
      page.refused(error.sentence || t("ledger.unanswered"));
    }
  }

  const soon = debounce(lookAgain, 60);
  const recount = debounce(candidates, 40);
  model.subscribe("themes", candidates);
  model.subscribe("level", recount);

  /** Takes what an answer says has changed. */
  function take(answer, request) {
    const delta = answer.delta ?? (request.name === "since" ? answer.result : null);
    if (!model.takeDelta(delta)) return;
    if (delta.themes === "changed" && !model.job) soon();
    if (delta.themes) model.tell("outdated", ["readings"]);
    if (delta.themes === "coded") {
      // Candidates tell how much is coded: they are read again where one looks at them.
      if (model.tab === "map") recount();
      else due = true;
      model.tell("coded");
    }
  }

  model.subscribe("tab", () => {
    if (model.tab !== "map" || !due) return;
    due = false;
    recount();
  });

  return { begin, take, lookAgain };
}
