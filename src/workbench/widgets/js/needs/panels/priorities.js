/**
 * Needs by priority: what each criterion brings, the span of what is not known, how far the order holds, and the
 * weights, version after version.
 */

import { createColumns } from "../../shared/columns.js";
import { openDialog } from "../../shared/dialog.js";
import { h } from "../../shared/dom.js";
import { wholeNumber } from "../../shared/fields.js";
import { openMenu } from "../../shared/menu.js";
import { createPanel, tableItems } from "../../shared/panel.js";
import "./figures.css";

const CRITERIA = ["importance", "urgency", "reach"];
const MONTHS = 6;

export function createPriorities(desk) {
  const { t, model, act, root } = desk;
  const fields = Object.fromEntries(CRITERIA.map((name) => [name, wholeNumber({ label: t(`criterion.${name}`), value: 1, least: 0, most: 10, hint: t(`hint.${name}`), onChange: () => panel.recount() })]));
  const keep = h("button.wb-button.wb-small-button", { onclick: openKeep }, t("weights.keep"));
  const kept = h("button.wb-link.wb-small-button", { "aria-haspopup": "menu", onclick: openVersions });
  const due = h("p.wb-figures-due", { hidden: true });
  const decimal = new Intl.NumberFormat(t.language, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  let versions = [];
  let known = false;

  const table = createColumns({
    label: t("tab.priorities"),
    language: t.language,
    by: "rank",
    columns: [
      { name: "rank", title: t("column.rank"), hint: t("hint.rank"), wide: "96px", sort: ({ rank }) => rank, cell: rankOf },
      { name: "name", title: t("column.name"), wide: "minmax(140px, 1.4fr)", sort: ({ name }) => name, cell: ({ name }) => name },
      { name: "parts", title: t("column.parts"), wide: "minmax(180px, 2fr)", cell: partsOf },
      { name: "score", title: t("column.score"), hint: t("hint.score"), wide: "128px", down: true, sort: ({ score }) => score, cell: scoreOf },
      { name: "people", title: t("column.people"), wide: "84px", number: true, down: true, sort: ({ people }) => people, cell: ({ people }) => t.number(people) },
    ],
    onOpen: ({ need, name }) => act.open({ id: need, name }),
    nameOf: ({ name, rank, score }) => t("priority.line", { name, rank, score: decimal.format(score) }),
  });

  const weights = () => Object.fromEntries(CRITERIA.map((name) => [name, fields[name].value()]));

  const panel = createPanel(desk, {
    name: "priorities",
    kind: "priorities",
    controls: [h("div.wb-figures-weights", { role: "group", "aria-label": t("weights.label") }, CRITERIA.map((name) => fields[name].element)), keep, kept],
    body: h("div.wb-page-body", due, legend(), table.element),
    // The weights kept last are those the page begins with.
    ask: () => ({ name: "priorities", values: known ? { weights: weights() } : {} }),
    take(told) {
      if (!known) for (const name of CRITERIA) fields[name].element.querySelector("input").value = told.weights[name] ?? 0;
      known = true;
      versions = told.versions;
      keep.disabled = model.readOnly;
      kept.textContent = versions.length ? t("weights.versions", { n: versions.length }) : t("weights.none");
      kept.disabled = !versions.length;
      kept.classList.toggle("wb-quiet", !versions.length);
      due.hidden = !versions[0]?.due;
      if (versions[0]?.due) due.textContent = t("weights.due", { review: dayOf(versions[0].review) });
      table.setRows(told.rows);
      panel.say(t("priority.help"));
      return told.rows.length > 0;
    },
    exports: () => tableItems(desk, "priorities", () => ({ weights: weights() })),
    focus: table.focus,
  });

  const dayOf = (iso) => new Date(`${iso}T12:00`).toLocaleDateString(t.language, { day: "numeric", month: "long", year: "numeric" });

  function rankOf({ rank, rank_low: low, rank_high: high }) {
    return [h("strong.wb-rank", t("priority.rank", { rank })), low === high ? null : h("span.wb-quiet", t("priority.band", { low, high }))];
  }

  function partsOf({ parts }) {
    const said = CRITERIA.map((name) => `${t(`criterion.${name}`)} ${decimal.format(parts[name] ?? 0)}`).join(", ");
    return h("span.wb-parts", { role: "img", title: said, "aria-label": said }, CRITERIA.map((name) => h("i", { dataset: { part: name }, style: { "--wb-part": parts[name] ?? 0 } })));
  }

  function scoreOf({ score, low, high, missing }) {
    const span = high - low > 0.0005 ? h("span.wb-quiet", { title: t("priority.missing", { n: missing }) }, `${decimal.format(low)}–${decimal.format(high)}`) : null;
    return [h("strong", decimal.format(score)), " ", span];
  }

  function legend() {
    return h("p.wb-figures-legend", CRITERIA.map((name) => h("span", h("i", { dataset: { part: name } }), t(`criterion.${name}`))));
  }

  function openKeep() {
    const later = new Date();
    later.setMonth(later.getMonth() + MONTHS);
    const review = h("input", { type: "date", value: later.toISOString().slice(0, 10), dataset: { first: "" } });
    const note = h("textarea", { rows: 2 });
    openDialog(root, {
      t,
      title: t("weights.title"),
      body: [h("p", t("weights.what")), h("label.wb-line", h("span", t("weights.review")), review), h("label.wb-line", h("span", t("weights.note")), note)],
      actions: [
        { label: t("dialog.cancel") },
        {
          label: t("weights.do"),
          main: true,
          run: async () => {
            const { version } = await act.keepWeights({ weights: weights(), review: review.value, note: note.value.trim() });
            act.say(t("weights.kept", { version }));
            panel.recount();
          },
        },
      ],
    });
  }

  function openVersions() {
    const take = ({ weights: chosen }) => {
      for (const name of CRITERIA) fields[name].element.querySelector("input").value = chosen[name] ?? 0;
      panel.recount();
    };
    openMenu(root, kept, versions.map((one) => ({ label: t("weights.version", { version: one.version, coder: one.coder, review: dayOf(one.review) }), title: one.note || t("weights.take"), run: () => take(one) })), { label: t("weights.take") });
  }

  // A need that is added, placed or taken away has another priority at once.
  const end = model.subscribe("needs", () => (model.tab === "priorities" ? panel.recount() : panel.recountLater()));
  return { ...panel, destroy: () => (end(), table.destroy(), panel.destroy()) };
}
