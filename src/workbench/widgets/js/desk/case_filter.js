/** Finding people by what is known of them: words, `name:value`, and numbers compared (`age>30`). */

import { fold } from "../shared/code_search.js";

const TERM = /^(.+?)(>=|<=|[:=<>])(.*)$/;

/**
 * The cases that satisfy every term of the query, in their order.
 * @param {{name: string, attributes: Record<string, string>}[]} cases
 * @param {string} query
 * @example matching(cases, "femme âge>30")
 */
export function matching(cases, query) {
  const terms = fold(query).split(/\s+/).filter(Boolean);
  return cases.filter((each) => terms.every((term) => satisfies(each, term)));
}

function satisfies({ name, attributes }, term) {
  const [, attribute, sign, wanted] = TERM.exec(term) ?? [];
  if (!attribute) return [name, ...Object.values(attributes)].some((value) => fold(String(value)).includes(term));
  return Object.entries(attributes).some(([key, value]) => fold(key).replace(/\s+/g, "").startsWith(attribute) && compare(fold(String(value)), sign, wanted));
}

function compare(value, sign, wanted) {
  if (sign === ":") return value.includes(wanted);
  const [one, other] = [value, wanted].map((text) => Number(text.replace(",", ".")));
  const both = wanted !== "" && !Number.isNaN(one) && !Number.isNaN(other);
  if (sign === "=") return both ? one === other : value === wanted;
  if (!both) return false;
  return { ">": one > other, "<": one < other, ">=": one >= other, "<=": one <= other }[sign];
}
