/** The band that says that the kernel no longer answers. What is marked as saved is in the project; nothing else is. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

export function createBanner(root, { t }) {
  const banner = h(
    "div.wb-banner",
    { role: "alert", hidden: true },
    icon("warning"),
    h("p", h("strong", t("banner.lost")), " ", t("banner.kept")),
    h("button.wb-button", { onclick: () => location.reload() }, t("banner.reload")),
  );
  root.prepend(banner);

  return {
    /** @param {boolean} lost */
    show(lost) {
      banner.hidden = !lost;
      root.classList.toggle("wb-lost", lost);
    },
  };
}
