/**
 * What the reader is pressing stays where it is until it is let go: redrawn between the press and the release, it would
 * lose the click.
 */

/** @type {Element|null} */
let pressed = null;
const waiting = new Set();

function release() {
  if (!pressed) return;
  pressed = null;
  const runs = [...waiting];
  waiting.clear();
  // After the click that the release brings.
  setTimeout(() => {
    for (const run of runs) run();
  });
}

if (typeof window !== "undefined") {
  const always = { capture: true, passive: true };
  window.addEventListener("pointerdown", ({ target }) => void (pressed = target), always);
  window.addEventListener("pointerup", release, always);
  window.addEventListener("pointercancel", release, always);
  // Let go outside the window.
  window.addEventListener("pointermove", ({ buttons }) => buttons || release(), always);
}

/** Whether the reader is pressing something in that element; without one, anything at all. */
export const isPressed = (element) => pressed !== null && (!element || element.contains(pressed));

/** Runs once what is pressed has been let go and its click heard; several demands of the same run are met once. */
export const onRelease = (run) => void waiting.add(run);
