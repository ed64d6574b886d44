/** The keys of the page of words. */

import { openKeys } from "../shared/help.js";

const GROUPS = [
  ["walk", [["tabs", "1", "…", "6"], ["find", "/"], ["walk_rows", "↑ ↓"], ["to_passages", "↵"], ["export", "E"]]],
  ["passages", [["walk_passages", "↑ ↓"], ["code_one", "K"], ["code_all", "A"], ["copy_passage", "C"], ["open_text", "↵"], ["leave", "Esc"]]],
  ["page", [["undo", "Z"], ["redo", "Ctrl Y"], ["help", "?"]]],
];

export function openHelp(root, { t }) {
  openKeys(root, { t }, GROUPS, t("keys.mouse_words"));
}
