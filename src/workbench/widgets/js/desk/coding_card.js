/** One coding: its words, its code, its weight, its memo, who made it and when, and what else is on these words. */

import { codeMark } from "../shared/code_mark.js";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { writtenField } from "./written.js";

const LONGEST = 600;

/**
 * The card of one coding.
 * @param {{t: Function, model: object, act: object, root: HTMLElement}} desk
 * @param {number} id
 */
export function codingCard({ t, model, act }, id) {
  const { readOnly } = model;
  let detail = null;
  const words = h("blockquote.wb-quote");
  const chip = h("button.wb-chip.wb-chip-button", { disabled: readOnly, onclick: recode, title: t("coding.recode") });
  const weight = h("input.wb-coding-weight", { type: "number", min: 0, max: 100, step: 1, inputmode: "decimal", readonly: readOnly, placeholder: "–", onchange: weigh, onkeydown: onWeightKey });
  const memo = writtenField({ label: t("coding.memo"), placeholder: readOnly ? "—" : t("coding.memo_empty"), kind: "wb-written-memo", readOnly, onSave: writeMemo });
  const others = h("div.wb-coding-others");
  const about = h("p.wb-coding-about");
  const also = h("div.wb-coding-also");
  const element = h(
    "section.wb-coding-card", { "aria-label": t("coding.title") },
    h("header.wb-coding-head", h("h3", t("coding.title")), readOnly ? null : h("button.wb-quiet-button", { onclick: () => act.remove([id]), "aria-label": t("coding.remove"), title: t("coding.remove_key") }, icon("trash"))),
    words,
    h("div.wb-coding-line", chip, h("label.wb-coding-weigh", { title: t("coding.weight_how") }, h("span", t("coding.weight")), weight)),
    memo.element, others, also, about,
  );

  const coding = () => model.codings.get(id);

  function update() {
    const now = coding();
    if (!now) return;
    const text = model.open?.text.slice(now.start, now.end) ?? "";
    words.textContent = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    const code = model.codes.get(now.code);
    fill(chip, code ? codeMark(code) : null, h("span", code?.name ?? t("coding.new_code")), readOnly ? null : icon("down", 12));
    if (document.activeElement !== weight) weight.value = now.weight ?? "";
    showAlso(now);
    showAbout(now);
  }

  /** The other codings on these words. */
  function showAlso({ start, end }) {
    const here = [...model.codings.values()].filter((other) => other.id !== id && other.start < end && other.end > start && other.status !== "rejected").slice(0, 12);
    fill(also, here.length ? h("span", t("coding.also")) : null, here.map((other) => {
      const code = model.codes.get(other.code);
      return code ? h("button.wb-chip.wb-chip-button", { onclick: () => model.setActiveCoding(other.id) }, codeMark(code), h("span", code.name)) : null;
    }));
  }

  function showAbout({ coder, pending, status }) {
    const who = coder === model.coder?.id ? t("coding.mine") : t("coding.by", { who: model.coders.get(coder)?.name ?? "" });
    const when = detail?.created_at ? t.date(detail.created_at) : "";
    about.textContent = pending ? t("coding.pending") : [who, when, status === "proposed" ? t("coding.proposed") : ""].filter(Boolean).join(" · ");
  }

  const mine = () => detail?.memos.find((each) => each.mine !== false);

  async function look() {
    try {
      detail = await act.coding(id);
    } catch {
      return;
    }
    memo.set(mine()?.text ?? "");
    const rest = detail.memos.filter((each) => each !== mine());
    fill(others, rest.map(({ who, text }) => h("p", h("strong", `${who} : `), text)));
    if (coding()) showAbout(coding());
  }

  function writeMemo(text) {
    act.memo("coding", id, text, mine()?.id ?? null).then(look, look);
  }

  function weigh() {
    const value = weight.value === "" ? null : Number(weight.value);
    if (!coding() || value === coding().weight) return;
    if (value !== null && !(value >= 0 && value <= 100)) {
      act.say(t("coding.weight_how"));
      weight.value = coding().weight ?? "";
    } else act.setWeight(id, value);
  }

  function onWeightKey(event) {
    event.stopPropagation();
    if (event.key === "Escape") weight.value = coding()?.weight ?? "";
    if (event.key === "Enter" || event.key === "Escape") weight.blur();
  }

  function recode() {
    const { code } = coding();
    act.openPicker({ title: t("coding.recode"), quote: words.textContent, anchor: chip.getBoundingClientRect(), except: new Set([code]), onPick: (other) => act.recode(id, other), onCreate: (name, parent) => act.addCode(name, parent).then((made) => act.recode(id, made.code), () => {}) });
  }

  update();
  return { element, update, look, fitAll: memo.fit, focusMemo: memo.focus };
}
