/**
 * The codings on the text, as editor state: what is coded, with what code and by whom, which one is active, hovered,
 * or being dragged.
 * @typedef {{id: number|string, start: number, end: number, code: number|string, coder?: unknown, pending?: boolean,
 *   weight?: number|null, memo?: boolean, status?: string}} Coding
 * @typedef {{name: string, colour: {tint: string, tone: string, ink: string}, number?: string|number}} Code
 * @typedef {{index: Intervals<Coding>, byId: Map<Coding["id"], Coding>, lanes: Map<Coding["id"], number>,
 *   codes: Map<Code|string|number, Code>, coders: Map<unknown, {name: string, initials?: string}>, me: unknown,
 *   active: Coding["id"]|null, hovered: Coding["id"]|null}} Book
 */

import { StateEffect, StateField } from "@codemirror/state";

import { Intervals } from "./intervals.js";
import { assignLanes, freeLane } from "./lanes.js";

const NO_COLOUR = { tint: "rgba(128, 128, 128, 0.18)", tone: "#767676", ink: "inherit" };
const COLOUR = /^(?:#[0-9a-f]{3,8}|inherit|currentcolor|[a-z]+|(?:rgba?|hsla?|hwb|oklab|oklch|color-mix|light-dark|var)\([\w\s#%.,/()+-]*\))$/i;

export const setCodings = StateEffect.define();
/** `{put, drop}`: codings added or put in the place of those with their ids, ids of codings taken away. */
export const changeCodings = StateEffect.define();
export const setCodes = StateEffect.define();
export const setActive = StateEffect.define();
export const setHovered = StateEffect.define();

/** @type {StateField<Book>} */
export const book = StateField.define({
  create: () => withCodings({ codes: new Map(), coders: new Map(), me: null, active: null, hovered: null }, new Intervals()),
  update(value, transaction) {
    for (const effect of transaction.effects) value = apply(value, effect);
    return value;
  },
});

/** The book a source opens with. */
export function firstBook({ codings, codes, coders, me }) {
  const empty = { codes: codes ?? new Map(), coders: coders ?? new Map(), me: me ?? null, active: null, hovered: null };
  return withCodings(empty, new Intervals(shown(codings)));
}

/** The colours of a coding's code, each safe to write into a style. */
export function coloursOf(value, coding) {
  const colour = value.codes.get(coding.code)?.colour ?? NO_COLOUR;
  return { tint: safe(colour.tint, NO_COLOUR.tint), tone: safe(colour.tone, NO_COLOUR.tone), ink: safe(colour.ink, "inherit") };
}

/** The initials of the coder, empty for oneself. */
export function initialsOf(value, coding) {
  if (coding.coder === undefined || coding.coder === null || coding.coder === value.me) return "";
  const coder = value.coders.get(coding.coder);
  if (!coder) return value.me === null ? "" : "·";
  return coder.initials ?? [...coder.name.matchAll(/(?<![\p{L}\p{M}])\p{L}/gu)].map(String).join("").slice(0, 2).toUpperCase();
}

/** True where a colleague, not oneself, made the coding. */
export function isOthers(value, coding) {
  return value.me !== null && coding.coder !== undefined && coding.coder !== value.me;
}

function apply(value, effect) {
  if (effect.is(setCodings)) return withCodings(value, new Intervals(shown(effect.value)));
  if (effect.is(changeCodings)) return withChanges(value, effect.value);
  if (effect.is(setCodes)) return { ...value, codes: effect.value };
  if (effect.is(setActive)) return value.active === effect.value ? value : { ...value, active: effect.value };
  if (effect.is(setHovered)) return value.hovered === effect.value ? value : { ...value, hovered: effect.value };
  return value;
}

function withCodings(value, index) {
  const byId = new Map(index.spans.map((coding) => [coding.id, coding]));
  return settled({ ...value, index, byId, lanes: assignLanes(index.spans) });
}

/** A coding takes a lane that is free where it stands; the others stay where the eye knows them. */
function withChanges(value, { put = [], drop = [] }) {
  const codings = shown(put);
  const gone = [...drop, ...put.map(({ id }) => id)];
  const index = value.index.changed(codings, gone);
  const [byId, lanes] = [new Map(value.byId), new Map(value.lanes)];
  for (const id of gone) byId.delete(id);
  for (const id of drop) lanes.delete(id);
  for (const coding of codings) {
    byId.set(coding.id, coding);
    const others = index.overlapping(coding.start, coding.end).filter((other) => other !== coding && byId.get(other.id) === other);
    lanes.set(coding.id, freeLane(lanes.get(coding.id), others.map(({ id }) => lanes.get(id))));
  }
  return settled({ ...value, index, byId, lanes });
}

/** What is active or hovered is something that is there. */
function settled(value) {
  const there = (id) => (value.byId.has(id) ? id : null);
  return { ...value, active: there(value.active), hovered: there(value.hovered) };
}

function shown(codings) {
  return (codings ?? []).filter(({ start, end, status }) => start < end && status !== "rejected");
}

/** A colour a user wrote must not carry anything but a colour into a style. */
function safe(colour, otherwise) {
  return typeof colour === "string" && COLOUR.test(colour) && !/url/i.test(colour) ? colour : otherwise;
}
