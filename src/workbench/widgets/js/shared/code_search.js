/**
 * Finding codes by what a person types: all its words, in any order, without accents or case, in the name first, then in
 * the synonyms, then in what the codebook says of the code.
 *
 * @typedef {{id: number, parent: number|null, name: string, synonyms?: string, definition?: string, use_when?: string,
 *   not_when?: string, example?: string}} Code
 * @typedef {{code: Code, score: number, where: "name"|"synonyms"|"definition", marks: [number, number][]}} Found
 */

const RANK = { start: 100, word: 80, inside: 60, synonyms: 40, definition: 20 };
const folded = new WeakMap();

/** A text in small letters and without accents, each UTF-16 unit in its place, so that a match can be marked in the original. */
export function fold(text) {
  const small = text.toLowerCase();
  const same = small.length === text.length ? small : text;
  return same.replace(/[\u00c0-\u024f\u1e00-\u1eff\u2018\u2019\u02bc\u00a0\u202f]/g, (sign) =>
    /[\u2018\u2019\u02bc]/.test(sign) ? "'" : /\s/.test(sign) ? " " : sign.normalize("NFD")[0],
  );
}

/** The words of a query, folded. */
export function wordsOf(query) {
  return fold(query).split(/\s+/).filter(Boolean);
}

/**
 * The codes that hold every word of the query, best first; all of them, in their order, for an empty query.
 * @param {Iterable<Code>} codes
 * @param {string} query
 * @returns {Found[]}
 */
export function searchCodes(codes, query) {
  const words = wordsOf(query);
  const found = [];
  for (const code of codes) {
    const match = matchCode(code, words);
    if (match) found.push(match);
  }
  return words.length ? found.sort((a, b) => b.score - a.score) : found;
}

/** Whether a code bears exactly that name, case and accents put aside. */
export function bears(code, name) {
  return fold(code.name.trim()) === fold(name.trim().replace(/\s+/g, " "));
}

function matchCode(code, words) {
  const { name, synonyms, definition } = foldedOf(code);
  const found = { code, score: 0, where: "name", marks: [] };
  let lowest = RANK.start;
  for (const word of words) {
    const at = bestPlace(name, word);
    const rank = at === 0 ? RANK.start : at > 0 ? (opensWord(name, at) ? RANK.word : RANK.inside) : otherRank(word, synonyms, definition);
    if (!rank) return null;
    if (at >= 0) found.marks.push([at, at + word.length]);
    lowest = Math.min(lowest, rank);
    found.score += rank;
  }
  found.score = words.length ? found.score / words.length - name.length / 1000 + (name === words.join(" ") ? 50 : 0) : 0;
  found.where = lowest >= RANK.inside ? "name" : lowest >= RANK.synonyms ? "synonyms" : "definition";
  found.marks.sort((a, b) => a[0] - b[0]);
  return found;
}

/** One or two letters stand in every definition: they are not looked for there. */
function otherRank(word, synonyms, definition) {
  return synonyms.includes(word) ? RANK.synonyms : word.length > 2 && definition.includes(word) ? RANK.definition : 0;
}

/** Where a word stands in a name: at the beginning of one of its words rather than within. */
function bestPlace(name, word) {
  const first = name.indexOf(word);
  for (let at = first; at >= 0; at = name.indexOf(word, at + 1)) if (opensWord(name, at)) return at;
  return first;
}

function opensWord(name, at) {
  return at === 0 || !/[\p{L}\p{N}]/u.test(name[at - 1]);
}

function foldedOf(code) {
  if (!folded.has(code)) {
    const { name, synonyms = "", definition = "", use_when = "", not_when = "", example = "" } = code;
    folded.set(code, {
      name: fold(name),
      synonyms: fold(synonyms ?? ""),
      definition: fold([definition, use_when, not_when, example].filter(Boolean).join(" ")),
    });
  }
  return folded.get(code);
}
