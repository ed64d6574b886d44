/** What the colours of the map stand for; each a way to its segments. */

import "./legend.css";
import { fill, h } from "../shared/dom.js";
import { VOICES, hueHex, tones, voiceHex } from "./colours.js";
import { those } from "./points.js";

export function createLegend(host, { t, model, act }) {
  const list = h("ul.wb-legend-list");
  const select = h("select.wb-field", { "aria-label": t("legend.by"), onchange: () => act.colourBy(select.value) });
  fill(host, h("label.wb-legend-by", h("span", t("legend.by")), select), list);

  function update() {
    const ways = ["theme", "voice", "code", "case", "source", ...model.attributes.map((name) => `attribute:${name}`)];
    fill(select, ways.map((by) => h("option", { value: by, selected: by === model.colour.by }, by.startsWith("attribute:") ? by.slice(10) : t(`legend.by_${by}`))));
    fill(list, items().map(({ words, hex, holds, key }) => h("li", h("button.wb-legend-item", { dataset: { key }, title: t("legend.show", { what: words }), onclick: () => act.chooseSome(those(model.points, holds), words) }, h("span.wb-code-mark", { "aria-hidden": "true", style: tones(hex) }), h("span", words)))));
    // Themes bear their names on the map itself.
    list.hidden = model.colour.by === "theme";
  }

  function items() {
    const { colour, points, voices } = model;
    if (!points || colour.by === "theme") return [];
    if (colour.by === "voice") return VOICES.map((voice) => ({ key: voice, words: t(`voice.${voice}`), hex: voiceHex(voice), holds: (i) => voices[points.voice[i]] === voice }));
    const named = colour.names.map((name, place) => ({ key: name, words: name, hex: hueHex(place), holds: (i) => colour.of[i] === place }));
    const rest = colour.names.length;
    const others = colour.others ? [{ key: "", words: t("legend.others", { n: colour.others }), hex: hueHex(-1), holds: (i) => colour.of[i] === rest }] : [];
    return [...named, ...others, { key: "-", words: t(`legend.none_${colour.by.split(":")[0]}`), hex: hueHex(-1), holds: (i) => colour.of[i] < 0 }];
  }

  const ends = ["themes", "colour", "settings"].map((topic) => model.subscribe(topic, update));
  update();
  return { destroy: () => ends.forEach((end) => end()) };
}
