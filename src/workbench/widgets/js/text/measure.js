/** Measures of the page. A line of the text may be as wide as about 70 characters on average, so that none goes beyond 75. */

const SAMPLE =
  "Ben euh, un repère, quelqu'un qui explique, parce que là on te donne un papier et puis débrouille-toi, quoi. " +
  "Moi j'ai rien demandé, mais on ne m'a pas rappelé non plus, et je ne savais pas à qui m'adresser.";
const CHARACTERS = 70;
const context = document.createElement("canvas").getContext("2d");

/**
 * Sets the size of the reading face on a pane, and the width of its lines with it.
 * @param {HTMLElement} root
 * @param {number} pixels
 */
export function setMeasure(root, pixels) {
  root.style.setProperty("--wb-size", `${pixels}px`);
  const { fontFamily } = getComputedStyle(root.querySelector(".cm-content") ?? root);
  context.font = `${pixels}px ${fontFamily}`;
  root.style.setProperty("--wb-measure", `${Math.round((context.measureText(SAMPLE).width / SAMPLE.length) * CHARACTERS)}px`);
}

/**
 * Where what scrolls begins, in the window's coordinates: layers beside the text are placed from there.
 * @param {import("@codemirror/view").EditorView} view
 */
export function scrollOrigin(view) {
  return view.scrollDOM.getBoundingClientRect().top - view.scrollDOM.scrollTop;
}
