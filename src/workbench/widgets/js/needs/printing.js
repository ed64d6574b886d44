/** The matrix on one page of paper, landscape: cards get smaller until all of them fit. */

import "./printing.css";

const SIZES = [12, 11, 10, 9, 8, 7, 6, 5, 4.5, 4];

/** @param {HTMLElement} root the page @param {() => boolean} when whether the matrix is what is shown @returns {() => void} ends it */
export function fitPaper(root, when) {
  const style = document.createElement("style");
  style.textContent = "@page { size: A4 landscape; margin: 10mm; }";

  function before() {
    if (!when()) return;
    document.head.append(style);
    document.body.classList.add("wb-print-needs");
    root.classList.add("wb-on-paper");
    for (const size of SIZES) {
      root.style.setProperty("--wb-paper-size", `${size}px`);
      const lists = [...root.querySelectorAll(".wb-quadrant-list")];
      if (lists.every(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight + 1)) break;
    }
  }

  function after() {
    root.classList.remove("wb-on-paper");
    document.body.classList.remove("wb-print-needs");
    style.remove();
  }

  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  return () => {
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
    after();
  };
}
