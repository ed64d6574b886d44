/** What is known of the theme one looks at: why it is a candidate, who says it, how firm it is, what can be done. */

import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { kindMark, meter, voiceBar } from "./bars.js";
import { byOne, decimal, needMark } from "./candidates.js";

/** @param {object} theme with what is known of it as an expectation */
export function aboutTheme(theme, { t, model, act }) {
  const { kind, why, voices, parts } = theme;
  return [
    h("div.wb-theme-line", theme.guided ? needMark(t) : null, kind ? kindMark(kind, t) : null, h("span.wb-quiet", t(`status.${theme.status}`)), theme.locked ? h("span.wb-candidate-sign", icon("lock", 12), t("candidates.locked")) : null),
    why ? h("p.wb-theme-why", why) : null,
    h("ul.wb-theme-facts", facts(theme, t).map(([words, warns]) => h(`li${warns ? ".wb-warn" : ""}`, words))),
    voices ? [voiceBar(voices, model.voices, { t, onPick: (voice) => act.chooseVoice(theme.id, voice) }), voiceWords(theme, { t, model, act })] : null,
    parts && Object.keys(parts).length ? h("details.wb-theme-score", h("summary", t("evidence.score", { score: theme.score === null ? "–" : decimal(theme.score, t) })), h("dl", Object.entries(parts).map(([name, value]) => h("div", h("dt", t(`part.${name}`)), h("dd", meter(Math.abs(value ?? 0), value === null ? "–" : decimal(value, t))))))) : null,
    theme.terms.length ? h("p.wb-theme-terms", h("span.wb-quiet", t("evidence.terms")), " ", theme.terms.join(", ")) : null,
  ];
}

function facts(theme, t) {
  const { people, segments, sources, groups, people_asking: asking, stability, fragile, coverage } = theme;
  const one = byOne(theme, t);
  return [
    [t("fact.who", { people: t("fact.people_long", { n: people }), segments: t("fact.segments_long", { n: segments }), sources: t("fact.sources_long", { n: sources }) })],
    theme.guided ? [t("fact.need")] : null,
    one ? [one, true] : null,
    asking === undefined ? null : [asking ? t("fact.asking", { n: asking }) : t("fact.asking_none")],
    groups ? [t("fact.groups", { n: groups })] : null,
    stability === null ? null : [t(fragile ? "fact.fragile_long" : "fact.stable_long", { share: t.percent(stability) }), fragile],
    coverage === undefined ? null : [t("fact.coverage_long", { share: t.percent(coverage) })],
  ].filter(Boolean);
}

/** The voices named under their bar, the strongest first: a colour never speaks alone. */
function voiceWords({ id, voices }, { t, model, act }) {
  const told = model.voices.map((voice, at) => [voice, voices[at]]).filter(([, share]) => share > 0.04).sort((a, b) => b[1] - a[1]).slice(0, 5);
  return h("p.wb-theme-voices", told.map(([voice, share]) => h("button.wb-link", { onclick: () => act.chooseVoice(id, voice) }, `${t(`voice.${voice}`)} ${t.percent(share)}`)));
}

/** The acts on a theme, each with its key. */
export function themeActs(theme, { t, model, act }) {
  if (model.readOnly) return null;
  const accepted = theme.status === "accepted";
  const button = (key, name, sign, run, main = false) => h(`button.wb-button.wb-act${main ? ".wb-button-main" : ""}`, { onclick: run, "aria-keyshortcuts": key.toUpperCase(), title: `${t(`act.${name}_title`)} (${key.toUpperCase()})`, dataset: { act: name } }, icon(sign, 14), h("span", t(`act.${name}`)), h("kbd", { "aria-hidden": "true" }, key.toUpperCase()));
  return h(
    "div.wb-theme-acts", { role: "toolbar", "aria-label": t("act.label") },
    accepted ? button("v", "confirm", "check", () => act.confirmAll(theme.id), true) : button("a", "accept", "check", () => act.accept(theme.id), true),
    button("r", "rename", "edit", () => act.rename(theme.id)),
    button("m", "merge", "merge", () => act.merge(theme.id)),
    button("s", "split", "split", () => act.split(theme.id)),
    button("l", theme.locked ? "unlock" : "lock", "lock", () => act.lock(theme.id)),
    accepted || theme.status === "rejected" ? null : button("x", "reject", "close", () => act.reject(theme.id)),
  );
}
