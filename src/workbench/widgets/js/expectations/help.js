/** The keys of the page of expectations. */

import { openKeys } from "../shared/help.js";

const GROUPS = [
  ["theme", [["accept", "A"], ["merge", "M"], ["split", "S"], ["rename", "R"], ["lock", "L"], ["reject", "X"], ["confirm", "V"]]],
  ["walk", [["walk_themes", "↑ ↓"], ["to_evidence", "↵"], ["next_theme", "J", "K"], ["level", ",", "."], ["filter", "/"]]],
  ["evidence", [["pick", "␣"], ["code_picked", "C"], ["answer", "V", "N"], ["copy_verbatim", "Y"], ["open_text", "↵"]]],
  ["map", [["lasso", "E"], ["map_move", "← → ↑ ↓"], ["map_zoom", "+", "−"], ["map_all", "0"]]],
  ["suggestions", [["choose_code", "/"], ["answer_suggestion", "V", "N"], ["walk_suggestions", "J", "K"], ["code_picked", "C"], ["copy_verbatim", "Y"]]],
  ["readings", [["walk_cells", "← → ↑ ↓"], ["open_cell", "↵"], ["code_picked", "C"], ["code_all", "A"], ["export", "E"]]],
  ["page", [["views", "1", "2", "3"], ["find", "T"], ["undo", "Z"], ["redo", "Ctrl Y"], ["panels", "[", "]"], ["leave", "Esc"], ["help", "?"]]],
];

export function openHelp(root, { t }) {
  openKeys(root, { t }, GROUPS, t("keys.mouse_map"));
}
