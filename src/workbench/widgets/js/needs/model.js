/**
 * What the page knows besides the project: the needs, the frames, the questions they raise; which need one is at.
 *
 * @typedef {{id: number, name: string, kind: "explicit"|"implicit", importance: number|null, urgency: number|null,
 *   quadrant: string, people: number, segments: number, answers: number, reason: string, resources: string,
 *   deliverable: string, status: "proposed"|"accepted"}} Need
 */

import { createProjectModel } from "../shared/project_model.js";

/** As they stand on the board: from the top left, row by row. "" is the tray of needs to be placed. */
export const QUADRANTS = ["plan", "first", "watch", "quick"];
export const TABS = ["board", "priorities", "feedback", "following", "files"];
const HIGH = 3;

/** Where a need lands that is dropped in a quadrant: what is on the right side already stays. */
export function placeIn(quadrant, { importance, urgency }) {
  if (!quadrant) return { importance: null, urgency: null };
  const on = (high, value) => (value !== null && value >= HIGH === high ? value : high ? 4 : 2);
  return { importance: on(["first", "plan"].includes(quadrant), importance), urgency: on(["first", "quick"].includes(quadrant), urgency) };
}

/** The quadrant beside another in the direction of an arrow; from the tray, the nearest one. */
export function beside(quadrant, key) {
  const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!quadrant) return { ArrowRight: "plan", ArrowUp: "plan", ArrowDown: "watch" }[key] ?? "";
  const at = QUADRANTS.indexOf(quadrant);
  const to = { column: (at % 2) + x, row: Math.floor(at / 2) + y };
  if (to.column < 0) return "";
  return to.column > 1 || to.row < 0 || to.row > 1 ? quadrant : QUADRANTS[2 * to.row + to.column];
}

export function createModel() {
  const model = Object.assign(createProjectModel(), {
    /** @type {Need[]} the highest priority first */
    needs: [],
    frames: [],
    alerts: [],
    tab: TABS[0],

    begin(started) {
      model.takeProject(started);
      model.takeBoard(started);
      for (const topic of ["settings", "codes", "ledger"]) model.tell(topic);
    },

    takeBoard({ needs, frames, alerts }) {
      Object.assign(model, { needs, frames, alerts });
      model.tell("needs");
    },

    need: (id) => model.needs.find((need) => need.id === Number(id)),
    /** The needs of a quadrant. */
    within: (quadrant) => model.needs.filter((need) => need.quadrant === quadrant),
  });
  return model;
}
