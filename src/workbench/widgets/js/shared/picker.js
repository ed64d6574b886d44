/**
 * The code picker: type, arrows, Enter. What is typed is searched in names, synonyms and definitions; recent codes stand
 * first on the digits; a code that does not exist is created from the last lines.
 *
 * @typedef {{title?: string, quote?: string, anchor?: DOMRect, onPick?: (code: number) => void,
 *   onCreate?: ((name: string, parent: number|null) => void)|null, except?: Set<number>}} Request
 */

import "./picker.css";
import { codeMark, marked, pathOf } from "./code_mark.js";
import { bears, searchCodes } from "./code_search.js";
import { debounce, fill, h, uniqueId } from "./dom.js";

const CHUNK = 40;
const GAP = 8;
const TALLEST = 480;
const LOWEST = 220;

/**
 * @param {HTMLElement} root the page
 * @param {{t: Function, model: object, act: object}} desk
 */
export function createPicker(root, { t, model, act }) {
  const listId = uniqueId("wb-picker");
  const quote = h("p.wb-picker-quote");
  const input = h("input.wb-picker-input", {
    type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": listId, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
    placeholder: t("picker.placeholder"), "aria-label": t("picker.placeholder"), oninput: refresh,
  });
  const list = h("div.wb-picker-list", { role: "listbox", id: listId, "aria-label": t("picker.codes"), onscroll: onScroll, onmousedown: (event) => event.preventDefault(), onclick: onClick, onmousemove: onMove });
  const about = h("div.wb-picker-about", { "aria-live": "polite" });
  const box = h("div.wb-picker", { role: "dialog", "aria-modal": "true", onkeydown: onKey }, quote, input, list, about);
  const veil = h("div.wb-picker-veil", { onmousedown: (event) => event.target === veil && close() }, box);

  /** @type {Request} */
  let request = {};
  let lines = [];
  let drawn = [];
  let current = 0;
  let before = null;

  /** @param {Request} [asked] by default, the picked code is put on the selected words */
  function open(asked = {}) {
    if (!isOpen()) before = document.activeElement;
    request = { onPick: act.apply, onCreate: act.createAndApply, quote: model.selection?.text, ...asked };
    box.setAttribute("aria-label", request.title ?? t("picker.title"));
    fill(quote, request.title ? h("strong", request.title) : null, request.quote ? h("q", short(request.quote)) : null);
    quote.hidden = !quote.childNodes.length;
    input.value = "";
    root.append(veil);
    refresh();
    box.style.cssText = "";
    const anchor = request.anchor ?? selectedPlace();
    if (anchor) putAt(anchor);
    input.focus({ preventScroll: true });
  }

  /** Beside what it is about, which stays in sight; what is found later must not push it out of the page. */
  function putAt({ left, top, bottom }) {
    const page = veil.getBoundingClientRect();
    const room = { below: page.bottom - bottom - 2 * GAP, above: top - page.top - 2 * GAP };
    const below = room.below >= TALLEST || room.below >= room.above;
    const height = below ? room.below : room.above;
    if (height < LOWEST) return;
    box.style.left = `${Math.max(GAP, Math.min(left - page.left, page.width - box.offsetWidth - GAP))}px`;
    box.style.top = below ? `${bottom - page.top + GAP}px` : "auto";
    box.style.bottom = below ? "auto" : `${page.bottom - top + GAP}px`;
    box.style.maxHeight = `${Math.min(TALLEST, height)}px`;
  }

  function close() {
    if (!isOpen()) return;
    veil.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  }

  const isOpen = () => veil.isConnected;

  function refresh() {
    const query = input.value.trim();
    lines = query ? searchLines(query) : restLines();
    list.replaceChildren();
    drawn = [];
    current = 0;
    list.scrollTop = 0;
    drawMore();
    choose(0);
  }

  /** With nothing typed: recent codes on the digits, then the codebook in its order. */
  function restLines() {
    const recent = recentCodes().map((code, at) => ({ kind: "code", code, marks: [], digit: at + 1 }));
    const rest = searchCodes(allowed(), "").map(({ code }) => ({ kind: "code", code, marks: [], indent: code.depth }));
    return [...recent, ...rest.map((line, at) => ({ ...line, ruled: at === 0 && recent.length > 0 }))];
  }

  function searchLines(query) {
    const found = searchCodes(allowed(), query).map((match) => ({ kind: "code", ...match }));
    if (!request.onCreate || model.readOnly) return found;
    const name = query.replace(/\s+/g, " ");
    const above = model.codes.get(model.activeCode) ?? null;
    const places = [null, ...(above && !request.except?.has(above.id) ? [above] : [])];
    const free = places.filter((parent) => ![...model.codes.values()].some((code) => code.parent === (parent?.id ?? null) && bears(code, name)));
    return [...found, ...free.map((parent, at) => ({ kind: "create", name, parent, ruled: at === 0 && found.length > 0 }))];
  }

  // The first search of a codebook reads all of it: better before one is waiting.
  const prepare = () => searchCodes(model.codes.values(), "a");
  const ends = [model.subscribe("codes", debounce(prepare, 400))];

  const allowed = () => [...model.codes.values()].filter(({ id }) => !request.except?.has(id));
  const recentCodes = () => (model.recent ?? []).map((id) => model.codes.get(id)).filter((code) => code && !request.except?.has(code.id)).slice(0, 9);

  function drawMore() {
    const next = lines.slice(drawn.length, drawn.length + CHUNK).map((line, at) => lineOf(line, drawn.length + at));
    drawn.push(...next);
    list.append(...next);
    if (!lines.length) list.append(h("p.wb-picker-none", t(input.value.trim() ? "picker.none" : "picker.empty")));
  }

  function lineOf(line, at) {
    const row = h("div.wb-picker-line", { role: "option", id: `${listId}-${at}`, "aria-selected": "false", dataset: { at } });
    if (line.ruled) row.classList.add("wb-picker-ruled");
    if (line.kind === "create") {
      row.classList.add("wb-picker-create");
      row.append(h("span.wb-picker-plus", { "aria-hidden": "true" }, "+"), h("span.wb-picker-name", line.parent ? t("picker.create_under", { name: line.name, parent: line.parent.name }) : t("picker.create", { name: line.name })));
      return row;
    }
    const { code } = line;
    row.dataset.code = code.id;
    if (line.indent) row.style.setProperty("--wb-indent", Math.min(line.indent, 6));
    const path = line.indent === undefined ? pathOf(model.codes, code) : [];
    const why = line.where === "synonyms" ? code.synonyms : line.where === "definition" ? t("picker.in_definition") : "";
    fill(
      row,
      codeMark(code),
      h("span.wb-picker-name", marked(code.name, line.marks ?? [])),
      h("span.wb-picker-path", path.join(" › "), why ? h("em", why) : null),
      h("span.wb-picker-count", code.segments ? t.number(code.segments) : ""),
      line.digit ? h("kbd", line.digit) : null,
    );
    return row;
  }

  function choose(to) {
    if (!lines.length) {
      input.removeAttribute("aria-activedescendant");
      return fill(about);
    }
    current = Math.max(0, Math.min(to, lines.length - 1));
    while (drawn.length <= current) drawMore();
    list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    const row = drawn[current];
    row.setAttribute("aria-selected", "true");
    if (current > 0 || list.scrollTop > 0) row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
    return tellAbout(lines[current]);
  }

  /** What the codebook says of the code one is about to put. */
  function tellAbout({ code }) {
    if (!code) return fill(about);
    const sayings = [code.definition, code.use_when && t("picker.use_when", { text: code.use_when }), code.not_when && t("picker.not_when", { text: code.not_when })];
    return fill(about, sayings.filter(Boolean).map((saying) => h("p", saying)));
  }

  function take(line) {
    if (!line) return;
    close();
    if (line.kind === "create") request.onCreate(line.name, line.parent?.id ?? null);
    else request.onPick(line.code.id);
  }

  function onKey(event) {
    event.stopPropagation();
    if (event.isComposing) return;
    const { key } = event;
    const page = Math.max(1, Math.floor(list.clientHeight / 30) - 1);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[key];
    const digit = digitOf(event, input.value);
    if (step) choose(Math.abs(step) === 1 ? (current + step + lines.length) % lines.length : current + step);
    else if (key === "Enter" && (event.ctrlKey || event.metaKey)) take(lines.find(({ kind }) => kind === "create"));
    else if (key === "Enter") take(lines[current]);
    else if (key === "Escape") close();
    else if (digit && recentCodes()[digit - 1]) take({ kind: "code", code: recentCodes()[digit - 1] });
    else if (key !== "Tab") return;
    event.preventDefault();
  }

  function onScroll() {
    if (drawn.length < lines.length && list.scrollTop + list.clientHeight > list.scrollHeight - 200) drawMore();
  }

  const atEvent = ({ target }) => target.closest?.("[data-at]")?.dataset.at;
  function onClick(event) {
    const at = atEvent(event);
    if (at !== undefined) take(lines[at]);
  }

  function onMove(event) {
    const at = atEvent(event);
    if (at !== undefined && Number(at) !== current && (event.movementX || event.movementY)) choose(Number(at));
  }

  return {
    open,
    close,
    isOpen,
    update: () => isOpen() && refresh(),
    destroy() {
      for (const end of ends) end();
      veil.remove();
    },
  };
}

/** A recent code's digit: as long as nothing is typed, or with Alt. On a French keyboard the unshifted keys write letters, which stay letters here. */
function digitOf({ key, code, altKey, ctrlKey, metaKey }, typed) {
  if (ctrlKey || metaKey) return 0;
  if (altKey) return Number(/^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? 0);
  return typed === "" && /^[1-9]$/.test(key) ? Number(key) : 0;
}

/** Where the words selected stand on the screen. */
function selectedPlace() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed || !selection.anchorNode?.parentElement?.closest(".wb-text")) return null;
  const place = selection.getRangeAt(0).getBoundingClientRect();
  return place.height ? place : null;
}

function short(text) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 140 ? `${line.slice(0, 90).trimEnd()} … ${line.slice(-40).trimStart()}` : line;
}
