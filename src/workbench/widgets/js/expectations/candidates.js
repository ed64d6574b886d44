/** The candidate expectations, one a row: how they are voiced, by whom, how firm they are, how much is coded already. */

import "./candidates.css";
import { fold } from "../shared/code_search.js";
import { fill, h, set } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { kindMark, voiceBar } from "./bars.js";
import { SHOWN, SORTS, listed } from "./candidate_order.js";
import { hueHex, tones } from "./colours.js";
import { treeRows } from "./tree.js";

/** From here on it is worth saying that one person says most of it. */
const MUCH = 0.5;

export function createCandidates(host, { t, model, act }) {
  const how = { sort: "score", show: "open", query: "" };
  let tree = false;
  const count = h("span.wb-count");
  const filter = h("input.wb-field", { type: "search", placeholder: t("candidates.filter"), "aria-label": t("candidates.filter"), "aria-keyshortcuts": "/", oninput: () => change({ query: filter.value }), onkeydown: onFilterKey });
  const sort = choice("candidates.sort", SORTS, (value) => change({ sort: value }));
  const show = choice("candidates.show", SHOWN, (value) => change({ show: value }));
  const views = ["list", "tree"].map((name) => h("button.wb-view", { "aria-pressed": name === "list", onclick: () => look(name === "tree") }, t(`candidates.view_${name}`)));
  const choices = h("div.wb-candidate-choices", sort, show);
  const remark = h("p.wb-candidates-remark", { hidden: true });
  const list = h("div.wb-candidates-list", { role: "listbox", "aria-label": t("candidates.title"), tabindex: "0", onkeydown: onKey, onclick: onClick });
  fill(
    host,
    h("header.wb-panel-head", h("h2", t("candidates.title")), count, h("div.wb-views", views)),
    h("div.wb-panel-filter", icon("filter", 14), filter),
    choices,
    remark,
    list,
  );
  let rows = [];

  function choice(key, values, onChange) {
    const select = h("select.wb-field", { "aria-label": t(key), onchange: () => onChange(select.value) }, values.map((value) => h("option", { value }, t(`${key}_${value}`))));
    return select;
  }

  function change(values) {
    Object.assign(how, values);
    update();
  }

  function look(asTree) {
    tree = asTree;
    views.forEach((button, at) => set(button, { "aria-pressed": (at === 1) === tree }));
    choices.hidden = tree;
    update();
  }

  function update() {
    const all = model.shown();
    rows = tree ? branches() : listed(all, how).map((theme) => ({ theme, depth: 0 }));
    count.textContent = t.number(all.length);
    remark.textContent = model.remark;
    remark.hidden = !model.remark;
    const held = list.contains(document.activeElement);
    fill(list, rows.length ? rows.map(tree ? branchOf : rowOf) : h("p.wb-panel-empty", t(model.themes.size ? "candidates.none" : "candidates.empty")));
    showChosen();
    if (held && !list.contains(document.activeElement)) list.focus({ preventScroll: true });
  }

  /** All themes, coarse and fine; those of the level stand out. */
  function branches() {
    const words = fold(how.query);
    const besides = model.shown().filter(({ guided }) => guided).map((theme) => ({ theme, depth: 0 }));
    return [...treeRows(model.branches), ...besides].filter(({ theme }) => fold(theme.label).includes(words));
  }

  function rowOf({ theme }) {
    const { id, label, kind, voices, status, locked } = theme;
    return h(
      `div.wb-candidate.wb-status-${status}`,
      { role: "option", "aria-selected": "false", dataset: { theme: id }, id: `wb-candidate-${id}` },
      h("div.wb-candidate-head", mark(theme), h("strong", { title: label }, label), locked && status === "proposed" ? h("span.wb-candidate-sign", { title: t("candidates.locked") }, icon("lock", 12), h("span.wb-hidden-words", t("candidates.locked"))) : null, theme.guided ? needMark(t) : null, statusOf(theme) ?? (kind ? kindMark(kind, t) : null)),
      voices ? voiceBar(voices, model.voices, { t }) : h("div.wb-voices"),
      h("p.wb-candidate-facts", facts(theme)),
    );
  }

  function statusOf({ status }) {
    if (status === "proposed") return null;
    return h("span.wb-candidate-sign", icon(status === "accepted" ? "check" : "close", 12), t(`status.${status}`));
  }

  /** People first, segments second, and out loud when one person says most of it. */
  function facts(theme) {
    const { people, segments, stability, fragile, coverage } = theme;
    return [
      h("span", `${t("fact.people", { n: people })} · ${t("fact.segments", { n: segments })}`),
      byOne(theme, t) ? h("span.wb-warn", byOne(theme, t)) : null,
      stability === null ? null : h(`span${fragile ? ".wb-warn" : ""}`, { title: t("fact.stability_how") }, t(fragile ? "fact.fragile" : "fact.stable", { value: decimal(stability, t) })),
      coverage === undefined ? null : h("span", { title: t("fact.coverage_how") }, t("fact.coverage", { share: t.percent(coverage) })),
    ];
  }

  function branchOf({ theme, depth }) {
    const stands = theme.guided || (model.standing.get(theme.id) === theme.id && theme.level <= model.level);
    const shown = stands && ![...model.branches.values()].some(({ parent, level }) => parent === theme.id && level <= model.level);
    return h(
      `div.wb-branch.wb-status-${theme.status}`,
      { role: "option", "aria-selected": "false", "aria-level": depth + 1, dataset: { theme: theme.id }, id: `wb-candidate-${theme.id}`, style: { "--wb-depth": depth } },
      mark(theme),
      theme.guided ? needMark(t) : null,
      h(`span.wb-branch-name${shown ? ".wb-branch-shown" : ""}`, { title: theme.label }, theme.label),
      theme.fragile ? h("span.wb-warn", { role: "img", title: t("fact.fragile_word"), "aria-label": t("fact.fragile_word") }, icon("warning", 12)) : null,
      h("span.wb-count", t("fact.people_segments", { people: theme.people, segments: theme.segments })),
    );
  }

  const mark = ({ id, status, guided }) => guided ? h("span.wb-code-mark.wb-need-mark", { "aria-hidden": "true" }) : h("span.wb-code-mark", { "aria-hidden": "true", style: tones(hueHex(status === "rejected" ? -1 : model.hues.get(id))) });

  function showChosen() {
    const chosen = model.chosen?.theme;
    for (const row of list.children) {
      if (!row.dataset.theme) continue;
      const on = Number(row.dataset.theme) === chosen;
      set(row, { "aria-selected": on });
      if (on) row.scrollIntoView({ block: "nearest" });
    }
    set(list, { "aria-activedescendant": chosen ? `wb-candidate-${chosen}` : null });
  }

  function onClick(event) {
    const row = event.target.closest("[data-theme]");
    if (row) act.choose(Number(row.dataset.theme));
  }

  function onKey(event) {
    const at = rows.findIndex(({ theme }) => theme.id === model.chosen?.theme);
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: rows.length - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    if (event.key === "Enter" || event.key === "ArrowRight") act.toEvidence();
    else if (to !== undefined && rows.length) act.choose(rows[Math.max(0, Math.min(to, rows.length - 1))].theme.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function onFilterKey(event) {
    event.stopPropagation();
    if (event.key === "Escape" && filter.value) change({ query: (filter.value = "") });
    else if (["Escape", "ArrowDown", "Enter"].includes(event.key)) list.focus();
    else return;
    event.preventDefault();
  }

  const ends = [...["themes", "level", "candidates"].map((topic) => model.subscribe(topic, update)), model.subscribe("chosen", showChosen)];
  update();

  return {
    /** What stands in the list, in its order. */
    order: () => rows.map(({ theme }) => theme.id),
    find: () => filter.focus(),
    focus: () => list.focus({ preventScroll: true }),
    destroy: () => ends.forEach((end) => end()),
  };
}

/** "31 of 38 by one person", when that is most of a theme; else nothing. */
export function byOne({ top_share: share, top_person: who, segments }, t) {
  if (!(share >= MUCH) || segments < 2) return "";
  return t("fact.by_one", { n: Math.round(share * segments), total: segments, who });
}

/** A theme that the compass of needs read across the others. */
export const needMark = (t) => h("span.wb-need", { title: t("candidates.need_how") }, t("candidates.need"));

export const decimal = (value, t) => new Intl.NumberFormat(t.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
