/**
 * Themes within themes: which of them stands for a segment at a level, and which colour each bears.
 *
 * @typedef {{id: number, parent: number|null, level: number, leaf: boolean, segments: number, label: string}} Theme
 */

const HUES = 11;

/** For each theme, the one that stands for it at `level`: itself, or the first above that is coarse enough. */
export function standingAt(themes, level) {
  const found = new Map();
  for (const theme of themes.values()) {
    let at = theme;
    while (at.level > level && themes.has(at.parent)) at = themes.get(at.parent);
    found.set(theme.id, at.id);
  }
  return found;
}

/** Those that stand at a level for some finest theme, the largest first. */
export function shownAt(themes, level) {
  const standing = standingAt(themes, level);
  const ids = new Set([...themes.values()].filter(({ leaf }) => leaf).map(({ id }) => standing.get(id)));
  return [...ids].map((id) => themes.get(id)).sort((a, b) => b.segments - a.segments || a.id - b.id);
}

/** The children of each theme, the largest first; under null, those that stand in none. */
export function childrenOf(themes) {
  const found = new Map([[null, []]]);
  for (const theme of [...themes.values()].sort((a, b) => b.segments - a.segments || a.id - b.id)) {
    const parent = themes.has(theme.parent) ? theme.parent : null;
    if (!found.has(parent)) found.set(parent, []);
    found.get(parent).push(theme);
  }
  return found;
}

/**
 * A place among the hues for each theme. The largest part of a theme keeps its colour when one looks more closely, so
 * that going from coarse to fine the map keeps its looks.
 * @param {Map<number, Theme>} themes
 * @returns {Map<number, number>}
 */
export function huesOf(themes) {
  const children = childrenOf(themes);
  const hues = new Map();
  let next = 0;
  const give = (theme, hue) => {
    hues.set(theme.id, hue);
    const [first, ...rest] = children.get(theme.id) ?? [];
    if (first) give(first, hue);
    for (const other of rest) give(other, next++ % HUES);
  };
  for (const theme of children.get(null)) hues.set(theme.id, next++ % HUES);
  for (const theme of children.get(null)) give(theme, hues.get(theme.id));
  return hues;
}

/** All themes in the order of the tree, each with how deep it stands. */
export function treeRows(themes) {
  const children = childrenOf(themes);
  const found = [];
  const walk = (parent, depth) => {
    for (const theme of children.get(parent) ?? []) {
      found.push({ theme, depth });
      walk(theme.id, depth + 1);
    }
  };
  walk(null, 0);
  return found;
}
