/** The keys of the page of personas. */

import { openKeys } from "../shared/help.js";

const GROUPS = [
  ["cards", [["walk_personas", "← →"], ["walk_lines", "↑ ↓"], ["to_evidence", "↵"], ["filter_people", "F"]]],
  ["evidence", [["walk_passages", "↑ ↓"], ["copy_passage", "C"], ["open_text", "↵"], ["leave", "Esc"]]],
  ["decide", [["edit_line", "E"], ["remove_line", "Suppr"], ["rename_persona", "R"], ["split_persona", "S"], ["merge_persona", "M"], ["by_hand", "N"]]],
  ["page", [["print", "I"], ["undo", "Z"], ["redo", "Ctrl Y"], ["help", "?"]]],
];

export function openHelp(root, { t }) {
  openKeys(root, { t }, GROUPS, t("keys.mouse_personas"));
}
