/** Files dropped on the desk, or chosen: sent to the kernel, and what became of each told. */

import { h } from "../shared/dom.js";
import { openDialog } from "../shared/dialog.js";

/** A server closes the page's line on a message of 10 MB: what is larger does not go through it. */
const MOST = 9_000_000;

/**
 * @param {HTMLElement} root
 * @param {{t: Function, model: object, act: object}} desk
 */
export function createImporting(root, { t, model, act }) {
  const veil = h("div.wb-drop", { hidden: true }, t("import.drop"));
  const input = h("input", { type: "file", multiple: true, hidden: true, "aria-label": t("sources.import"), onchange: take });
  root.append(veil, input);
  let depth = 0;

  async function bring(files) {
    if (!files.length) return;
    if (model.readOnly) return act.say(t("ledger.read_only_refused"));
    if (model.job) return act.say(t("import.busy"));
    const large = files.filter(({ size }) => size > MOST);
    const sentences = large.map(({ name, size }) => t("import.too_large", { name, size: Math.round(size / 1e6), most: MOST / 1e6 }));
    let first = null;
    for (const batch of batches(files.filter(({ size }) => size <= MOST))) {
      const report = await send(batch);
      if (!report) return undefined;
      sentences.push(...report.sentences);
      first ??= report.sources?.[0] ?? null;
    }
    if (first !== null) act.open(first);
    return tell(sentences);
  }

  async function send(files) {
    const label = t("import.job", { n: files.length });
    try {
      const buffers = await Promise.all(files.map((file) => file.arrayBuffer()));
      const started = (id) => {
        model.job = { id, label };
        model.tell("ledger");
      };
      return await act.importFiles(files.map(({ name }) => name), buffers, started);
    } catch {
      return null;
    } finally {
      model.job = null;
      model.tell("ledger");
    }
  }

  function tell(sentences) {
    openDialog(root, {
      t,
      title: t("import.title"),
      body: [h("ul.wb-import-report", sentences.map((sentence) => h("li", sentence)))],
      actions: [{ label: t("dialog.close"), main: true }],
    });
  }

  function take() {
    bring([...input.files]);
    input.value = "";
  }

  const carriesFiles = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes("Files");
  const listeners = {
    dragenter: (event) => carriesFiles(event) && show((depth += 1)),
    dragleave: (event) => carriesFiles(event) && show((depth = Math.max(0, depth - 1))),
    dragover: (event) => carriesFiles(event) && event.preventDefault(),
    drop(event) {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      show((depth = 0));
      bring([...event.dataTransfer.files]);
    },
  };
  const show = (inside) => (veil.hidden = !inside);
  // The text refuses drops of its own; files are for the desk.
  for (const [name, listener] of Object.entries(listeners)) root.addEventListener(name, listener, { capture: true });

  return {
    choose: () => input.click(),
    destroy() {
      for (const [name, listener] of Object.entries(listeners)) root.removeEventListener(name, listener, { capture: true });
    },
  };
}

/** Files in groups that each go in one message. */
function batches(files) {
  const groups = [];
  let room = 0;
  for (const file of files) {
    if (file.size > room) {
      groups.push([]);
      room = MOST;
    }
    groups.at(-1).push(file);
    room -= file.size;
  }
  return groups;
}
