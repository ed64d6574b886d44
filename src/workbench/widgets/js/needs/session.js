/** The page's talk with the kernel as a whole: beginning, taking in what changed. */

export function createSession({ model, wire, t, alerts, root, ready }) {
  let asked = 0;

  async function begin() {
    try {
      model.begin((await wire.ask("start_needs")).result);
      ready(() => root.focus({ preventScroll: true }));
    } catch (error) {
      alerts.show(error.sentence || t("ledger.unanswered"));
    }
  }

  /** Takes what an answer says has changed. */
  function take(answer, request) {
    const delta = answer.delta ?? (request.name === "since" ? answer.result : null);
    if (!model.takeDelta(delta)) return;
    if (delta.needs) look();
    if (delta.outdated) model.tell("outdated", delta.outdated);
  }

  async function look() {
    asked += 1;
    const mine = asked;
    try {
      const { result } = await wire.ask("board");
      if (mine !== asked) return;
      model.takeBoard(result);
      root.dataset.board = Number(root.dataset.board ?? 0) + 1;
    } catch (error) {
      alerts.show(error.sentence || t("ledger.unanswered"));
    }
  }

  return { begin, take, look };
}
