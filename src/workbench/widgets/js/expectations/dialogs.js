/** The dialogs of decisions on a theme: accept it as a code, set it aside, name it. */

import { codeChoice } from "../shared/code_choice.js";
import { openDialog } from "../shared/dialog.js";
import { h } from "../shared/dom.js";

export function openAccept(root, { t, model, act }, theme) {
  let confirm;
  const name = h("input", { type: "text", value: theme.label, maxlength: 500, dataset: { first: "" }, oninput: check });
  const draft = t("accept.draft", { segments: theme.segments, people: theme.people, terms: theme.terms.slice(0, 8).join(", ") });
  const definition = h("textarea", { rows: 4, value: draft });
  const parent = codeChoice({ t, model, act }, { label: t("accept.parent"), create: true });
  const top = h("button.wb-link", { onclick: () => parent.set(null) }, t("accept.no_parent"));
  openDialog(root, {
    t,
    title: t("accept.title", { theme: theme.label }),
    body: [
      h("label.wb-line", h("span", t("accept.name")), name),
      h("label.wb-line", h("span", t("accept.definition")), definition),
      h("div.wb-line", h("span", t("accept.parent")), h("div.wb-chips", parent.element, top)),
      h("p.wb-quiet", t("accept.what", { n: theme.segments })),
    ],
    actions: [{ label: t("dialog.cancel") }, { label: t("accept.do"), main: true, run: () => act.acceptAs(theme.id, { name: name.value.trim(), definition: definition.value.trim(), ...(parent.value() && { parent: parent.value() }) }), ref: (button) => (confirm = button) }],
  });
  name.select();

  function check() {
    confirm.disabled = !name.value.trim();
  }
}

export function openReject(root, { t, act }, theme) {
  const memo = h("textarea", { rows: 3, placeholder: t("reject.placeholder"), dataset: { first: "" } });
  openDialog(root, {
    t,
    title: t("reject.title", { theme: theme.label }),
    body: [h("label.wb-line", h("span", t("reject.why")), memo), h("p.wb-quiet", t("reject.what"))],
    actions: [{ label: t("dialog.cancel") }, { label: t("reject.do"), main: true, run: () => act.rejectAs(theme.id, memo.value.trim()) }],
  });
}

export function openRename(root, { t, act }, theme) {
  const name = h("input", { type: "text", value: theme.label, maxlength: 500, dataset: { first: "" } });
  openDialog(root, {
    t,
    title: t("rename.title"),
    body: [h("label.wb-line", h("span", t("rename.name")), name)],
    actions: [{ label: t("dialog.cancel") }, { label: t("rename.do"), main: true, run: () => (name.value.trim() === theme.label ? undefined : act.renameAs(theme.id, name.value.trim())) }],
  });
  name.select();
}
