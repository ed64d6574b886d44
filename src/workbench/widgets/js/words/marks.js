/**
 * What a mark of the page stands for: the arguments of the kernel's `passages`, and how it is called.
 *
 * @typedef {{kind: "lines"|"term"|"edge"|"class"|"branch", unit?: "sentence"|"turn"|"segment", term?: string,
 *   other?: string, by?: string, part?: string, number?: number, line?: number[], name?: string}} Mark `name` where it is
 *   called otherwise
 */

/** Counted in segments, these are read in segments; the others in sentences. */
const IN_SEGMENTS = new Set(["edge", "class"]);

/** The stretches of text in which a mark is read at first. @param {Mark} mark */
export const unitOf = ({ kind }) => (IN_SEGMENTS.has(kind) ? "segment" : "sentence");

/** Which stretches one may choose between. @param {Mark} mark */
export const unitsOf = (mark) => (IN_SEGMENTS.has(mark.kind) ? ["segment", "sentence", "turn"] : ["sentence", "turn"]);

/** @param {Mark} mark @param {Function} t */
export function nameOf({ kind, term, other, part, number, name }, t) {
  if (name) return name;
  const word = term ? t("mark.word", { word: term }) : "";
  if (kind === "edge") return other ? t("mark.both", { a: term, b: other }) : word;
  if (kind === "class") return [word, number === -1 ? t("mark.aside") : t("mark.class", { n: String(number) }), part].filter(Boolean).join(" · ");
  return [word, part].filter(Boolean).join(" · ");
}
