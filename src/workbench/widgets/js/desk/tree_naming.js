/** Writing names in the tree: a new code in a line of its own, or another name in the line of a code. */

import { writingLine } from "./tree_line.js";

/**
 * @param {object} parts
 * @param {Function} parts.t
 * @param {object} parts.model
 * @param {object} parts.act
 * @param {(id: number|null, under?: number|null) => void} parts.show draws the tree and brings the line of a code (null: of a new
 *   one, under that parent) into sight
 * @param {(focus: boolean) => void} parts.onEnd draws the tree without the field; `focus`: the tree takes it back
 */
export function naming({ t, model, act, show, onEnd }) {
  /** @type {{id: number}|{parent: number|null}|null} */
  let writing = null;
  let field = null;

  /** Opens a line to write a new code under `parent`. */
  function write(parent) {
    if (model.readOnly) return;
    writing = { parent };
    show(null, parent);
  }

  function rename(id) {
    if (model.readOnly || !model.codes.has(id)) return;
    writing = { id };
    show(id);
  }

  /** The rows with that of a new code, last among its siblings. */
  function withDraft(rows) {
    if (!writing || !("parent" in writing)) return rows;
    const above = model.codes.get(writing.parent);
    const at = above ? rows.findIndex(({ id }) => id === above.id) : -1;
    let last = above ? at + 1 : rows.length;
    while (above && last < rows.length && rows[last].depth > rows[at].depth) last += 1;
    const draft = { id: null, depth: above ? above.depth + 1 : 0, at: 1, of: 1, open: null };
    return [...rows.slice(0, last), draft, ...rows.slice(last)];
  }

  function draw(line) {
    const drawn = writingLine({ ...line, value: line.code?.name }, t, { onDone: wrote, onLeave: leave });
    field = drawn.field;
    queueMicrotask(() => {
      drawn.field.focus({ preventScroll: true });
      drawn.field.select();
    });
    return drawn.element;
  }

  /** Enter: a renamed code is done; a new one leaves the line open for the next. */
  function wrote(value) {
    const name = clean(value);
    if (!name || "id" in writing) return leave(name, true);
    const asked = field;
    asked.readOnly = true;
    return act.addCode(name, writing.parent).then(
      () => Object.assign(asked, { value: "", readOnly: false }),
      () => (asked.readOnly = false),
    ).then(() => writing && show(null));
  }

  /** Escape leaves what was; going elsewhere keeps what was typed. */
  function leave(value = "", focus = !value) {
    if (!writing) return;
    const was = writing;
    writing = null;
    onEnd(focus);
    const name = clean(value);
    if (!name) return;
    if (!("id" in was)) act.addCode(name, was.parent);
    else if (name !== model.codes.get(was.id)?.name) act.rename(was.id, name);
  }

  return { write, rename, withDraft, draw, isAt: (id) => writing !== null && (id === null ? "parent" in writing : writing.id === id) };
}

const clean = (name) => name.trim().replace(/\s+/g, " ");
