/** The last acts in the project, one a line. */

import { h } from "./dom.js";
import { openDialog } from "./dialog.js";

const LAST = 200;

export async function openHistory(root, { t, act }) {
  const list = h("ol.wb-history", { "aria-live": "polite" });
  const dialog = openDialog(root, {
    t,
    title: t("ledger.history"),
    kind: "wb-history-dialog",
    body: [list],
    actions: [
      { label: t("ledger.trail_docx"), run: () => act.exportFile("trail", "docx") },
      { label: t("ledger.trail_html"), run: () => act.exportFile("trail", "html") },
    ],
  });
  try {
    for (const { who, label, at } of await act.history(LAST)) {
      list.append(h("li", h("time", { datetime: at }, t.date(at)), h("span.wb-history-who", who ?? ""), h("span", label)));
    }
  } catch (error) {
    dialog.refuse(error.sentence || t("ledger.unanswered"));
  }
}
