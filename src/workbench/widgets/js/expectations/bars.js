/** Bars that say a share: of voices, of parts of a score, of what is coded. */

import { h } from "../shared/dom.js";
import { VOICES, tones, voiceHex } from "./colours.js";

/**
 * How a theme is voiced, from asked outright to not said: one bar whose parts are people's shares.
 * @param {number[]} shares in the order of `names`
 * @param {string[]} names
 * @param {{t: Function, onPick?: (voice: string) => void}} how
 */
export function voiceBar(shares, names, { t, onPick }) {
  const share = (voice) => shares[names.indexOf(voice)] ?? 0;
  const told = VOICES.filter((voice) => share(voice) > 0).map((voice) => `${t(`voice.${voice}`)} ${t.percent(share(voice))}`).join(", ");
  const parts = VOICES.filter((voice) => share(voice) > 0.004).map((voice) => {
    const tag = onPick ? "button" : "span";
    const words = `${t(`voice.${voice}`)} : ${t.percent(share(voice))}`;
    return h(`${tag}.wb-voice.wb-voice-${voice}`, { style: { ...tones(voiceHex(voice)), "flex-grow": share(voice) }, title: words, ...(onPick && { "aria-label": words, onclick: () => onPick(voice) }) });
  });
  return h("div.wb-voices", onPick ? { role: "group", "aria-label": t("evidence.voices") } : { role: "img", "aria-label": told }, parts);
}

/** A share as a thin bar with its number beside it. */
export function meter(value, words) {
  return h("span.wb-meter", { style: { "--wb-part": value ?? 0 } }, h("span", words));
}

/** The shape that tells explicit, mixed and latent apart, with its word. */
export function kindMark(kind, t) {
  return h(`span.wb-kind.wb-kind-${kind}`, h("span.wb-kind-shape", { "aria-hidden": "true" }), h("span", t(`kind.${kind}`)));
}
