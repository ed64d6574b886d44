/**
 * Spans sorted by where they start, with the furthest end so far beside them: what overlaps a stretch is found without
 * reading the rest. An index never changes: `changed` gives a new one.
 * @template {{id: number|string, start: number, end: number}} Span
 */
export class Intervals {
  /** @param {Span[]} spans */
  constructor(spans = []) {
    this.spans = [...spans].sort(byPlace);
    this.furthest = furthestEnds(this.spans);
  }

  /**
   * The spans that overlap [from, to), in order.
   * @param {number} from
   * @param {number} to
   * @returns {Span[]}
   */
  overlapping(from, to) {
    const found = [];
    for (let at = firstBeyond(this.furthest, from); at < this.spans.length && this.spans[at].start < to; at++) {
      if (this.spans[at].end > from) found.push(this.spans[at]);
    }
    return found;
  }

  /**
   * @param {Span[]} put spans to add
   * @param {Span["id"][]} gone ids to take away first
   */
  changed(put, gone = put.map(({ id }) => id)) {
    const out = new Set(gone);
    const spans = this.spans.filter(({ id }) => !out.has(id));
    for (const span of put) spans.splice(firstAfter(spans, span), 0, span);
    return from(spans);
  }
}

/** By start, the longer first, so that what holds comes before what is held. */
export function byPlace(a, b) {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Position in `sorted` of the last item for which `item[key] <= value`, or -1. */
export function lastAtOrBefore(sorted, value, key = "start") {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle][key] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function from(sorted) {
  const index = Object.create(Intervals.prototype);
  index.spans = sorted;
  index.furthest = furthestEnds(sorted);
  return index;
}

function furthestEnds(spans) {
  const ends = new Float64Array(spans.length);
  let furthest = 0;
  spans.forEach(({ end }, at) => (ends[at] = furthest = Math.max(furthest, end)));
  return ends;
}

function firstBeyond(ends, position) {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

function firstAfter(spans, span) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byPlace(spans[middle], span) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
