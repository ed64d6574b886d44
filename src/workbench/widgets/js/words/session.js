/** The page's talk with the kernel as a whole: beginning, taking in what changed. */

export function createSession({ model, wire, t, alerts, root, ready }) {
  async function begin() {
    try {
      model.begin((await wire.ask("start_words")).result);
      ready(() => root.focus({ preventScroll: true }));
    } catch (error) {
      alerts.show(error.sentence || t("ledger.unanswered"));
    }
  }

  /** Takes what an answer says has changed. */
  const take = (answer, request) => model.takeChange(answer.delta ?? (request.name === "since" ? answer.result : null));

  return { begin, take };
}
