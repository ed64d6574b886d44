/**
 * How often each group of one reading meets each of another; the cells that overlap most beyond chance are shaded.
 *
 * Keys: the arrows go from cell to cell, Home and End along a row, Enter opens its words.
 */

import "./cross_table.css";
import { fill, h, set } from "../shared/dom.js";

/**
 * @param {object} how
 * @param {Function} how.t
 * @param {(at: {row?: number, column?: number}, name: string) => void} how.onOpen
 */
export function createCrossTable({ t, onOpen }) {
  const table = h("table.wb-cross", { "aria-label": t("readings.table"), onkeydown: onKey });
  const element = h("div.wb-cross-scroll", table);
  /** Buttons of each row, null where a cell is empty; sums included. */
  let grid = [];

  /** @param {object} told the answer to `compare_readings` @param {string} corner what is crossed with what */
  function show({ rows, columns, cells, row_sums: rowSums, column_sums: columnSums, both }, corner) {
    const found = new Map(cells.map((cell) => [`${cell.row}-${cell.column}`, cell]));
    const line = (row) => [...columns.map((_, column) => cellOf(found.get(`${row}-${column}`), rows, columns)), sumOf({ row }, rows[row], rowSums[row])];
    const lines = rows.map((_, row) => line(row));
    const sums = [...columns.map((name, column) => sumOf({ column }, name, columnSums[column])), null];
    grid = [...lines, sums];
    const head = h("thead", h("tr", h("td.wb-cross-corner", corner), columns.map((name) => h("th", { scope: "col", title: name }, h("span", name))), h("th", { scope: "col" }, t("readings.total"))));
    const body = lines.map((buttons, row) => h("tr", h("th", { scope: "row", title: rows[row] }, h("span", rows[row])), buttons.map(boxOf)));
    const foot = h("tr", h("th", { scope: "row" }, t("readings.total")), sums.slice(0, -1).map(boxOf), h("td", t.number(both)));
    fill(table, head, h("tbody", body, foot));
    stops()[0]?.setAttribute("tabindex", "0");
    element.scrollTo(0, 0);
  }

  function cellOf(cell, rows, columns) {
    if (!cell) return null;
    const { row, column, n, of_row: ofRow, of_column: ofColumn, overlap } = cell;
    const words = t("readings.cell_long", { row: rows[row], column: columns[column], n: t("fact.segments_long", { n }), of_row: t.percent(ofRow), of_column: t.percent(ofColumn) });
    const open = () => onOpen({ row, column }, t("readings.cell", { row: rows[row], column: columns[column] }));
    return h(`button.wb-cross-cell${overlap ? ".wb-cross-strong" : ""}`, { tabindex: "-1", style: { "--wb-part": Math.sqrt(overlap) }, title: words, "aria-label": words, onclick: open }, t.number(n));
  }

  function sumOf(at, name, n) {
    const words = `${t("readings.all", { what: name })}, ${t("fact.segments_long", { n })}`;
    return h("button.wb-cross-cell", { tabindex: "-1", title: words, "aria-label": words, onclick: () => onOpen(at, name) }, t.number(n));
  }

  const boxOf = (button) => h("td", button ?? h("span.wb-cross-none", { "aria-hidden": "true" }, "·"));
  const stops = () => grid.flat().filter(Boolean);

  function onKey(event) {
    const y = grid.findIndex((line) => line.includes(event.target));
    if (y < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const x = grid[y].indexOf(event.target);
    const along = (line, from, by) => {
      for (let at = from; at >= 0 && at < line.length; at += by) if (line[at]) return line[at];
      return null;
    };
    const column = grid.map((line) => line[x]);
    const to = {
      ArrowRight: () => along(grid[y], x + 1, 1),
      ArrowLeft: () => along(grid[y], x - 1, -1),
      ArrowDown: () => along(column, y + 1, 1),
      ArrowUp: () => along(column, y - 1, -1),
      Home: () => along(grid[y], 0, 1),
      End: () => along(grid[y], grid[y].length - 1, -1),
    }[event.key];
    if (!to) return;
    goTo(to());
    event.preventDefault();
    event.stopPropagation();
  }

  function goTo(cell) {
    if (!cell) return;
    for (const stop of stops()) set(stop, { tabindex: stop === cell ? "0" : "-1" });
    cell.focus();
  }

  return {
    element,
    show,
    /** The cell one is at; none while there is no table. */
    cell: () => stops().find(({ tabIndex }) => tabIndex === 0),
  };
}
