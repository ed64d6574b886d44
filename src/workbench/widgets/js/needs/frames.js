/** The frames to read with: loaded in one click, what they say of themselves, who they cover, what they point out. */

import { openDialog } from "../shared/dialog.js";
import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

/** @param {HTMLElement} host @param {object} desk */
export function createFrames(host, { t, model, act, root }) {
  const questions = h("details.wb-questions");
  const list = h("ul.wb-frames");
  fill(host, h("div.wb-panel-head", h("h2", t("frames.title"))), h("div.wb-panel-list", questions, list));

  function lineOf(frame) {
    const whole = frame.loaded >= frame.codes;
    const load = h("button.wb-button.wb-small-button", { disabled: model.readOnly, title: t("frames.load_title", { frame: frame.title }), "aria-label": t("frames.load_title", { frame: frame.title }), onclick: () => act.loadFrame(frame) }, t(frame.loaded ? "frames.again" : "frames.load"));
    const cover = h("button.wb-quiet-button", { title: t("frames.coverage_of", { frame: frame.title }), "aria-label": t("frames.coverage_of", { frame: frame.title }), onclick: () => openCoverage(frame) }, icon("people", 14));
    return h(
      "li", { dataset: { frame: frame.name } },
      h("button.wb-link.wb-frame-name", { title: t("frames.about", { frame: frame.title }), onclick: () => openAbout(frame) }, frame.title),
      frame.loaded ? cover : null,
      whole ? h("span.wb-frame-there", icon("check", 12), t("frames.loaded")) : load,
    );
  }

  function openAbout(frame) {
    openDialog(root, {
      t,
      title: frame.title,
      body: [h("p", frame.about), h("p.wb-caution", h("strong", `${t("frames.caution")} : `), frame.caution), h("p.wb-quiet", `${t("frames.source")} : ${frame.source}`), h("p.wb-quiet", t("frames.codes", { n: frame.codes }))],
      actions: [{ label: t("dialog.cancel") }, ...(model.readOnly || frame.loaded >= frame.codes ? [] : [{ label: t("frames.load"), main: true, run: () => act.loadFrame(frame) }])],
    });
  }

  async function openCoverage(frame) {
    let dialog;
    function cellOf(n, query) {
      const name = `${query.person}, ${query.section}`;
      const look = () => (dialog.close(), act.openCoded(query, name));
      return n ? h("td", h("button.wb-link", { "aria-label": `${name} : ${t("need.segments", { n })}`, onclick: look }, t.number(n))) : h("td.wb-uncovered", t.number(n));
    }
    try {
      const { sections, rows } = await act.coverage(frame.name);
      const table = h(
        "table.wb-coverage",
        h("thead", h("tr", h("th", { scope: "col" }, t("frames.person")), sections.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", rows.map(({ case: one, person, counts }) => h("tr", h("th", { scope: "row" }, person), counts.map((n, at) => cellOf(n, { frame: frame.name, section: sections[at], case: one, person }))))),
      );
      dialog = openDialog(root, { t, title: t("frames.coverage_of", { frame: frame.title }), kind: "wb-coverage-dialog", body: [rows.length ? table : h("p", t("frames.no_one"))] });
    } catch (error) {
      act.say(error.sentence || t("ledger.unanswered"));
    }
  }

  function update() {
    const held = document.activeElement?.closest?.("[data-frame]")?.dataset.frame;
    fill(list, model.frames.map(lineOf));
    fill(questions, h("summary", t("alerts.title", { n: model.alerts.length })), h("ul", model.alerts.map(({ sentence, codings }) => h("li", h("button.wb-link", { onclick: () => act.openCoded({ codings }, sentence) }, sentence)))));
    questions.hidden = !model.alerts.length;
    if (held) list.querySelector(`[data-frame="${held}"] button`)?.focus();
  }

  const end = model.subscribe("needs", update);
  update();
  return { destroy: end };
}
