/** The matches of a search on the text: drawn where one looks, the current one apart. */

import { Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, ViewPlugin } from "@codemirror/view";

import { lastAtOrBefore } from "./intervals.js";

const FOUND = Decoration.mark({ class: "wb-found" });
const CURRENT = Decoration.mark({ class: "wb-found wb-found-current" });

export const setMatches = StateEffect.define();

/** @type {StateField<{matches: {start: number, end: number}[], current: number}>} */
export const matchesField = StateField.define({
  create: () => ({ matches: [], current: -1 }),
  update: (value, { effects }) => effects.find((effect) => effect.is(setMatches))?.value ?? value,
});

export const searching = [
  matchesField,
  // Highest means innermost: a match is seen above the tint of a coding.
  Prec.highest(ViewPlugin.define((view) => new Matches(view), { decorations: (plugin) => plugin.decorations })),
];

/** Draws the matches on screen. */
class Matches {
  constructor(view) {
    this.decorations = this.draw(view);
  }

  update(update) {
    const changed = update.state.field(matchesField) !== update.startState.field(matchesField);
    if (changed || update.viewportChanged || update.docChanged) this.decorations = this.draw(update.view);
  }

  draw(view) {
    const { matches, current } = view.state.field(matchesField);
    const marks = [];
    for (const { from, to } of view.visibleRanges) {
      let at = Math.max(lastAtOrBefore(matches, from), 0);
      for (; at < matches.length && matches[at].start < to; at++) {
        const { start, end } = matches[at];
        if (end > from) marks.push((at === current ? CURRENT : FOUND).range(Math.max(start, from), Math.min(end, to)));
      }
    }
    return Decoration.set(marks);
  }
}
