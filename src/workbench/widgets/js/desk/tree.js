/**
 * The codes as a tree: to find, to put on words, to order, to open what they carry.
 * Keys: arrows, Home and End go; Enter puts the code on the selected words; Alt and the arrows move the code; F2 renames;
 * Insert adds; Delete removes; m writes a memo. All other keys are the desk's.
 */

import "./tree.css";
import { afterwards } from "../shared/afterwards.js";
import { searchCodes } from "../shared/code_search.js";
import { fill, h, uniqueId } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { openDelete } from "./delete_dialog.js";
import { openMemo } from "./memo_dialog.js";
import { dragging } from "./tree_drag.js";
import { codeLine } from "./tree_line.js";
import { codebookMenu, codeMenu } from "./tree_menu.js";
import { naming } from "./tree_naming.js";
import { above, below, dropPlace, isThere, rowsOf, stepPlace } from "./tree_order.js";
import { createRows } from "./tree_rows.js";

const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };

/**
 * @param {HTMLElement} host
 * @param {{t: Function, model: object, act: object, root?: HTMLElement}} desk
 */
export function createTree(host, { t, model, act, root = host.closest(".wb-desk") }) {
  const desk = { t, model, act };
  const stem = uniqueId("wb-code");
  const total = h("span.wb-panel-total");
  const filter = h("input.wb-field", { type: "search", placeholder: t("tree.filter"), "aria-label": t("tree.filter"), autocomplete: "off", spellcheck: "false", oninput: draw, onkeydown: onFilterKey });
  const add = iconButton("add", "tree.add", () => write(null));
  const more = iconButton("dots", "tree.codebook", () => codebookMenu(root, desk, more, { unfold }));
  more.setAttribute("aria-haspopup", "menu");
  const list = h("div.wb-tree", { role: "tree", tabindex: "0", "aria-label": t("tree.title"), onkeydown: onKey, onclick: onClick, ondblclick: onDouble, oncontextmenu: onContext });
  const empty = h("div.wb-tree-empty", { hidden: true });
  const panel = h("section.wb-tree-panel", { "aria-label": t("tree.title") }, h("header.wb-panel-head", h("h2", t("tree.title")), total, add, more), h("div.wb-panel-filter", icon("search", 14), filter), list, empty);
  host.append(panel);

  const height = matchMedia("(pointer: coarse)").matches ? 36 : 26;
  list.style.setProperty("--wb-row", `${height}px`);
  const closed = new Set();
  const lines = createRows(list, height, { describe, draw: drawLine });
  /** @type {Map<number, [number, number][]>|null} what was searched for, marked in each name */
  let found = null;
  let rows = [];
  let asked = false;
  let followed = null;
  const counted = afterwards(draw);
  const { write, rename, ...names } = naming({
    t, model, act,
    show(id, under = null) {
      if (id === null) filter.value = "";
      for (const up of under === null ? [] : [under, ...above(model.codes, under)]) closed.delete(up);
      draw();
      lines.reveal(rank(id));
    },
    onEnd(focus) {
      draw();
      if (focus) list.focus({ preventScroll: true });
    },
  });

  function iconButton(name, key, run) {
    return h("button.wb-quiet-button", { onclick: run, title: t(key), "aria-label": t(key) }, icon(name));
  }

  /** One act tells of several things at once: the tree is drawn once. */
  function later() {
    if (!asked) queueMicrotask(() => asked && draw());
    asked = true;
  }

  function draw() {
    asked = false;
    counted.cancel();
    const query = filter.value.trim();
    found = query ? new Map(searchCodes(model.codes.values(), query).filter(({ where }) => where !== "definition").map(({ code, marks }) => [code.id, marks])) : null;
    rows = names.withDraft(rowsOf(model, { closed, only: found && new Set(found.keys()) }));
    showEmpty(query);
    lines.show(rows);
    total.textContent = model.codes.size ? t.number(model.codes.size) : "";
    add.hidden = model.readOnly;
    pointOut();
  }

  /** Tells which line one is at to those who hear the page. */
  function pointOut() {
    const current = lines.element(model.activeCode);
    if (current) list.setAttribute("aria-activedescendant", current.id);
    else list.removeAttribute("aria-activedescendant");
  }

  const keyOf = (id) => `${stem}-${id}`;
  const rank = (id) => rows.findIndex((row) => row.id === id);

  /** What a row shows. */
  function describe(row) {
    const code = model.codes.get(row.id);
    const key = keyOf(row.id);
    if (names.isAt(row.id)) return { key, row, code, writing: true, sign: `writing ${row.depth}` };
    const line = {
      key, row, code, current: row.id === model.activeCode, digit: model.recent.indexOf(row.id) + 1,
      marks: found?.get(row.id) ?? null, faded: Boolean(found) && !found.has(row.id),
      // A closed code tells what it hides.
      hidden: row.open === false ? below(model.codes, row.id).reduce((sum, id) => sum + model.codes.get(id).segments, 0) : 0,
    };
    const { name, colour, definition, segments, people } = code;
    line.sign = JSON.stringify([name, colour, definition, segments, people, row, line.current, line.digit, line.marks, line.faded, line.hidden, model.readOnly]);
    return line;
  }

  function drawLine(line) {
    return line.writing ? names.draw(line) : codeLine(line, t, model.readOnly);
  }

  function showEmpty(query) {
    const nothing = !rows.length;
    empty.hidden = !nothing;
    list.hidden = nothing;
    if (!nothing) return;
    if (query) fill(empty, h("p", t("tree.none", { query })), model.readOnly ? null : h("button.wb-button", { onclick: () => act.addCode(query).then(() => clear(), () => {}) }, t("picker.create", { name: query })));
    else fill(empty, h("p", t("tree.empty")), model.readOnly ? null : h("button.wb-button", { onclick: () => write(null) }, t("tree.add")));
  }

  function clear() {
    filter.value = "";
    draw();
  }

  /* Going about */

  function go(at) {
    const row = rows[Math.max(0, Math.min(at, rows.length - 1))];
    if (!row || row.id === null) return;
    model.setActiveCode(row.id);
    follow();
  }

  function fold(id, shut = !closed.has(id)) {
    if (shut) closed.add(id);
    else closed.delete(id);
    draw();
  }

  function unfold(all) {
    closed.clear();
    if (!all) for (const code of model.codes.values()) if (code.children.length) closed.add(code.id);
    draw();
  }

  /** Shows the active code when it was chosen elsewhere: in the text, in a drawer. */
  function follow() {
    const id = model.activeCode;
    if (id === followed) return counted.soon();
    followed = id;
    if (id !== null && !filter.value) for (const up of above(model.codes, id)) closed.delete(up);
    draw();
    if (rank(id) < 0 || document.activeElement === filter) return undefined;
    lines.reveal(rank(id));
    return pointOut();
  }

  function onKey(event) {
    if (event.target !== list || event.ctrlKey || event.metaKey) return;
    const at = rank(model.activeCode);
    const row = rows[at];
    const code = model.codes.get(row?.id);
    if (event.altKey ? step(event, row) : travel(event, at, row) || work(event, code)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  function step({ key }, row) {
    if (!STEPS[key] || !row || model.readOnly) return false;
    const place = stepPlace(model, row.id, STEPS[key]);
    if (place) move(row.id, place);
    else act.say(t("tree.no_further"));
    return true;
  }

  function travel({ key }, at, row) {
    const page = Math.max(1, Math.floor(list.clientHeight / height) - 1);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + page, PageUp: at - page }[key];
    if (to !== undefined) go(to);
    else if (key === "ArrowRight" && row) row.open === false ? fold(row.id, false) : row.open && go(at + 1);
    else if (key === "ArrowLeft" && row) row.open ? fold(row.id, true) : model.codes.get(row.id).parent !== null && go(rank(model.codes.get(row.id).parent));
    else if (key === "*") unfold(true);
    else return false;
    return true;
  }

  function work({ key, shiftKey }, code) {
    // Words that are out of sight are not coded by the way.
    if (key === "Enter" && code && model.selection && !root.classList.contains("wb-narrow")) act.apply(code.id);
    else if ((key === "Enter" || key === " ") && code) see(code);
    else if (key === "F2" && code) rename(code.id);
    else if (key === "Insert") write(code?.parent ?? null);
    else if ((key === "Delete" || key === "Backspace") && code && !model.readOnly) openDelete(root, desk, code);
    else if (key === "m" && code && !model.readOnly) openMemo(root, desk, { kind: "code", target: code.id, title: code.name });
    else if ((key === "ContextMenu" || (key === "F10" && shiftKey)) && code) menuOf(code, lines.element(code.id));
    else return false;
    return true;
  }

  function onFilterKey(event) {
    event.stopPropagation();
    if (event.key === "Escape" && filter.value) clear();
    else if (event.key === "ArrowDown" || event.key === "Enter") {
      list.focus({ preventScroll: true });
      go(Math.max(0, rows.findIndex(({ id }) => found?.has(id))));
    } else return;
    event.preventDefault();
  }

  /* The pointer */

  const codeAt = (target) => model.codes.get(Number(target.closest("[data-code]")?.dataset.code));
  const see = (code, lower = false) => act.openDrawer({ code: code.id, ...(lower && { below: true }) }, code.name);
  const menuOf = (code, at) => codeMenu(root, desk, code, at, { rename, write });

  function onClick({ target }) {
    const code = codeAt(target);
    if (!code || target.closest(".wb-tree-input")) return;
    if (target.closest(".wb-tree-twist") && code.children.length) return fold(code.id);
    model.setActiveCode(code.id);
    if (target.closest("button.wb-tree-count")) see(code, target.closest(".wb-tree-sum"));
    else if (target.closest(".wb-tree-more")) menuOf(code, lines.element(code.id)?.querySelector(".wb-tree-more") ?? list);
    return undefined;
  }

  function onDouble({ target }) {
    const code = codeAt(target);
    if (!code || target.closest("button, input, .wb-tree-twist")) return;
    if (model.selection) act.apply(code.id);
    else rename(code.id);
  }

  function onContext(event) {
    const code = codeAt(event.target);
    if (!code || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    model.setActiveCode(code.id);
    menuOf(code, { x: event.clientX, y: event.clientY });
  }

  function move(id, { parent, position }) {
    if (isThere(model, id, { parent, position })) return;
    if (parent !== null) closed.delete(parent);
    act.move(id, parent, position).then(() => lines.reveal(rank(id)), () => {});
  }

  dragging(list, {
    grab(target) {
      const code = codeAt(target);
      return code && !model.readOnly && !filter.value ? { id: code.id, name: code.name } : null;
    },
    over(clientY, id) {
      const { at, row, part } = lines.rowAt(clientY);
      if (!row || row.id === null) return rows.length ? endPlace(id) : null;
      const place = dropPlace(model, row, part, id);
      return place && { place, row, top: at * height, height, depth: row.depth + (place.kind === "after" && row.open ? 1 : 0) };
    },
    drop: move,
    linger: (row) => fold(row.id, false),
  });

  /** Below the last line: last at the top level. */
  function endPlace(id) {
    const position = model.tree.filter((other) => other !== id).length;
    return { place: { kind: "before", parent: null, position }, row: { id: null }, top: rows.length * height, height, depth: 0 };
  }

  const ends = ["codes", "settings"].map((topic) => model.subscribe(topic, later));
  ends.push(model.subscribe("counts", counted.soon), model.subscribe("active", follow));
  draw();

  return {
    update: draw,
    focus: () => list.focus({ preventScroll: true }),
    find: () => filter.focus(),
    write,
    destroy() {
      for (const end of ends) end();
      asked = false;
      counted.cancel();
      lines.destroy();
      panel.remove();
    },
  };
}
