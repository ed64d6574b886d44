/** What people say of the service in figures: each with its interval, its course, its alerts, and its answers. */

import { h } from "../../shared/dom.js";
import { oneOf } from "../../shared/fields.js";
import { createPanel, tableItems } from "../../shared/panel.js";
import { svg } from "../../shared/svg.js";
import "./figures.css";

const PERIODS = ["month", "quarter", "year"];
/** The answers each class stands for. */
const GRADES = { promoters: [9, 10], passives: [7, 8], detractors: [0, 6], satisfied: [4, 5], others: [1, 3] };
const SCALES = { nps: [-100, 100], csat: [0, 100], ces: [1, 7] };
const [WIDE, HIGH, EDGE] = [420, 96, 28];

export function createFeedback(desk) {
  const { t, act } = desk;
  const by = oneOf({ label: t("feedback.by"), options: PERIODS.map((name) => [name, t(`feedback.${name}`)]), onChange: () => panel.recount() });
  by.choose("quarter");
  const list = h("div.wb-feedback", { tabindex: "-1" });
  const decimal = new Intl.NumberFormat(t.language, { maximumFractionDigits: 1, signDisplay: "auto" });
  const month = new Intl.DateTimeFormat(t.language, { month: "short", year: "numeric" });
  const signed = new Intl.NumberFormat(t.language, { maximumFractionDigits: 1, signDisplay: "always" });

  const panel = createPanel(desk, {
    name: "feedback",
    kind: "feedback",
    controls: [by.element],
    body: list,
    ask: () => ({ name: "feedback", values: { by: by.value() } }),
    take({ questions }) {
      list.replaceChildren(...questions.map(cardOf));
      const alerts = questions.reduce((n, { periods }) => n + periods.filter(({ alert }) => alert).length, 0);
      panel.say(t("feedback.questions", { n: questions.length }), alerts ? t("feedback.alerts", { n: alerts }) : "");
      return questions.length > 0;
    },
    exports: () => tableItems(desk, "feedback", () => ({ by: by.value() })),
    focus: () => (list.querySelector("button") ?? list).focus(),
  });

  /** "2026-Q3", "2026-07" and "2026" as the language says them. */
  function nameOf(period) {
    const [year, part] = period.split("-");
    if (part?.startsWith("Q")) return t("feedback.quarter_of", { part: part.slice(1), year });
    return part ? month.format(new Date(Number(year), Number(part) - 1, 15)) : period;
  }

  const open = (question, name, query = {}) => act.openCoded({ ask: "feedback_answers", question, by: by.value(), ...query }, name);

  function cardOf({ question, figure, better, whole, periods }) {
    const few = whole.value === null;
    const value = few
      ? h("p.wb-quiet", t("feedback.too_few", { n: whole.n }))
      : h("button.wb-figure-value", { onclick: () => open(question, question) }, h("strong", figure === "nps" ? signed.format(whole.value) : decimal.format(whole.value)), h("span", t(`figure.${figure}_unit`)));
    return h(
      "article.wb-figure", { "aria-label": question },
      h("h3", question),
      h("p.wb-quiet", t(`figure.${figure}`), better === "low" ? ` · ${t("feedback.low")}` : ""),
      h(
        "div.wb-figure-row",
        h("div.wb-figure-whole", value, few ? null : h("p.wb-quiet", [t("feedback.interval", { low: decimal.format(whole.low), high: decimal.format(whole.high) }), " · ", link(t("feedback.n", { n: whole.n }), () => open(question, question))]), few ? null : classes(question, figure, whole)),
        periods.some(({ value: one }) => one !== null) ? course(question, figure, periods) : h("p.wb-quiet", periods.length ? "" : t("feedback.undated")),
      ),
      periods.filter(({ alert }) => alert).map((one) => alertOf(question, better, one)),
    );
  }

  const link = (words, onclick) => h("button.wb-link", { onclick }, words);

  /** How the answers part: a bar, and a button for each part. */
  function classes(question, figure, { counts, n }) {
    const parts = Object.entries(counts).filter(([, many]) => many > 0);
    const titleOf = (name) => (figure === "ces" ? t("class.grade", { grade: name }) : t(`class.${name}`));
    const show = (name) => () => open(question, t("feedback.class", { question, name: titleOf(name) }), figure === "ces" ? { least: Number(name), most: Number(name) } : { least: GRADES[name][0], most: GRADES[name][1] });
    return [
      h("div.wb-figure-bar", { "aria-hidden": "true", dataset: { figure } }, parts.map(([name, many]) => h("i", { dataset: { part: name }, style: { "--wb-part": many / n } }))),
      h("ul.wb-figure-parts", parts.map(([name, many]) => h("li", { dataset: { figure, part: name } }, h("i", { "aria-hidden": "true", dataset: { part: name } }), h("span", titleOf(name)), link(t.number(many), show(name))))),
    ];
  }

  /** The figure period by period, with its interval; periods with too few answers are left empty. */
  function course(question, figure, periods) {
    const [least, most] = SCALES[figure];
    const step = (WIDE - 2 * EDGE) / Math.max(1, periods.length - 1);
    const x = (at) => (periods.length === 1 ? WIDE / 2 : EDGE + at * step);
    const y = (value) => HIGH - ((value - least) / (most - least)) * HIGH;
    const known = periods.map((one, at) => ({ ...one, at })).filter(({ value }) => value !== null);
    const every = Math.ceil(periods.length / 8);
    const points = known.map(({ at, period, value, low, high, n, alert }) => {
      const name = `${nameOf(period)} : ${decimal.format(value)}, ${t("feedback.interval", { low: decimal.format(low), high: decimal.format(high) })}, ${t("feedback.n", { n })}`;
      const show = () => open(question, t("feedback.period", { question, period: nameOf(period) }), { period });
      const onkeydown = (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), event.stopPropagation(), show());
      return svg(
        "g.wb-course-point", { tabindex: 0, role: "button", "aria-label": name, onclick: show, onkeydown, dataset: { alert: alert || "none" } },
        svg("title", {}, name),
        svg("line", { x1: x(at), x2: x(at), y1: y(low), y2: y(high) }),
        svg("circle", { cx: x(at), cy: y(value), r: 5 }),
        periods.length <= 12 && svg("text", { x: x(at), y: y(value) - 10, "text-anchor": "middle" }, decimal.format(value)),
      );
    });
    const path = known.map(({ at, value }, i) => `${i ? "L" : "M"}${x(at)} ${y(value)}`).join("");
    return svg(
      "svg.wb-course", { viewBox: `0 -16 ${WIDE} ${HIGH + 40}`, role: "group", "aria-label": t("feedback.course", { figure: t(`figure.${figure}`) }) },
      [least, (least + most) / 2, most].map((value) => svg("line.wb-course-grid", { x1: 0, x2: WIDE, y1: y(value), y2: y(value) })),
      svg("path", { d: path }),
      points,
      periods.map(({ period }, at) => (at % every ? null : svg("text", { x: x(at), y: HIGH + 20, "text-anchor": "middle" }, nameOf(period)))),
    );
  }

  function alertOf(question, better, { period, alert, difference }) {
    const what = t(`alert.${alert}${better === "low" ? "_low" : ""}`);
    return h("p.wb-figure-alert", { dataset: { alert } }, link(t("alert.told", { period: nameOf(period), what, difference: signed.format(difference) }), () => open(question, t("feedback.period", { question, period: nameOf(period) }), { period })));
  }

  return panel;
}
