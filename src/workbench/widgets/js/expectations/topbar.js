/** The head of the page of expectations: the project and what leaves it, the other pages, who works, the language. */

import { fill, h, set } from "../shared/dom.js";
import { addresses, coderMark, languageButton, pageLinks } from "../shared/head.js";
import { icon } from "../shared/icons.js";
import { openMenu } from "../shared/menu.js";

export function createTopbar(host, { t, model, act, root, frame, setLanguage }) {
  const home = addresses()?.home;
  const fold = (side) => h("button.wb-quiet-button.wb-fold", { onclick: () => frame.fold(side), "aria-label": t(`top.panel_${side}`), "aria-keyshortcuts": side === "left" ? "[" : "]" }, icon(`panel-${side}`));
  const folds = ["left", "right"].map(fold);
  const project = h("button.wb-quiet-button.wb-project", { onclick: openProject, "aria-haspopup": "menu" }, h("strong"), icon("down", 12));
  const coder = coderMark({ t, model });
  fill(host, folds[0], project, pageLinks("expectations", { t }) ?? h("span", t("pages.expectations")), h("div.wb-top-rest"), coder.element, languageButton(root, { t, onChoose: setLanguage }), folds[1]);

  function openProject() {
    const table = (what, format) => ({ label: t(`evidence.export_${what}`, { format }), run: () => act.exportTable(what, format), disabled: !model.themes.size });
    openMenu(
      root,
      project,
      [
        ...(home ? [{ label: t("top.home"), run: () => location.assign(home) }, null] : []),
        { label: t("levels.card_title"), run: act.runCard, disabled: !model.themes.size },
        { label: t("levels.again_title"), run: act.findThemes, disabled: model.readOnly || Boolean(model.job) },
        null,
        table("candidates", "xlsx"),
        table("candidates", "csv"),
        { label: t("top.export_codebook"), run: () => act.exportFile("codebook", "xlsx") },
        { label: t("top.export_trail"), run: () => act.exportFile("trail", "docx") },
      ],
      { label: model.project.title },
    );
  }

  function update() {
    project.firstElementChild.textContent = model.project.title || "…";
    coder.update();
    for (const [at, side] of ["left", "right"].entries()) set(folds[at], { "aria-pressed": !frame.isFolded(side), title: `${t(`top.panel_${side}`)} (${side === "left" ? "[" : "]"})` });
  }

  const end = model.subscribe("settings", update);
  update();
  return { update, destroy: end };
}
