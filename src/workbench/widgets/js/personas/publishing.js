/** A snapshot of the personas, to be shown to people without rights: what goes in it, and where it went before. */

import { copyText } from "../shared/copy.js";
import { openDialog } from "../shared/dialog.js";
import { h } from "../shared/dom.js";

/** @param {HTMLElement} root @param {object} desk */
export async function openPublish(root, { t, act }) {
  let told;
  try {
    told = await act.published();
  } catch (error) {
    return act.say(error.sentence || t("ledger.unanswered"));
  }
  const least = h("input", { type: "number", min: 2, max: 100, step: 1, value: 5, dataset: { first: "" } });
  const dialog = openDialog(root, {
    t,
    title: t("publish.title"),
    kind: "wb-publish",
    body: [
      h("p", t("publish.what")),
      h("label.wb-line", h("span", t("publish.least")), least),
      h("p.wb-quiet", t("publish.where", { file: told.file })),
      told.before.length ? h("details", h("summary", t("publish.before", { n: told.before.length })), h("ul", told.before.map(({ place, at, people, k }) => h("li", t("publish.one", { place, day: t.date(at), people, k }))))) : null,
    ],
    actions: [
      { label: t("dialog.cancel") },
      {
        label: t("publish.do"),
        main: true,
        run: async () => {
          const { path } = await act.publish(Math.round(Number(least.value)) || 5);
          dialog.close();
          done(root, { t, act }, path);
        },
      },
    ],
  });
  return undefined;
}

function done(root, { t, act }, path) {
  const command = `workbench serve "${path}" --snapshot`;
  openDialog(root, {
    t,
    title: t("publish.done"),
    body: [h("p", t("publish.written", { path })), h("p", t("publish.serve")), h("pre.wb-command", command)],
    actions: [{ label: t("publish.copy"), run: () => copyText(command, root).then(() => (act.say(t("publish.copied")), false)) }, { label: t("dialog.close"), main: true }],
  });
}
