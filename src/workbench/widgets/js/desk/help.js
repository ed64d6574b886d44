/** The keys of the coding desk. */

import { openKeys } from "../shared/help.js";

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
  openKeys(root, { t }, GROUPS, t("keys.mouse"));
}
