/** The words that come together in the same segments: as a graph's links and words. */

import { rows as rowsOf } from "../../shared/project_model.js";
import { createColumns } from "../../shared/columns.js";
import { oneOf, wholeNumber } from "../../shared/fields.js";
import { rounded } from "./numbers.js";
import { createPanel, tableItems } from "../../shared/panel.js";

const INDICES = ["cooccurrence", "jaccard", "cosine", "pmi", "chi2"];

export function createSimilitude(desk) {
  const { t, act } = desk;
  const again = () => panel.recount();
  const index = oneOf({ label: t("similitude.index"), options: INDICES.map((name) => [name, t(`similitude.index_${name}`)]), onChange: again });
  const most = wholeNumber({ label: t("similitude.most"), value: 80, least: 2, most: 150, onChange: again });
  const least = wholeNumber({ label: t("similitude.least"), value: 3, least: 1, most: 1000, onChange: again });
  const number = (name, cell, wide = "96px") => ({ name, title: t(`column.${name}`), wide, number: true, down: true, sort: (row) => row[name], cell });
  const word = (name) => ({ name, title: t(`column.${name}`), wide: "minmax(120px, 1fr)", sort: (row) => row[name], cell: (row) => row[name] });
  const links = createColumns({
    label: t("file.edges"),
    language: t.language,
    by: "weight",
    columns: [word("a"), word("b"), number("weight", (row) => rounded(row.weight, t, 3)), number("n", (row) => t.number(row.n)), number("people", (row) => t.number(row.people))],
    onOpen: ({ a, b }) => act.open({ kind: "edge", term: a, other: b }),
    nameOf: ({ a, b, n }) => `${t("mark.both", { a, b })}, ${t("fact.segments", { n })}`,
  });

  const panel = createPanel(desk, {
    name: "similitude",
    kind: "similitude",
    controls: [index.element, most.element, least.element],
    body: links.element,
    ask: () => ({ name: "similitude", values: { index: index.value(), most: most.value(), least: least.value() } }),
    take({ nodes, edges, segments }) {
      const rows = rowsOf(edges);
      links.setRows(rows);
      panel.say(t("similitude.told", { words: nodes.term.length, links: rows.length }), t("similitude.segments", { n: segments }));
      return rows.length > 0;
    },
    exports: () => [...tableItems(desk, "nodes"), ...tableItems(desk, "edges")],
    focus: links.focus,
  });

  return { ...panel, destroy: () => (links.destroy(), panel.destroy()) };
}
