/** Reading from one segment to what is most like it, where there are too few for themes. */

import { fill, h } from "../shared/dom.js";
import { createRunning } from "./running.js";
import { verbatimCard } from "./verbatim.js";

/** @returns {{element: HTMLElement, destroy: () => void}} */
export function createReading(desk) {
  const { t, model, act, page } = desk;
  const all = h("div", { onclick: onClick, onkeydown: onKey });
  const like = h("div", { "aria-live": "polite", onkeydown: onKey, onclick: onClick });
  const element = h("div.wb-reading", all, like);
  let here = [];
  let near = [];
  let wanted = null;
  let busy = false;
  const running = createRunning(desk);

  const keyed = (row) => ({ ...row, id: `${row.source_id}-${row.start}-${row.end}` });
  const cardOf = (row) => verbatimCard(row, { t, model, picked: false, on: { pick: () => {}, code, copy: () => {}, open: act.openText } });

  async function begin() {
    try {
      here = (await act.reading()).map(keyed);
      fill(all, h("h3", t("reading.all", { n: here.length })), here.map(cardOf));
      fill(like, h("p.wb-panel-empty", t("reading.choose")));
    } catch (error) {
      fill(all, h("p.wb-panel-empty", { role: "alert" }, error.sentence || t("drawer.failed")));
    }
  }

  /** Shows what is most like a segment: the last one chosen, once the one before is read. */
  async function show(row) {
    wanted = row;
    mark(row);
    if (busy) return;
    busy = true;
    while (wanted) {
      const mine = wanted;
      const found = await likest(mine);
      if (wanted === mine) {
        wanted = null;
        fill(like, found);
        like.scrollTop = 0;
      }
    }
    busy = false;
  }

  async function likest(row) {
    try {
      near = (await act.neighbours({ source: row.source_id, start: row.start, end: row.end })).map(keyed);
      return [h("h3", t("reading.like")), near.map(cardOf)];
    } catch (error) {
      return [h("h3", t("reading.like")), h("p.wb-panel-empty", { role: "alert" }, error.sentence || t("drawer.failed"))];
    }
  }

  /** While vectors are computed, which the first reading does, says how far it has come. */
  function tell() {
    if (!busy || !model.job?.beside) return;
    running.update();
    if (!running.element.isConnected) fill(like, h("h3", t("reading.like")), running.element);
  }

  function mark(row) {
    for (const card of all.querySelectorAll(".wb-verbatim")) card.setAttribute("aria-current", String(card.dataset.member === row.id));
  }

  function code(row, at) {
    const put = (code) => act.codeSegments([[row.source_id, row.start, row.end]], code);
    page.openPicker({ title: t("act.code_title", { n: 1 }), quote: row.verbatim, anchor: at.getBoundingClientRect(), onPick: put, onCreate: (name, parent) => act.addCode(name, parent).then((made) => put(made.code), () => {}) });
  }

  const rowOf = (target) => [...here, ...near].find(({ id }) => id === target.closest(".wb-verbatim")?.dataset.member);

  function onClick({ target }) {
    const row = rowOf(target);
    if (row && !getSelection()?.toString()) show(row);
  }

  function onKey(event) {
    const row = rowOf(event.target);
    if (!row || event.ctrlKey || event.metaKey) return;
    const cards = [...event.currentTarget.querySelectorAll(".wb-verbatim")];
    const at = cards.indexOf(event.target.closest(".wb-verbatim"));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined) cards[Math.max(0, Math.min(to, cards.length - 1))].focus();
    else if (event.key === "Enter") show(row);
    else if (event.key === "c") code(row, event.target);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const end = model.subscribe("ledger", tell);
  begin();
  return {
    element,
    destroy() {
      end();
      wanted = null;
    },
  };
}
