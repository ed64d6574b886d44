/** Where the text would be when no source is open: what could be here, and the way to it. */

import { fill, h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

export function createNothing(host, { t, model, importing }) {
  const place = h("div.wb-nothing", { hidden: true });
  host.append(place);

  function update() {
    place.hidden = Boolean(model.open);
    if (model.open) return;
    fill(
      place,
      h("p", t(model.readOnly ? "nothing.read_only" : "nothing.here")),
      model.readOnly ? null : h("button.wb-button.wb-button-main", { onclick: importing.choose }, icon("upload"), t("sources.import")),
      model.readOnly ? null : h("p.wb-nothing-formats", t("nothing.formats")),
    );
  }

  const end = model.subscribe("open", update);
  return { update, destroy: end };
}
