/** Choosing many things of a list: type to find them, tick them, or take all that are found. */

import { fold, wordsOf } from "../shared/code_search.js";
import { keepInside } from "../shared/dialog.js";
import { fill, h } from "../shared/dom.js";
import { place } from "../shared/menu.js";

/** More than these are found by typing. */
const SHOWN = 300;

/**
 * @param {HTMLElement} root the page
 * @param {HTMLElement} at what opened it
 * @param {object} how
 * @param {object[]} how.things with an `id` each
 * @param {(thing: object) => string} how.name
 * @param {(thing: object) => string} how.words what it is found by
 * @param {(thing: object) => string} [how.about] said beside its name
 * @param {number[]|null} how.chosen null: all
 * @param {(ids: number[]|null) => void} how.onChoose null: all
 */
export function openMany(root, at, { t, title, things, name, words, about, chosen, onChoose }) {
  const picked = new Set(chosen ?? []);
  const filter = h("input.wb-field", { type: "search", placeholder: t("many.filter"), "aria-label": t("many.filter"), oninput: draw });
  const list = h("div.wb-many-list", { role: "group", "aria-label": title });
  const found = h("button.wb-quiet-button", { onclick: takeFound });
  const none = h("button.wb-quiet-button", { onclick: () => (picked.clear(), draw()) }, t("many.none"));
  const done = h("button.wb-button.wb-button-main", { onclick: () => close(true) }, t("many.done"));
  const box = h("div.wb-many", { role: "dialog", "aria-label": title, tabindex: "-1", onkeydown: onKey }, filter, list, h("div.wb-many-foot", found, none, done));
  const veil = h("div.wb-many-veil", { onmousedown: (event) => event.target === veil && close(true) }, box);
  let shown = [];

  function draw() {
    const wanted = wordsOf(filter.value);
    shown = things.filter((thing) => wanted.every((word) => fold(words(thing)).includes(word)));
    fill(
      list,
      shown.slice(0, SHOWN).map((thing) =>
        h("label.wb-many-one", h("input", { type: "checkbox", checked: picked.has(thing.id), onchange: ({ target }) => tick(thing.id, target.checked) }), h("span", name(thing)), about?.(thing) ? h("span.wb-quiet", about(thing)) : null),
      ),
      shown.length > SHOWN ? h("p.wb-panel-empty", t("many.more", { n: shown.length - SHOWN })) : null,
      shown.length ? null : h("p.wb-panel-empty", t("many.nothing")),
    );
    sayFoot();
  }

  function sayFoot() {
    found.textContent = t("many.found", { n: shown.length });
    found.hidden = !filter.value.trim() || !shown.length;
    none.hidden = !picked.size;
    done.textContent = picked.size ? t("many.done_some", { n: picked.size }) : t("many.done");
  }

  function tick(id, on) {
    if (on) picked.add(id);
    else picked.delete(id);
    sayFoot();
  }

  function takeFound() {
    for (const { id } of shown) picked.add(id);
    draw();
    done.focus();
  }

  function onKey(event) {
    event.stopPropagation();
    const boxes = [...list.querySelectorAll("input")];
    const at = boxes.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined) (boxes[Math.min(to, boxes.length - 1)] ?? filter).focus();
    else if (event.key === "Escape") close(false);
    else if (event.key === "Enter" && event.target.tagName !== "BUTTON") {
      if (event.target === filter && filter.value.trim() && shown.length === 1) picked.add(shown[0].id);
      close(true);
    } else if (event.key === "Tab") return keepInside(box, event);
    else return undefined;
    return event.preventDefault();
  }

  function close(take) {
    if (!veil.isConnected) return;
    veil.remove();
    at.focus({ preventScroll: true });
    const ids = picked.size ? [...picked].sort((a, b) => a - b) : null;
    if (take && JSON.stringify(ids) !== JSON.stringify(chosen)) onChoose(ids);
  }

  root.append(veil);
  draw();
  place(box, root, at);
  filter.focus({ preventScroll: true });
}
