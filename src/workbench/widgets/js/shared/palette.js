/**
 * Colours of codes. A code holds one colour; what is drawn is derived from it for the ground it is drawn on, so that
 * marks keep a contrast of 3:1 and words one of 4.5:1 in light and in dark.
 * Contrast: WCAG 2.2, relative luminance.
 * @typedef {{tint: string, tone: string, ink: string}} Shades
 */

/** Okabe and Ito's hues with five more that stay apart for colour-blind readers; the same as the codebook gives by itself. */
export const HUES = [
  { name: "blue", hex: "#0072b2" },
  { name: "vermilion", hex: "#d55e00" },
  { name: "green", hex: "#009e73" },
  { name: "pink", hex: "#cc79a7" },
  { name: "orange", hex: "#e69f00" },
  { name: "sky", hex: "#56b4e9" },
  { name: "brown", hex: "#8c510a" },
  { name: "violet", hex: "#5e3c99" },
  { name: "leaf", hex: "#66a61e" },
  { name: "red", hex: "#b2182b" },
  { name: "teal", hex: "#35978f" },
  { name: "grey", hex: "#737373" },
];

const OTHERWISE = "#737373";
const GROUNDS = { light: [255, 255, 255], dark: [24, 25, 28] };
const known = new Map();

/**
 * The shades of a colour.
 * @param {string} hex `#rrggbb`; anything else is grey
 * @param {boolean} dark
 * @returns {Shades}
 */
export function shades(hex, dark) {
  const key = `${hex}${dark}`;
  if (!known.has(key)) known.set(key, derive(readable(hex), dark));
  return known.get(key);
}

/** Whether an element stands on a dark ground. */
export function isDark(element) {
  const ground = getComputedStyle(element).backgroundColor;
  const parts = ground.match(/[\d.]+/g)?.slice(0, 3).map((part) => Number(part) * (ground.startsWith("color(") ? 255 : 1));
  return parts?.length === 3 && luminance(parts) < 0.25;
}

function derive(hex, dark) {
  const colour = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const ground = dark ? GROUNDS.dark : GROUNDS.light;
  const away = dark ? [255, 255, 255] : [0, 0, 0];
  const until = (least) => {
    for (let part = 0; part < 1; part += 0.04) {
      const mixed = mix(colour, away, part);
      if (contrast(mixed, ground) >= least) return css(mixed);
    }
    return css(away);
  };
  return { tint: css(mix(ground, colour, dark ? 0.32 : 0.17)), tone: until(3.1), ink: until(5) };
}

const readable = (hex) => (/^#[0-9a-f]{6}$/i.test(hex ?? "") ? hex : OTHERWISE);
const mix = (from, to, part) => from.map((value, at) => Math.round(value + (to[at] - value) * part));
const css = (colour) => `rgb(${colour.join(", ")})`;

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
