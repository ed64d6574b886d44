/** What each column of a file is: proposed, with examples and the reason, and corrected by a person. */

import { fill, h } from "../../shared/dom.js";

/** Roles whose values never enter the project. */
const LEFT = new Set(["email", "name", "phone", "ip", "ignored"]);
/** Roles whose type nobody has to choose. */
const UNTYPED = new Set(["email", "name", "phone", "ip", "ignored", "identifier", "author", "complete"]);
const PARTS = ["people", "answers", "words", "events", "attributes"];

/** @param {object} desk @param {{leave: (tool?: string) => void, take: (roles: object, passphrase: string) => Promise<void>}} on */
export function createMapping({ t, act }, { leave, take }) {
  const title = h("h2");
  const tool = h("select.wb-field", { "aria-label": t("files.tool"), onchange: () => leave(tool.value) });
  const counts = h("p.wb-mapping-counts", { role: "status" });
  const notes = h("ul.wb-mapping-notes");
  const lines = h("tbody");
  const vault = h("input", { type: "checkbox", onchange: () => (secret.hidden = !vault.checked) });
  const passphrase = h("input.wb-field", { type: "password", autocomplete: "new-password", minlength: 8, "aria-label": t("files.passphrase"), placeholder: t("files.passphrase") });
  const secret = h("span", { hidden: true }, passphrase);
  const refusal = h("p.wb-dialog-refusal", { role: "alert", hidden: true });
  const go = h("button.wb-button.wb-button-main", { "aria-keyshortcuts": "Control+Enter", onclick: run }, t("files.import"));
  const element = h(
    "section.wb-mapping", { hidden: true, "aria-label": t("files.columns"), onkeydown: onKey },
    h("header", h("div", title, counts), h("label", t("files.tool"), tool)),
    notes,
    h("div.wb-mapping-table", { tabindex: "0", role: "region", "aria-label": t("files.columns") }, h("table", h("thead", h("tr", ["column", "examples", "role", "type", "why"].map((name) => h("th", { scope: "col" }, t(`mapping.${name}`))))), lines)),
    h("footer", h("label.wb-mapping-vault", { title: t("files.vault_title") }, vault, t("files.vault")), secret, refusal, h("span.wb-rest"), h("button.wb-button", { onclick: () => leave() }, t("dialog.cancel")), go),
  );
  let told = null;
  let roles = {};
  let asked = 0;

  function open(found, tools) {
    told = found;
    roles = Object.fromEntries(found.columns.map(({ name, role, type }) => [name, { role, type }]));
    title.textContent = found.file;
    fill(tool, tools.map((name) => h("option", { value: name, selected: name === found.tool }, t(`tool.${name}`))));
    Object.assign(vault, { checked: false });
    secret.hidden = true;
    passphrase.value = "";
    refuse("");
    fill(lines, found.columns.map(lineOf));
    show(found);
    element.hidden = false;
    element.querySelector("tbody select")?.focus();
  }

  function show({ summary, notes: said }) {
    const parts = PARTS.filter((name) => summary[name]).map((name) => t(`mapping.${name}_n`, { n: summary[name] }));
    counts.textContent = [t("mapping.rows_n", { n: summary.rows }), ...parts, summary.dropped ? t("mapping.dropped_n", { n: summary.dropped }) : ""].filter(Boolean).join(" · ");
    fill(notes, said.map((sentence) => h("li", sentence)));
    notes.hidden = !said.length;
  }

  function lineOf(column) {
    const { name, heading, role, type, why, samples } = column;
    const roleOf = h("select.wb-field", { "aria-label": t("mapping.role_of", { column: heading }), onchange: () => change(column, "role", roleOf.value, line) }, told.roles.map((one) => h("option", { value: one, selected: one === role }, t(`role.${one}`))));
    const typeOf = h("select.wb-field", { "aria-label": t("mapping.type_of", { column: heading }), disabled: UNTYPED.has(role), onchange: () => change(column, "type", typeOf.value, line) }, told.types.map((one) => h("option", { value: one, selected: one === type }, t(`coltype.${one}`))));
    const line = h(
      "tr", { dataset: { column: name, role } },
      h("th", { scope: "row", title: heading }, heading || name),
      h("td.wb-mapping-samples", samples.length ? samples.map((one) => h("span", one)) : h("span.wb-quiet", t("mapping.empty"))),
      h("td", roleOf),
      h("td", typeOf),
      h("td.wb-quiet", why),
    );
    line.classList.toggle("wb-left-out", LEFT.has(role));
    return line;
  }

  /** Says what a column is, and sees what the file comes to then; what it cannot be is told and taken back. */
  async function change(column, part, value, line) {
    const before = roles[column.name];
    roles = { ...roles, [column.name]: { ...before, [part]: value } };
    asked += 1;
    const mine = asked;
    try {
      const found = await act.mapExport(roles);
      if (mine !== asked) return;
      refuse("");
      const changed = found.columns.find(({ name }) => name === column.name);
      roles[column.name] = { role: changed.role, type: changed.type };
      const held = line.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
      const next = lineOf(changed);
      line.replaceWith(next);
      if (held) [...next.querySelectorAll("select")].find((one) => one.getAttribute("aria-label") === held)?.focus();
      show(found);
    } catch (error) {
      roles = { ...roles, [column.name]: before };
      line.replaceWith(lineOf({ ...column, ...before }));
      refuse(error.sentence || t("ledger.unanswered"));
    }
  }

  async function run() {
    go.disabled = true;
    refuse("");
    try {
      await take(roles, vault.checked ? passphrase.value : "");
    } catch (error) {
      refuse(error.sentence || t("ledger.unanswered"));
    } finally {
      go.disabled = false;
    }
  }

  function refuse(sentence) {
    refusal.textContent = sentence;
    refusal.hidden = !sentence;
  }

  function onKey(event) {
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.target === passphrase)) run();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { element, open, close: () => (element.hidden = true), isOpen: () => !element.hidden, focus: () => element.querySelector("tbody select")?.focus() };
}
