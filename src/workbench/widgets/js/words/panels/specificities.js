/** Which words each part says more, or less, than chance would have it. */

import { rows as rowsOf } from "../../shared/project_model.js";
import { h } from "../../shared/dom.js";
import { byOne } from "../by_one.js";
import { createColumns } from "../../shared/columns.js";
import { oneOf, wholeNumber } from "../../shared/fields.js";
import { chance, rounded } from "./numbers.js";
import { createPanel, tableItems } from "../../shared/panel.js";

const SURE = 0.05;
const KINDS = ["speaker", "source", "code", "theme", "date"];

export function createSpecificities(desk) {
  const { t, model, act } = desk;
  const by = oneOf({ label: t("specificities.by"), options: options(), onChange: () => panel.recount() });
  const least = wholeNumber({ label: t("specificities.least"), value: 5, least: 1, most: 1000, onChange: () => panel.recount() });
  const part = oneOf({ label: t("column.part"), options: [["", t("specificities.all")]], onChange: show });
  const sure = h("input", { type: "checkbox", onchange: show });
  let rows = [];
  let told = null;
  let asked = {};
  let most = 1;
  const column = (name, cell, more = {}) => ({ name, title: t(`column.${name}`), hint: t(`hint.${name}`), wide: "84px", number: true, down: true, sort: (row) => row[name] ?? -1, cell, ...more });
  const table = createColumns({
    label: t("tab.specificities"),
    language: t.language,
    by: "score",
    columns: [
      { name: "term", title: t("column.term"), wide: "minmax(110px, 1fr)", sort: ({ term }) => term, cell: ({ term }) => term },
      { name: "part", title: t("column.part"), wide: "minmax(100px, 1fr)", sort: (row) => row.part, cell: (row) => row.part },
      column("score", scoreBar, { wide: "minmax(160px, 1.4fr)", number: false }),
      column("uses", (row) => t.number(row.uses), { wide: "64px" }),
      column("expected", (row) => rounded(row.expected, t), { wide: "72px" }),
      column("people", (row) => t.number(row.people), { wide: "80px" }),
      column("q", (row) => chance(row.q, t), { down: false, sort: (row) => row.q, wide: "64px" }),
      column("p_people", (row) => chance(row.p_people, t), { down: false, sort: (row) => row.p_people ?? 2, wide: "104px" }),
      { name: "top_person", title: t("column.top_person"), hint: t("hint.top_person"), wide: "minmax(90px, 1fr)", cell: topOf },
    ],
    onOpen: ({ term, part: of }) => act.open({ kind: "term", term, by: asked.by, part: of }),
    nameOf: ({ term, part: of, score, uses }) => `${term}, ${of}, ${t("column.score")} ${rounded(score, t)}, ${t("fact.uses", { n: uses })}`,
  });

  function options() {
    return [...KINDS.map((kind) => [kind, t(`specificities.by_${kind}`)]), ...model.attributes.map((name) => [`attribute:${name}`, name])];
  }

  /** To the right of the middle what a part says more, to the left what it says less. */
  function scoreBar({ score }) {
    return h("span.wb-score", { style: { "--wb-part": Math.min(1, Math.abs(score) / most) } }, h(`i${score < 0 ? ".wb-less" : ""}`), h("span", `${score > 0 ? "+" : ""}${rounded(score, t)}`));
  }

  function topOf({ uses, top_person: who, top_uses: n, people }) {
    const warns = people > 1 || asked.by !== "speaker" ? byOne({ n, total: uses, who }, t) : "";
    return h(warns ? "span.wb-warn" : "span.wb-quiet", { title: warns || null }, warns || (n ? `${who} (${t.number(n)})` : "–"));
  }

  const panel = createPanel(desk, {
    name: "specificities",
    kind: "specificities",
    controls: [by.element, least.element, part.element, h("label", { title: t("hint.p_people") }, sure, t("specificities.sure"))],
    body: table.element,
    ask() {
      asked = { by: by.value(), least: least.value() };
      return { name: "specificities", values: asked };
    },
    take(result) {
      told = result;
      rows = rowsOf(result.columns);
      most = Math.max(1, ...rows.map(({ score }) => Math.abs(score)));
      part.set([["", t("specificities.all")], ...result.parts.map((name) => [name, name])]);
      show();
      return rows.length > 0;
    },
    exports: () => tableItems(desk, "specificities", asked),
    focus: table.focus,
  });

  function show() {
    if (!told) return;
    const wanted = part.value();
    const kept = rows.filter((row) => (!wanted || row.part === wanted) && (!sure.checked || (row.q < SURE && (row.p_people === null || row.p_people < SURE))));
    table.setRows(kept);
    panel.say(t("specificities.parts", { n: told.parts.length }), kept.length === rows.length ? t("panel.rows", { n: told.total }) : t("panel.kept", { n: kept.length, total: rows.length }), told.total > rows.length ? t("panel.first", { n: rows.length }) : "");
  }

  const end = model.subscribe("people", () => by.set(options()));
  return { ...panel, destroy: () => (end(), table.destroy(), panel.destroy()) };
}
