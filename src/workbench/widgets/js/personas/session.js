/** The page's talk with the kernel as a whole: beginning, taking in what changed. */

export function createSession({ model, wire, t, alerts, root, ready }) {
  let asked = 0;

  async function begin() {
    try {
      model.begin((await wire.ask("start_personas")).result);
      ready(() => root.focus({ preventScroll: true }));
      await lookBelow();
    } catch (error) {
      alerts.show(error.sentence || t("ledger.unanswered"));
    }
  }

  /** Takes what an answer says has changed. */
  function take(answer, request) {
    const delta = answer.delta ?? (request.name === "since" ? answer.result : null);
    if (model.takeDelta(delta) && delta.personas) look();
  }

  async function look() {
    asked += 1;
    const mine = asked;
    try {
      const { result } = await wire.ask("cards");
      if (mine !== asked) return;
      model.takeCards(result);
      await lookBelow();
      root.dataset.cards = Number(root.dataset.cards ?? 0) + 1;
    } catch (error) {
      alerts.show(error.sentence || t("ledger.unanswered"));
    }
  }

  /** Quotes, needs and journeys come after the cards, which are read first. */
  async function lookBelow() {
    if (!model.personas.length) return;
    const { result } = await wire.ask("below_personas", {}, { long: true });
    model.takeBelow(result);
  }

  return { begin, take };
}
