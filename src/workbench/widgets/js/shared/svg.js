/** Building drawings, as `h` builds elements; what people wrote becomes text nodes, and nothing else. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} selector tag and classes
 * @param {Record<string, unknown>} [attributes] under their own names; `on…` are listeners, `style` and `dataset` take an
 *   object; null and false leave one out
 * @param {...(Node|string|number|null|false|Array)} children
 * @returns {SVGElement}
 */
export function svg(selector, attributes = {}, ...children) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElementNS(SVG, tag);
  if (classes.length) element.setAttribute("class", classes.join(" "));
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false).map((child) => (child instanceof Node ? child : String(child))));
  return element;
}
