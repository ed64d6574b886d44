/** Lanes: how spans that overlap are told apart side by side, and labels that keep off each other. Pure functions. */

/**
 * A lane for each span, so that no two spans that overlap share one. Greedy interval colouring: as few lanes as the
 * deepest overlap when nothing is held. A span keeps the lane it had (`held`) while that lane is free.
 * @param {{id: number|string, start: number, end: number}[]} spans sorted by start
 * @param {Map<number|string, number>} [held] lanes of an earlier assignment
 * @returns {Map<number|string, number>} id → lane, from 0
 */
export function assignLanes(spans, held) {
  const lanes = new Map();
  const ends = [];
  const kept = held ? keepHeld(spans, held) : null;
  for (const { id, start, end } of spans) {
    let lane = kept?.lanes.get(id) ?? 0;
    if (!kept?.lanes.has(id)) {
      while ((ends[lane] ?? -Infinity) > start || kept?.blocks(lane, start, end)) lane++;
    }
    ends[lane] = Math.max(ends[lane] ?? -Infinity, end);
    lanes.set(id, lane);
  }
  return lanes;
}

/**
 * The lane of one more span: the one it had while that is free, else the first that is.
 * @param {number|undefined} held
 * @param {(number|undefined)[]} taken lanes of the spans it overlaps
 * @returns {number}
 */
export function freeLane(held, taken) {
  if (held !== undefined && !taken.includes(held)) return held;
  let lane = 0;
  while (taken.includes(lane)) lane++;
  return lane;
}

/** The earlier lanes that still fit together; the first come keeps. */
function keepHeld(spans, held) {
  const lanes = new Map();
  const taken = [];
  const blocks = (lane, start, end) => (taken[lane] ?? []).some((span) => span.start < end && span.end > start);
  for (const span of spans) {
    const lane = held.get(span.id);
    if (lane === undefined || blocks(lane, span.start, span.end)) continue;
    lanes.set(span.id, lane);
    (taken[lane] ??= []).push(span);
  }
  return { lanes, blocks };
}

/**
 * Where labels stand so that none covers another: as near its own place as can be, pushed down in order, never more
 * than `patience` away. What finds no room is left out and counted on the last label that did.
 * @param {{id: number|string, top: number}[]} labels sorted by top
 * @param {{height: number, patience: number}} room
 * @returns {{id: number|string, top: number, more: number}[]}
 */
export function stackLabels(labels, { height, patience }) {
  const placed = [];
  let free = -Infinity;
  for (const { id, top } of labels) {
    const at = Math.max(top, free);
    if (at - top > patience) {
      placed[placed.length - 1].more++;
      continue;
    }
    placed.push({ id, top: at, more: 0 });
    free = at + height;
  }
  return placed;
}

/**
 * The stretches between the ends of codings, each with the codings that cover it.
 * @template {{start: number, end: number}} Span
 * @param {Span[]} spans sorted by start
 * @param {number} from
 * @param {number} to
 * @returns {{start: number, end: number, covering: Span[]}[]}
 */
export function elementary(spans, from, to) {
  const cuts = new Set();
  for (const { start, end } of spans) cuts.add(Math.max(start, from)).add(Math.min(end, to));
  const places = [...cuts].sort((a, b) => a - b);
  const stretches = [];
  let open = [];
  let next = 0;
  for (let at = 0; at + 1 < places.length; at++) {
    const start = places[at];
    open = open.filter(({ end }) => end > start);
    for (; next < spans.length && spans[next].start <= start; next++) if (spans[next].end > start) open.push(spans[next]);
    if (open.length) stretches.push({ start, end: places[at + 1], covering: open });
  }
  return stretches;
}
