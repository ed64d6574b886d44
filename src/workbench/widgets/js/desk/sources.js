/** The sources: folders, how far coding has come in each, and what can be done with one. */

import "./lists.css";
import { fill, h, set } from "../shared/dom.js";
import { fold, wordsOf } from "../shared/code_search.js";
import { icon } from "../shared/icons.js";
import { openDialog } from "../shared/dialog.js";
import { openMenu } from "../shared/menu.js";
import { openMemo } from "./memo_dialog.js";
import { openSpeakers } from "./speakers_dialog.js";
import { walkList } from "../shared/walk.js";

export function createSources(host, { t, model, act, root, importing }) {
  const shut = new Set();
  const filter = h("input.wb-field", { type: "search", placeholder: t("sources.filter"), "aria-label": t("sources.filter"), oninput: update });
  const filterRow = h("div.wb-panel-filter", icon("search", 14), filter);
  const list = h("div.wb-panel-list", { onkeydown: (event) => walkList(list, event) });
  const add = h("button.wb-quiet-button", { onclick: importing.choose, title: t("sources.import"), "aria-label": t("sources.import") }, icon("add"));
  fill(host, h("header.wb-panel-head", h("h2", t("sources.title")), add), filterRow, list);

  function update() {
    const words = wordsOf(filter.value);
    const { sources } = model;
    add.hidden = model.readOnly;
    filterRow.hidden = sources.length < 2;
    if (!sources.length) return fill(list, h("div.wb-panel-empty", h("p", t("sources.empty")), model.readOnly ? null : h("button.wb-button", { onclick: importing.choose }, icon("upload"), t("sources.import"))));
    const fitting = sources.filter((source) => words.every((word) => fold(`${source.name} ${source.folder ?? ""}`).includes(word)));
    if (!fitting.length) return fill(list, h("p.wb-panel-empty", t("sources.none")));
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.source : null;
    const folders = groupBy(fitting, folderOf);
    fill(list, [...folders].map(([name, inside]) => (name ? folderOfList(name, inside) : rowsOf(inside))));
    if (focused) list.querySelector(`[data-source="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    return undefined;
  }

  function folderOfList(name, inside) {
    const closed = shut.has(name) && !filter.value;
    const head = h("button.wb-folder", { "aria-expanded": !closed, onclick: () => { shut[closed ? "delete" : "add"](name); update(); } }, icon(closed ? "forward" : "down", 12), h("span", name), h("span.wb-count", t.number(inside.length)));
    return h("div", { role: "group", "aria-label": name }, head, closed ? null : rowsOf(inside));
  }

  function rowsOf(sources) {
    return h("ul", sources.map(rowOf));
  }

  function rowOf(source) {
    const open = model.open?.id === source.id;
    const coverage = source.codings ? t.percent(source.coverage) : "";
    const about = t("sources.about", { codings: source.codings, coverage: t.percent(source.coverage), passages: source.passages, n: source.codings });
    const row = h(
      "button.wb-row.wb-source",
      { dataset: { source: source.id }, title: `${source.name}\n${about}`, onclick: () => !open && act.open(source.id), oncontextmenu: (event) => menu(event, source) },
      h("span.wb-row-name", source.name),
      h("span.wb-count", source.codings ? t.number(source.codings) : ""),
      h("span.wb-coverage", { style: { "--wb-part": source.coverage } }, coverage),
    );
    set(row, { "aria-current": open ? "true" : null });
    const more = h("button.wb-quiet-button.wb-row-more", { tabindex: "-1", "aria-label": t("sources.more", { name: source.name }), title: t("sources.more", { name: source.name }), onclick: (event) => menu(event, source) }, icon("dots"));
    return h("li.wb-row-line", row, more);
  }

  function menu(event, source) {
    event.preventDefault();
    const items = [
      { label: t("sources.open"), run: () => act.open(source.id) },
      { label: t("sources.segments"), run: () => act.openDrawer({ source: source.id }, source.name), disabled: !source.codings },
      { label: t("sources.speakers"), run: () => openSpeakers(root, { t, model, act }, source) },
      { label: t("sources.memo"), run: () => openMemo(root, { t, model, act }, { kind: "source", target: source.id, title: source.name }) },
      null,
      { label: t("sources.rename"), run: () => rename(source), disabled: model.readOnly },
      { label: t("sources.remove"), run: () => remove(source), disabled: model.readOnly, danger: true },
    ];
    const at = event.type === "contextmenu" && event.clientX ? { x: event.clientX, y: event.clientY } : event.currentTarget;
    openMenu(root, at, items, { label: source.name });
  }

  function rename(source) {
    const name = h("input", { value: source.name, "data-first": true });
    openDialog(root, {
      t,
      title: t("sources.rename"),
      body: [h("label.wb-line", h("span", t("sources.name")), name)],
      actions: [{ label: t("sources.cancel") }, { label: t("sources.rename_do"), main: true, run: () => act.renameSource(source.id, name.value.trim()).then(() => true) }],
    });
    name.select();
  }

  function remove(source) {
    openDialog(root, {
      t,
      title: t("sources.remove_title", { name: source.name }),
      body: [h("p", t("sources.remove_about", { n: source.codings, name: source.name }))],
      actions: [{ label: t("sources.cancel") }, { label: t("sources.remove_do"), danger: true, run: () => act.removeSource(source.id).then(() => true) }],
    });
  }

  const ends = ["sources", "open", "settings"].map((topic) => model.subscribe(topic, update));
  return { update, focus: () => filter.focus(), destroy: () => ends.forEach((end) => end()) };
}

const folderOf = (source) => source.folder || "";

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
