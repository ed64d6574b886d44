/**
 * Two readings of the same segments side by side: how they cross, how far they agree, where they part most. Every number
 * opens its words.
 */

import "./readings.css";
import { createColumns } from "../shared/columns.js";
import { fill, h } from "../shared/dom.js";
import { oneOf, wholeNumber } from "../shared/fields.js";
import { createPanel } from "../shared/panel.js";
import { decimal } from "./candidates.js";
import { createCrossTable } from "./cross_table.js";
import { createReadingWords } from "./reading_words.js";

const READINGS = ["codes", "themes", "classes"];
const FILES = [["table", "xlsx"], ["table", "csv"], ["cells", "xlsx"], ["cells", "csv"]];

export function createReadings(desk) {
  const { t, model, act, root } = desk;
  const words = createReadingWords(root, desk);
  const [a, b] = ["a", "b"].map((side) => oneOf({ label: t(`readings.${side}`), options: [], onChange: () => choose(side) }));
  const k = wholeNumber({ label: t("readings.k"), value: 8, least: 2, most: 30, onChange: () => panel.recount() });
  const missing = h("span.wb-quiet");
  const agreement = h("p.wb-agreement");
  const table = createCrossTable({ t, onOpen: (at, name) => open(at, name) });
  const apart = h("div.wb-apart");
  let there = null;
  let chosen = { a: "", b: "" };
  let lines = null;

  const panel = createPanel(desk, {
    name: "readings",
    kind: "readings",
    controls: [a.element, b.element, k.element, missing],
    body: h("div.wb-readings", agreement, table.element, apart),
    ask() {
      if (!there || chosen.a === chosen.b) return null;
      const uses = (name) => chosen.a === name || chosen.b === name;
      return { name: "compare_readings", values: { ...chosen, ...(uses("classes") && { k: k.value() }), ...(uses("themes") && { level: model.level }) } };
    },
    take(told) {
      showAgreement(told);
      table.show(told, `${t(`readings.${chosen.a}`)} × ${t(`readings.${chosen.b}`)}`);
      showApart(told);
      if (document.activeElement === panel.element) focus();
      return told.cells.length > 0;
    },
    exports: () => FILES.map(([what, format]) => ({ label: t("export.table", { what: t(`file.${what}`), format }), run: () => act.deliver("export_readings", { what, format }) })),
    first: () => [h("p", t("readings.missing", missed()))],
    focus,
    find: () => a.element.querySelector("select").focus(),
  });

  /** Shows the words behind a number; the line it stands in stays marked. */
  function open(at, name, inList = false) {
    apart.classList.toggle("wb-apart-open", inList);
    return words.open(at, name);
  }

  /** While there is no table, the panel itself has the focus: the keys of the page go on. */
  function focus() {
    (table.cell() ?? panel.element).focus({ preventScroll: true });
  }

  /** Which readings there are is asked each time the panel is come back to. */
  async function show() {
    panel.element.hidden = false;
    there = await act.read("readings").catch(() => ({ codes: 0, themes: 0 }));
    const names = READINGS.filter((name) => name === "classes" || there[name]);
    for (const field of [a, b]) field.set(names.map((name) => [name, t(`readings.${name}`)]));
    if (!names.includes(chosen.a) || !names.includes(chosen.b)) {
      chosen = { a: names[0], b: names[1] ?? names[0] };
      // What can only be crossed with itself was never crossed: what was shown before no longer is.
      panel.recountLater();
    }
    showChoice();
    missing.textContent = names.length > 1 ? Object.values(missed()).join(" ") : "";
    if (model.tab === "readings") panel.show();
  }

  const missed = () => Object.fromEntries(["codes", "themes"].map((name) => [name, there?.[name] ? "" : t(`readings.missing_${name}`)]));

  /** Nothing is crossed with itself: the other field takes what this one had. */
  function choose(side) {
    const value = { a, b }[side].value();
    const other = side === "a" ? "b" : "a";
    chosen = { ...chosen, [side]: value, ...(chosen[other] === value && { [other]: chosen[side] }) };
    showChoice();
    panel.recount();
  }

  function showChoice() {
    a.choose(chosen.a);
    b.choose(chosen.b);
    k.element.hidden = chosen.a !== "classes" && chosen.b !== "classes";
  }

  function showAgreement({ agreement: value, word, both, only_a: onlyA, only_b: onlyB }) {
    const only = (side, n) => {
      const name = t("readings.only", { n, what: t(`readings.${chosen[side]}`) });
      return n ? h("button.wb-link", { onclick: () => open({ only: side }, name) }, name) : null;
    };
    fill(
      agreement,
      h("span.wb-quiet", t("agreement.title")),
      h("strong", { title: t("agreement.how") }, [t(`agreement.${word}`), value === null ? "" : decimal(value, t)].filter(Boolean).join(" · ")),
      h("span.wb-quiet", t("readings.both", { n: both })),
      only("a", onlyA),
      only("b", onlyB),
      h("span.wb-quiet.wb-agreement-shade", { title: t("readings.shade_how") }, h("i", { "aria-hidden": "true" }), t("readings.shade")),
    );
  }

  /** The cells off the main ones, the largest first. */
  function showApart({ cells, rows, columns }) {
    lines?.destroy();
    const off = cells.filter(({ agrees }) => !agrees);
    const group = (name, names) => ({ name, title: t(`readings.${chosen[name === "row" ? "a" : "b"]}`), wide: "minmax(120px, 1fr)", sort: (cell) => names[cell[name]], cell: (cell) => names[cell[name]] });
    const share = (name, title) => ({ name, title: t(`column.${title}`), wide: "128px", number: true, down: true, sort: (cell) => cell[name], cell: (cell) => t.percent(cell[name]) });
    lines = createColumns({
      label: t("readings.disagree"),
      language: t.language,
      by: "n",
      columns: [
        group("row", rows),
        group("column", columns),
        { name: "n", title: t("column.n"), wide: "84px", number: true, down: true, sort: ({ n }) => n, cell: ({ n }) => t.number(n) },
        share("of_row", "of_a"),
        share("of_column", "of_b"),
        { name: "ratio", title: t("column.ratio"), wide: "112px", number: true, down: true, sort: ({ ratio }) => ratio, cell: ({ ratio }) => decimal(ratio, t) },
      ],
      onOpen: ({ row, column }) => open({ row, column }, t("readings.cell", { row: rows[row], column: columns[column] }), true),
      nameOf: ({ row, column, n, of_row: ofRow, of_column: ofColumn }) => t("readings.cell_long", { row: rows[row], column: columns[column], n: t("fact.segments_long", { n }), of_row: t.percent(ofRow), of_column: t.percent(ofColumn) }),
    });
    fill(apart, h("h3", { title: t("readings.disagree_how") }, t("readings.disagree")), off.length ? lines.element : h("p.wb-panel-empty", t("readings.none_disagree")));
    lines.setRows(off);
  }

  const ends = [model.subscribe("level", () => model.tell("outdated", ["readings"])), model.subscribe("tab", words.close)];
  return {
    ...panel,
    show,
    keys: { e: panel.exportMenu, Escape: () => (words.isOpen() ? words.close() : focus()) },
    destroy() {
      ends.forEach((end) => end());
      lines?.destroy();
      words.destroy();
      panel.destroy();
    },
  };
}
