import { memoryTree } from "../../../src/discover/memory-tree.ts";
import { extractAll } from "../../../src/extract/extract.ts";
import { createSeal } from "../../../src/extract/seal.ts";
import { describeLine } from "../../../src/link/explain/describe-line.ts";
import { linkAll } from "../../../src/link/link.ts";
import type { ExpressionView, LineView, ValueView } from "../../../src/model/line-view.ts";

const seal = createSeal(new Uint8Array(32).fill(7));

/** What the linker says of the line of a file that holds `mark`. */
export function viewOf(
  files: Readonly<Record<string, string>>,
  path: string,
  mark: string,
  column: number | null = null,
): LineView {
  const tree = memoryTree(files);
  const linked = linkAll({ facts: extractAll(tree, seal), files: tree.files, gaps: tree.gaps });
  return describeLine(linked, { path, line: lineOf(files, path, mark), column });
}

/** The number of the first line that holds a text. */
export function lineOf(files: Readonly<Record<string, string>>, path: string, mark: string): number {
  const line = (files[path] ?? "").split("\n").findIndex((text) => text.includes(mark)) + 1;
  if (line === 0) throw new Error(`${path} does not hold ${mark}`);
  return line;
}

/** The expressions of a line as `written: value`, parts in brackets. */
export function values({ code }: LineView): string[] {
  return (code?.expressions ?? []).map(({ written, value }) => `${written}: ${valueText(value)}`);
}

export function valueText({ says, when, parts }: ValueView): string {
  const inner = parts.length === 0 ? "" : ` [${parts.map(valueText).join("; ")}]`;
  return `${says}${inner}${when === null ? "" : ` if ${when}`}`;
}

/** What an expression is in each environment. */
export function environmentsOf(expression: ExpressionView | undefined): string[] {
  return (expression?.environments ?? []).flatMap(({ environments, alternatives }) =>
    alternatives.map(({ says }) => `${environments.join(", ")}: ${says}`),
  );
}
