/** Numbers of the tables, as the language of the page writes them. */

/** With one or two decimals at most. */
export const rounded = (value, t, digits = 1) => new Intl.NumberFormat(t.language, { maximumFractionDigits: digits }).format(value);

/** A probability: what is small is told by its bound. */
export function chance(value, t) {
  if (value === null || value === undefined) return "–";
  const least = 0.001;
  return value < least ? `< ${rounded(least, t, 3)}` : rounded(value, t, 3);
}
