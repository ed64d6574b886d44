/** What stands where on the coding desk. */

import { h, set } from "../shared/dom.js";
import { createFrame, separator } from "../shared/frame.js";
import "./layout.css";

const PANELS = {
  left: { least: 160, most: 420, usual: 232, tight: 196 },
  right: { least: 200, most: 560, usual: 300, tight: 268 },
};
const INSPECTOR = { least: 120, most: 900, usual: 330, tight: 330 };

/**
 * @param {HTMLElement} root
 * @param {{t: Function, onFold: () => void}} calls
 */
export function createLayout(root, { t, onFold }) {
  const part = (name, label, tag = "section") => h(`${tag}.wb-${name}`, { "aria-label": label });
  const parts = {
    top: part("top", t("top.label"), "header"),
    sources: part("sources", t("sources.title")),
    cases: part("cases", t("cases.title")),
    text: part("text-host", t("text.label")),
    recent: part("recent", t("recent.title")),
    codes: h("div.wb-codes"),
    inspector: part("inspector", t("layout.inspector")),
    ledger: part("ledger", t("ledger.label"), "footer"),
  };
  const shelf = separator(
    t("layout.inspector_height"), INSPECTOR, "y",
    (event) => setInspector(parts.inspector.getBoundingClientRect().bottom - event.clientY),
    (steps) => setInspector(frame.size("inspector") - steps),
  );
  const frame = createFrame(root, {
    t, onFold, kept: "workbench.desk.layout", panels: PANELS, more: { inspector: INSPECTOR },
    parts: {
      top: parts.top, ledger: parts.ledger,
      left: [parts.sources, parts.cases], centre: [parts.text, parts.recent], right: [parts.codes, shelf, parts.inspector],
    },
  });
  set(shelf, { "aria-valuenow": frame.size("inspector") });

  function setInspector(pixels) {
    frame.setSize("inspector", pixels);
    set(shelf, { "aria-valuenow": frame.size("inspector") });
  }

  return { ...parts, ...frame };
}
