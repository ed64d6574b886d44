/** The lines where a query is met, the word in the middle. Lines are asked for as they come in sight. */

import "./concordance.css";
import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { createLongList } from "../../shared/long_list.js";
import { byOne } from "../by_one.js";
import { createPanel, tableItems } from "../../shared/panel.js";

const PAGE = 100;
const SORTS = ["place", "left", "right"];

export function createConcordance(desk) {
  const { t, act, page } = desk;
  const query = h("input.wb-field", { type: "search", placeholder: t("concordance.query"), "aria-label": t("concordance.query"), "aria-keyshortcuts": "/", title: t("concordance.how"), spellcheck: "false", onkeydown: onQueryKey });
  const sort = h("select.wb-field", { "aria-label": t("concordance.sort"), onchange: () => panel.recount() }, SORTS.map((value) => h("option", { value }, t(`concordance.sort_${value}`))));
  const all = h("button.wb-button.wb-act", { onclick: () => act.open({ kind: "lines", name: said }), hidden: true }, icon("quote", 14), h("span", t("concordance.all")));
  let said = "";
  let lines = [];
  let asked = new Set();
  let round = 0;
  const list = createLongList({ label: t("tab.concordance"), role: "grid", high: 28, draw, onOpen: open, onSee });
  const body = h("div.wb-concordance", list.element);

  const panel = createPanel(desk, {
    name: "concordance",
    kind: "lines",
    controls: [h("div.wb-page-find.wb-concordance-find", icon("search", 14), query), h("label", t("concordance.sort"), sort), all],
    body,
    ask() {
      said = query.value.trim();
      all.hidden = true;
      return said ? { name: "lines", values: { query: said, sort: sort.value, offset: 0, limit: PAGE } } : null;
    },
    take(told) {
      round += 1;
      asked = new Set([0]);
      lines = told.rows;
      lines.length = told.total;
      list.setCount(told.total);
      all.hidden = !told.total;
      panel.say(told.more ? t("concordance.first", { n: told.total }) : t("fact.uses", { n: told.total }), t("fact.people", { n: told.people }), t("drawer.sources", { n: told.sources }), byOne({ n: told.top_uses, total: told.total, who: told.top_person }, t));
      return told.total > 0;
    },
    exports: () => tableItems(desk, "lines"),
    first: () => [h("p", t("empty.concordance")), h("dl.wb-query-how", ["form", "begins", "lemma", "phrase", "either"].flatMap((name) => [h("dt", h("button.wb-link", { onclick: () => look(t(`query.${name}`)) }, t(`query.${name}`))), h("dd", t(`query.${name}_how`))]))],
    focus: () => (lines.length ? list.focus() : query.focus()),
    find: () => query.select(),
  });

  /** Asks for the pages that come in sight. */
  function onSee(from, to) {
    for (let at = Math.floor(from / PAGE); at * PAGE < Math.min(to, lines.length); at += 1) if (!asked.has(at)) load(at);
  }

  async function load(at) {
    asked.add(at);
    const mine = round;
    try {
      const { rows } = await act.count("lines", { query: said, sort: sort.value, offset: at * PAGE, limit: PAGE });
      if (mine !== round) return;
      rows.forEach((row, step) => (lines[at * PAGE + step] = row));
      list.refresh();
    } catch (error) {
      if (mine === round) page.refused(error.sentence || t("ledger.unanswered"));
    }
  }

  function draw(at) {
    const row = lines[at];
    if (!row) return h("div.wb-kwic");
    const { left, keyword, right, case: person, speaker, source, time } = row;
    const one = (words) => words.replace(/\s+/g, " ");
    return h(
      "div.wb-kwic",
      h("span.wb-kwic-left", { role: "gridcell" }, h("bdi", one(left))),
      h("span.wb-kwic-right", { role: "gridcell" }, h("mark", one(keyword)), one(right)),
      h("span.wb-kwic-who", { role: "gridcell", title: [speaker || person, source, time === null ? "" : t.time(time)].filter(Boolean).join(", ") }, person || speaker, h("span", source)),
    );
  }

  function open(at) {
    const row = lines[at];
    if (row) act.open({ kind: "lines", unit: "turn", line: [row.source_id, row.start], name: `… ${row.keyword} …` });
  }

  function onQueryKey(event) {
    event.stopPropagation();
    if (event.key === "Enter") panel.recount().then(() => lines.length && list.focus());
    else if (event.key === "ArrowDown" || event.key === "Escape") list.focus();
    else return;
    event.preventDefault();
  }

  function look(words) {
    query.value = words;
    return panel.recount().then(() => lines.length && list.focus());
  }

  return { ...panel, look, destroy: () => (list.destroy(), panel.destroy()) };
}
