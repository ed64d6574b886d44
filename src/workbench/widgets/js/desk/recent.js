/** The codes on the keys 1 to 9, under the text: a click or a key puts one on the selected words. */

import { codeMark } from "../shared/code_mark.js";
import { fill, h } from "../shared/dom.js";

export function createRecent(host, { t, model, act }) {
  function update() {
    const codes = model.recent.map((id) => model.codes.get(id)).filter(Boolean);
    if (!codes.length) return fill(host, h("span.wb-recent-hint", t("recent.hint")));
    return fill(
      host,
      codes.map((code, at) =>
        h(
          "button.wb-recent-code",
          {
            title: t("recent.apply", { code: code.name, key: at + 1 }),
            "aria-label": t("recent.apply", { code: code.name, key: at + 1 }),
            "aria-keyshortcuts": at + 1,
            tabindex: "-1",
            // The selected words must stay selected.
            onmousedown: (event) => event.preventDefault(),
            onclick: () => act.apply(code.id),
          },
          h("kbd", at + 1),
          codeMark(code),
          h("span", code.name),
        ),
      ),
    );
  }

  for (const topic of ["codes", "recent"]) model.subscribe(topic, update);
  return { update };
}
