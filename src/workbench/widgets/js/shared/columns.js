/**
 * A table of any length: a head whose columns sort, and lines drawn as they come in sight.
 *
 * @typedef {{name: string, title: string, wide: string, number?: boolean, cell: (row: object) => (Node|string|null)[]|Node|string,
 *   sort?: (row: object) => number|string, down?: boolean, hint?: string}} Column `wide` as in a grid; `down`: the most first
 */

import "./columns.css";
import { fill, h, set } from "./dom.js";
import { icon } from "./icons.js";
import { createLongList } from "./long_list.js";

/**
 * @param {object} how
 * @param {string} how.label
 * @param {Column[]} how.columns
 * @param {string} how.by the column it is sorted by at first
 * @param {(row: object) => void} how.onOpen
 * @param {(row: object) => string} how.nameOf what a line says to who cannot see it
 * @param {string} how.language
 */
export function createColumns({ label, columns, by, onOpen, nameOf, language }) {
  let rows = [];
  let sorted = by;
  let down = columns.find(({ name }) => name === by).down ?? false;
  const compare = new Intl.Collator(language, { numeric: true }).compare;
  const heads = new Map(columns.map((column) => [column.name, headOf(column)]));
  const head = h("div.wb-columns-head", { role: "presentation" }, [...heads.values()]);
  const list = createLongList({ label, role: "grid", high: 28, draw: (at) => lineOf(rows[at]), onOpen: (at) => onOpen(rows[at]) });
  const element = h("div.wb-columns", { style: { "--wb-columns": columns.map(({ wide }) => wide).join(" ") } }, head, list.element);

  function headOf(column) {
    const { name, title, hint, number } = column;
    const words = [h("span", title), h("span.wb-columns-sign", { "aria-hidden": "true" })];
    return h(`div.wb-columns-title${number ? ".wb-number" : ""}`, { dataset: { column: name } }, column.sort ? h("button", { onclick: () => sortBy(column), title: hint ?? title }, words) : h("span", { title: hint ?? title }, words));
  }

  function lineOf(row) {
    return h("div.wb-columns-line", { "aria-label": nameOf(row) }, columns.map(({ cell, number, name }) => h(`div.wb-cell.wb-cell-${name}${number ? ".wb-number" : ""}`, { role: "gridcell" }, cell(row))));
  }

  function sortBy(column) {
    down = sorted === column.name ? !down : (column.down ?? false);
    sorted = column.name;
    order();
    list.setCount(rows.length);
  }

  function order() {
    const { sort } = columns.find(({ name }) => name === sorted);
    const sign = down ? -1 : 1;
    const keyed = rows.map((row, at) => ({ row, at, key: sort(row) }));
    keyed.sort((a, b) => sign * (typeof a.key === "string" ? compare(a.key, b.key) : a.key - b.key) || a.at - b.at);
    rows = keyed.map(({ row }) => row);
    for (const [name, title] of heads) {
      if (title.firstElementChild.tagName === "BUTTON") set(title.firstElementChild, { "aria-pressed": name === sorted });
      fill(title.querySelector(".wb-columns-sign"), name === sorted ? icon(down ? "down" : "up", 12) : null);
    }
  }

  return {
    element,
    /** @param {object[]} shown in their own order, which stays among equals */
    setRows(shown) {
      rows = [...shown];
      order();
      list.setCount(rows.length);
    },
    focus: list.focus,
    destroy: list.destroy,
  };
}
