/**
 * The suggestions for a code that nobody has answered, in their order. What was answered is kept in mind: taken back, it
 * comes first again.
 *
 * @typedef {{source_id: number, start: number, end: number}} Place
 */

/** @param {Place} place */
export const keyOf = ({ source_id: source, start, end }) => `${source}-${start}-${end}`;

export function createQueue() {
  let open = [];
  /** By key, in the order they were answered. */
  const answered = new Map();
  const others = (row) => open.filter((each) => keyOf(each) !== keyOf(row));

  return {
    rows: () => open,
    answered: () => answered.size,
    /** Everything of which one may want to know whether it was answered. @returns {Place[]} */
    places: () => [...answered.values(), ...open],

    /** Begins with the suggestions for a code. @param {Place[]} rows */
    start(rows) {
      answered.clear();
      open = [...rows];
    },

    /** Takes suggestions learned since: the one at hand stays, what was answered meanwhile does not come back. */
    renew(rows, held) {
      const kept = open.filter((row) => keyOf(row) === held);
      open = [...kept, ...rows.filter((row) => keyOf(row) !== held && !answered.has(keyOf(row)))];
    },

    /** @param {Place} row */
    answer(row) {
      open = others(row);
      answered.delete(keyOf(row));
      answered.set(keyOf(row), row);
    },

    /** An answer was not kept: the suggestion comes first again. @param {Place} row */
    takeBack(row) {
      answered.delete(keyOf(row));
      open = [row, ...others(row)];
    },

    /**
     * Brings the queue up to what has been answered by now, here or elsewhere.
     * @param {Set<string>} unanswered keys
     * @returns {boolean} whether that changed anything
     */
    settle(unanswered) {
      const back = [...answered.values()].filter((row) => unanswered.has(keyOf(row))).reverse();
      const gone = open.filter((row) => !unanswered.has(keyOf(row)));
      for (const row of back) answered.delete(keyOf(row));
      for (const row of gone) answered.set(keyOf(row), row);
      open = [...back, ...open.filter((row) => unanswered.has(keyOf(row)))];
      return back.length + gone.length > 0;
    },
  };
}
