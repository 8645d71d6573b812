import { controls } from "../../rules/index.ts";
import { explain } from "../../src/explain/explain.ts";
import { judge } from "../../src/judge/judge.ts";
import type { Explanation, FileAccount, Subject } from "../../src/model/explanation.ts";
import type { LineView } from "../../src/model/line-view.ts";
import type { Stack } from "../../src/model/stack.ts";
import { reportOf } from "../harness/report.ts";

export const nothing: LineView = { readings: [], code: null };

const source: FileAccount = { zone: "source", extractors: ["program-source"], lines: 100 };

/** What is said of `path:line` or `path:line:column` of a Stack, judged by all controls. */
export function explained(
  stack: Stack,
  place: string,
  { view = nothing, file = {} }: { readonly view?: LineView; readonly file?: Partial<FileAccount> } = {},
): Explanation {
  const [path = "", line = "1", column] = place.split(":");
  const report = reportOf({ ...judge(stack, controls, { rethrow: true }), stack });
  const address = { path, line: Number(line), column: column === undefined ? null : Number(column) };
  return explain(report, view, address, { ...source, ...file });
}

/** Subjects as `kind name: roles`, with ● for what the line is and → for what it serves. */
export function told({ subjects }: Explanation): string[] {
  return subjects.map(
    ({ kind, relation, names, roles }) =>
      `${relation === "is" ? "●" : "→"} ${kind} ${names.join(" + ")}: ${roles.join("; ")}`,
  );
}

/** The rows of the first subject as `label: text @ places`. */
export function rows({ subjects: [first] }: { readonly subjects: readonly Subject[] }): string[] {
  return (first?.rows ?? []).map(({ label, text, places }) => {
    const at = places.map((p) => `${p.path}:${p.startLine}`).join(" ");
    return `${label}: ${text}${at === "" ? "" : ` @ ${at}`}`;
  });
}
