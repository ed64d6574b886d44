/** Finding words in a source. Pure. */

/** A regular expression may take for ever on a long text: after this many milliseconds the rest is not searched. */
const PATIENCE = 1000;

/**
 * Every match in the text. Without `case`, neither case nor accents count: « repere » finds « repère ».
 * @param {string} text
 * @param {string} query
 * @param {{regex?: boolean, case?: boolean}} [how] a regular expression matches within a line
 * @returns {{start: number, end: number}[]|null} null where the expression cannot be read
 */
export function findAll(text, query, { regex = false, case: exact = false } = {}) {
  if (!query) return [];
  if (regex) return matchesOf(text, query, exact);
  // Text may write an accent as a sign of its own: it belongs to the letter before.
  const signs = [...(exact ? query : plain(query.normalize("NFC")))].map((sign) => sign.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  const expression = new RegExp(exact ? signs.join("") : signs.map((sign) => `${sign}[\u0300-\u036f]*`).join(""), "g");
  return Array.from((exact ? text : plain(text)).matchAll(expression), ({ 0: words, index }) => ({ start: index, end: index + words.length }));
}

function matchesOf(text, query, exact) {
  let expression;
  try {
    expression = new RegExp(withLetters(query), exact ? "gu" : "giu");
  } catch {
    return null;
  }
  const found = [];
  const until = performance.now() + PATIENCE;
  for (let from = 0; from <= text.length && performance.now() < until; ) {
    const newline = text.indexOf("\n", from);
    const to = newline < 0 ? text.length : newline;
    for (const match of text.slice(from, to).matchAll(expression)) {
      if (match[0]) found.push({ start: from + match.index, end: from + match.index + match[0].length });
    }
    from = to + 1;
  }
  return found;
}

/** `\w` and `\b` know only English letters in a browser; here, as in Python, « è » is a letter. */
function withLetters(query) {
  const letters = "\\p{L}\\p{M}\\p{N}_";
  let inClass = false;
  return query.replace(/\\[\s\S]|[[\]]/g, (piece) => {
    if (piece === "[") inClass = true;
    else if (piece === "]") inClass = false;
    else if (piece === "\\w") return inClass ? letters : `[${letters}]`;
    else if (piece === "\\W" && !inClass) return `[^${letters}]`;
    else if (piece === "\\b" && !inClass) return `(?:(?<=[${letters}])(?![${letters}])|(?<![${letters}])(?=[${letters}]))`;
    return piece;
  });
}

const folded = new Map();

/** In small letters and without accents, each UTF-16 unit in its place. */
function plain(text) {
  return text.toLowerCase().length === text.length
    ? text.toLowerCase().replace(/[\u00c0-\u024f\u1e00-\u1eff\u2018\u2019\u02bc\u00a0\u202f]/g, plainUnit)
    : [...text].map((sign) => (sign.toLowerCase().length === sign.length ? plain(sign) : sign)).join("");
}

function plainUnit(sign) {
  if (!folded.has(sign)) {
    const base = /[\u2018\u2019\u02bc]/.test(sign) ? "'" : /\s/.test(sign) ? " " : sign.normalize("NFD")[0];
    folded.set(sign, base);
  }
  return folded.get(sign);
}
