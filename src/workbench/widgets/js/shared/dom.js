/** Building elements. What people wrote becomes text nodes, and nothing else. */

const FOCUSABLE = new Set(["A", "BUTTON", "INPUT", "SELECT", "SUMMARY", "TEXTAREA"]);
const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "indeterminate", "multiple", "selected"]);

/**
 * Makes an element.
 *
 * Attributes are set under their own names; `on…` are listeners, `style` takes an object (custom properties too),
 * `dataset` an object; null, undefined and false leave an attribute out.
 * @param {string} selector `"button.wb-icon.wb-quiet"`: tag (div where left out) and classes
 * @param {Record<string, unknown>|Node|string|null} [attributes]
 * @param {...(Node|string|number|null|false|undefined|Array)} children
 * @returns {HTMLElement}
 * @example h("button.wb-button", { onclick: save, title: t("save") }, t("save"))
 */
export function h(selector, attributes, ...children) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  if (element.tagName === "BUTTON") element.type = "button";
  if (isAttributes(attributes)) set(element, attributes);
  else children.unshift(attributes);
  guard(element);
  element.append(...flat(children));
  return element;
}

/** Sets attributes as `h` does. */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (PROPERTIES.has(name)) element[name] = value ?? "";
    else if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
  }
  return element;
}

/** Puts children in the place of those an element has. */
export function fill(element, ...children) {
  element.replaceChildren(...flat(children));
  return element;
}

/** Keys pressed on an element that has this attribute itself do nothing in the notebook around. */
function guard(element) {
  if (FOCUSABLE.has(element.tagName) || element.hasAttribute("tabindex")) element.setAttribute("data-lm-suppress-shortcuts", "true");
}

function isAttributes(value) {
  return typeof value === "object" && value !== null && !(value instanceof Node) && !Array.isArray(value);
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "").map((child) => (child instanceof Node ? child : String(child)));
}

/** Whether keys pressed there write: a field, not the reading text. */
export function isField(element) {
  if (!element || element.closest?.(".wb-text")) return false;
  if (element.tagName === "INPUT") return !["button", "checkbox", "radio", "range", "color", "file"].includes(element.type);
  return element.tagName === "TEXTAREA" || element.tagName === "SELECT" || element.isContentEditable;
}

let next = 0;
/** An id no other element of the page has, for aria-labelledby and the like. */
export function uniqueId(stem = "wb") {
  next += 1;
  return `${stem}-${next}-${Math.random().toString(36).slice(2, 7)}`;
}

/** Calls `call` once things have been quiet for `wait` milliseconds. */
export function debounce(call, wait) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), wait);
  };
}
