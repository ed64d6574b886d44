/** Colours of themes, voices and categories, for the ground they are drawn on. */

import { HUES, shades } from "../shared/palette.js";

/** From asked outright to not said at all; the order of the bars. */
export const VOICES = ["asked", "delegated", "complained", "regretted", "conditional", "denied", "lack", "none"];

const VOICE = { asked: "vermilion", delegated: "orange", complained: "pink", regretted: "violet", conditional: "sky", denied: "blue", lack: "green", none: "grey" };
const hexOf = (name) => HUES.find((hue) => hue.name === name).hex;
const OTHERS = hexOf("grey");

/** The colour of the n-th theme or category. */
export const hueHex = (place) => (place >= 0 && place < HUES.length - 1 ? HUES[place].hex : OTHERS);
export const voiceHex = (voice) => hexOf(VOICE[voice] ?? "grey");

/** A colour as it is drawn, in numbers. @returns {[number, number, number]} */
export const rgb = (hex, dark) => numbers(shades(hex, dark).tone);
export const numbers = (css) => css.match(/[\d.]+/g).slice(0, 3).map(Number);

/** A mark in a colour, for both grounds. */
export function tones(hex) {
  return { "--wb-tone-light": shades(hex, false).tone, "--wb-tone-dark": shades(hex, true).tone };
}
