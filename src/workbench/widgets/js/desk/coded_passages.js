/** The passages in the evidence drawer of the desk: the coded segments of a code, a person, a source. C copies one. */

import { copyText } from "../shared/copy.js";
import { h } from "../shared/dom.js";
import { createDrawer } from "../shared/drawer.js";
import { passageCard, reference } from "../shared/drawer_passage.js";

const FORMATS = [["xlsx", "Excel"], ["docx", "Word"], ["html", "HTML"], ["csv", "CSV"]];

/**
 * @typedef {{code?: number, below?: boolean, case?: number, source?: number, coding?: number}} Query
 * @param {HTMLElement} root the page
 * @param {{t: Function, model: object, act: object}} desk
 */
export function createCodedPassages(root, desk) {
  const { t, model, act } = desk;
  const lower = h("input", { type: "checkbox" });
  const withLower = h("label.wb-choice.wb-drawer-lower", lower, h("span", t("drawer.below")));
  const drawer = createDrawer(root, desk, {
    ask: (query, page) => act.segments({ ...query, ...page }),
    keyOf: ({ coding }) => String(coding),
    card: (row, query) => passageCard(row, { t, model, plain: query.code !== undefined && !query.below, on: { show, code: recode, copy } }),
    counts: ({ total, people, sources }) => [t("drawer.passages", { n: total }), t("tree.people", { n: people }), t("drawer.sources", { n: sources })],
    show,
    keys: { c: copy },
    exports: ({ code }) => (model.codes.has(code) ? FORMATS.map(([format, label]) => ({ label: t("drawer.export_as", { format: label }), run: () => act.exportFile("segments", format, code) })) : []),
    controls({ load, query }) {
      lower.addEventListener("change", () => load({ ...query(), below: lower.checked }));
      return [withLower];
    },
    onLoad(query) {
      withLower.hidden = !model.codes.get(query.code)?.children.length;
      lower.checked = Boolean(query.below);
    },
    grouped: () => true,
    topics: ["counts", "codes", "codings", "open"],
  });

  /** Shows a passage in its text; the drawer keeps the focus, so that one can walk through the passages. */
  async function show(row) {
    await act.reveal(row.source_id, row.start, row.end);
    model.setActiveCoding(row.coding);
    if (root.classList.contains("wb-narrow")) drawer.close();
    else drawer.focus(row);
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
    await copyText(reference(row, t), root);
    act.say(t("drawer.copied"));
  }

  return drawer;
}
