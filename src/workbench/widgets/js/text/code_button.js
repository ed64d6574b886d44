/** The small button that comes up at the end of a selection made by the mouse: coding can be found without the keys. */

/**
 * @param {HTMLElement} root the pane
 * @param {string} words on the button
 * @param {() => void} onClick
 */
export function createCodeButton(root, words, onClick) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "wb-code-button";
  button.hidden = true;
  button.tabIndex = -1;
  button.setAttribute("data-lm-suppress-shortcuts", "true");
  const key = Object.assign(document.createElement("kbd"), { textContent: "↵" });
  button.append(words, key);
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", onClick);
  root.append(button);

  return {
    /** @param {import("@codemirror/view").EditorView} view */
    show(view) {
      const { head, from } = view.state.selection.main;
      const place = view.coordsAtPos(head, head === from ? 1 : -1);
      if (!place) return;
      const { left, top, width, height } = root.getBoundingClientRect();
      button.hidden = false;
      button.style.left = `${Math.max(8, Math.min(place.left - left + 6, width - button.offsetWidth - 24))}px`;
      const below = place.bottom - top + 6;
      button.style.top = `${below + button.offsetHeight < height ? below : place.top - top - button.offsetHeight - 6}px`;
      view.scrollDOM.addEventListener("scroll", () => (button.hidden = true), { once: true, passive: true });
    },
    hide() {
      button.hidden = true;
    },
    place: () => button.getBoundingClientRect(),
  };
}
