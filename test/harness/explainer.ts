import { randomBytes } from "node:crypto";
import { controls } from "../../rules/index.ts";
import { explain } from "../../src/explain/explain.ts";
import { extractAll } from "../../src/extract/extract.ts";
import { extractors } from "../../src/extract/index.ts";
import { createSeal } from "../../src/extract/seal.ts";
import { judge } from "../../src/judge/judge.ts";
import { describeLine } from "../../src/link/explain/describe-line.ts";
import { linkAll } from "../../src/link/link.ts";
import type { Explanation, LineAddress } from "../../src/model/explanation.ts";
import type { Tree } from "../../src/model/tree.ts";
import { reportOf } from "./report.ts";

/** Explains many lines of one repository, which is audited once; null for a line of a file that is not read. */
export function explainer(tree: Tree): (line: LineAddress) => Explanation | null {
  const facts = extractAll(tree, createSeal(randomBytes(32)));
  const linked = linkAll({ facts, files: tree.files, gaps: tree.gaps });
  const report = reportOf({ ...judge(linked.stack, controls, { rethrow: true }), stack: linked.stack });
  return (line) => {
    const file = tree.files.find(({ path }) => path === line.path);
    if (!file) return null;
    const ids = extractors.filter((e) => e.wants(file.path, file.zone)).map(({ id }) => id);
    return explain(report, describeLine(linked, line), line, { zone: file.zone, extractors: ids, lines: 1 });
  };
}
