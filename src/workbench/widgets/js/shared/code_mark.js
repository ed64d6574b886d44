/** The coloured mark of a code, in the shades of both grounds: the style sheet takes the one it stands on. */

import "./code_mark.css";
import { h } from "./dom.js";
import { shades } from "./palette.js";

/** The mark of a code; the name always stands beside it. */
export function codeMark(code) {
  return h("span.wb-code-mark", { "aria-hidden": "true", style: toneStyle(code.colour) });
}

/** Custom properties that carry the tones of a colour. */
export function toneStyle(colour) {
  return { "--wb-tone-light": shades(colour, false).tone, "--wb-tone-dark": shades(colour, true).tone };
}

/** The names of the codes above a code, the highest first. */
export function pathOf(codes, code) {
  const names = [];
  for (let above = codes.get(code.parent); above && names.length < 50; above = codes.get(above.parent)) names.unshift(above.name);
  return names;
}

/** A name with what was searched for marked in it. */
export function marked(text, marks) {
  const pieces = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from < at) continue;
    pieces.push(text.slice(at, from), h("mark", text.slice(from, to)));
    at = to;
  }
  return [...pieces, text.slice(at)];
}
