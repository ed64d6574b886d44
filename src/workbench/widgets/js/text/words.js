/**
 * Words, as a reader of French or English means them: `l'aide` gives `aide`, `aujourd'hui` and `rendez-vous` stay
 * whole, an emoji with all its joiners is one sign. Offsets are UTF-16.
 */

const WORD = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_\u200c\u200d]*(?:['’ʼ\-‐‑·.](?=[\p{L}\p{N}])[\p{L}\p{N}_][\p{L}\p{M}\p{N}_\u200c\u200d]*)*/gu;
const ELISION = /^(?:jusqu|lorsqu|puisqu|quoiqu|presqu|qu|[cdjlmnst])['’ʼ](?=.)/iu;
/** Words that hold an elision and are nevertheless one word. */
const WHOLE = /^(?:d['’ʼ]abord|d['’ʼ]ailleurs|d['’ʼ]accord|presqu['’ʼ]îles?)$/iu;
const REACH = 120;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * The words of a stretch of text, in order, elided articles apart.
 * @param {string} text
 * @param {number} from where `text` starts in the source
 * @returns {{start: number, end: number}[]}
 */
export function wordsOf(text, from = 0) {
  const words = [];
  for (const match of text.matchAll(WORD)) {
    // A full stop holds a number or initials together (3.5, S.A.), never two words of a sentence without a space.
    const pieces = match[0].includes(".") && !/^(?:\p{L}\.)*\p{L}$|\d\.\d/u.test(match[0]) ? match[0].split(/(?<=\.)/) : [match[0]];
    let at = from + match.index;
    for (const piece of pieces) {
      const word = piece.replace(/\.$/, "");
      const elided = WHOLE.test(word) ? null : ELISION.exec(word);
      const cut = elided ? elided[0].length : 0;
      if (cut) words.push({ start: at, end: at + cut });
      words.push({ start: at + cut, end: at + word.length });
      at += piece.length;
    }
  }
  return words;
}

/**
 * The word at a position: the one it stands in, else the one that ends there, else the sign (an emoji whole).
 * @param {string} text
 * @param {number} position
 * @returns {{start: number, end: number}} empty where there is only space
 */
export function wordAt(text, position) {
  const [from, to] = surroundings(text, position);
  const words = wordsOf(text.slice(from, to), from);
  const word =
    words.find(({ start, end }) => start <= position && position < end) ?? words.find(({ end }) => end === position);
  if (word) return word;
  for (const { segment, index } of graphemes.segment(text.slice(from, to))) {
    const start = from + index;
    if (start <= position && position < start + segment.length && segment.trim()) {
      return { start, end: start + segment.length };
    }
  }
  return { start: position, end: position };
}

/**
 * The next edge of a word from a position.
 * @param {string} text
 * @param {number} position
 * @param {1|-1} direction
 * @param {"start"|"end"} edge which edge of the words to stop at
 * @returns {number} the end of the text where no word follows
 */
export function wordEdge(text, position, direction, edge) {
  for (let reach = REACH; ; reach *= 4) {
    const from = boundary(text, Math.max(0, position - (direction < 0 ? reach : REACH)));
    const to = boundary(text, Math.min(text.length, position + (direction > 0 ? reach : REACH)));
    const edges = wordsOf(text.slice(from, to), from).map((word) => word[edge]);
    // A word cut by the window must not give an edge: only edges well inside count, unless the text ends there.
    const sure = edges.filter((at) => (from === 0 || at > from) && (to === text.length || at < to));
    const found = direction > 0 ? sure.find((at) => at > position) : sure.findLast((at) => at < position);
    if (found !== undefined) return found;
    if (direction > 0 ? to === text.length : from === 0) return direction > 0 ? text.length : 0;
  }
}

/**
 * The span without the white space at its ends.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {{start: number, end: number}} `start === end` where there was only space
 */
export function trimSpan(text, start, end) {
  const span = text.slice(start, end);
  const words = span.trim();
  if (!words) return { start, end: start };
  const from = start + span.indexOf(words);
  return { start: from, end: from + words.length };
}

/** The stretch around a position, up to white space or as far as a word may reasonably go. */
function surroundings(text, position) {
  let from = position;
  let to = position;
  while (from > 0 && position - from < REACH && !/\s/.test(text[from - 1])) from--;
  while (to < text.length && to - position < REACH && !/\s/.test(text[to])) to++;
  return [boundary(text, from), boundary(text, to)];
}

/** Never between the two halves of one character. */
function boundary(text, position) {
  return /[\udc00-\udfff]/.test(text[position] ?? "") && /[\ud800-\udbff]/.test(text[position - 1] ?? "") ? position - 1 : position;
}
