/** A word tree as lines: what is always said on together stands in one line. */

/**
 * @typedef {{branch: number, word: string, uses: number, people: number, children: Branch[]}} Branch
 * @param {Branch} root
 * @param {"right"|"left"} direction to the left, what comes first is the furthest from the word
 * @returns {{branch: number, words: string, uses: number, people: number, depth: number, path: string}[]} `path`: the
 *   words from the root to the end of the line
 */
export function branchLines(root, direction) {
  const lines = [];
  const join = (before, after) => (direction === "left" ? [after, before] : [before, after]).filter(Boolean).join(" ").replace(/([\p{L}]['’]) /gu, "$1");
  function walk(from, depth, path) {
    let at = from;
    let words = from.word;
    while (depth && at.children.length === 1 && at.children[0].uses === at.uses) {
      [at] = at.children;
      words = join(words, at.word);
    }
    const whole = join(path, words);
    lines.push({ branch: at.branch, words, uses: from.uses, people: from.people, depth, path: whole });
    for (const child of at.children) walk(child, depth + 1, whole);
  }
  walk(root, 0, "");
  return lines;
}
