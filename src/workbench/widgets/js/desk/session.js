/** The page's talk with the kernel as a whole: beginning, opening sources, taking in what changed. */

/**
 * @param {object} parts
 * @param {object} parts.model
 * @param {object} parts.wire
 * @param {Function} parts.t
 * @param {object} parts.page
 * @param {HTMLElement} parts.root
 * @param {object} parts.alerts
 * @param {(focus: () => void) => void} parts.ready
 */
export function createSession({ model, wire, t, page, root, alerts, ready }) {
  let opening = 0;

  async function begin() {
    try {
      const { result } = await wire.ask("start");
      model.begin(result);
      const first = model.sources.find(({ id }) => id === result.source) ?? model.sources[0];
      if (first) await open(first.id);
      else model.closeSource();
      // Another page of ours may have sent the reader to some words of it.
      const [, start, end] = /[?&]at=(\d+)-(\d+)/.exec(location.search) ?? [];
      if (end && model.open && Number(end) <= model.open.text.length) page.show({ start: Number(start), end: Number(end) }, { select: true, flash: true });
      ready(page.focus);
    } catch (error) {
      alerts.show(error.sentence || t("ledger.unanswered"));
    }
  }

  /** @param {number} source @returns {Promise<void>} done when its text is shown */
  async function open(source) {
    const turn = (opening += 1);
    const slow = setTimeout(() => root.classList.add("wb-opening"), 250);
    try {
      const { result, buffers } = await wire.ask("open_source", { source });
      if (turn !== opening) return;
      model.openSource(result, new TextDecoder("utf-8", { ignoreBOM: true }).decode(buffers[0]));
    } catch (error) {
      alerts.show(error.sentence || t("ledger.unanswered"));
    } finally {
      clearTimeout(slow);
      if (turn === opening) root.classList.remove("wb-opening");
    }
  }

  /** Takes what an answer says has changed. */
  function take(answer, request) {
    const delta = answer.delta ?? (request.name === "since" ? answer.result : null);
    if (!delta) return;
    const { replaces } = request;
    const own = replaces && { drop: [replaces], ...(model.activeCoding === replaces && { active: answer.result.coding }) };
    const became = model.take(delta, request.source, own);
    if (became === "reopen") open(model.open.id);
    if (became === "gone") leave();
    else if (!model.open && delta.sources?.length) open(delta.sources[0].id);
  }

  function leave() {
    page.say(t("sources.gone", { name: model.open.name }));
    const next = model.sources[0];
    if (next) open(next.id);
    else model.closeSource();
  }

  /** Changes the language or what is hidden, and takes everything anew. */
  async function set(values) {
    const { result } = await wire.ask("settings", values);
    return result;
  }

  return { begin, open, take, set };
}
