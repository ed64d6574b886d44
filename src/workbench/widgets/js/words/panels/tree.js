/** What people go on with after a word, or what leads to it, said once where it is the same. */

import "./tree.css";
import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { createLongList } from "../../shared/long_list.js";
import { branchLines } from "./branch_lines.js";
import { oneOf } from "../../shared/fields.js";
import { createPanel, tableItems } from "../../shared/panel.js";

export function createTree(desk) {
  const { t, act } = desk;
  const query = h("input.wb-field", { type: "search", placeholder: t("tree.query"), "aria-label": t("tree.query"), "aria-keyshortcuts": "/", title: t("concordance.how"), spellcheck: "false", onkeydown: onQueryKey });
  const direction = oneOf({ label: t("tree.direction"), options: ["right", "left"].map((side) => [side, t(`tree.${side}`)]), onChange: () => panel.recount() });
  let lines = [];
  const list = createLongList({ label: t("tab.tree"), draw, onOpen: (at) => act.open({ kind: "branch", number: lines[at].branch, name: `« ${lines[at].path} »` }) });

  const panel = createPanel(desk, {
    name: "tree",
    kind: "branches",
    controls: [h("div.wb-page-find", icon("search", 14), query), direction.element],
    body: h("div.wb-branches", list.element),
    ask() {
      const words = query.value.trim();
      return words ? { name: "branches", values: { query: words, direction: direction.value() } } : null;
    },
    take(tree) {
      lines = tree.word ? branchLines(tree, direction.value()) : [];
      list.setCount(lines.length);
      if (lines.length) panel.say(t("fact.uses", { n: tree.uses }), t("fact.people", { n: tree.people }), tree.left_out ? t("tree.left_out", { n: tree.left_out }) : "");
      return lines.length > 0;
    },
    exports: () => tableItems(desk, "branches"),
    focus: () => (lines.length ? list.focus() : query.focus()),
    find: () => query.select(),
  });

  function draw(at) {
    const { words, uses, people, depth, path } = lines[at];
    return h(
      "div.wb-branch-line", { style: { "--wb-depth": depth, "--wb-part": Math.sqrt(uses / lines[0].uses) }, "aria-label": `${path}, ${t("fact.uses", { n: uses })}, ${t("fact.people", { n: people })}` },
      h("span.wb-branch-words", words),
      h("span.wb-quiet", `${t("fact.uses", { n: uses })} · ${t("fact.people", { n: people })}`),
    );
  }

  function onQueryKey(event) {
    event.stopPropagation();
    if (event.key === "Enter") panel.recount().then(() => lines.length && list.focus());
    else if (event.key === "ArrowDown" || event.key === "Escape") list.focus();
    else return;
    event.preventDefault();
  }

  return { ...panel, destroy: () => (list.destroy(), panel.destroy()) };
}
