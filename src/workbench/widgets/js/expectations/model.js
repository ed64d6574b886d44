/**
 * What the page knows of the themes, besides the project: the points, the level one looks at, the candidates there, what
 * is chosen.
 *
 * @typedef {{title: string, kind: "theme"|"lasso"|"part", theme: number|null, points: Uint32Array}} Chosen
 * @typedef {"themes"|"level"|"candidates"|"chosen"|"colour"|"state"|"point"|"codes"|"ledger"|"settings"|"counts"} Topic
 */

import { createProjectModel } from "../shared/project_model.js";
import { readPoints, those } from "./points.js";
import { huesOf, shownAt, standingAt } from "./tree.js";

export function createModel() {
  const model = Object.assign(createProjectModel(), {
    attributes: [],
    /** @type {"loading"|"none"|"few"|"fresh"|"ready"} what there is to show */
    state: "loading",
    /** How many segments there are, when there are no themes. */
    reach: { segments: 0, people: 0, enough: 0 },
    /** @type {Map<number, import("./tree.js").Theme>} */
    themes: new Map(),
    hues: new Map(),
    /** @type {import("./points.js").Points} */
    points: null,
    levels: [],
    level: 0,
    voices: [],
    reasons: [],
    run: {},
    note: "",
    /** For each theme the one that stands for it at the level. */
    standing: new Map(),
    /** @type {Map<number, object>} of the level, as expectations */
    candidates: new Map(),
    /** @type {Chosen|null} */
    chosen: null,
    /** The point one is at, in the list or under the mouse: its place among the points; -1 for none. */
    point: -1,
    /** What colours the map: `{by, names, of: Int16Array}`; `of` gives each point's place among the names. */
    colour: { by: "theme", names: [], of: null, others: 0 },

    begin(started) {
      model.takeProject(started);
      model.attributes = started.attributes;
      for (const topic of ["settings", "codes", "ledger"]) model.tell(topic);
    },

    takeMap({ themes, levels, level, run, note, voices, reasons }, buffers) {
      const first = !model.points?.n;
      Object.assign(model, { levels, run, note, voices, reasons, points: readPoints(buffers) });
      model.themes = new Map(themes.map((theme) => [theme.id, theme]));
      model.hues = huesOf(model.themes);
      model.level = first ? level : Math.min(model.level, Math.max(0, levels.length - 1));
      model.standing = standingAt(model.themes, model.level);
      if (model.colour.by !== "theme") model.colour = { by: "theme", names: [], of: null, others: 0 };
      model.point = -1;
      keepChosen();
      for (const topic of ["themes", "chosen"]) model.tell(topic);
    },

    setState(state) {
      model.state = state;
      model.tell("state");
    },

    setLevel(level) {
      if (level === model.level || level < 0 || level >= model.levels.length) return;
      model.level = level;
      model.standing = standingAt(model.themes, level);
      model.candidates = new Map();
      const { chosen } = model;
      // A theme one looks at stays, as the one that holds it or the largest that it holds.
      if (chosen?.theme) model.choose(model.standing.get(chosen.theme) === chosen.theme && !shown().has(chosen.theme) ? largestBelow(chosen.theme) : model.standing.get(chosen.theme));
      model.tell("level");
    },

    takeCandidates(level, rows) {
      if (level !== model.level) return;
      model.candidates = new Map(rows.map((row) => [row.id, row]));
      model.tell("candidates");
    },

    /** The themes of the level with what is known of them as expectations, the largest first. */
    shown: () => shownAt(model.themes, model.level).map((theme) => ({ ...theme, ...model.candidates.get(theme.id), terms: theme.terms, label: theme.label })),

    /** The points of a theme, whatever its level. */
    pointsOf(theme) {
      const leaves = new Set([...model.themes.values()].filter(({ id, leaf }) => leaf && isBelow(id, theme)).map(({ id }) => id));
      return those(model.points, (i) => leaves.has(model.points.leaf[i]));
    },

    themeOf: (point) => model.themes.get(model.standing.get(model.points.leaf[point])),

    /** @param {number|null} theme */
    choose(theme) {
      if (theme === null || !model.themes.has(theme)) model.chosen = null;
      else model.chosen = { kind: "theme", theme, title: model.themes.get(theme).label, points: model.pointsOf(theme) };
      model.setPoint(-1);
      model.tell("chosen");
    },

    /** @param {Uint32Array} points @param {string} title @param {"lasso"|"part"} kind */
    chooseSome(points, title, kind = "part", theme = null) {
      model.chosen = { kind, theme, title, points };
      model.setPoint(-1);
      model.tell("chosen");
    },

    setPoint(point) {
      if (point === model.point) return;
      model.point = point;
      model.tell("point");
    },

    setColour(colour) {
      model.colour = colour;
      model.tell("colour");
    },
  });

  const shown = () => new Set(shownAt(model.themes, model.level).map(({ id }) => id));

  function isBelow(id, theme) {
    for (let at = id; model.themes.has(at); at = model.themes.get(at).parent) if (at === theme) return true;
    return false;
  }

  function largestBelow(theme) {
    return shownAt(model.themes, model.level).find(({ id }) => isBelow(id, theme))?.id ?? null;
  }

  /** What was chosen is chosen again in the new points, if it is still there. */
  function keepChosen() {
    const { chosen } = model;
    if (chosen?.kind === "theme" && model.themes.has(chosen.theme)) model.chosen = { ...chosen, title: model.themes.get(chosen.theme).label, points: model.pointsOf(chosen.theme) };
    else model.chosen = null;
  }

  return model;
}
