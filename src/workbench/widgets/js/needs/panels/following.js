/** Who comes, who no longer comes and who never came, with whom to call back first. */

import { createColumns } from "../../shared/columns.js";
import { h } from "../../shared/dom.js";
import { oneOf, wholeNumber } from "../../shared/fields.js";
import { createPanel, tableItems } from "../../shared/panel.js";
import "./figures.css";

const TYPES = ["dropping_out", "never_started", "over_solicited", "engaged", "stable"];

export function createFollowing(desk) {
  const { t, act } = desk;
  const today = h("input.wb-field.wb-figures-day", { type: "date", onchange: () => panel.recount() });
  const window = wholeNumber({ label: t("following.window"), value: 180, least: 7, most: 3650, onChange: () => panel.recount() });
  const who = oneOf({ label: t("following.who"), options: ["all", "call_back"].map((name) => [name, t(`following.${name}`)]).concat(TYPES.map((name) => [name, t(`type.${name}`)])), onChange: show });
  let rows = [];

  const number = (name) => ({ name, title: t(`column.${name}`), wide: "84px", number: true, down: true, sort: (row) => row[name], cell: (row) => t.number(row[name]) });
  const table = createColumns({
    label: t("tab.following"),
    language: t.language,
    by: "type",
    columns: [
      { name: "name", title: t("column.case"), wide: "minmax(120px, 1.4fr)", sort: ({ name }) => name, cell: ({ name }) => name },
      { name: "type", title: t("column.type"), wide: "minmax(130px, 1fr)", sort: ({ type, days }) => TYPES.indexOf(type) * 1e6 + (days ?? 1e5), cell: ({ type }) => h("span.wb-profile", { dataset: { type } }, h("i", { "aria-hidden": "true" }), t(`type.${type}`)) },
      { name: "call_back", title: t("column.call_back"), wide: "96px", down: true, sort: ({ call_back: back }) => Number(back), cell: ({ call_back: back }) => (back ? h("span.wb-call-back", t("yes")) : "") },
      { name: "last", title: t("column.last"), wide: "120px", down: true, sort: ({ last }) => last ?? "", cell: ({ last }) => last ?? h("span.wb-quiet", t("following.never")) },
      { ...number("days"), sort: ({ days }) => days ?? 1e6, cell: ({ days }) => (days === null ? "" : t.number(days)) },
      { ...number("kept"), title: t("column.kept"), hint: t("hint.kept"), wide: "104px", cell: ({ kept, planned }) => t("following.of", { kept, planned }) },
      { ...number("load"), wide: "120px", cell: ({ load }) => t.number(Math.round(load * 10) / 10) },
      { name: "grades", title: t("column.grades"), hint: t("hint.grades"), wide: "96px", cell: ({ recency, frequency, intensity }) => h("span.wb-grades", [recency, frequency, intensity].join(" · ")) },
    ],
    onOpen: ({ case: person, name }) => act.openCoded({ ask: "person_events", case: person }, name),
    nameOf: ({ name, type, kept, planned }) => t("following.line", { name, type: t(`type.${type}`), kept, planned }),
  });

  const panel = createPanel(desk, {
    name: "following",
    kind: "following",
    controls: [h("label", t("following.today"), today), window.element, who.element],
    body: table.element,
    ask: () => ({ name: "following", values: values() }),
    take(told) {
      rows = told.rows;
      if (!today.value) today.value = told.today;
      show();
      return rows.length > 0;
    },
    exports: () => tableItems(desk, "following", values),
    focus: table.focus,
  });

  function values() {
    return { today: today.value, window: window.value() };
  }

  function show() {
    const chosen = who.value();
    const kept = rows.filter(({ type, call_back: back }) => chosen === "all" || (chosen === "call_back" ? back : type === chosen));
    table.setRows(kept);
    const back = rows.filter((row) => row.call_back).length;
    panel.say(kept.length || !rows.length ? t("following.people", { n: kept.length }) : t("following.nobody"), back ? t("following.to_call", { n: back }) : "");
  }

  return { ...panel, destroy: () => (table.destroy(), panel.destroy()) };
}
