/** Which candidates are listed, and in which order. */

import { fold } from "../shared/code_search.js";

const BY = {
  score: (row) => -(row.score ?? -1),
  people: (row) => -row.people,
  segments: (row) => -row.segments,
  stability: (row) => -(row.stability ?? -1),
  coverage: (row) => row.coverage ?? 0,
};

export const SORTS = [...Object.keys(BY), "label"];
export const SHOWN = ["open", "latent", "explicit", "mixed", "accepted", "rejected", "all"];

/**
 * @param {object[]} rows themes with what is known of them as expectations
 * @param {{sort: string, show: string, query: string}} how
 */
export function listed(rows, { sort, show, query }) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const kept = rows.filter((row) => shows(row, show) && words.every((word) => fold(`${row.label} ${row.terms.join(" ")}`).includes(word)));
  if (sort === "label") return kept.sort((a, b) => a.label.localeCompare(b.label));
  return kept.sort((a, b) => BY[sort](a) - BY[sort](b) || b.segments - a.segments || a.id - b.id);
}

function shows({ status, kind }, show) {
  if (show === "all") return true;
  if (show === "accepted" || show === "rejected") return status === show;
  if (show === "open") return status !== "rejected";
  return status !== "rejected" && kind === show;
}
