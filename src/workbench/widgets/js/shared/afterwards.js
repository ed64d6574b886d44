/**
 * Work that may come after what the reader looks at: the words are painted and the kernel's answer is heard first, and
 * several demands close together are met once. Short enough that nobody sees a delay.
 */

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
  return { soon: () => void (timer ||= setTimeout(now, PAUSE)), now, due: () => timer !== 0, cancel };
}
