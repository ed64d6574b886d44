/**
 * The tree of codes as lines, and where a code may be put in it. Pure: codes know their parent and their children.
 *
 * @typedef {{id: number, parent: number|null, children: number[]}} Node
 * @typedef {{codes: Map<number, Node>, tree: number[]}} Forest
 * @typedef {{id: number, depth: number, at: number, of: number, open: boolean|null}} Row `at` of `of` siblings, from 1; `open`
 *   null without children
 * @typedef {{parent: number|null, position: number}} Place position among the siblings, the code itself left out
 */

/**
 * The lines to show, in order.
 * @param {Forest} forest
 * @param {{closed: Set<number>, only?: Set<number>|null}} how `only`: codes that are searched for; those above them stay, open
 * @returns {Row[]}
 */
export function rowsOf({ codes, tree }, { closed, only = null }) {
  const kept = only && withThoseAbove(codes, only);
  const rows = [];
  const walk = (ids, depth) => {
    const siblings = kept ? ids.filter((id) => kept.has(id)) : ids;
    siblings.forEach((id, at) => {
      const { children } = codes.get(id);
      const has = kept ? children.some((child) => kept.has(child)) : children.length > 0;
      const open = has ? Boolean(kept) || !closed.has(id) : null;
      rows.push({ id, depth, at: at + 1, of: siblings.length, open });
      if (open) walk(children, depth + 1);
    });
  };
  walk(tree, 0);
  return rows;
}

/** The codes above a code, the nearest first. */
export function above(codes, id) {
  const found = [];
  for (let up = codes.get(id)?.parent ?? null; up !== null && !found.includes(up); up = codes.get(up)?.parent ?? null) found.push(up);
  return found;
}

/** Whether `id` is `top` or somewhere below it. */
export function within(codes, id, top) {
  return id === top || above(codes, id).includes(top);
}

/** The codes below a code, `top` itself left out. */
export function below(codes, top) {
  return codes.get(top).children.flatMap((id) => [id, ...below(codes, id)]);
}

/**
 * Where one step takes a code: up or down among its siblings, in under the one before it, out beside its parent.
 * @param {Forest} forest
 * @param {number} id
 * @param {"up"|"down"|"in"|"out"} step
 * @returns {Place|null} null where there is nowhere to go
 */
export function stepPlace(forest, id, step) {
  const { codes } = forest;
  const { parent } = codes.get(id);
  const siblings = siblingsOf(forest, parent);
  const at = siblings.indexOf(id);
  if (step === "up") return at > 0 ? { parent, position: at - 1 } : null;
  if (step === "down") return at < siblings.length - 1 ? { parent, position: at + 1 } : null;
  if (step === "in") return at > 0 ? { parent: siblings[at - 1], position: codes.get(siblings[at - 1]).children.length } : null;
  if (parent === null) return null;
  const higher = codes.get(parent).parent;
  return { parent: higher, position: siblingsOf(forest, higher).indexOf(parent) + 1 };
}

/**
 * Where a code dropped on a line goes.
 * @param {Forest} forest
 * @param {Row} row the line under the pointer
 * @param {number} height where on it, 0 its top and 1 its bottom
 * @param {number} id the code that is dropped
 * @returns {(Place & {kind: "before"|"inside"|"after"})|null} null where it may not go
 */
export function dropPlace(forest, row, height, id) {
  const { codes } = forest;
  if (within(codes, row.id, id)) return null;
  const kind = height < 0.28 ? "before" : height > 0.72 ? "after" : "inside";
  if (kind === "inside") return { kind, parent: row.id, position: without(codes.get(row.id).children, id).length };
  if (kind === "after" && row.open) return { kind, parent: row.id, position: 0 };
  const { parent } = codes.get(row.id);
  const position = without(siblingsOf(forest, parent), id).indexOf(row.id) + (kind === "after" ? 1 : 0);
  return { kind, parent, position };
}

/** Whether a place is where the code already is. */
export function isThere(forest, id, { parent, position }) {
  return codesParent(forest, id) === parent && siblingsOf(forest, parent).indexOf(id) === position;
}

const codesParent = ({ codes }, id) => codes.get(id).parent;
const siblingsOf = ({ codes, tree }, parent) => (parent === null ? tree : codes.get(parent).children);
const without = (ids, id) => ids.filter((other) => other !== id);

function withThoseAbove(codes, ids) {
  const kept = new Set(ids);
  for (const id of ids) for (const up of above(codes, id)) kept.add(up);
  return kept;
}
