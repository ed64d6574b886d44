/** A list of keys, in the order one meets them. */

import "./help.css";
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";

/**
 * @param {HTMLElement} root
 * @param {{t: Function}} desk
 * @param {[string, [string, ...string[]][]][]} groups a group's name, then each act's name with its keys
 * @param {string} mouse what the mouse does
 */
export function openKeys(root, { t }, groups, mouse) {
  const key = (name) => ({ Suppr: t("keys.delete_key"), Inser: t("key.insert") }[name] ?? name);
  openDialog(root, {
    t,
    title: t("keys.title"),
    kind: "wb-help",
    body: [
      h(
        "div.wb-help-groups",
        groups.map(([group, lines]) =>
          h(
            "section",
            h("h3", t(`keys.group_${group}`)),
            h("dl", lines.map(([name, ...keys]) => h("div", h("dt", keys.map((each) => h("kbd", key(each)))), h("dd", t(`keys.${name}_help`))))),
          ),
        ),
      ),
      h("p.wb-help-mouse", mouse),
    ],
  });
}
