import { randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { explainLine } from "../audit.ts";
import { AuditError } from "../model/error.ts";
import { explanationFormats } from "../report/explanation/formats.ts";
import type { ExplainArguments } from "./commands/explain.ts";
import { type Io, todayOf } from "./io.ts";
import { addressOf, type LineArgument } from "./line-argument.ts";
import { pageFor } from "./page-for.ts";
import { withProgress } from "./progress.ts";
import { settingsFor } from "./settings-for.ts";

/** Explains a line of the repository in `--in`, or in the working directory. */
export function runExplain(line: LineArgument, options: ExplainArguments, io: Io): void {
  const root = resolve(io.cwd, options.in);
  if (!existsSync(root))
    throw new AuditError(`There is no directory ${options.in}.`, "usage", "Name the directory of a repository.");
  if (!statSync(root).isDirectory())
    throw new AuditError(`${options.in} is not a directory.`, "usage", "Name the directory of a repository.");
  const address = addressOf(line, root, io.cwd);
  const settings = settingsFor(options, root, io);
  const explanation = withProgress(io, options, (onProgress) =>
    explainLine(root, address, { key: randomBytes(32), onProgress, today: todayOf(io), ...settings }),
  );
  io.out(explanationFormats[options.format](explanation, pageFor(options, io, true)));
}
