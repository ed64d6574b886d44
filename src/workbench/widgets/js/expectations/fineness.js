/** How finely a corpus is cut: steps of what `find_themes` takes between 0 and 1, and their names. */

export const MIDDLE = 0.4;

export const FINENESS = [
  [0.1, "coarsest"],
  [0.25, "coarse"],
  [MIDDLE, "middle"],
  [0.6, "fine"],
  [0.9, "finest"],
];
