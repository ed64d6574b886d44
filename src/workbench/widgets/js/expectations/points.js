/**
 * The segments as points: columns of numbers, and a grid to find those near a place.
 *
 * @typedef {{n: number, id: Int32Array, x: Float32Array, y: Float32Array, leaf: Int32Array, person: Int32Array,
 *   source: Int32Array, reason: Uint8Array, voice: Uint8Array, cells: {side: number, starts: Uint32Array, order: Uint32Array}}} Points
 */

const A_CELL = 6;
const MOST_CELLS = 300;

/** Numbers from the bytes of a buffer. @param {new (bytes: ArrayBuffer) => T} Kind @param {DataView} view @template T @returns {T} */
export const column = (Kind, { buffer, byteOffset, byteLength }) => new Kind(buffer.slice(byteOffset, byteOffset + byteLength));

/** @param {DataView[]} buffers as the kernel sends them @returns {Points} */
export function readPoints(buffers) {
  const points = {
    id: column(Int32Array, buffers[0]),
    x: column(Float32Array, buffers[1]),
    y: column(Float32Array, buffers[2]),
    leaf: column(Int32Array, buffers[3]),
    person: column(Int32Array, buffers[4]),
    source: column(Int32Array, buffers[5]),
    reason: column(Uint8Array, buffers[6]),
    voice: column(Uint8Array, buffers[7]),
  };
  return { ...points, n: points.id.length, cells: gridOf(points.x, points.y) };
}

/** The points of each cell of a grid over the unit square, one cell after the other. */
export function gridOf(x, y) {
  const side = Math.max(1, Math.min(MOST_CELLS, Math.round(Math.sqrt(x.length / A_CELL))));
  const cell = new Uint32Array(x.length);
  const starts = new Uint32Array(side * side + 1);
  for (let i = 0; i < x.length; i += 1) {
    cell[i] = place(y[i], side) * side + place(x[i], side);
    starts[cell[i] + 1] += 1;
  }
  for (let c = 0; c < side * side; c += 1) starts[c + 1] += starts[c];
  const next = starts.slice();
  const order = new Uint32Array(x.length);
  for (let i = 0; i < x.length; i += 1) order[next[cell[i]]++] = i;
  return { side, starts, order };
}

const place = (value, side) => Math.max(0, Math.min(side - 1, Math.floor(value * side)));

/** Calls `each` with every point in the cells that touch a box. */
function within({ cells: { side, starts, order } }, left, top, right, bottom, each) {
  for (let row = place(top, side); row <= place(bottom, side); row += 1) {
    const from = starts[row * side + place(left, side)];
    const to = starts[row * side + place(right, side) + 1];
    for (let at = from; at < to; at += 1) each(order[at]);
  }
}

/** The point nearest to a place, at most `reach` away; -1 for none. @param {(i: number) => boolean} [allowed] */
export function nearest(points, x, y, reach, allowed) {
  let found = -1;
  let least = reach * reach;
  within(points, x - reach, y - reach, x + reach, y + reach, (i) => {
    const dx = points.x[i] - x;
    const dy = points.y[i] - y;
    const away = dx * dx + dy * dy;
    if (away <= least && (!allowed || allowed(i))) {
      least = away;
      found = i;
    }
  });
  return found;
}

/** The points at most `reach` from one, the nearest first, itself at the head; no more than `most`. */
export function around(points, i, reach, most) {
  const { x, y } = points;
  const away = (other) => (x[other] - x[i]) ** 2 + (y[other] - y[i]) ** 2;
  const found = [];
  within(points, x[i] - reach, y[i] - reach, x[i] + reach, y[i] + reach, (other) => other !== i && found.push(other));
  return [i, ...found.sort((a, b) => away(a) - away(b)).slice(0, most - 1)];
}

/** The points inside a polygon, in their order. @param {[number, number][]} polygon */
export function inside(points, polygon) {
  if (polygon.length < 3) return new Uint32Array(0);
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const found = [];
  within(points, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), (i) => {
    if (holds(xs, ys, points.x[i], points.y[i])) found.push(i);
  });
  return Uint32Array.from(found).sort();
}

/** Whether a polygon holds a place: a ray from it crosses the outline an odd number of times. */
function holds(xs, ys, x, y) {
  let odd = false;
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i, i += 1) {
    if (ys[i] > y !== ys[j] > y && x < ((xs[j] - xs[i]) * (y - ys[i])) / (ys[j] - ys[i]) + xs[i]) odd = !odd;
  }
  return odd;
}

/** The points for which something holds. @param {(i: number) => boolean} holds @returns {Uint32Array} */
export function those(points, holds) {
  const found = new Uint32Array(points.n);
  let n = 0;
  for (let i = 0; i < points.n; i += 1) if (holds(i)) found[n++] = i;
  return found.slice(0, n);
}
