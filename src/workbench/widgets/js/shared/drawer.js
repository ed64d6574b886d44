/**
 * The evidence drawer: the words behind a number. Passages by source, with who speaks, when, and what stands around;
 * from here they are shown in their text, coded, and copied with their reference. What the passages are, and what can be
 * done with them, is the page's.
 *
 * Keys: ↑ ↓ from passage to passage, Enter shows it in the text, Escape closes; others as `kind.keys` says.
 *
 * @typedef {object} Kind
 * @property {(query: object, page: {limit: number, offset: number}) => Promise<{total: number, rows: object[]}>} ask
 * @property {(row: object) => string} keyOf what tells a passage from the others
 * @property {(row: object, query: object) => HTMLElement} card bears `data-key`
 * @property {(told: object, query: object) => (string|null)[]} counts what is said of all passages together
 * @property {(row: object) => unknown} show
 * @property {Record<string, (row: object, card: HTMLElement) => unknown>} keys on a passage
 * @property {(query: object) => object[]} exports items of a menu; none: no such menu
 * @property {(calls: {load: (query: object) => void, query: () => object}) => HTMLElement[]} controls under the title
 * @property {(query: object, told: object|null) => void} [onLoad] before the answer, and with it
 * @property {(query: object) => boolean} grouped whether passages come source by source
 * @property {string[]} topics of the model after which the passages are read again
 */

import "./drawer.css";
import { debounce, fill, h, set, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

const PAGE = 100;

/**
 * @param {HTMLElement} root the page
 * @param {{t: Function, model: object, act: object}} desk
 * @param {Kind} kind
 */
export function createDrawer(root, { t, model, act }, kind) {
  const heading = uniqueId("wb-drawer");
  const title = h("h2", { id: heading });
  const counts = h("p.wb-drawer-counts", { role: "status" });
  const more = h("button.wb-quiet-button", { "aria-label": t("drawer.export"), title: t("drawer.export"), "aria-haspopup": "menu", onclick: exportMenu }, icon("download"));
  const list = h("div.wb-drawer-list", { onscroll: onScroll });
  const drawer = h(
    "div.wb-drawer", { role: "dialog", "aria-labelledby": heading, tabindex: "-1", onkeydown: onKey },
    h("div.wb-drawer-head", title, more, h("button.wb-quiet-button", { onclick: close, "aria-label": t("dialog.close"), title: `${t("dialog.close")} (Esc)` }, icon("close"))),
    h("div.wb-drawer-about", counts, kind.controls({ load: (wanted) => load(wanted), query: () => query })),
    list,
  );

  let query = {};
  let rows = [];
  let total = 0;
  let asked = 0;
  let before = null;
  let loading = false;

  /** @param {object} wanted @param {string} name what these passages stand for */
  function open(wanted, name) {
    if (!isOpen()) {
      before = document.activeElement;
      root.append(drawer);
      root.classList.add("wb-drawer-open");
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
    root.classList.remove("wb-drawer-open");
    if (inside && before instanceof Element && before.isConnected) before.focus({ preventScroll: true });
  }

  const isOpen = () => drawer.isConnected;
  const cards = () => [...list.querySelectorAll(".wb-passage")];

  async function load(wanted, limit = PAGE) {
    query = wanted;
    asked += 1;
    const mine = asked;
    more.hidden = !kind.exports(query).length;
    kind.onLoad?.(query, null);
    try {
      const told = await kind.ask(query, { limit, offset: 0 });
      if (mine !== asked || !isOpen()) return;
      ({ total, rows } = told);
      counts.textContent = kind.counts(told, query).filter(Boolean).join(" · ");
      kind.onLoad?.(query, told);
      draw();
    } catch (error) {
      if (mine === asked) fill(list, h("p.wb-drawer-none", { role: "alert" }, error.sentence || t("drawer.failed")));
    }
  }

  function draw() {
    const held = document.activeElement?.closest?.(".wb-passage")?.dataset.key;
    const { scrollTop } = list;
    if (!rows.length) fill(list, h("p.wb-drawer-none", t("drawer.none")));
    else fill(list, kind.grouped(query) ? grouped(rows) : rows.map((row) => kind.card(row, query)));
    list.scrollTop = scrollTop;
    // Whichever answer comes first: the focus waits on the drawer itself for the first passage.
    const next = held ? cardOf(held) : document.activeElement === drawer && cards()[0];
    if (next || held) (next ?? cards()[0] ?? drawer).focus({ preventScroll: true });
  }

  /** Passages under the name of their source. */
  function grouped(all) {
    const parts = [];
    let last = null;
    for (const row of all) {
      if (row.source_id !== last) parts.push(h("h3.wb-drawer-source", row.source));
      last = row.source_id;
      parts.push(kind.card(row, query));
    }
    return parts;
  }

  async function onScroll() {
    if (loading || rows.length >= total || list.scrollTop + list.clientHeight < list.scrollHeight - 400) return;
    loading = true;
    const mine = asked;
    try {
      const told = await kind.ask(query, { limit: PAGE, offset: rows.length });
      if (mine !== asked) return;
      rows = [...rows, ...told.rows];
      draw();
    } catch {
      // Scrolling again asks again.
    } finally {
      loading = false;
    }
  }

  function exportMenu() {
    openMenu(root, more, kind.exports(query), { label: t("drawer.export") });
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
    if (event.target.matches("input, select")) {
      if (event.key !== "Escape") return;
      close();
    } else if (to !== undefined) all[Math.max(0, Math.min(to, all.length - 1))]?.focus();
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) kind.show(rowOf(all[at]));
    else if (kind.keys[event.key] && at >= 0) kind.keys[event.key](rowOf(all[at]), all[at]);
    else return;
    event.preventDefault();
  }

  const rowOf = (card) => rows.find((row) => kind.keyOf(row) === card.dataset.key);
  const cardOf = (key) => cards().find(({ dataset }) => dataset.key === key);

  const refresh = debounce(() => isOpen() && load(query, Math.max(PAGE, rows.length)), 250);
  const ends = kind.topics.map((topic) => model.subscribe(topic, refresh));
  set(drawer, { lang: t.language });

  return {
    open,
    close,
    isOpen,
    draw: () => isOpen() && draw(),
    /** Puts the focus on a passage. */
    focus: (row) => cardOf(kind.keyOf(row))?.focus({ preventScroll: true }),
    update: refresh,
    destroy() {
      for (const end of ends) end();
      drawer.remove();
    },
  };
}
