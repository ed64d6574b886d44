/** The page's sentences: plurals, numbers, times. */

/**
 * Makes `t(key, values)`. A sentence with `{one, other}` is chosen by `values.n`; numbers are written as the language
 * writes them.
 * @param {Record<string, string|{one: string, other: string}>} strings
 * @param {string} language
 */
export function translator(strings, language) {
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
  const dates = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

  function t(key, values = {}) {
    let sentence = strings[key];
    if (sentence === undefined) return key;
    if (typeof sentence === "object") sentence = sentence[plural.select(values.n) === "one" ? "one" : "other"];
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return typeof value === "number" ? numbers.format(value) : value ?? whole;
    });
  }

  t.language = language;
  /** @param {number} value */
  t.number = (value) => numbers.format(value);
  /** @param {number} value 0..1; what is above nothing is never written 0 %, what is not all never 100 % */
  t.percent = (value) => percents.format(value > 0 && value < 0.01 ? 0.01 : value < 1 && value > 0.99 ? 0.99 : value);
  /** @param {Date} value */
  t.clock = (value) => clock.format(value);
  /** @param {string|Date} value */
  t.date = (value) => dates.format(new Date(value));
  /** A time in a recording, from seconds. */
  t.time = (seconds) => new Date(Math.max(0, Math.round(seconds)) * 1000).toISOString().slice(11, 19);
  return t;
}
