/** The mouse on the words: hovering lights the stripes of what is coded there, a click makes a coding the active one. */

import { EditorView } from "@codemirror/view";

import { book } from "./codings.js";

/**
 * @param {{onActivate: (id: number|string|null) => void, onHover: (id: number|string|null) => void,
 *   onSelected: () => void}} calls
 */
export function pointing({ onActivate, onHover, onSelected }) {
  return EditorView.domEventHandlers({
    mouseover(event, view) {
      // Where the words were redrawn under a mouse at rest, the reader points at nothing new.
      if (!event.movementX && !event.movementY) return;
      const coded = event.target.closest?.(".wb-coded");
      if (coded || view.state.field(book).hovered !== null) onHover(coded ? innermost(view, coded)[0]?.id ?? null : null);
    },
    mouseleave: () => onHover(null),
    touchend: (_, view) => void setTimeout(() => view.state.selection.main.empty || onSelected()),
    mouseup(event, view) {
      if (event.button !== 0) return;
      // After the editor has taken the click in: then the selection is the one the user made.
      setTimeout(() => {
        if (!view.state.selection.main.empty) onSelected();
        else if (event.detail === 1) onActivate(nextAt(view, view.state.selection.main.head));
      });
    },
  });
}

/** The codings at a position, the innermost first. */
export function codingsAt(view, position) {
  return byLength(view.state.field(book).index.overlapping(position, position + 1));
}

function innermost(view, coded) {
  const { byId } = view.state.field(book);
  const ids = new Set(coded.dataset.codings.split(" "));
  return byLength([...byId.values()].filter(({ id }) => ids.has(String(id))));
}

/** Clicking again on the same words goes outwards from one coding to the next. */
function nextAt(view, position) {
  const codings = codingsAt(view, position);
  const at = codings.findIndex(({ id }) => id === view.state.field(book).active);
  return codings[(at + 1) % codings.length]?.id ?? null;
}

function byLength(codings) {
  return codings.sort((a, b) => a.end - a.start - (b.end - b.start));
}
