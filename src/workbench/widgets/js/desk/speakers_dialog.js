/** Who speaks in a source: which labels are one person, and who leads the talk. */

import "./speakers.css";
import { openDialog } from "../shared/dialog.js";
import { h, uniqueId } from "../shared/dom.js";

export async function openSpeakers(root, { t, model, act }, source) {
  const names = uniqueId("wb-people");
  const body = h("tbody");
  const people = h("datalist", { id: names }, model.cases.map(({ name }) => h("option", { value: name })));
  let lines = [];
  const dialog = openDialog(root, {
    t,
    title: t("speakers.title", { name: source.name }),
    kind: "wb-speakers-dialog",
    body: [
      h("p", t("speakers.about")),
      h("table.wb-speakers", h("thead", h("tr", ["label", "turns", "person", "moderator"].map((key) => h("th", { scope: "col" }, t(`speakers.${key}`))))), body),
      people,
    ],
    actions: [{ label: t("speakers.cancel") }, { label: t("speakers.save"), main: true, run: save }],
  });

  try {
    lines = (await act.speakers(source.id)).map(lineOf);
    body.append(...lines.map(({ row }) => row));
    if (!lines.length) dialog.refuse(t("speakers.none"));
    lines[0]?.person.focus();
  } catch (error) {
    dialog.refuse(error.sentence || t("ledger.unanswered"));
  }

  function lineOf(speaker) {
    const { label, case: name, role, turns } = speaker;
    const person = h("input.wb-field", { type: "text", value: name ?? "", list: names, placeholder: t("speakers.nobody"), "aria-label": t("speakers.person_of", { label }) });
    const moderator = h("input", { type: "checkbox", checked: role === "moderator", "aria-label": t("speakers.moderates", { label }) });
    const row = h("tr", h("th", { scope: "row" }, label), h("td.wb-count", t.number(turns)), h("td", person), h("td", moderator));
    return { ...speaker, row, person, moderator };
  }

  function save() {
    if (model.readOnly) return Promise.reject(new Error(t("ledger.read_only_refused")));
    const renamed = lines.filter(({ case: name, person }) => person.value.trim() !== (name ?? ""));
    const recast = lines.filter(({ role, moderator }) => moderator.checked !== (role === "moderator"));
    if (!renamed.length && !recast.length) return undefined;
    return act
      .setSpeakers(source.id, {
        mapping: Object.fromEntries(renamed.map(({ label, person }) => [label, person.value.trim()])),
        moderators: recast.filter(({ moderator }) => moderator.checked).map(({ label }) => label),
        participants: recast.filter(({ moderator }) => !moderator.checked).map(({ label }) => label),
      })
      .then(() => true);
  }
}
