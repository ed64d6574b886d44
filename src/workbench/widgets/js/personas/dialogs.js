/** The dialogs of decisions on a persona and its lines. */

import { openDialog } from "../shared/dialog.js";
import { fill, h } from "../shared/dom.js";

const line = (label, field) => h("label.wb-line", h("span", label), field);
const named = (value, check) => h("input", { type: "text", value, maxlength: 200, dataset: { first: "" }, oninput: check });

/** One field to fill; the act is out of reach while it is empty. */
function ask(root, t, { title, kind, body = [], words, label, act, run }) {
  let confirm;
  const check = () => (confirm.disabled = !words.value.trim());
  words.addEventListener("input", check);
  openDialog(root, { t, title, kind, body: [line(label, words), body], actions: [{ label: t("dialog.cancel") }, { label: act, main: true, run, ref: (button) => (confirm = button) }] });
  check();
  words.select?.();
}

export function openEdit(root, { t, act }, { id, value, was, origin }) {
  const words = h("textarea", { rows: 3, value, maxlength: 1000, dataset: { first: "" } });
  const before = origin === "computed" ? value : was;
  ask(root, t, { title: t("edit.title"), words, label: t("edit.words"), act: t("edit.do"), body: [h("p.wb-quiet", before ? t("edit.what", { was: before }) : t("edit.written"))], run: () => (words.value.trim() === value ? undefined : act.editField(id, words.value.trim())) });
}

export function openAdd(root, { t, act }, persona, field) {
  const words = h("textarea", { rows: 3, maxlength: 1000, dataset: { first: "" } });
  ask(root, t, { title: t("add.title", { field: t(`field.${field}`), persona: persona.name }), words, label: t("edit.words"), act: t("add.do"), body: [h("p.wb-quiet", t("edit.written"))], run: () => act.addValue(persona.id, field, words.value.trim()) });
}

export function openRename(root, { t, act }, { id, name, summary }) {
  const words = named(name);
  const about = h("textarea", { rows: 3, value: summary, maxlength: 1000 });
  ask(root, t, { title: t("rename.title"), words, label: t("rename.name"), act: t("rename.do"), body: [line(t("rename.summary"), about), h("p.wb-quiet", t("rename.what"))], run: () => act.rename(id, words.value.trim(), about.value.trim()) });
}

export function openDelete(root, { t, act }, { id, name }) {
  openDialog(root, { t, title: t("delete.title", { name }), body: [h("p", t("delete.what"))], actions: [{ label: t("dialog.cancel") }, { label: t("delete.do"), danger: true, main: true, run: () => act.remove(id) }] });
}

export function openMerge(root, { t, model, act }, persona) {
  let confirm;
  const others = model.personas.filter((each) => each !== persona);
  const boxes = others.map((each) => h("input", { type: "checkbox", value: each.id, onchange: check }));
  const words = named(persona.name);
  function check() {
    confirm.disabled = !boxes.some(({ checked }) => checked) || !words.value.trim();
  }
  words.addEventListener("input", check);
  openDialog(root, {
    t,
    title: t("merge.title", { name: persona.name }),
    body: [
      h("fieldset.wb-choices", h("legend", t("merge.with")), others.map((each, at) => h("label.wb-choice", boxes[at], h("span", each.name), h("span.wb-quiet", t("card.people", { n: each.members.length }))))),
      line(t("rename.name"), words),
      h("p.wb-quiet", t("merge.what")),
    ],
    actions: [{ label: t("dialog.cancel") }, { label: t("merge.do"), main: true, run: () => act.merge([persona.id, ...boxes.filter(({ checked }) => checked).map(({ value }) => Number(value))], words.value.trim() === persona.name ? null : words.value.trim()), ref: (button) => (confirm = button) }],
  });
  check();
}

/** Which people leave for a persona of their own: by a value they share, then one by one. */
export async function openSplit(root, { t, model, act }, persona) {
  const { rows } = await act.people(persona.id);
  let confirm;
  const boxes = rows.map((row) => h("input", { type: "checkbox", value: row.id, onchange: check }));
  const words = named("");
  const told = h("p.wb-quiet", { role: "status" });
  const lines = persona.fields.filter(({ members }) => members.length > 1 && members.length < persona.members.length - 1);
  const by = h(
    "select", { onchange: choose },
    h("option", { value: "" }, t("split.one_by_one")),
    lines.length ? h("optgroup", { label: t("split.by_line") }, lines.map(({ id, value }) => h("option", { value: `line:${id}` }, value))) : null,
    model.filters.map(({ name, values }, at) => h("optgroup", { label: name }, values.map((value, place) => h("option", { value: `filter:${at}:${place}` }, value)))),
  );

  function choose() {
    const [kind, at, place] = by.value.split(":");
    if (!kind) return;
    const chosen = kind === "line" ? persona.fields.find(({ id }) => id === Number(at)).members : persona.members.filter((each) => model.filters[at].of[each] === Number(place));
    const cases = new Set(chosen.map((each) => model.people[each]));
    for (const box of boxes) box.checked = cases.has(Number(box.value));
    if (!words.value) words.value = `${persona.name} – ${by.selectedOptions[0].textContent}`.slice(0, 200);
    check();
  }

  function check() {
    const n = boxes.filter(({ checked }) => checked).length;
    told.textContent = t("split.sizes", { n, rest: boxes.length - n });
    confirm.disabled = n < 2 || boxes.length - n < 2 || !words.value.trim();
  }

  words.addEventListener("input", check);
  openDialog(root, {
    t,
    title: t("split.title", { name: persona.name }),
    kind: "wb-split-persona",
    body: [line(t("split.choose"), by), h("fieldset.wb-choices.wb-people-choices", h("legend", t("split.people")), rows.map((row, at) => h("label.wb-choice", boxes[at], h("span", row.case), h("span.wb-quiet", row.verbatim)))), told, line(t("split.name"), words)],
    actions: [{ label: t("dialog.cancel") }, { label: t("split.do"), main: true, run: () => act.split(persona.id, boxes.filter(({ checked }) => checked).map(({ value }) => Number(value)), words.value.trim()), ref: (button) => (confirm = button) }],
  });
  check();
}

/** Building by hand: people on scales, those who are alike side by side; those that are ticked become a persona. */
export async function openScales(root, { t, act }) {
  let told = await act.scales();
  let confirm;
  const chosen = new Set();
  const table = h("div.wb-scales");
  const words = named("");
  const parts = Object.fromEntries(["name", "low", "high"].map((part) => [part, h("input", { type: "text", maxlength: 60, placeholder: t(`scales.${part}`), "aria-label": t(`scales.${part}`) })]));
  const add = h("button.wb-button", { onclick: addScale }, t("scales.add"));

  async function again() {
    told = await act.scales();
    draw();
  }

  async function addScale() {
    const values = Object.values(parts).map(({ value }) => value.trim());
    if (values.some((value) => !value)) return Object.values(parts).find(({ value }) => !value.trim()).focus();
    await act.addScale(...values);
    for (const part of Object.values(parts)) part.value = "";
    return again();
  }

  function draw() {
    const { scales, people } = told;
    const head = h("tr", h("th", { scope: "col" }, t("scales.person")), scales.map(({ name, low, high }) => h("th", { scope: "col" }, h("span.wb-scale-name", name, h("button.wb-quiet-button", { title: t("scales.remove", { scale: name }), "aria-label": t("scales.remove", { scale: name }), onclick: () => act.removeScale(name).then(again) }, "×")), h("span.wb-scale-ends", h("span", low), h("span", high)))));
    const body = people.map((person) =>
      h(
        "tr",
        h("th", { scope: "row" }, h("label", h("input", { type: "checkbox", checked: chosen.has(person.case), onchange: (event) => (event.currentTarget.checked ? chosen.add(person.case) : chosen.delete(person.case), check()) }), h("span", person.name), person.persona ? h("span.wb-quiet", person.persona) : null)),
        scales.map(({ name }, at) => h("td", h("div.wb-places", { role: "radiogroup", "aria-label": `${person.name}, ${name}` }, [1, 2, 3, 4, 5].map((place) => h("button.wb-place", { role: "radio", "aria-checked": person.places[at] === place, "aria-label": String(place), onclick: () => put(person, at, name, person.places[at] === place ? null : place) }))))),
      ),
    );
    fill(table, scales.length ? null : h("p.wb-quiet", t("scales.none")), h("table", h("thead", head), h("tbody", body)));
  }

  function put(person, at, scale, place) {
    person.places[at] = place;
    act.place(person.case, scale, place);
    draw();
  }

  function check() {
    confirm.disabled = chosen.size < 2 || !words.value.trim();
  }

  words.addEventListener("input", check);
  openDialog(root, {
    t,
    title: t("scales.title"),
    kind: "wb-scales-dialog",
    body: [h("p", t("scales.what")), h("div.wb-new-scale", Object.values(parts), add), table, line(t("scales.persona"), words)],
    actions: [{ label: t("dialog.close") }, { label: t("scales.build"), main: true, run: () => act.build(words.value.trim(), [...chosen]), ref: (button) => (confirm = button) }],
  });
  draw();
  check();
}
