/**
 * Segments a code may fit, answered one after the other; the answers teach the next ones.
 *
 * Keys: V yes, N no, ↑ ↓ (J K) from one to the next, C another code, Y copies, Enter shows it in its text, / the code.
 */

import "../shared/drawer.css";
import "./evidence.css";
import "./suggestions.css";
import { codeChoice } from "../shared/code_choice.js";
import { copyText } from "../shared/copy.js";
import { debounce, fill, h } from "../shared/dom.js";
import { reference } from "../shared/drawer_passage.js";
import { createPanel } from "../shared/panel.js";
import { createQuality } from "./quality.js";
import { suggestionLine } from "./suggestion_line.js";
import { createQueue, keyOf } from "./suggestion_queue.js";

const TOGETHER = 10;
/** So many answers are worth learning from; with so few left it is time to. */
const ENOUGH = 4;
const FEW = 3;

export function createSuggestions(desk) {
  const { t, model, act, root, page, pages } = desk;
  const queue = createQueue();
  const quality = createQuality(desk);
  const choice = codeChoice(desk, { label: t("suggestions.code"), onChange: () => panel.recount() });
  const list = h("div.wb-suggestions-list", { role: "group", "aria-label": t("suggestions.list"), tabindex: "-1", onkeydown: onKey });
  const head = h("div.wb-suggestions-head", { "aria-hidden": "true" }, ["chance", "segment", "example"].map((name) => h("span", t(`suggestions.${name}`))));
  let known = "learned";
  let since = 0;
  let learning = false;
  let answers = 0;

  const code = () => model.codes.get(choice.value());
  const cards = () => [...list.querySelectorAll(".wb-verbatim")];
  const place = ({ source_id: source, start, end }) => [source, start, end];
  const keyed = (row) => ({ ...row, id: keyOf(row) });

  const panel = createPanel(desk, {
    name: "suggestions",
    kind: "suggestions",
    controls: [h("label", t("suggestions.code"), choice.element)],
    body: h("div.wb-suggestions", quality.element, head, list),
    ask: () => (code() ? { name: "suggestions", values: { code: code().id, n: TOGETHER } } : null),
    take(told) {
      known = told.known;
      since = 0;
      quality.measure(known === "nothing" ? null : code().id);
      if (known === "nothing") return [h("p", t("suggestions.nothing", { code: code().name })), pages ? h("a.wb-button.wb-button-main", { href: pages.coding }, t("suggestions.to_coding")) : null];
      queue.start(told.rows.map(keyed));
      draw();
      focus();
      return told.rows.length > 0;
    },
    first: () => [h("p", t("suggestions.choose")), h("button.wb-button.wb-button-main", { onclick: find }, t("picker.choose"))],
    focus,
    find,
  });

  /** Draws what is open; the focus stays on its suggestion, or goes to the one that took its place. */
  function draw() {
    const at = cards().indexOf(document.activeElement);
    const held = document.activeElement?.dataset?.member;
    const on = { answer, code: (row, where) => act.codePlaces([row], where), copy, open: act.openText ?? null };
    fill(list, queue.rows().length ? queue.rows().map((row) => suggestionLine(row, { t, model, code: code(), on })) : h("p.wb-panel-empty", t(learning ? "suggestions.learning" : "none.suggestions")));
    if (at >= 0) focusOn(cards().find(({ dataset }) => dataset.member === held) ?? cards()[Math.min(at, cards().length - 1)] ?? list);
    panel.say(learning ? t("suggestions.learning") : "", known === "alike" ? t("suggestions.alike_note") : "", queue.answered() ? t("suggestions.answered", { n: queue.answered() }) : "", t("suggestions.left", { n: queue.rows().length }));
    root.dataset.suggested = Number(root.dataset.suggested ?? 0) + 1;
  }

  function focusOn(card) {
    card.focus({ preventScroll: true });
    card.closest(".wb-suggestion")?.scrollIntoView({ block: "nearest" });
  }

  function focus() {
    if (model.tab === "suggestions") focusOn(cards()[0] ?? choice.element);
  }

  function find() {
    choice.element.click();
  }

  /** The suggestion one is at: else the first. */
  function current() {
    const held = document.activeElement?.closest?.(".wb-suggestion")?.querySelector(".wb-verbatim")?.dataset.member;
    return queue.rows().find(({ id }) => id === held) ?? queue.rows()[0];
  }

  function answer(row, yes) {
    if (!row || !code()) return;
    if (model.readOnly) return page.refused(t("ledger.read_only_refused"));
    const { id, name } = code();
    answers += 1;
    since += 1;
    const card = cards().find(({ dataset }) => dataset.member === row.id);
    if (card) focusOn(card);
    queue.answer(row);
    draw();
    const back = () => id === code()?.id && (queue.takeBack(row), draw());
    act.perform("answer_suggestion", { code: id, place: place(row), yes }, { back }).then(() => act.say(t(yes ? "suggestions.said_yes" : "suggestions.said_no", { code: name })), () => {});
    if (since >= ENOUGH || queue.rows().length <= FEW) learn();
  }

  /** Asks for suggestions that have learned from the answers, while one goes on with those that are there. */
  async function learn() {
    if (learning) return;
    const mine = code().id;
    learning = true;
    since = 0;
    draw();
    try {
      const told = await act.count("suggestions", { code: mine, n: TOGETHER });
      if (mine !== code()?.id) return;
      known = told.known;
      queue.renew(told.rows.map(keyed), current()?.id);
    } catch (error) {
      if (mine === code()?.id) page.refused(error.sentence || t("ledger.unanswered"));
    } finally {
      learning = false;
      if (mine === code()?.id) draw();
    }
  }

  /** Something was coded, or taken back, here or elsewhere: what is open is asked for again. */
  const settle = debounce(async () => {
    const places = queue.places();
    // An answer under way tells again once it is saved.
    if (!code() || !places.length || model.pending) return;
    const [mine, before] = [code().id, answers];
    const open = await act.read("unanswered", { code: mine, places: places.map(place) }).catch(() => null);
    if (!open || mine !== code()?.id || before !== answers) return;
    if (queue.settle(new Set(places.filter((_, at) => open[at]).map(keyOf)))) draw();
  }, 80);

  async function copy(row) {
    await copyText(reference({ ...row, time: row.time ?? null }, t), root);
    act.say(t("drawer.copied"));
  }

  function step(by) {
    const all = cards();
    const at = all.indexOf(document.activeElement?.closest?.(".wb-suggestion")?.querySelector(".wb-verbatim"));
    if (all.length) focusOn(all[Math.max(0, Math.min(all.length - 1, at + by))]);
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) step(by);
    else if (event.key === "Enter" && event.target.matches(".wb-verbatim") && act.openText) act.openText(current());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const ends = [
    model.subscribe("coded", settle),
    model.subscribe("codes", () => choice.value() && (code() ? choice.show() : choice.set(null))),
  ];
  return {
    ...panel,
    keys: {
      v: () => answer(current(), true),
      n: () => answer(current(), false),
      j: () => step(1),
      k: () => step(-1),
      c: () => current() && act.codePlaces([current()], cards().find(({ dataset }) => dataset.member === current().id)),
      y: () => current() && copy(current()),
      Escape: focus,
    },
    destroy() {
      ends.forEach((end) => end());
      quality.destroy();
      panel.destroy();
    },
  };
}
