/**
 * What every panel has: controls and exports at its head, what it shows, and what stands there while it is counted, when
 * it was stopped, and where there is nothing to show.
 */

import "./panel.css";
import { fill, h, set, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

const SLOW = 300;

/**
 * @typedef {object} How
 * @property {string} name of its tab
 * @property {string} kind of the result it shows, as the kernel calls it
 * @property {Node[]} [controls]
 * @property {Node} body
 * @property {() => {name: string, values: object}|null} ask what to ask the kernel; null: nothing yet
 * @property {(result: any) => boolean|Node[]} take shows an answer; false: there is nothing in it, or what stands there instead
 * @property {() => object[]} [exports] items of a menu
 * @property {boolean} [waits] counted only when asked for: it takes long
 * @property {() => Node[]} [first] what stands there before anything was asked
 * @property {() => void} [focus]
 * @property {() => void} [find] goes to where one types
 *
 * @param {object} desk
 * @param {How} how
 */
export function createPanel(desk, { name, kind, controls = [], body, ask, take, exports, waits = false, first, focus, find }) {
  const { t, model, act, root } = desk;
  const facts = h("p.wb-page-facts", { role: "status" });
  const more = h("button.wb-quiet-button", { onclick: exportMenu, "aria-haspopup": "menu", title: t("export.title"), "aria-label": t("export.title"), hidden: !exports }, icon("download"));
  const notice = h("div.wb-page-notice", { hidden: true }, h("span", t("panel.outdated")), h("button.wb-button.wb-act", { onclick: recount }, t("panel.again")));
  const place = h("div.wb-nothing.wb-page-nothing", { hidden: true });
  const bar = h("progress", { "aria-label": t(`job.${kind}`) });
  const come = h("p.wb-quiet");
  const element = h(
    "section.wb-page-panel", { role: "tabpanel", tabindex: "-1", id: uniqueId("wb-page"), "aria-label": t(`tab.${name}`), hidden: true, dataset: { panel: name } },
    h("header.wb-page-controls", controls, facts, more),
    notice,
    h("div.wb-page-body", body, place),
  );
  let asked = null;
  let due = true;
  let counted = 0;

  async function recount() {
    const request = ask();
    if (asked) act.cancel(asked);
    asked = null;
    due = false;
    notice.hidden = true;
    if (!request) return nothing(first?.() ?? [h("p", t(`empty.${name}`))]);
    const answer = act.count(request.name, request.values);
    const mine = (asked = answer.id);
    const slow = setTimeout(() => mine === asked && wait(), SLOW);
    set(body, { "aria-busy": true });
    try {
      const result = await answer;
      if (mine !== asked) return undefined;
      // What it shows is drawn where it can be measured.
      place.hidden = true;
      const shown = take(result);
      if (shown !== true) nothing(shown || [h("p", t(`none.${name}`))]);
      counted += 1;
      element.dataset.counted = counted;
    } catch (error) {
      if (mine !== asked) return undefined;
      const stopped = error.kind === "Cancelled";
      nothing([h("p", stopped ? {} : { role: "alert" }, error.sentence || t("ledger.unanswered")), h("button.wb-button", { onclick: recount }, t("panel.again"))]);
    } finally {
      clearTimeout(slow);
      if (mine === asked) {
        asked = null;
        set(body, { "aria-busy": null });
      }
    }
    return undefined;
  }

  function wait() {
    come.textContent = "";
    bar.removeAttribute("value");
    nothing([h("div.wb-running", h("p", { role: "status" }, t(`job.${kind}`)), bar, come, h("button.wb-button", { onclick: () => act.cancel(asked) }, t("ledger.cancel")))]);
  }

  function showCome({ job, done, total }) {
    if (job !== asked || !total) return;
    Object.assign(bar, { max: total, value: done });
    come.textContent = t("panel.come", { done, total });
  }

  function nothing(children) {
    fill(place, children);
    place.hidden = false;
    facts.textContent = "";
  }

  function exportMenu() {
    if (exports) openMenu(root, more, exports(), { label: t("export.title") });
  }

  /** Counts what is due once the panel is looked at; what takes long waits to be asked for. */
  function show() {
    element.hidden = false;
    if (!due) return;
    if (!waits) recount();
    else if (counted) notice.hidden = false;
    else nothing(first());
  }

  function onChoice() {
    due = true;
    if (model.tab === name) show();
  }

  function onOutdated(kinds) {
    if (kinds.includes(kind) && counted) {
      notice.hidden = false;
      due = !waits;
    }
  }

  const ends = [model.subscribe("choice", onChoice), model.subscribe("outdated", onOutdated), model.subscribe("progress", showCome)];
  return {
    name,
    element,
    show,
    recount,
    /** What is shown no longer holds: it is counted again when the panel is next looked at. */
    recountLater: () => (due = true),
    say: (...sentences) => (facts.textContent = sentences.filter(Boolean).join(" · ")),
    hide: () => (element.hidden = true),
    focus: () => focus?.(),
    find: () => find?.(),
    exportMenu,
    destroy: () => ends.forEach((end) => end()),
  };
}

/** Menu items for a table in both formats. */
export const tableItems = ({ t, act }, what, values = {}) => ["xlsx", "csv"].map((format) => ({ label: t("export.table", { what: t(`file.${what}`), format }), run: () => act.exportTable(what, format, typeof values === "function" ? values() : values) }));
