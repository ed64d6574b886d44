/** The head of a page: the project and what leaves it, the other pages, who works, the language. */

import { fill, h, set } from "./dom.js";
import { addresses, coderMark, languageButton, pageLinks } from "./head.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

/**
 * @param {HTMLElement} host
 * @param {object} desk
 * @param {string} desk.here the name of this page
 * @param {() => (object|null)[]} desk.items what the menu of the project offers on this page
 * @param {object} [desk.frame] with panels that fold
 * @param {(language: string) => void} desk.setLanguage
 */
export function createTopbar(host, { t, model, act, root, here, items, frame, setLanguage }) {
  const home = addresses()?.home;
  const fold = (side) => h("button.wb-quiet-button.wb-fold", { onclick: () => frame.fold(side), "aria-label": t(`top.panel_${side}`), "aria-keyshortcuts": side === "left" ? "[" : "]" }, icon(`panel-${side}`));
  const folds = frame ? ["left", "right"].map(fold) : [];
  const project = h("button.wb-quiet-button.wb-project", { onclick: openProject, "aria-haspopup": "menu" }, h("strong"), icon("down", 12));
  const coder = coderMark({ t, model });
  fill(host, folds[0], project, pageLinks(here, { t }) ?? h("span", t(`pages.${here}`)), h("div.wb-top-rest"), coder.element, languageButton(root, { t, onChoose: setLanguage }), folds[1]);

  function openProject() {
    openMenu(
      root,
      project,
      [
        ...(home ? [{ label: t("top.home"), run: () => location.assign(home) }, null] : []),
        ...items(),
        { label: t("top.export_codebook"), run: () => act.exportFile("codebook", "xlsx") },
        { label: t("top.export_trail"), run: () => act.exportFile("trail", "docx") },
      ],
      { label: model.project.title },
    );
  }

  function update() {
    project.firstElementChild.textContent = model.project.title || "…";
    coder.update();
    for (const [at, side] of ["left", "right"].entries()) if (folds[at]) set(folds[at], { "aria-pressed": !frame.isFolded(side), title: `${t(`top.panel_${side}`)} (${side === "left" ? "[" : "]"})` });
  }

  const end = model.subscribe("settings", update);
  update();
  return { update, destroy: end };
}
