/** How the classes were found: what was said of them, and the table from which their number was chosen. */

import { openDialog } from "../shared/dialog.js";
import { h } from "../shared/dom.js";

export function openRun(root, { t, model }) {
  const { run } = model;
  if (!run) return;
  const number = (value, digits = 2) => (value === null || value === undefined ? "–" : t.number(Math.round(value * 10 ** digits) / 10 ** digits));
  const columns = ["k", "evidence", "jaccard", "ari", "smallest"].filter((name) => run.table.some((row) => row[name] !== undefined));
  openDialog(root, {
    t,
    title: t(`verdict.${run.verdict}`),
    kind: "wb-run-card",
    body: [
      h("p", run.sentence),
      run.table.length
        ? h("table.wb-run-table", h("thead", h("tr", columns.map((name) => h("th", { scope: "col", title: t(`run.${name}_why`) }, t(`run.${name}`))))), h("tbody", run.table.map((row) => h("tr", { "aria-current": row.k === run.k ? "true" : null }, columns.map((name) => h("td", number(row[name], name === "evidence" ? 0 : 2)))))))
        : null,
      h("p.wb-quiet", t("run.reading")),
      model.personas.filter(({ moved }) => moved).length ? h("ul", model.personas.filter(({ moved }) => moved).map(({ name, moved }) => h("li", t("run.moved", { name, n: moved })))) : null,
    ],
    actions: [{ label: t("dialog.close"), main: true }],
  });
}
