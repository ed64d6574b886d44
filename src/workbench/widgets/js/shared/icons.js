/** Icons: strokes on a grid of 16, drawn in the colour of the words beside them. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  add: "M8 3v10M3 8h10",
  back: "M10 3 5 8l5 5",
  case: "M8 8.2a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM3 13.5c.6-2.3 2.5-3.5 5-3.5s4.4 1.2 5 3.5",
  check: "m3 8.5 3.2 3.2L13 4.8",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.3 1.6",
  close: "m4 4 8 8M12 4l-8 8",
  code: "M2.5 3h5l6 6-4.5 4.5-6.5-6.5ZM5.5 6h.01",
  dots: "M3.5 8h.010M8 8h.010M12.5 8h.01",
  down: "m4 6 4 4 4-4",
  download: "M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10",
  edit: "m3 13 .7-3L10.5 3.2l2.3 2.3L6 12.3 3 13Z",
  eye: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z",
  "eye-off": "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM3 13 13 3",
  file: "M4 2h5l3 3v9H4ZM9 2v3h3M6 8.5h4M6 11h4",
  filter: "M2.5 3.5h11L9.5 8.5v4l-3 1v-5Z",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  folder: "M2 4h4.5l1.5 1.5h6V13H2Z",
  forward: "m6 3 5 5-5 5",
  help: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.2 6.5c0-1 .8-1.7 1.8-1.7s1.8.7 1.8 1.6c0 1.4-1.8 1.5-1.8 2.8M8 11.4h.01",
  info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.2V11M8 5h.01",
  lasso: "M8 10.5c-3.3 0-6-1.6-6-4s2.7-4 6-4 6 1.6 6 4-2.7 4-6 4Zm0 0c-1.7 0-3 .5-3 1.5s1 1.5 1 1.5",
  lock: "M4 7.5h8v6H4ZM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3",
  margins: "M2.5 4h6M2.5 7h6M2.5 10h6M2.5 13h4M11 3v5M13.5 5v8",
  memo: "M3 2.5h10v8l-3 3H3ZM10 13.5v-3h3M5.5 5.5h5M5.5 8h3.5",
  merge: "M3.5 3v2.5C3.5 8 8 8 8 10.5V13M12.5 3v2.5C12.5 8 8 8 8 10.5M6 11.2l2 2 2-2",
  minus: "M3 8h10",
  move: "M8 2v12M5.5 4.5 8 2l2.5 2.5M5.5 11.5 8 14l2.5-2.5",
  "panel-left": "M2 3h12v10H2ZM6 3v10",
  "panel-right": "M2 3h12v10H2ZM10 3v10",
  people: "M6 8a2.3 2.3 0 1 0 0-4.6A2.3 2.3 0 0 0 6 8ZM1.8 13c.4-2 2-3.2 4.2-3.2s3.8 1.2 4.2 3.2M10.5 3.6a2.2 2.2 0 0 1 0 4.2M12 10.2c1.2.5 2 1.5 2.3 2.8",
  quote: "M3 10.5V7.5C3 5.5 4 4.5 6 4M3 8h3v3.5H3ZM9 10.5V7.5C9 5.5 10 4.5 12 4M9 8h3v3.5H9Z",
  redo: "M13 6.5H6.2a3.5 3.5 0 0 0 0 7H9M10 3.5l3 3-3 3",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3l3.4 3.4",
  show: "M9 3h4v4M13 3 7.5 8.5M11 9v4H3V5h4",
  split: "M8 3v2.5C8 8 3.5 8 3.5 10.5V13M8 5.5C8 8 12.5 8 12.5 10.5V13M1.8 11.5l1.7 1.7 1.7-1.7M10.8 11.5l1.7 1.7 1.7-1.7",
  trash: "M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5 5 13.5h6l.5-9M7 7v4M9 7v4",
  undo: "M3 6.5h6.8a3.5 3.5 0 0 1 0 7H7M6 3.5l-3 3 3 3",
  up: "m4 10 4-4 4 4",
  upload: "M8 11V3M4.5 6.5 8 3l3.5 3.5M3 13.5h10",
  warning: "M8 2.5 14.5 13.5h-13ZM8 6.5v3.5M8 11.8h.01",
  wave: "M2 8h1.5M5 5v6M7.5 3v10M10 6v4M12.5 4.5v7",
};

/**
 * An icon, hidden from screen readers: what bears it has words or a label.
 * @param {keyof typeof PATHS} name
 * @param {number} [size]
 * @returns {SVGElement}
 */
export function icon(name, size = 16) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    class: "wb-icon", viewBox: "0 0 16 16", width: size, height: size, fill: "none", stroke: "currentColor",
    "stroke-width": 1.4, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false",
  })) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
