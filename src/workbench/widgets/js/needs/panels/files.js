/**
 * Surveys, records, visits and conversations: a file is brought, each of its columns is proposed to be something, a
 * person corrects it, and it comes in. What the project holds already stands below.
 */

import { openDialog } from "../../shared/dialog.js";
import { fill, h, uniqueId } from "../../shared/dom.js";
import { createPanel } from "../../shared/panel.js";
import { createMapping } from "./mapping.js";
import "./files.css";

/** A server closes the page's line on a message of 10 MB: what is larger does not go through it. */
const MOST = 9_000_000;

export function createFiles(desk) {
  const { t, model, act, root } = desk;
  const input = h("input", { type: "file", hidden: true, accept: ".csv,.tsv,.txt,.xlsx,.sav,.json,.jsonl,.xml", "aria-label": t("files.choose"), onchange: () => (bring(input.files[0]), (input.value = "")) });
  const choose = h("button.wb-button.wb-button-main", { onclick: () => input.click() }, t("files.choose"));
  const known = h("div.wb-files-known");
  const drop = h("div.wb-files-drop", h("p.wb-files-title", t("files.title")), h("p.wb-quiet", t("files.what")), choose, h("p.wb-quiet", t("files.private")), input);
  const place = h("div.wb-files", { tabindex: "-1", ondragover, ondragleave, ondrop }, drop, known);
  const mapping = createMapping(desk, { leave, take });
  let file = null;
  let tools = [];

  const panel = createPanel(desk, {
    name: "files",
    kind: "taken_in",
    body: h("div.wb-page-body", place, mapping.element),
    ask: () => ({ name: "taken_in", values: {} }),
    take(told) {
      ({ tools } = told);
      showKnown(told.files);
      return true;
    },
    focus: () => (mapping.isOpen() ? mapping.focus() : choose.focus()),
  });

  async function bring(chosen, tool = "") {
    if (!chosen) return undefined;
    if (model.readOnly) return act.say(t("ledger.read_only_refused"));
    if (chosen.size > MOST) return tell([t("files.too_large", { name: chosen.name, size: Math.round(chosen.size / 1e6), most: MOST / 1e6 })]);
    file = chosen;
    try {
      mapping.open(await act.readExport(chosen.name, await chosen.arrayBuffer(), tool), tools);
      place.hidden = true;
    } catch (error) {
      tell([error.sentence || t("ledger.unanswered")]);
    }
    return undefined;
  }

  /** @param {string} [tool] reads the same file again as another tool wrote it */
  function leave(tool) {
    if (tool) return bring(file, tool);
    act.leaveExport();
    mapping.close();
    place.hidden = false;
    return choose.focus();
  }

  async function take(roles, passphrase) {
    const { sentences } = await act.importExport({ roles, passphrase });
    leave();
    panel.recount();
    tell(sentences);
  }

  function tell(sentences) {
    openDialog(root, { t, title: t("files.report"), body: [h("ul.wb-import-report", sentences.map((sentence) => h("li", sentence)))], actions: [{ label: t("dialog.close"), main: true }] });
  }

  function showKnown(files) {
    const title = uniqueId("wb-files");
    fill(
      known,
      files.length ? h("h3", { id: title }, t("files.known")) : null,
      files.length
        ? h("ul", { "aria-labelledby": title }, files.map(({ name, tool, kind, rows, at }) => h("li", h("strong", name), h("span.wb-quiet", [t(`kind.${kind}`), t(`tool.${tool}`), rows ? t("files.rows", { n: rows }) : "", at ? t.date(at) : ""].filter(Boolean).join(" · ")))))
        : null,
    );
  }

  const carries = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes("Files");

  function ondragover(event) {
    if (!carries(event)) return;
    event.preventDefault();
    drop.classList.add("wb-drop-here");
  }

  function ondragleave() {
    drop.classList.remove("wb-drop-here");
  }

  function ondrop(event) {
    if (!carries(event)) return;
    event.preventDefault();
    ondragleave();
    bring(event.dataTransfer.files[0]);
  }

  return { ...panel, destroy: () => (mapping.destroy?.(), panel.destroy()) };
}
