/** A drawing of the page as a picture of its own: as SVG with its looks written in it, or as PNG. */

const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "paint-order", "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "display", "visibility"];
const FINE = 2;

/** @param {SVGSVGElement} drawing as it stands on the page @param {{title: string, paper: string}} how @returns {string} */
export function asSvg(drawing, { title, paper }) {
  const copy = drawing.cloneNode(true);
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, at) => {
    const style = getComputedStyle(originals[at]);
    for (const name of LOOKS) element.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "style", "tabindex", "role", "aria-label", "data-mark"]) element.removeAttribute(name);
  });
  for (const hidden of copy.querySelectorAll("[display='none']")) hidden.remove();
  const { width, height } = sizeOf(drawing);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const ground = document.createElementNS(copy.namespaceURI, "rect");
  const [x, y, wide, high] = (copy.getAttribute("viewBox") ?? `0 0 ${width} ${height}`).split(" ");
  for (const [name, value] of Object.entries({ x, y, width: wide, height: high, fill: paper })) ground.setAttribute(name, value);
  const name = document.createElementNS(copy.namespaceURI, "title");
  name.textContent = title;
  copy.prepend(name, ground);
  return new XMLSerializer().serializeToString(copy);
}

/** @param {SVGSVGElement} drawing @returns {Promise<Blob>} */
export async function asPng(drawing, how) {
  const { width, height } = sizeOf(drawing);
  const url = URL.createObjectURL(new Blob([asSvg(drawing, how)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: FINE * width, height: FINE * height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}

function sizeOf(drawing) {
  const { width, height } = drawing.getBoundingClientRect();
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}
