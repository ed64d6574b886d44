/**
 * What the page knows of the themes, besides the project: the points, the level one looks at, the candidates there, what
 * is chosen.
 *
 * @typedef {{title: string, kind: "theme"|"lasso"|"part", theme: number|null, points: Uint32Array, ids: Int32Array}} Chosen `points`
 *   are places among the points, `ids` what the kernel knows their segments by
 * @typedef {"themes"|"level"|"candidates"|"chosen"|"colour"|"state"|"point"|"codes"|"ledger"|"settings"|"counts"} Topic
 */

import { createProjectModel } from "../shared/project_model.js";
import { column, readPoints, those } from "./points.js";
import { huesOf, shownAt, standingAt } from "./tree.js";

export function createModel() {
  const model = Object.assign(createProjectModel(), {
    attributes: [],
    tab: "map",
    /** @type {"loading"|"none"|"few"|"fresh"|"ready"} what there is to show */
    state: "loading",
    /** How many segments there are, when there are no themes. */
    reach: { segments: 0, people: 0, enough: 0 },
    /** @type {Map<number, import("./tree.js").Theme>} */
    themes: new Map(),
    /** The tree of themes, without what the compass of needs read besides. */
    branches: new Map(),
    /** @type {Map<number, {points: Uint32Array, ids: Int32Array}>} what the compass read, by theme */
    guided: new Map(),
    hues: new Map(),
    /** @type {import("./points.js").Points} */
    points: null,
    levels: [],
    level: 0,
    voices: [],
    reasons: [],
    run: {},
    remark: "",
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

    takeMap({ themes, levels, level, run, remark, note, voices, reasons, guided }, buffers) {
      // Another run: the level it proposes, and not the one that stood there.
      const first = !model.points?.n || model.run.at !== run.at;
      Object.assign(model, { levels, run, remark, note, voices, reasons, points: readPoints(buffers) });
      model.themes = new Map(themes.map((theme) => [theme.id, theme]));
      model.branches = new Map([...model.themes].filter(([id]) => !guided.includes(id)));
      model.guided = new Map(guided.map((id, at) => [id, { points: column(Uint32Array, buffers[8 + 2 * at]), ids: column(Int32Array, buffers[9 + 2 * at]) }]));
      model.hues = huesOf(model.branches);
      model.level = first ? level : Math.min(model.level, Math.max(0, levels.length - 1));
      model.standing = standingAt(model.branches, model.level);
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
      model.standing = standingAt(model.branches, level);
      model.candidates = new Map();
      const { chosen } = model;
      // A theme one looks at stays, as the one that holds it or the largest that it holds.
      if (model.standing.has(chosen?.theme)) model.choose(model.standing.get(chosen.theme) === chosen.theme && !shown().has(chosen.theme) ? largestBelow(chosen.theme) : model.standing.get(chosen.theme));
      model.tell("level");
    },

    takeCandidates(level, rows) {
      if (level !== model.level) return;
      model.candidates = new Map(rows.map((row) => [row.id, row]));
      model.tell("candidates");
    },

    /** The themes of the level, and what the compass read, with what is known of them as expectations. */
    shown: () => [...shownAt(model.branches, model.level), ...[...model.guided.keys()].map((id) => model.themes.get(id))].map(model.known),

    /** A theme with what is known of it as an expectation. */
    known: (theme) => ({ ...model.candidates.get(theme.id), ...theme, guided: model.guided.has(theme.id) }),

    /** The points of a theme, whatever its level. */
    pointsOf(theme) {
      if (model.guided.has(theme)) return model.guided.get(theme).points;
      const leaves = new Set([...model.branches.values()].filter(({ id, leaf }) => leaf && isBelow(id, theme)).map(({ id }) => id));
      return those(model.points, (i) => leaves.has(model.points.leaf[i]));
    },

    idsOf: (points) => Int32Array.from(points, (i) => model.points.id[i]),

    themeOf: (point) => model.themes.get(model.standing.get(model.points.leaf[point])),

    /** @param {number|null} theme */
    choose(theme) {
      if (theme === null || !model.themes.has(theme)) model.chosen = null;
      else model.chosen = chosenTheme(theme);
      model.setPoint(-1);
      model.tell("chosen");
    },

    /** @param {Uint32Array} points @param {string} title @param {"lasso"|"part"} kind */
    chooseSome(points, title, kind = "part", theme = null) {
      model.chosen = { kind, theme, title, points, ids: model.idsOf(points) };
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

  const shown = () => new Set(shownAt(model.branches, model.level).map(({ id }) => id));

  function chosenTheme(theme) {
    const points = model.pointsOf(theme);
    return { kind: "theme", theme, title: model.themes.get(theme).label, points, ids: model.guided.get(theme)?.ids ?? model.idsOf(points) };
  }

  function isBelow(id, theme) {
    for (let at = id; model.themes.has(at); at = model.themes.get(at).parent) if (at === theme) return true;
    return false;
  }

  function largestBelow(theme) {
    return shownAt(model.branches, model.level).find(({ id }) => isBelow(id, theme))?.id ?? null;
  }

  /** What was chosen is chosen again in the new points, if it is still there. */
  function keepChosen() {
    const { chosen } = model;
    if (chosen?.kind === "theme" && model.themes.has(chosen.theme)) model.chosen = chosenTheme(chosen.theme);
    else model.chosen = null;
  }

  return model;
}
