/**
 * The board of importance and urgency, and the tray of needs to be placed. Cards are dragged from quadrant to quadrant,
 * or moved with Shift and an arrow; arrows walk from card to card, Enter opens the words behind one.
 */

import "./board.css";
import { fill, h } from "../shared/dom.js";
import { openMenu } from "../shared/menu.js";
import { isPressed, onRelease } from "../shared/pressing.js";
import { needCard } from "./card.js";
import { openNeed, openRemove } from "./form.js";
import { QUADRANTS, beside } from "./model.js";

/** @param {{board: HTMLElement, tray: HTMLElement}} hosts @param {object} desk */
export function createBoard({ board, tray }, desk) {
  const { t, model, act, root } = desk;
  const fields = new Map(["", ...QUADRANTS].map((name) => [name, fieldOf(name)]));
  fill(tray, fields.get("").element);
  fill(
    board,
    h("div.wb-axis.wb-axis-up", { "aria-hidden": "true" }, h("span", t("board.low")), h("strong", t("board.importance")), h("span", t("board.high"))),
    h("div.wb-quadrants", QUADRANTS.map((name) => fields.get(name).element)),
    h("div.wb-axis.wb-axis-right", { "aria-hidden": "true" }, h("span", t("board.low")), h("strong", t("board.urgency")), h("span", t("board.high"))),
  );
  let dragged = null;

  function fieldOf(name) {
    const list = h("div.wb-quadrant-list", { role: "group", "aria-label": t(`quadrant.${name || "none"}`) });
    const count = h("span.wb-quadrant-count");
    const element = h("section.wb-quadrant", { dataset: { quadrant: name }, ondragover: onOver, ondragleave: onOut, ondrop: onDrop }, h("h3", h("span", t(`quadrant.${name || "none"}`)), count), list);
    return { element, list, count };
  }

  function draw() {
    // A card that is being pressed or dragged stays until it is let go.
    if (dragged || isPressed(board) || isPressed(tray)) return onRelease(draw);
    const held = root.querySelector(".wb-need:focus")?.dataset.need;
    const on = { open: act.open, menu: openActs };
    for (const [name, { list, count }] of fields) {
      const mine = model.within(name);
      count.textContent = mine.length ? t.number(mine.length) : "";
      fill(list, mine.length ? mine.map((need) => needCard(need, { t, readOnly: model.readOnly, on })) : h("p.wb-quadrant-empty", t(name ? "board.empty" : "tray.empty")));
    }
    if (held) focus(held);
    return undefined;
  }

  const cards = () => [...root.querySelectorAll(".wb-need")];
  const focus = (id) => cards().find(({ dataset }) => dataset.need === String(id))?.focus();

  function onOver(event) {
    if (!dragged) return;
    event.preventDefault();
    event.currentTarget.classList.add("wb-drop-here");
  }

  function onOut(event) {
    if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.classList.remove("wb-drop-here");
  }

  function onDrop(event) {
    event.preventDefault();
    const need = model.need(dragged);
    const { quadrant } = event.currentTarget.dataset;
    onDragEnd();
    if (need) act.move(need, quadrant);
  }

  function onDragStart(event) {
    const card = event.target.closest?.(".wb-need");
    if (!card) return;
    dragged = card.dataset.need;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", model.need(dragged)?.name ?? "");
    card.classList.add("wb-dragged");
  }

  function onDragEnd() {
    dragged = null;
    for (const one of root.querySelectorAll(".wb-drop-here, .wb-dragged")) one.classList.remove("wb-drop-here", "wb-dragged");
  }

  function onKey(event) {
    const card = event.target.closest?.(".wb-need");
    const need = card && event.target === card && model.need(card.dataset.need);
    if (!need || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = cards();
    const at = all.indexOf(card);
    const arrow = event.key.startsWith("Arrow");
    if (arrow && event.shiftKey) {
      const to = beside(need.quadrant, event.key);
      act.move(need, to);
      focus(need.id);
    } else if (arrow) all[Math.max(0, Math.min(all.length - 1, at + (["ArrowDown", "ArrowRight"].includes(event.key) ? 1 : -1)))].focus();
    else if (event.key === "Enter") act.open(need);
    else if (event.key === "e" && !model.readOnly) openNeed(root, desk, need);
    else if (event.key === "Delete" && !model.readOnly) openRemove(root, desk, need);
    else if (event.key === "F10" && event.shiftKey) openActs(need, card);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function openActs(need, at) {
    const to = (name) => ({ label: t("need.move_to", { quadrant: t(`quadrant.${name}`) }), disabled: name === need.quadrant, run: () => act.move(need, name) });
    openMenu(
      root,
      at,
      [
        { label: t("need.edit"), key: "E", run: () => openNeed(root, desk, need) },
        { label: t("evidence.add_code"), run: () => act.openPicker({ title: t("form.codes"), quote: "", anchor: at.getBoundingClientRect(), onPick: (code) => act.cite(need.id, [code]) }) },
        ...(need.status === "proposed" ? [{ label: t("need.accept"), run: () => act.edit(need.id, { status: "accepted" }) }] : []),
        null,
        ...["first", "plan", "quick", "watch"].map(to),
        { label: t("need.unplace"), disabled: !need.quadrant, run: () => act.move(need, "") },
        null,
        { label: t("need.reject"), run: () => act.edit(need.id, { status: "rejected" }) },
        { label: t("need.remove"), key: t("keys.delete_key"), danger: true, run: () => openRemove(root, desk, need) },
      ],
      { label: need.name },
    );
  }

  const events = { dragstart: onDragStart, dragend: onDragEnd, keydown: onKey };
  for (const host of [board, tray]) for (const [name, run] of Object.entries(events)) host.addEventListener(name, run);
  board.setAttribute("aria-label", t("board.label"));
  const end = model.subscribe("needs", draw);
  draw();
  return { destroy: end };
}
