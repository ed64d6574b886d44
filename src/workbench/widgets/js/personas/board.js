/** The cards side by side, their fields in line. Arrows walk from card to card and from line to line; Enter opens what a line rests on. */

import "./card.css";
import { fill, h } from "../shared/dom.js";
import { openMenu } from "../shared/menu.js";
import { isPressed, onRelease } from "../shared/pressing.js";
import { cardOf } from "./card.js";
import { openAdd, openDelete, openEdit, openMerge, openRename, openSplit } from "./dialogs.js";
import { FIELDS } from "./model.js";
import { openRun } from "./run.js";

/** @param {HTMLElement} host @param {object} desk */
export function createBoard(host, desk) {
  const { t, model, act, root } = desk;
  let cards = [];

  const on = {
    open: (line) => (line.members.length ? act.open({ ask: "field_passages", field: line.id, line: line.id }, line.value) : undefined),
    people: (persona) => act.open({ ask: "people_of_persona", persona: persona.id }, persona.name),
    moved: (persona) => act.open({ ask: "people_of_persona", persona: persona.id, came: true }, t("card.moved_title", { name: persona.name })),
    need: (persona, need) => act.open({ ask: "need_of_persona", persona: persona.id, need: need.id }, need.name),
    stage: (persona, what, name) => act.open({ ask: "stage_of_persona", persona: persona.id, ...what }, name),
    run: () => openRun(root, desk),
    text: (row) => act.openText?.(row),
    add: (persona, field) => openAdd(root, desk, persona, field),
    menu: openLine,
    card: openCard,
  };

  function draw() {
    if (isPressed(host)) return onRelease(draw);
    const held = document.activeElement?.closest?.("[data-line], [data-persona]")?.dataset;
    const { scrollLeft, scrollTop } = host;
    cards = model.personas.map((persona) => cardOf(persona, { ...desk, on }));
    fill(host, h("div.wb-personas", { style: { "--wb-personas": Math.max(1, cards.length) } }, cards.map(({ element }) => element)));
    Object.assign(host, { scrollLeft, scrollTop });
    if (held && host.contains(document.activeElement) === false) host.querySelector(held.line ? `[data-line="${held.line}"]` : `[data-persona="${held.persona}"]`)?.focus({ preventScroll: true });
    return undefined;
  }

  const sift = () => cards.forEach((card) => card.update());
  const below = () => cards.forEach((card) => card.below());

  function openLine(line, at) {
    const persona = model.personas.find(({ fields }) => fields.includes(line));
    const other = (field) => ({ label: t("line.to_field", { field: t(`field.${field}`) }), disabled: field === line.field, run: () => act.assign(line.feature, field) });
    openMenu(
      root,
      at,
      [
        { label: t("line.edit"), key: "E", run: () => openEdit(root, desk, line) },
        ...(line.feature && line.origin === "computed" ? [null, ...FIELDS.map(other), { label: t("line.to_none"), run: () => act.assign(line.feature, "") }] : []),
        null,
        { label: t("line.remove", { persona: persona.name }), key: t("keys.delete_key"), danger: true, run: () => act.removeValue(line.id) },
      ],
      { label: line.value },
    );
  }

  function openCard(persona, at) {
    openMenu(
      root,
      at,
      [
        { label: t("card.rename"), key: "R", run: () => openRename(root, desk, persona) },
        { label: t("card.split"), key: "S", disabled: persona.members.length < 4, run: () => openSplit(root, desk, persona) },
        { label: t("card.merge"), key: "M", disabled: model.personas.length < 2, run: () => openMerge(root, desk, persona) },
        null,
        { label: t("card.delete"), key: t("keys.delete_key"), danger: true, run: () => openDelete(root, desk, persona) },
      ],
      { label: persona.name },
    );
  }

  function onKey(event) {
    const { target, key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const card = target.closest?.(".wb-persona");
    if (!card) return;
    const persona = model.persona(card.dataset.persona);
    const line = model.line(target.dataset?.line);
    const all = [...host.querySelectorAll(".wb-persona")];
    const stops = [...card.querySelectorAll("button:not([tabindex='-1']), [role='button']")];
    const at = stops.indexOf(target);
    const to = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (to) beside(all[all.indexOf(card) + to], line)?.focus();
    else if (key === "ArrowDown") stops[Math.min(at + 1, stops.length - 1)]?.focus();
    else if (key === "ArrowUp") (at > 0 ? stops[at - 1] : card).focus();
    else if (key === "F10" && shiftKey && !model.readOnly) line ? openLine(line, target) : openCard(persona, card.querySelector("header"));
    else if (model.readOnly) return;
    else if (line && key === "e") openEdit(root, desk, line);
    else if (line && key === "Delete") act.removeValue(line.id);
    else if (target === card && key === "Delete") openDelete(root, desk, persona);
    else if (key === "r") openRename(root, desk, persona);
    else if (key === "s" && persona.members.length >= 4) openSplit(root, desk, persona);
    else if (key === "m" && model.personas.length > 1) openMerge(root, desk, persona);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The same field in the next card, so that two personas are compared with one key. */
  const beside = (card, line) => (line && card?.querySelector(`[data-field="${line.field}"] [data-line]`)) || card;

  host.addEventListener("keydown", onKey);
  const ends = [model.subscribe("personas", draw), model.subscribe("kept", sift), model.subscribe("below", below)];
  draw();
  return { draw, recolour: () => cards.forEach((card) => card.colour()), destroy: () => ends.forEach((end) => end()) };
}
