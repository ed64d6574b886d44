/** The map as a picture: points, the names of themes, what is chosen; on a canvas, or as SVG. */

import { hueHex, numbers, rgb, voiceHex } from "./colours.js";
import { ground, paint } from "./raster.js";
import { shownAt } from "./tree.js";

const NAMES = 14;
let kept = {};

/** How large a point is, in pixels of the page: small ones where they are many. */
export const radiusOf = (n, zoom) => Math.max(1, Math.min(5, (140 / Math.sqrt(n + 400)) * Math.sqrt(zoom)));

/**
 * What gives each point its colour.
 * @param {object} model
 * @param {boolean} dark
 * @returns {(i: number) => [number, number, number]}
 */
export function colouring({ points, branches: themes, standing, hues, voices, colour }, dark) {
  const grey = rgb("#737373", dark);
  if (colour.by === "theme") {
    const of = new Map([...standing].map(([leaf, theme]) => [leaf, themes.get(theme).status === "rejected" ? grey : rgb(hueHex(hues.get(theme)), dark)]));
    return (i) => of.get(points.leaf[i]) ?? grey;
  }
  if (colour.by === "voice") {
    const of = voices.map((voice) => rgb(voiceHex(voice), dark));
    return (i) => of[points.voice[i]] ?? grey;
  }
  const of = colour.names.map((_, place) => rgb(hueHex(place), dark));
  return (i) => of[colour.of[i]] ?? grey;
}

/**
 * Paints all points; those that are not in question stay as a shade.
 * @param {CanvasRenderingContext2D} context
 * @param {object} model
 * @param {{scale: number, left: number, top: number}} view in pixels of the canvas
 * @param {{dark: boolean, ratio: number, zoom: number, paper: string, ink: string, lit: Uint8Array|null}} how
 */
export function paintPoints(context, model, view, { dark, ratio, zoom, paper, lit }) {
  const { width, height } = context.canvas;
  if (!width || !height) return;
  const image = context.createImageData(width, height);
  const sheet = numbers(paper);
  ground(image, sheet);
  const { x, y, n } = model.points;
  const radius = radiusOf(n, zoom) * ratio;
  const colourOf = colouring(model, dark);
  const far = sheet.map((value) => value + ((dark ? 255 : 0) - value) * 0.22);
  if (lit) paint(image, { x, y, view, radius: radius * 0.85, strength: 0.55, colourOf: (i) => (lit[i] ? null : far) });
  const mine = lit ? (i) => (lit[i] ? colourOf(i) : null) : colourOf;
  // Where points are few enough to be told apart, each stands off from those under it.
  if (n < 8_000) paint(image, { x, y, view, radius, strength: 0.92, colourOf: mine, rim: sheet });
  else paint(image, { x, y, view, radius, strength: n > 40_000 ? 0.6 : 0.8, colourOf: mine });
  context.putImageData(image, 0, 0);
}

/** Where the names of the largest themes stand: in the middle of their points, none on another. */
export function namesOn(model, view, measure, { width, height }) {
  const names = [];
  const middles = middlesOf(model);
  const shown = shownAt(model.branches, model.level);
  // The chosen one first: its name is the one that is looked for.
  const order = [...shown.filter(({ id }) => id === model.chosen?.theme), ...shown.slice(0, 3 * NAMES).filter(({ id }) => id !== model.chosen?.theme)];
  for (const theme of order) {
    const middle = middles.get(theme.id);
    if (!middle || theme.status === "rejected" || names.length >= NAMES) continue;
    const text = short(theme.label);
    const half = measure(text) / 2 + 4;
    const [x, y] = [middle[0] * view.scale + view.left, middle[1] * view.scale + view.top];
    if (x < half || y < 12 || x > width - half || y > height - 12) continue;
    if (names.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 18)) continue;
    names.push({ theme: theme.id, text, x, y, half });
  }
  return names;
}

/** For each theme of the level the middle of its points, kept as long as level and points stay. */
function middlesOf({ points, standing }) {
  if (kept.points === points && kept.standing === standing) return kept.middles;
  const sums = new Map();
  for (let i = 0; i < points.n; i += 1) {
    const theme = standing.get(points.leaf[i]);
    const sum = sums.get(theme) ?? [0, 0, 0];
    sum[0] += points.x[i];
    sum[1] += points.y[i];
    sum[2] += 1;
    sums.set(theme, sum);
  }
  kept = { points, standing, middles: new Map([...sums].map(([theme, [x, y, n]]) => [theme, [x / n, y / n]])) };
  return kept.middles;
}

export function short(label) {
  return label.length > 30 ? `${label.slice(0, 28).trimEnd()}…` : label;
}

/** The map as SVG, its names as text. */
export function asSvg(model, view, { width, height, dark, zoom, paper, ink, lit, title }) {
  const { x, y, n } = model.points;
  const colourOf = colouring(model, dark);
  const radius = radiusOf(n, zoom);
  const byColour = new Map();
  for (let i = 0; i < n; i += 1) {
    const [px, py] = [x[i] * view.scale + view.left, y[i] * view.scale + view.top];
    if (px < 0 || py < 0 || px > width || py > height) continue;
    const colour = lit && !lit[i] ? "far" : colourOf(i).join(",");
    if (!byColour.has(colour)) byColour.set(colour, []);
    byColour.get(colour).push(`M${px.toFixed(1)} ${py.toFixed(1)}h0`);
  }
  const line = (colour, places) => `<path d="${places.join("")}" stroke="${colour === "far" ? ink : `rgb(${colour})`}" stroke-opacity="${colour === "far" ? 0.15 : 0.85}"/>`;
  const far = byColour.get("far") ?? [];
  byColour.delete("far");
  const names = namesOn(model, view, (text) => 6.4 * text.length, { width, height });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="${paper}"/>`,
    `<g fill="none" stroke-linecap="round" stroke-width="${(2 * radius).toFixed(1)}">`,
    far.length ? line("far", far) : "",
    ...[...byColour].map(([colour, places]) => line(colour, places)),
    `</g><g font-family="system-ui, sans-serif" font-size="12" font-weight="600" text-anchor="middle" fill="${ink}" stroke="${paper}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">`,
    ...names.map((name) => `<text x="${name.x.toFixed(1)}" y="${(name.y + 4).toFixed(1)}">${escaped(name.text)}</text>`),
    "</g></svg>",
  ].join("\n");
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
