/**
 * Builds each page into one script and one style sheet, in `../static`. The same sources give the same bytes, so the
 * results are kept under version control and users need no node.
 */

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

await build({
  absWorkingDir: here,
  entryPoints: { coding_desk: "desk/index.js", expectation_desk: "expectations/index.js", word_desk: "words/index.js", needs_matrix: "needs/index.js", persona_explorer: "personas/index.js" },
  outdir: "../static",
  bundle: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox113", "safari16.4"],
  charset: "utf8",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
});
