/** The keys of the page of needs. */

import { openKeys } from "../shared/help.js";

const GROUPS = [
  ["board", [["walk_cards", "← ↑ ↓ →"], ["move_card", "⇧", "← ↑ ↓ →"], ["to_evidence", "↵"], ["edit_need", "E"], ["remove_need", "Suppr"]]],
  ["evidence", [["walk_passages", "↑ ↓"], ["uncite", "D"], ["copy_passage", "C"], ["open_text", "↵"], ["leave", "Esc"]]],
  ["make", [["add_need", "N"], ["propose", "P"], ["print", "I"]]],
  ["figures", [["tabs", "1 … 5"], ["walk_lines", "↑ ↓"], ["open_line", "↵"], ["export", "E"]]],
  ["page", [["undo", "Z"], ["redo", "Ctrl Y"], ["help", "?"]]],
];

export function openHelp(root, { t }) {
  openKeys(root, { t }, GROUPS, t("keys.mouse_needs"));
}
