/** How high the desk is: as asked in a notebook, the whole window on a page of its own. */

const LEAST = 420;

/** @param {HTMLElement} root @param {number} height in pixels; 0 for the whole window @returns {() => void} ends it */
export function fitWindow(root, height) {
  if (height && root.closest(".jp-Notebook, .jp-OutputArea-output.jp-CodeConsole, .jp-WindowedPanel")) {
    root.style.height = `${height}px`;
    return () => {};
  }
  root.classList.add("wb-whole-window");
  const fit = () => {
    const top = root.getBoundingClientRect().top + scrollY;
    root.style.height = `${Math.max(LEAST, innerHeight - Math.min(top, innerHeight / 3))}px`;
  };
  fit();
  const watch = new ResizeObserver(fit);
  watch.observe(document.body);
  addEventListener("resize", fit);
  return () => {
    watch.disconnect();
    removeEventListener("resize", fit);
  };
}
