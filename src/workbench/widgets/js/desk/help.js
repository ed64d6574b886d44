/** All keys, in the order one meets them. */

import "./help.css";
import { openDialog } from "../shared/dialog.js";
import { h } from "../shared/dom.js";

const GROUPS = [
  ["code", [["apply", "↵"], ["recent", "1 … 9"], ["in_vivo", "I"], ["memo", "M"], ["remove", "Suppr"]]],
  ["move", [["coding", "N", "P"], ["turn", "J", "K"], ["arrows", "← →"], ["select", "⇧ ← →"], ["select_word", "Ctrl ⇧ ← →"], ["find", "/"]]],
  ["bounds", [["start", "Alt ← →"], ["end", "Alt ⇧ ← →"]]],
  ["tree", [["tree_apply", "↵"], ["tree_move", "Alt ↑ ↓ ← →"], ["tree_rename", "F2"], ["tree_add", "Inser"], ["tree_delete", "Suppr"], ["tree_menu", "⇧ F10"]]],
  ["picker", [["picker_recent", "1 … 9"], ["picker_create", "Ctrl ↵"]]],
  ["drawer", [["drawer_walk", "↑ ↓"], ["drawer_show", "↵"], ["drawer_copy", "C"]]],
  ["page", [["undo", "Ctrl Z"], ["redo", "Ctrl Y"], ["panels", "[", "]"], ["leave", "Esc"], ["help", "?"]]],
];

export function openHelp(root, { t }) {
  const key = (name) => ({ Suppr: t("keys.delete_key"), Inser: t("key.insert") }[name] ?? name);
  openDialog(root, {
    t,
    title: t("keys.title"),
    kind: "wb-help",
    body: [
      h(
        "div.wb-help-groups",
        GROUPS.map(([group, lines]) =>
          h(
            "section",
            h("h3", t(`keys.group_${group}`)),
            h("dl", lines.map(([name, ...keys]) => h("div", h("dt", keys.map((each) => h("kbd", key(each)))), h("dd", t(`keys.${name}_help`))))),
          ),
        ),
      ),
      h("p.wb-help-mouse", t("keys.mouse")),
    ],
  });
}
