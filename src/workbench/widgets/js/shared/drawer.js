/**
 * The evidence drawer: the words behind a number. Passages by source, with who speaks, when, and what stands around; each
 * can be shown in its text, coded, and copied with its reference.
 *
 * Keys: ↑ ↓ from passage to passage, Enter shows it in the text, c copies it, Escape closes.
 *
 * @typedef {{code?: number, below?: boolean, case?: number, source?: number, coding?: number}} Query
 */

import "./drawer.css";
import { passageCard, reference } from "./drawer_passage.js";
import { copyText } from "./copy.js";
import { debounce, fill, h, set, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

const PAGE = 100;

/**
 * @param {HTMLElement} root the page
 * @param {{t: Function, model: object, act: object}} desk
 */
export function createDrawer(root, { t, model, act }) {
  const heading = uniqueId("wb-drawer");
  const title = h("h2", { id: heading });
  const counts = h("p.wb-drawer-counts", { role: "status" });
  const lower = h("input", { type: "checkbox", onchange: () => load({ ...query, below: lower.checked }) });
  const withLower = h("label.wb-choice.wb-drawer-lower", lower, h("span", t("drawer.below")));
  const more = h("button.wb-quiet-button", { "aria-label": t("drawer.export"), title: t("drawer.export"), "aria-haspopup": "menu", onclick: exportMenu }, icon("download"));
  const list = h("div.wb-drawer-list", { onscroll: onScroll });
  const drawer = h(
    "div.wb-drawer", { role: "dialog", "aria-labelledby": heading, tabindex: "-1", onkeydown: onKey },
    h("div.wb-drawer-head", title, more, h("button.wb-quiet-button", { onclick: close, "aria-label": t("dialog.close"), title: `${t("dialog.close")} (Esc)` }, icon("close"))),
    h("div.wb-drawer-about", counts, withLower),
    list,
  );

  /** @type {Query} */
  let query = {};
  let rows = [];
  let total = 0;
  let asked = 0;
  let before = null;
  let loading = false;

  /** @param {Query} wanted @param {string} name what these passages stand for */
  function open(wanted, name) {
    if (!isOpen()) {
      before = document.activeElement;
      root.append(drawer);
    }
    title.textContent = name ?? "";
    title.title = name ?? "";
    list.scrollTop = 0;
    rows = [];
    fill(list, h("p.wb-drawer-none", t("drawer.loading")));
    counts.textContent = "";
    drawer.focus({ preventScroll: true });
    return load(wanted);
  }

  function close() {
    if (!isOpen()) return;
    const inside = drawer.contains(document.activeElement);
    drawer.remove();
    if (inside && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  }

  const isOpen = () => drawer.isConnected;
  const cards = () => [...list.querySelectorAll(".wb-passage")];

  async function load(wanted, limit = PAGE) {
    query = wanted;
    asked += 1;
    const mine = asked;
    const code = model.codes.get(query.code);
    withLower.hidden = !code?.children.length;
    more.hidden = !code;
    lower.checked = Boolean(query.below);
    try {
      const told = await act.segments({ ...query, limit, offset: 0 });
      if (mine !== asked || !isOpen()) return;
      ({ total, rows } = told);
      counts.textContent = [t("drawer.passages", { n: total }), t("tree.people", { n: told.people }), t("drawer.sources", { n: told.sources })].join(" · ");
      draw();
    } catch (error) {
      if (mine === asked) fill(list, h("p.wb-drawer-none", { role: "alert" }, error.sentence || t("drawer.failed")));
    }
  }

  function draw() {
    const held = document.activeElement?.closest?.(".wb-passage")?.dataset.coding;
    const { scrollTop } = list;
    if (!rows.length) fill(list, h("p.wb-drawer-none", t("drawer.none")));
    else fill(list, grouped(rows));
    list.scrollTop = scrollTop;
    // Whichever answer comes first: the focus waits on the drawer itself for the first passage.
    const next = held ? cards().find(({ dataset }) => dataset.coding === held) : document.activeElement === drawer && cards()[0];
    if (next || held) (next ?? cards()[0] ?? drawer).focus({ preventScroll: true });
  }

  /** Passages under the name of their source. */
  function grouped(all) {
    const parts = [];
    let last = null;
    for (const row of all) {
      if (row.source_id !== last) parts.push(h("h3.wb-drawer-source", row.source));
      last = row.source_id;
      parts.push(passageCard(row, { t, model, plain: query.code !== undefined && !query.below, on: { show, code: recode, copy } }));
    }
    return parts;
  }

  async function onScroll() {
    if (loading || rows.length >= total || list.scrollTop + list.clientHeight < list.scrollHeight - 400) return;
    loading = true;
    const mine = asked;
    try {
      const told = await act.segments({ ...query, limit: PAGE, offset: rows.length });
      if (mine !== asked) return;
      rows = [...rows, ...told.rows];
      draw();
    } catch {
      // Scrolling again asks again.
    } finally {
      loading = false;
    }
  }

  /** Shows a passage in its text; the drawer keeps the focus, so that one can walk through the passages. */
  async function show(row) {
    await act.reveal(row.source_id, row.start, row.end);
    model.setActiveCoding(row.coding);
    if (root.classList.contains("wb-narrow")) close();
    else cards().find(({ dataset }) => dataset.coding === String(row.coding))?.focus({ preventScroll: true });
  }

  function recode(row, at) {
    const give = async (code) => {
      // A coding changes where it stands: in its own text.
      if (!model.codings.has(row.coding)) await act.reveal(row.source_id, row.start, row.end);
      return act.recode(row.coding, code);
    };
    act.openPicker({ title: t("coding.recode"), quote: row.verbatim, anchor: at.getBoundingClientRect(), except: new Set([row.code_id]), onPick: give, onCreate: (name, parent) => act.addCode(name, parent).then(({ code }) => give(code), () => {}) });
  }

  async function copy(row) {
    await copyText(reference(row, t), drawer);
    act.say(t("drawer.copied"));
  }

  function exportMenu() {
    const formats = [["xlsx", "Excel"], ["docx", "Word"], ["html", "HTML"], ["csv", "CSV"]];
    openMenu(root, more, formats.map(([format, label]) => ({ label: t("drawer.export_as", { format: label }), run: () => act.exportFile("segments", format, query.code) })), { label: t("drawer.export") });
  }

  function onKey(event) {
    event.stopPropagation();
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      const turn = { z: event.shiftKey ? act.redo : act.undo, y: act.redo }[event.key.toLowerCase()];
      if (turn) event.preventDefault();
      turn?.();
      return;
    }
    const all = cards();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined && event.target.tagName !== "INPUT") all[Math.max(0, Math.min(to, all.length - 1))]?.focus();
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) show(rowOf(all[at]));
    else if (event.key === "c" && at >= 0) copy(rowOf(all[at]));
    else return;
    event.preventDefault();
  }

  const rowOf = (card) => rows.find(({ coding }) => String(coding) === card.dataset.coding);

  const refresh = debounce(() => isOpen() && load(query, Math.max(PAGE, rows.length)), 250);
  const ends = ["counts", "codes", "codings", "open"].map((topic) => model.subscribe(topic, refresh));
  set(drawer, { lang: t.language });

  return {
    open,
    close,
    isOpen,
    update: refresh,
    destroy() {
      for (const end of ends) end();
      drawer.remove();
    },
  };
}
