/** The segments in classes by their words: the classes side by side, and what is typical of each. */

import "./classes.css";
import { rows as rowsOf } from "../../shared/project_model.js";
import { fill, h } from "../../shared/dom.js";
import { byOne } from "../by_one.js";
import { createColumns } from "../../shared/columns.js";
import { wholeNumber } from "../../shared/fields.js";
import { chance, rounded } from "./numbers.js";
import { createPanel, tableItems } from "../../shared/panel.js";

/** Words that a class is told by at a glance. */
const TELLING = 12;

export function createClasses(desk) {
  const { t, act } = desk;
  const k = wholeNumber({ label: t("classes.k"), value: 5, least: 2, most: 30 });
  const resamples = wholeNumber({ label: t("classes.resamples"), value: 0, least: 0, most: 500, hint: t("classes.resamples_how") });
  const double = h("input", { type: "checkbox", checked: true });
  const cards = h("div.wb-class-cards");
  const remark = h("p.wb-class-remark", { hidden: true });
  const number = (name, cell) => ({ name, title: t(`column.${name}`), wide: "132px", number: true, down: true, sort: (row) => row[name], cell });
  const table = createColumns({
    label: t("file.profiles"),
    language: t.language,
    by: "chi2",
    columns: [
      { name: "term", title: t("column.term"), wide: "minmax(120px, 1fr)", sort: ({ term }) => term, cell: ({ term }) => term },
      { name: "class", title: t("column.class"), wide: "96px", sort: (row) => row.class, cell: (row) => t("classes.class", { n: String(row.class) }) },
      number("chi2", (row) => `${row.chi2 > 0 ? "+" : ""}${rounded(row.chi2, t)}`),
      number("n_in_class", (row) => t.number(row.n_in_class)),
      number("n_total", (row) => t.number(row.n_total)),
      number("share", (row) => t.percent(row.share)),
    ],
    onOpen: ({ term, class: of }) => act.open({ kind: "class", number: of, term }),
    nameOf: (row) => `${row.term}, ${t("classes.class", { n: String(row.class) })}, ${t("column.chi2")} ${rounded(row.chi2, t)}`,
  });
  const find = h("button.wb-button.wb-button-main.wb-act", { onclick: () => panel.recount() }, t("classes.find"));

  const panel = createPanel(desk, {
    name: "classes",
    kind: "classes",
    controls: [k.element, h("label", { title: t("classes.double_how") }, double, t("classes.double")), resamples.element, find],
    body: h("div.wb-classes", remark, cards, table.element),
    waits: true,
    ask: () => ({ name: "classes", values: { k: k.value(), double: double.checked, resamples: resamples.value() } }),
    take(told) {
      const profiles = rowsOf(told.profiles);
      const variables = rowsOf(told.variables);
      fill(cards, told.classes.map((one) => cardOf(one, profiles, variables)));
      remark.textContent = told.remark;
      remark.hidden = !told.remark || !told.classes.length;
      table.setRows(profiles);
      const aside = Object.values(told.aside).reduce((a, b) => a + b, 0);
      panel.say(t("classes.segments", { n: told.segments - aside }), aside ? t("classes.aside", { n: aside }) : "");
      return told.classes.length > 0;
    },
    exports: () => ["profiles", "variables", "classes"].flatMap((what) => tableItems(desk, what)),
    first: () => [h("p", t("empty.classes")), h("button.wb-button.wb-button-main", { onclick: () => panel.recount() }, t("classes.find"))],
    focus: () => (cards.querySelector("button") ?? find).focus({ preventScroll: true }),
  });

  function cardOf(one, profiles, variables) {
    const { number: at, segments, share, people, stability, fragile, top_person: who, top_share: most } = one;
    const mine = (rows) => rows.filter((row) => row.class === at && row.chi2 > 0);
    const warns = byOne({ n: Math.round(segments * (most ?? 0)), total: segments, who }, t);
    const mark = (words, values, title) => h("button.wb-link", { title, onclick: () => act.open({ kind: "class", number: at, ...values }) }, words);
    const how = (row) => `${t("column.chi2")} ${rounded(row.chi2, t)} · ${chance(row.p, t)} · ${t("fact.segments", { n: row.n_in_class })}`;
    return h(
      `section.wb-class-card`, { "aria-label": t("classes.class", { n: String(at) }) },
      h("button.wb-class-name", { onclick: () => act.open({ kind: "class", number: at }) }, h("strong", t("classes.class", { n: String(at) })), h("span", t.percent(share))),
      h("p.wb-quiet", `${t("fact.segments", { n: segments })} · ${t("fact.people", { n: people })}`),
      stability === null ? null : h(fragile ? "p.wb-warn" : "p.wb-quiet", t(fragile ? "classes.fragile" : "classes.stable", { share: t.percent(stability) })),
      warns ? h("p.wb-warn", warns) : null,
      h("p.wb-class-words", mine(profiles).slice(0, TELLING).map((row) => mark(row.term, { term: row.term }, how(row)))),
      mine(variables).length ? h("p.wb-class-traits", mine(variables).slice(0, 4).map((row) => mark(`${row.variable} : ${row.value}`, { by: row.variable, part: row.value }, how(row)))) : null,
    );
  }

  return { ...panel, destroy: () => (table.destroy(), panel.destroy()) };
}
