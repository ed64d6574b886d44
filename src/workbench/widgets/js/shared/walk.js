/** Moving through a list of buttons with the arrows. */

/** @param {HTMLElement} list @param {KeyboardEvent} event */
export function walkList(list, event) {
  const stops = [...list.querySelectorAll("button:not([tabindex='-1'])")];
  const at = stops.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
  if (to === undefined || at < 0 || event.altKey || event.ctrlKey) return;
  event.preventDefault();
  event.stopPropagation();
  stops[Math.max(0, Math.min(to, stops.length - 1))].focus();
}
