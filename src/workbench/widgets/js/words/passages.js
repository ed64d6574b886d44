/**
 * The passages behind a mark, in the drawer: sentences, turns or segments, the words they are about marked in them.
 * K codes the passage one is at, A all of them, C copies it with its reference, Enter shows it in its text.
 */

import "./passages.css";
import { codeMark } from "../shared/code_mark.js";
import { copyText } from "../shared/copy.js";
import { fill, h } from "../shared/dom.js";
import { createDrawer } from "../shared/drawer.js";
import { reference } from "../shared/drawer_passage.js";
import { icon } from "../shared/icons.js";
import { byOne } from "./by_one.js";
import { unitOf, unitsOf } from "./marks.js";

const FORMATS = [["xlsx", "Excel"], ["csv", "CSV"]];

/** @param {HTMLElement} root the page @param {object} desk */
export function createPassages(root, desk) {
  const { t, model, act } = desk;
  const unit = h("select.wb-field.wb-small-field", { "aria-label": t("passages.unit") });
  const look = h("button.wb-quiet-button", { title: t("passages.look_title") }, icon("search", 14), t("passages.look"));
  const all = h("button.wb-button.wb-code-all", { "aria-keyshortcuts": "A", onclick: () => codeAll(all) });
  let told = null;

  const drawer = createDrawer(root, desk, {
    ask: (mark, page) => act.passages(mark, page),
    keyOf,
    card,
    counts: ({ total, uses, people, sources, top_person: who, top_uses: n }, { kind }) => [
      kind === "class" ? null : t("fact.uses", { n: uses }),
      t("drawer.passages", { n: total }),
      t("fact.people", { n: people }),
      t("drawer.sources", { n: sources }),
      byOne({ n, total: uses, who }, t),
    ],
    show: open,
    keys: { k: code, c: copy, a: () => codeAll(all) },
    exports: () => FORMATS.map(([format, label]) => ({ label: t("drawer.export_as", { format: label }), run: () => act.exportTable("passages", format) })),
    controls({ load, query }) {
      unit.addEventListener("change", () => load({ ...query(), unit: unit.value }));
      look.addEventListener("click", () => act.look(query().term));
      return [h("div.wb-passages-acts", unit, look, all)];
    },
    onLoad(mark, answer) {
      told = answer;
      fill(unit, unitsOf(mark).map((name) => h("option", { value: name, selected: name === mark.unit }, t(`unit.${name}`))));
      look.hidden = mark.kind !== "term";
      all.hidden = model.readOnly || !answer?.total;
      if (answer) fill(all, icon("code", 14), h("span", t("passages.code_all", { n: answer.total })), h("kbd", { "aria-hidden": "true" }, "A"));
      root.dataset.passages = answer ? Number(root.dataset.asked = Number(root.dataset.asked ?? 0) + 1) : "";
    },
    grouped: () => false,
    topics: ["codes"],
  });

  function card(row) {
    const button = (name, key, run) => h("button.wb-quiet-button", { title: t(key), "aria-label": t(key), onclick: (event) => (event.stopPropagation(), run(row, event.currentTarget)) }, icon(name, 14));
    const codes = row.coded.map((id) => model.codes.get(id)).filter(Boolean);
    return h(
      "article.wb-passage.wb-heard", { tabindex: "0", dataset: { key: keyOf(row) }, "aria-label": [row.speaker || row.case, row.source].filter(Boolean).join(", ") },
      h(
        "header",
        h("strong", row.speaker || row.case || t("passages.nobody")),
        row.case && row.speaker && row.case !== row.speaker ? h("span", row.case) : null,
        h("span.wb-heard-source", row.source),
        row.time === null ? null : h("time", t.time(row.time)),
        h("span.wb-passage-acts", model.readOnly ? null : button("code", "passages.code", code), button("quote", "drawer.copy", copy), act.openText ? button("show", "drawer.show", open) : null),
      ),
      h("p.wb-passage-words", h("span", row.before), h("span.wb-heard-words", marked(row)), h("span", row.after)),
      codes.length ? h("p.wb-passage-foot.wb-heard-codes", codes.map((one) => h("span.wb-chip", codeMark(one), h("span", one.name)))) : null,
    );
  }

  function code(row, at) {
    act.codeOne(row, at);
  }

  function codeAll(at) {
    if (told?.total) act.codeAll(told.total, told.rows[0]?.verbatim ?? "", at);
  }

  function open(row) {
    act.openText?.(row);
  }

  async function copy(row) {
    await copyText(reference(row, t), root);
    act.say(t("drawer.copied"));
  }

  // Passages of words that are no longer counted would tell another number than the one they were opened from.
  const end = model.subscribe("choice", drawer.close);

  return {
    ...drawer,
    destroy: () => (end(), drawer.destroy()),
    /** @param {import("./marks.js").Mark} mark @param {string} name */
    open: ({ name: _, ...mark }, name) => drawer.open({ unit: unitOf(mark), ...mark }, name),
  };
}

const keyOf = ({ source_id: source, start, end }) => `${source}-${start}-${end}`;

/** The words of a passage, those it is shown for marked. */
function marked({ verbatim, marks }) {
  const pieces = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from < at || to > verbatim.length) continue;
    pieces.push(verbatim.slice(at, from), h("mark", verbatim.slice(from, to)));
    at = to;
  }
  return [...pieces, verbatim.slice(at)];
}
