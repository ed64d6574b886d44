/**
 * The words behind what is chosen: a theme, what was encircled, one voice of it. From here they are coded, confirmed,
 * copied, and shown in their text.
 *
 * Keys: ↑ ↓ from verbatim to verbatim, Space picks one, C codes, V confirms and N refuses a proposal, Enter shows it in
 * its text, Y copies it.
 */

import "../shared/drawer.css";
import "./evidence.css";
import { copyText } from "../shared/copy.js";
import { debounce, fill, h } from "../shared/dom.js";
import { reference } from "../shared/drawer_passage.js";
import { icon } from "../shared/icons.js";
import { openMenu } from "../shared/menu.js";
import { aboutTheme, themeActs } from "./about_theme.js";
import { verbatimCard } from "./verbatim.js";

const PAGE = 40;

export function createEvidence(host, desk) {
  const { t, model, act, root } = desk;
  const title = h("h2.wb-evidence-title");
  const more = h("button.wb-quiet-button", { onclick: exportMenu, "aria-haspopup": "menu", title: t("evidence.export"), "aria-label": t("evidence.export") }, icon("download"));
  const about = h("div.wb-theme");
  const counts = h("p.wb-evidence-counts", { role: "status" });
  const picks = h("div.wb-evidence-picks", { hidden: true });
  const list = h("div.wb-evidence-list");
  const scroller = h("div.wb-evidence-scroll", { onscroll: onScroll, onkeydown: onKey }, about, h("div.wb-evidence-bar", counts, picks), list);
  fill(host, h("header.wb-evidence-head", title, more), scroller);

  let rows = [];
  let total = 0;
  let asked = 0;
  let loading = false;
  /** The members picked to be coded together. */
  const picked = new Map();

  const cards = () => [...list.querySelectorAll(".wb-verbatim")];
  const rowOf = (card) => rows.find(({ id }) => String(id) === card?.dataset.member);

  function show() {
    const { chosen } = model;
    picked.clear();
    asked += 1;
    more.hidden = !chosen;
    title.textContent = title.title = chosen?.title ?? t("evidence.title");
    showAbout();
    showPicks();
    rows = [];
    counts.textContent = "";
    scroller.scrollTop = 0;
    if (!chosen) return fill(list, h("p.wb-panel-empty", t("evidence.empty")));
    fill(list, h("p.wb-panel-empty", t("drawer.loading")));
    return soon();
  }

  /** Going through a list with the arrows asks for the words of where one stops. */
  const soon = debounce(() => load(), 60);

  function showAbout() {
    const { chosen } = model;
    const theme = chosen?.kind === "theme" ? model.known(model.themes.get(chosen.theme)) : null;
    fill(about, theme ? [themeActs(theme, desk), aboutTheme(theme, desk)] : null);
    about.hidden = !theme;
  }

  async function load(limit = PAGE, offset = 0) {
    const { chosen } = model;
    if (!chosen) return;
    asked += 1;
    const mine = asked;
    try {
      const told = await act.evidence(chosen, { limit, offset });
      if (mine !== asked) return;
      total = told.total;
      rows = offset ? [...rows, ...told.rows] : told.rows;
      counts.textContent = [t("fact.segments_long", { n: total }), t("fact.people_long", { n: told.people }), t("fact.sources_long", { n: told.sources }), told.aside ? t("evidence.aside", { n: told.aside }) : "", told.proposed ? t("evidence.to_confirm", { n: told.proposed }) : ""].filter(Boolean).join(" · ");
      draw();
      root.dataset.evidence = Number(root.dataset.evidence ?? 0) + 1;
    } catch (error) {
      if (mine === asked) fill(list, h("p.wb-panel-empty", { role: "alert" }, error.sentence || t("drawer.failed")));
    }
  }

  function draw() {
    const held = document.activeElement?.closest?.(".wb-verbatim")?.dataset.member;
    const { scrollTop } = scroller;
    const on = { pick, code, copy, open: act.openText ? open : null, confirm: (row) => act.confirmOne(model.chosen.theme, row.proposal), refuse: (row) => act.refuse(row.proposal) };
    fill(list, rows.length ? rows.map((row) => verbatimCard(row, { t, model, picked: picked.has(row.id), on })) : h("p.wb-panel-empty", t("drawer.none")));
    scroller.scrollTop = scrollTop;
    if (held) (cards().find(({ dataset }) => dataset.member === held) ?? cards()[0])?.focus({ preventScroll: true });
  }

  function pick(row) {
    if (picked.has(row.id)) picked.delete(row.id);
    else picked.set(row.id, row);
    const box = cards().find(({ dataset }) => dataset.member === String(row.id))?.querySelector("input");
    if (box) box.checked = picked.has(row.id);
    showPicks();
  }

  function showPicks() {
    const n = picked.size;
    const many = model.chosen?.kind !== "theme" && total > 1;
    picks.hidden = model.readOnly || !model.chosen || (!n && !many);
    if (picks.hidden) return fill(picks);
    const count = n || model.chosen.points.length;
    return fill(picks, h("button.wb-button.wb-act", { onclick: (event) => codePicked(event.currentTarget), "aria-keyshortcuts": "C" }, icon("code", 14), t("evidence.code_n", { n: count }), h("kbd", "C")), n ? h("button.wb-quiet-button", { onclick: unpick }, t("evidence.unpick")) : null);
  }

  function unpick() {
    picked.clear();
    draw();
    showPicks();
  }

  /** Codes what is picked; else the verbatim one is at; else all that was encircled. */
  function codePicked(at) {
    const card = document.activeElement?.closest?.(".wb-verbatim");
    if (picked.size) act.code([...picked.keys()], [...picked.values()][0].verbatim, at ?? card ?? counts);
    else if (card && !at) code(rowOf(card), card);
    else if (model.chosen && model.chosen.kind !== "theme") act.code([...model.chosen.ids], rows[0]?.verbatim ?? "", at ?? counts);
    else act.say(t("evidence.pick_first"));
  }

  const code = (row, at) => act.code([row.id], row.verbatim, at);
  const open = (row) => act.openText(row);

  async function copy(row) {
    await copyText(reference({ ...row, time: row.time ?? null }, t), host);
    act.say(t("drawer.copied"));
  }

  async function onScroll() {
    if (loading || rows.length >= total || scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 500) return;
    loading = true;
    await load(PAGE, rows.length);
    loading = false;
  }

  function onKey(event) {
    const card = event.target.closest(".wb-verbatim");
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = cards();
    const at = all.indexOf(card);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, j: at + 1, k: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const row = rowOf(card);
    const focused = event.target === card;
    if (to !== undefined) all[Math.max(0, Math.min(to, all.length - 1))].focus();
    else if (event.key === " " && focused) pick(row);
    else if (event.key === "y") copy(row);
    else if (event.key === "Enter" && focused && act.openText) open(row);
    else if (event.key === "v" && row.proposal) answer(all, at, () => act.confirmOne(model.chosen.theme, row.proposal));
    else if (event.key === "n" && row.proposal) answer(all, at, () => act.refuse(row.proposal));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Answers a proposal and goes to the next verbatim. */
  function answer(all, at, run) {
    all[at + 1]?.focus();
    run();
  }

  function onFocus(event) {
    const row = rowOf(event.target.closest?.(".wb-verbatim"));
    model.setPoint(row ? model.points.id.indexOf(row.id) : -1);
  }
  list.addEventListener("focusin", onFocus);

  function exportMenu() {
    const file = (what, format) => ({ label: t(`evidence.export_${what}`, { format }), run: () => act.exportTable(what, format) });
    openMenu(root, more, [file("evidence", "xlsx"), file("evidence", "csv"), null, file("candidates", "xlsx"), file("candidates", "csv")], { label: t("evidence.export") });
  }

  /** What is coded has changed: the words are read again where one stands. */
  const refresh = debounce(() => model.chosen && load(Math.max(PAGE, rows.length)), 120);
  const ends = [model.subscribe("chosen", show), model.subscribe("candidates", showAbout), model.subscribe("coded", refresh), model.subscribe("codes", () => rows.length && draw())];
  show();

  return {
    codePicked,
    /** Goes to the first verbatim, or to the one of a member. */
    focus(member) {
      const wanted = cards().find(({ dataset }) => dataset.member === String(member)) ?? cards()[0];
      (wanted ?? host).focus({ preventScroll: false });
    },
    destroy: () => ends.forEach((end) => end()),
  };
}
