/** Parts of the head of every page: the other pages, the language, who works. */

import "./head.css";
import { h } from "./dom.js";
import { openMenu } from "./menu.js";

const SERVED = "/voila/render/";
const PAGES = { coding: "01_coding", expectations: "02_expectations", words: "03_words", needs: "04_needs", personas: "05_personas" };

/** Where the pages are, when this is one of those that are served; null elsewhere. */
export function addresses() {
  const { pathname } = location;
  if (!pathname.includes(SERVED)) return null;
  const base = `${pathname.split(SERVED)[0]}`;
  return { home: `${base}/`, ...Object.fromEntries(Object.entries(PAGES).map(([name, file]) => [name, `${base}${SERVED}${file}.ipynb`])) };
}

/** Ways to the other pages; nothing in a notebook. @param {keyof PAGES} here */
export function pageLinks(here, { t }) {
  const there = addresses();
  if (!there) return null;
  return h("nav.wb-pages", { "aria-label": t("pages.label") }, Object.keys(PAGES).map((name) => h("a", { href: there[name], "aria-current": name === here ? "page" : null }, t(`pages.${name}`))));
}

/** The language of the page. @param {(language: string) => void} onChoose */
export function languageButton(root, { t, onChoose }) {
  const choose = (code, label) => ({ label, run: () => code !== t.language && onChoose(code) });
  const open = () => openMenu(root, button, [choose("fr", "Français"), choose("en", "English")], { label: t("top.language") });
  const button = h("button.wb-quiet-button.wb-language", { onclick: open, "aria-haspopup": "menu", title: t("top.language") }, t.language);
  return button;
}

/** Who works here, kept up to date by `update`. */
export function coderMark({ t, model }) {
  const name = h("span");
  const element = h("span.wb-coder", h("span.wb-coder-mark", { "aria-hidden": "true" }), name);
  function update() {
    element.hidden = !model.coder;
    name.textContent = model.coder?.name ?? "";
    element.title = t("top.coder", { name: name.textContent });
  }
  return { element, update };
}
