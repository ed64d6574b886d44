/**
 * The map of the segments: every point a segment, near to what is like it. Moved by dragging, zoomed with the wheel,
 * encircled with Shift or the lasso; a point under the mouse says its words.
 *
 * Keys on the map: arrows move it, + and − zoom, 0 shows all of it, E takes the lasso.
 */

import "./map.css";
import { h, set } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { openMenu } from "../shared/menu.js";
import { createTip } from "./map_tip.js";
import { asSvg, namesOn, paintPoints, radiusOf } from "./painter.js";
import { inside, nearest } from "./points.js";

const MARGIN = 28;
const MOST = 60;
const CLICK = 4;
const STEP = 5;
/** Pixels around a point within which others are likely to be next. */
const BESIDE = 6;

/** @param {HTMLElement} host @param {object} desk */
export function createMap(host, { t, model, act, root }) {
  const sheet = h("canvas.wb-map-points", { "aria-hidden": "true" });
  const over = h("canvas.wb-map-over", { "aria-hidden": "true" });
  const ring = h("div.wb-map-ring", { hidden: true });
  const lasso = h("button.wb-quiet-button.wb-map-lasso", { onclick: () => takeLasso(), title: `${t("map.lasso")} (E)`, "aria-keyshortcuts": "E", "aria-pressed": "false" }, icon("lasso"), h("span", t("map.lasso_short")));
  const more = tool("download", "map.export", exportMenu);
  const tools = h("div.wb-map-tools", lasso, tool("add", "map.closer", () => zoomBy(1.6)), tool("minus", "map.further", () => zoomBy(1 / 1.6)), tool("fit", "map.all", fit), more);
  const map = h("div.wb-map", { tabindex: "0", role: "group", "aria-label": t("map.label"), onkeydown: onKey, onwheel: onWheel, onpointerdown: onDown, onpointermove: onMove, onpointerup: onUp, onpointerleave: () => tip.leave(), ondblclick: (event) => zoomBy(2, at(event)) }, sheet, over, ring);
  const tip = createTip(map, { model, act, reach: () => BESIDE / frame().scale });
  host.append(map, tools);

  const ratio = () => Math.min(2, devicePixelRatio || 1);
  let view = { zoom: 1, x: 0.5, y: 0.5 };
  let size = { width: 0, height: 0 };
  let lit = null;
  let drag = null;
  let outline = null;
  let names = [];
  let due = 0;
  let dirty = false;

  function tool(name, key, run) {
    return h("button.wb-quiet-button", { onclick: run, title: t(key), "aria-label": t(key) }, icon(name));
  }

  /** From 0..1 to pixels of the page. */
  function frame() {
    const scale = (Math.min(size.width, size.height) - 2 * MARGIN) * view.zoom;
    return { scale, left: size.width / 2 - view.x * scale, top: size.height / 2 - view.y * scale };
  }

  const at = (event) => {
    const box = map.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const toData = ([x, y]) => {
    const { scale, left, top } = frame();
    return [(x - left) / scale, (y - top) / scale];
  };

  /** Draws with the next frame; `points` too, or only what lies over them. */
  function draw(points = true) {
    dirty ||= points;
    due ||= requestAnimationFrame(() => {
      due = 0;
      if (dirty) drawPoints();
      dirty = false;
      drawOver();
    });
  }

  function look() {
    const style = getComputedStyle(map);
    return { dark: root.classList.contains("wb-dark"), zoom: view.zoom, paper: style.backgroundColor, ink: style.color, lit };
  }

  function drawPoints() {
    if (!model.points) return;
    const r = ratio();
    const { scale, left, top } = frame();
    paintPoints(sheet.getContext("2d"), model, { scale: scale * r, left: left * r, top: top * r }, { ...look(), ratio: r });
    map.dataset.painted = Number(map.dataset.painted ?? 0) + 1;
  }

  function drawOver() {
    if (!model.points) return;
    const r = ratio();
    const context = over.getContext("2d");
    const style = getComputedStyle(map);
    context.setTransform(r, 0, 0, r, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    const here = frame();
    context.font = `600 12px ${style.fontFamily}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    names = model.colour.by === "theme" ? namesOn(model, here, (text) => context.measureText(text).width, size) : [];
    for (const { text, x, y, theme } of names) {
      context.globalAlpha = model.chosen && model.chosen.theme !== theme ? 0.5 : 1;
      context.lineWidth = 4;
      context.strokeStyle = style.backgroundColor;
      context.strokeText(text, x, y);
      context.fillStyle = style.color;
      context.fillText(text, x, y);
    }
    context.globalAlpha = 1;
    showRing();
    if (outline?.length > 1) drawOutline(context, style);
  }

  /** The point one is at has a ring: an element of its own, so that hovering draws nothing anew. */
  function showRing() {
    ring.hidden = model.point < 0 || !model.points;
    if (ring.hidden) return;
    const { scale, left, top } = frame();
    const side = 2 * (radiusOf(model.points.n, view.zoom) + 4);
    Object.assign(ring.style, { width: `${side}px`, height: `${side}px`, transform: `translate(${model.points.x[model.point] * scale + left - side / 2}px, ${model.points.y[model.point] * scale + top - side / 2}px)` });
  }

  function drawOutline(context, style) {
    const accent = style.getPropertyValue("--wb-accent");
    context.beginPath();
    outline.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
    Object.assign(context, { fillStyle: accent, strokeStyle: accent, lineWidth: 1.5, globalAlpha: 0.12 });
    context.fill();
    context.globalAlpha = 1;
    context.setLineDash([5, 4]);
    context.stroke();
    context.setLineDash([]);
  }

  function fit() {
    view = { zoom: 1, x: 0.5, y: 0.5 };
    draw();
  }

  function zoomBy(factor, place = [size.width / 2, size.height / 2]) {
    const before = toData(place);
    view.zoom = Math.max(0.6, Math.min(MOST, view.zoom * factor));
    const after = toData(place);
    view.x += before[0] - after[0];
    view.y += before[1] - after[1];
    draw();
  }

  function moveBy(dx, dy) {
    const { scale } = frame();
    view.x = Math.max(-0.2, Math.min(1.2, view.x - dx / scale));
    view.y = Math.max(-0.2, Math.min(1.2, view.y - dy / scale));
    draw();
  }

  function onWheel(event) {
    if (!model.points) return;
    event.preventDefault();
    zoomBy(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0018)), at(event));
  }

  function onDown(event) {
    if (event.button || !model.points || event.target.closest("button")) return;
    map.setPointerCapture(event.pointerId);
    const encircles = event.shiftKey || lasso.getAttribute("aria-pressed") === "true";
    drag = { from: at(event), last: at(event), moved: false, encircles };
    outline = encircles ? [at(event)] : null;
  }

  function onMove(event) {
    const here = at(event);
    if (!drag) return event.target.closest("button") ? undefined : tip.show(pointAt(here), here);
    drag.moved ||= Math.hypot(here[0] - drag.from[0], here[1] - drag.from[1]) > CLICK;
    if (!drag.moved) return undefined;
    tip.leave();
    if (drag.encircles) {
      const last = outline.at(-1);
      if (Math.hypot(here[0] - last[0], here[1] - last[1]) >= STEP) outline.push(here);
      draw(false);
    } else moveBy(here[0] - drag.last[0], here[1] - drag.last[1]);
    drag.last = here;
    return undefined;
  }

  function onUp(event) {
    const done = drag;
    drag = null;
    if (!done) return;
    if (!done.moved) choose(at(event));
    else if (done.encircles) encircled();
    outline = null;
    draw(false);
  }

  function encircled() {
    const found = inside(model.points, outline.map(toData));
    takeLasso(false);
    if (found.length) act.chooseSome(found, t("map.encircled", { n: found.length }), "lasso");
    else act.say(t("map.nothing_inside"));
  }

  /** A click on a name or a point chooses its theme; beside them all, nothing is chosen. */
  function choose(here) {
    const name = names.find(({ x, y, half }) => Math.abs(here[0] - x) < half && Math.abs(here[1] - y) < 10);
    const found = name ? -1 : pointAt(here);
    if (name) act.choose(name.theme);
    else if (found >= 0) act.choosePoint(found);
    else act.choose(null);
  }

  function pointAt(here) {
    if (!model.points?.n) return -1;
    const [x, y] = toData(here);
    return nearest(model.points, x, y, (radiusOf(model.points.n, view.zoom) + 6) / frame().scale, lit ? (i) => lit[i] === 1 : undefined);
  }

  function takeLasso(on = lasso.getAttribute("aria-pressed") !== "true") {
    set(lasso, { "aria-pressed": on });
    map.classList.toggle("wb-map-encircling", on);
    if (on) act.say(t("map.lasso_how"));
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== map) return;
    const step = 60;
    const run = {
      ArrowLeft: () => moveBy(step, 0), ArrowRight: () => moveBy(-step, 0), ArrowUp: () => moveBy(0, step), ArrowDown: () => moveBy(0, -step),
      "+": () => zoomBy(1.4), "=": () => zoomBy(1.4), "-": () => zoomBy(1 / 1.4), 0: fit,
    }[event.key];
    if (!run) return;
    run();
    event.preventDefault();
    event.stopPropagation();
  }

  function exportMenu() {
    openMenu(root, more, [
      { label: t("map.export_png"), run: () => picture().then((blob) => act.download(`${t("map.file")}.png`, blob)) },
      { label: t("map.export_svg"), run: () => act.download(`${t("map.file")}.svg`, new Blob([asSvg(model, frame(), { ...look(), ...size, title: model.project.title })], { type: "image/svg+xml" })) },
    ], { label: t("map.export") });
  }

  function picture() {
    const both = Object.assign(document.createElement("canvas"), { width: sheet.width, height: sheet.height });
    const context = both.getContext("2d");
    context.drawImage(sheet, 0, 0);
    context.drawImage(over, 0, 0);
    return new Promise((done) => both.toBlob(done, "image/png"));
  }

  function light() {
    const { chosen, points } = model;
    lit = null;
    if (chosen && points) {
      lit = new Uint8Array(points.n);
      for (const i of chosen.points) lit[i] = 1;
    }
    draw();
  }

  const watch = new ResizeObserver(() => {
    size = { width: map.clientWidth, height: map.clientHeight };
    for (const canvas of [sheet, over]) Object.assign(canvas, { width: Math.round(size.width * ratio()), height: Math.round(size.height * ratio()) });
    drawNow();
  });
  watch.observe(map);

  /** At once: a canvas that was given another size is empty. */
  function drawNow() {
    drawPoints();
    drawOver();
  }

  const ends = [
    model.subscribe("themes", light),
    model.subscribe("level", () => draw()),
    model.subscribe("chosen", light),
    model.subscribe("colour", () => draw()),
    model.subscribe("point", showRing),
  ];

  return {
    draw,
    takeLasso,
    focus: () => map.focus({ preventScroll: true }),
    destroy() {
      watch.disconnect();
      cancelAnimationFrame(due);
      for (const end of ends) end();
    },
  };
}
