/** The cards on paper: as they stand side by side, as many to a page as can be read. */

import "./printing.css";

/** @param {HTMLElement} root the page @returns {() => void} ends it */
export function preparePaper(root) {
  const style = document.createElement("style");
  style.textContent = "@page { size: A4 landscape; margin: 10mm; }";

  function before() {
    document.head.append(style);
    document.body.classList.add("wb-print-personas");
    root.classList.add("wb-on-paper");
  }

  function after() {
    root.classList.remove("wb-on-paper");
    document.body.classList.remove("wb-print-personas");
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
