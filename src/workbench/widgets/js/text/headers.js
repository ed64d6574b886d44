/**
 * Who speaks where: the header of each turn, and what it stands in for in the text. Pure.
 *
 * A transcript writes the speaker before the words (`NADIA [00:03:20] : `) or alone on the line above. That label is
 * hidden and its words are shown in the header instead; nothing is hidden that the header does not show.
 * @typedef {{id: number|string, start: number, end: number, kind?: string, speaker?: string, role?: string,
 *   time?: number|string|null, case?: unknown}} Passage
 * @typedef {{passage: Passage, speaker: string, time: string, aside: string, moderator: boolean,
 *   label: [number, number]|null, lines: [number, number]|null}} Header
 *   `label`: stretch hidden inside the first line of the turn; `lines`: whole lines hidden above it
 */

import { lastAtOrBefore } from "./intervals.js";
import { trimSpan } from "./words.js";

const CLOCK = String.raw`(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?`;
const TIME = new RegExp(String.raw`[\[(<{#]?\s*${CLOCK}(?:-\d)?\s*[\])>}#]?`, "g");
const TIMES_ONLY = new RegExp(String.raw`^\s*[\[(]?\s*${CLOCK}(?:\s*-->\s*${CLOCK})?\s*[\])]?\s*$`);
const LONGEST_LABEL = 200;
const LINES_ABOVE = 6;

/**
 * The headers of a source, in order.
 * @param {string} text
 * @param {Passage[]} passages sorted by start
 * @returns {Header[]}
 */
export function findHeaders(text, passages) {
  const headers = [];
  let previous = null;
  for (const passage of passages) {
    if (passage.speaker) {
      const label = findLabel(text, passage, previous?.end ?? 0);
      const same = previous?.speaker === passage.speaker && previous?.role === passage.role;
      if (label || !same) headers.push(header(text, passage, label));
    }
    previous = passage;
  }
  return headers;
}

/**
 * A clock time as it is read aloud in a transcript: `00:03:20`.
 * @param {number|string|null|undefined} time seconds, or the time already written
 */
export function clock(time) {
  if (time === null || time === undefined || time === "") return "";
  if (typeof time === "string" && !/^\d+(\.\d+)?$/.test(time)) return time;
  const seconds = Math.floor(Number(time));
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}

/**
 * The turns of a source: the passages under one header together, a passage without a speaker by itself.
 * @param {Passage[]} passages sorted by start
 * @param {Header[]} headers of these passages
 * @returns {{start: number, end: number, passage: Passage, header: Header|null}[]}
 */
export function groupTurns(passages, headers) {
  const headed = new Map(headers.map((header) => [header.passage, header]));
  const turns = [];
  for (const passage of passages) {
    const header = headed.get(passage) ?? null;
    if (header || !passage.speaker) turns.push({ start: passage.start, end: passage.end, passage, header });
    else turns.at(-1).end = passage.end;
  }
  return turns;
}

/**
 * The stretches that headers stand in for, as [start, end), in order: from the end of the line before to the words.
 * @param {Header[]} headers
 */
export function hiddenSpans(headers) {
  return headers
    .filter(({ label, lines }) => label || lines)
    .map(({ passage, label, lines }) => [Math.max((lines ?? label)[0] - 1, 0), label ? label[1] : Math.min(lines[1] + 1, passage.start)]);
}

/**
 * What is selected, without white space at its ends and without a label that is hidden there.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {number[][]} hidden stretches, in order
 * @returns {{start: number, end: number}|null}
 */
export function selectedSpan(text, from, to, hidden) {
  let span = trimSpan(text, from, to);
  const first = hidden[lastAtOrBefore(hidden, span.start, 0)];
  if (first && span.start < first[1]) span = trimSpan(text, Math.min(first[1], span.end), span.end);
  const last = hidden[lastAtOrBefore(hidden, span.end - 1, 0)];
  if (last && span.end <= last[1]) span = trimSpan(text, span.start, Math.max(last[0], span.start));
  return span.start < span.end ? span : null;
}

function header(text, passage, found) {
  const written = found ? text.slice(...found.written) : "";
  return {
    passage,
    speaker: passage.speaker,
    time: clock(passage.time) || (written.match(TIME)?.[0] ?? "").replace(/[[\](){}<>#\s]/g, ""),
    aside: aside(written, passage.speaker),
    moderator: passage.role === "moderator",
    label: found?.label ?? null,
    lines: found?.lines ?? null,
  };
}

/** What the label says besides the name and the time: `NADIA (rires) :` gives `rires`. */
function aside(written, speaker) {
  if (!written) return "";
  const at = fold(written).indexOf(fold(speaker));
  const rest = (written.slice(0, at) + " " + written.slice(at + speaker.length)).replace(TIME, " ");
  return rest.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").replace(/\s+/g, " ");
}

/** The label of a turn, looked for between the end of the passage before and its first word. */
function findLabel(text, passage, floor) {
  const speaker = fold(passage.speaker);
  const lineStart = text.lastIndexOf("\n", passage.start - 1) + 1;
  const before = text.slice(lineStart, passage.start);
  if (before.trim()) {
    if (lineStart < floor || before.length > LONGEST_LABEL || !fold(before).includes(speaker)) return null;
    const label = [lineStart, passage.start];
    return { written: label, label, lines: linesAbove(text, lineStart, floor, null) };
  }
  const lines = linesAbove(text, lineStart, floor, speaker);
  if (!lines || !fold(text.slice(...lines)).includes(speaker)) return null;
  return { written: lines, label: null, lines };
}

/** The blank lines, time codes and (with a `speaker`) the line of the label that stand right above a line. */
function linesAbove(text, lineStart, floor, speaker) {
  // The line on which the passage before ends is not above, it is its own.
  const first = floor === 0 ? 0 : text.indexOf("\n", floor) + 1;
  let from = lineStart;
  let wanted = speaker;
  for (let count = 0; count < LINES_ABOVE && from > first; count++) {
    const start = Math.max(text.lastIndexOf("\n", from - 2) + 1, first);
    const line = text.slice(start, from - 1);
    if (wanted !== null && line.trim() && line.length <= LONGEST_LABEL && fold(line).includes(wanted)) wanted = null;
    else if (line.trim() && !TIMES_ONLY.test(line)) break;
    from = start;
  }
  return from < lineStart ? [from, lineStart - 1] : null;
}

function fold(text) {
  return text.toLowerCase();
}
