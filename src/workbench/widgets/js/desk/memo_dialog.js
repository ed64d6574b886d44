/** Memos on one thing: those that are there, and a place to write. */

import { openDialog } from "../shared/dialog.js";
import { fill, h } from "../shared/dom.js";

/**
 * @param {HTMLElement} root
 * @param {{t: Function, model: object, act: object}} desk
 * @param {{kind: "code"|"source"|"case"|"project"|"coding", target: number|null, title: string, quote?: string}} about
 */
export function openMemo(root, { t, model, act }, { kind, target, title, quote }) {
  const there = h("div.wb-memos");
  const text = h("textarea", { rows: 5, "aria-label": t("memo.text"), placeholder: t("memo.placeholder"), dataset: { first: "" }, oninput: check });
  let rewritten = null;
  let save;

  openDialog(root, {
    title: t("memo.title", { what: title }), t, kind: "wb-memo-dialog",
    body: [quote ? h("blockquote.wb-quote", quote) : null, there, model.readOnly ? null : h("div.wb-line", text)],
    actions: model.readOnly ? [{ label: t("dialog.close") }] : [{ label: t("dialog.cancel") }, { label: t("memo.save"), main: true, run: write, ref: (button) => (save = button) }],
  });
  if (save) save.title = t("memo.save_key");
  check();
  act.memos(kind, target).then(show, () => {});

  function show(memos) {
    fill(there, memos.map((memo) => memoCard(memo, t, memo.mine === false || model.readOnly ? null : () => rewrite(memo))));
    const mine = memos.filter((memo) => memo.mine !== false);
    // One's only memo is what one comes back to.
    if (mine.length === 1 && !text.value && !model.readOnly) rewrite(mine[0]);
  }

  function rewrite(memo) {
    rewritten = memo;
    text.value = memo.text;
    for (const card of there.children) card.hidden = card.dataset.memo === String(memo.id);
    text.focus({ preventScroll: true });
    check();
  }

  function check() {
    if (!save) return;
    save.disabled = !text.value.trim() && !rewritten;
    save.textContent = rewritten && !text.value.trim() ? t("memo.remove") : t("memo.save");
  }

  function write() {
    return text.value.trim() === rewritten?.text.trim() ? undefined : act.memo(kind, target, text.value.trim(), rewritten?.id ?? null);
  }
}

/** A memo as a small card: who, when, what. */
export function memoCard({ id, text, who, at }, t, onEdit = null) {
  return h(
    "article.wb-memo", { dataset: { memo: id } },
    h("header", h("span", who), h("time", { datetime: at }, t.date(at)), onEdit ? h("button.wb-link", { onclick: onEdit }, t("memo.edit")) : null),
    h("p", text),
  );
}
