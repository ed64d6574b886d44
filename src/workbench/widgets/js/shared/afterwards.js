/**
 * Work that may come after what the reader looks at: the words are painted and the kernel's answer is heard first, and
 * several demands close together are met once. Short enough that nobody sees a delay. Nothing is redrawn under a finger.
 */

import { isPressed, onRelease } from "./pressing.js";

const PAUSE = 60;

/**
 * @param {() => void} run
 * @returns {{soon: () => void, now: () => void, due: () => boolean, cancel: () => void}} now: at once, and no second time
 */
export function afterwards(run) {
  let timer = 0;
  function cancel() {
    clearTimeout(timer);
    timer = 0;
  }
  function now() {
    cancel();
    run();
  }
  function inTurn() {
    if (!isPressed()) now();
    else onRelease(ended);
  }
  /** Unless it was done or given up meanwhile. */
  function ended() {
    if (timer) now();
  }
  return { soon: () => void (timer ||= setTimeout(inTurn, PAUSE)), now, due: () => timer !== 0, cancel };
}
