/** Saying out loud when one person says most of it. */

/** From here on it is worth saying. */
const MUCH = 0.5;

/** "31 of 38 by one person (Nadia)", when that is most of it; else nothing. */
export function byOne({ n, total, who }, t) {
  return who && total > 1 && n / total >= MUCH ? t("fact.by_one", { n, total, who }) : "";
}
