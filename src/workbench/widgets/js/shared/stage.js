/** Where a page plays: its root, its talk with the kernel, its theme, what it says when something goes wrong. */

import "./base.css";
import { createAlerts } from "./alerts.js";
import { createBanner } from "./banner.js";
import { h } from "./dom.js";
import { isDark } from "./palette.js";
import { download } from "./performing.js";
import { fitWindow } from "./size.js";
import { translator } from "./strings.js";
import { createWire } from "./wire.js";

/**
 * @param {HTMLElement} el
 * @param {object} anywidget the widget's model
 * @param {object} how
 * @param {ReturnType<import("./project_model.js").createProjectModel>} how.model
 * @param {string} [how.kind] a class of its own
 * @param {() => object} how.context what every request carries
 * @param {(answer: object, request: object) => void} how.onAnswer
 * @param {(push: object) => void} [how.onPush] what no request asked for, but the progress of a job
 */
export function createStage(el, anywidget, { model, kind, context, onAnswer, onPush }) {
  const t = translator(anywidget.get("strings"), anywidget.get("language"));
  const root = h("div.wb-desk", { lang: t.language, tabindex: "-1", "aria-label": t("top.label"), role: "region", dataset: { acks: 0 } });
  if (kind) root.classList.add(kind);
  el.append(root);
  const ends = [fitWindow(root, anywidget.get("height")), () => root.remove()];
  const alerts = createAlerts(root, { t });
  const banner = createBanner(root, { t });
  const wire = createWire(anywidget, {
    context,
    onAnswer,
    onPush: (push) => (push.push === "progress" ? model.takeProgress(push) : onPush?.(push)),
    onLost(lost) {
      model.lost = lost;
      model.tell("ledger");
      banner.show(lost);
    },
  });

  /** Tells `onTheme` whenever the page around turns dark or light; `ground` is the element that shows which. */
  function followTheme(ground, onTheme) {
    const follow = () => {
      const dark = isDark(ground);
      if (dark === root.classList.contains("wb-dark")) return;
      root.classList.toggle("wb-dark", dark);
      onTheme();
    };
    const themes = new MutationObserver(() => requestAnimationFrame(follow));
    for (const node of [document.documentElement, document.body]) themes.observe(node, { attributes: true });
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", follow);
    follow();
    ends.push(() => themes.disconnect(), () => scheme.removeEventListener("change", follow));
  }

  return {
    t,
    root,
    wire,
    alerts,
    followTheme,
    /** What acts need of the page. */
    page: {
      refused: (sentence) => !root.querySelector("[aria-modal='true']") && alerts.show(sentence),
      settled: () => (root.dataset.acks = Number(root.dataset.acks) + 1),
      download,
    },
    /** Marks the page as ready to be worked with. */
    ready(focus) {
      requestAnimationFrame(() => {
        root.dataset.ready = "1";
        if (root.classList.contains("wb-whole-window") && document.activeElement === document.body) focus();
      });
    },
    /** To be ended with the page, the last first. */
    ends,
    destroy() {
      for (const end of ends.splice(0).reverse()) end();
      wire.destroy();
    },
  };
}
