/** How often each word is said, and by whom. */

import { rows as rowsOf } from "../../shared/project_model.js";
import { fold } from "../../shared/code_search.js";
import { debounce, h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { byOne } from "../by_one.js";
import { createColumns } from "../../shared/columns.js";
import { createPanel, tableItems } from "../../shared/panel.js";

export function createFrequencies(desk) {
  const { t, act } = desk;
  const filter = h("input.wb-field", { type: "search", placeholder: t("frequencies.filter"), "aria-label": t("frequencies.filter"), "aria-keyshortcuts": "/", oninput: debounce(() => show(), 80), onkeydown: onFilterKey });
  const people = h("input.wb-field", { type: "number", min: 1, value: 1, "aria-label": t("frequencies.people"), oninput: debounce(() => show(), 80) });
  let rows = [];
  let most = 1;
  let told = null;
  const number = (name, down = true) => ({ name, title: t(`column.${name}`), hint: t(`hint.${name}`), wide: "84px", number: true, down, sort: (row) => row[name] });
  const table = createColumns({
    label: t("tab.frequencies"),
    language: t.language,
    by: "uses",
    columns: [
      { name: "term", title: t("column.term"), wide: "minmax(120px, 1.2fr)", sort: ({ term }) => term, cell: ({ term }) => term },
      { ...number("uses"), wide: "minmax(140px, 1.6fr)", number: false, cell: ({ uses }) => h("span.wb-share-bar", h("span", t.number(uses)), h("i", { style: { "--wb-part": uses / most } })) },
      { ...number("people"), cell: (row) => t.number(row.people) },
      { ...number("segments"), cell: (row) => t.number(row.segments) },
      { ...number("sources"), cell: (row) => t.number(row.sources) },
      { ...number("per_10000"), cell: (row) => t.number(Math.round(row.per_10000 * 10) / 10) },
      { name: "top_person", title: t("column.top_person"), hint: t("hint.top_person"), wide: "minmax(120px, 1.4fr)", down: true, sort: ({ top_uses: n, uses }) => (uses > 1 ? n / uses : 0), cell: whoSays },
    ],
    onOpen: ({ term }) => act.open({ kind: "term", term }),
    nameOf: ({ term, uses, people: n }) => `${term}, ${t("fact.uses", { n: uses })}, ${t("fact.people", { n })}`,
  });

  function whoSays({ uses, top_person: who, top_uses: n, hapax }) {
    if (hapax) return h("span.wb-quiet", t("frequencies.hapax", { who }));
    const warns = byOne({ n, total: uses, who }, t);
    return warns ? h("span.wb-warn", { title: warns }, warns) : h("span.wb-quiet", `${who} (${t.number(n)})`);
  }

  const panel = createPanel(desk, {
    name: "frequencies",
    kind: "frequencies",
    controls: [h("div.wb-page-find", icon("filter", 14), filter), h("label", t("frequencies.people"), people)],
    body: table.element,
    ask: () => ({ name: "frequencies", values: {} }),
    take(result) {
      told = result;
      rows = rowsOf(result.columns);
      most = rows[0]?.uses ?? 1;
      show();
      return rows.length > 0;
    },
    exports: () => tableItems(desk, "frequencies"),
    focus: table.focus,
    find: () => filter.focus(),
  });

  function show() {
    const wanted = fold(filter.value.trim());
    const least = Number(people.value) || 1;
    const kept = rows.filter((row) => row.people >= least && (!wanted || fold(row.term).includes(wanted)));
    table.setRows(kept);
    if (!told) return;
    const all = kept.length === rows.length;
    panel.say(all ? t("frequencies.words", { n: told.total }) : t("frequencies.kept", { n: kept.length, total: rows.length }), t("frequencies.uses", { n: told.uses }), told.total > rows.length ? t("panel.first", { n: rows.length }) : "");
  }

  function onFilterKey(event) {
    event.stopPropagation();
    if (event.key === "Escape" && filter.value) {
      filter.value = "";
      show();
    } else if (["Escape", "ArrowDown", "Enter"].includes(event.key)) table.focus();
    else return;
    event.preventDefault();
  }

  return { ...panel, destroy: () => (table.destroy(), panel.destroy()) };
}
