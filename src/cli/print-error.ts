import { AuditError, type Blame } from "../model/error.ts";
import { neutralise } from "../report/neutralise.ts";
import type { Io } from "./io.ts";

const whose: Readonly<Record<Blame, string>> = {
  usage: "usage",
  config: "configuration",
  target: "audited repository",
  internal: "internal error",
};

/** Tells on standard error why the audit could not be carried out, whose fault it is and what to do. */
export function printError(error: unknown, io: Io, verbose: boolean): void {
  const { message, blame, hint } = explain(error);
  io.err(`bulkhead: ${whose[blame]}: ${neutralise(message)}\n${hint === "" ? "" : `  ${neutralise(hint)}\n`}`);
  if (verbose && blame === "internal") io.err(`${framesOf(error)}\n`);
}

function explain(error: unknown): Pick<AuditError, "message" | "blame" | "hint"> {
  if (error instanceof AuditError) return error;
  // An unexpected error may quote the audited files, secrets included: only its kind is told.
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    message: `${kind} in Bulkhead itself.`,
    blame: "internal",
    hint: "This is a defect of Bulkhead; --verbose adds where it happened. Please report it.",
  };
}

function framesOf(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return "";
  const afterMessage = error.stack.indexOf(error.message) + error.message.length;
  return error.stack
    .slice(afterMessage)
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
