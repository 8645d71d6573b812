import type { Expression } from "../../model/ir.ts";
import type { Program } from "../program/program.ts";
import { eachExpressionOf } from "../program/walk.ts";
import { importsOf } from "./import-closure.ts";
import { sourceOf } from "./test-files.ts";

const assertions = /^(assert|assert\/strict|node:assert|node:assert\/strict|chai|expect|vitest|autoevals)$/;

/**
 * Whether a script judges what it ran: it asserts, or ends the process with a status that it worked out. A program that
 * is deployed does so too when it is told to stop, so one that lies among the sources is no check.
 */
export function checksOutcome(program: Program, file: string): boolean {
  if (/(^|\/)(src|app|lib|server|worker)\//.test(file)) return false;
  const path = sourceOf(program, file);
  const module = path === null ? undefined : program.modules.get(path);
  if (!module) return false;
  if (importsOf(module).some(({ specifier }) => assertions.test(specifier))) return true;
  let found = false;
  eachExpressionOf(module, (e) => {
    if (e.kind === "assign" && e.target.kind === "member" && e.target.property === "exitCode") found = true;
    if (e.kind === "call" && isExit(e.callee) && e.args[0] && e.args[0].kind !== "literal") found = true;
  });
  return found;
}

function isExit(callee: Expression): boolean {
  return callee.kind === "member" && callee.property === "exit" && callee.object.kind === "global";
}
