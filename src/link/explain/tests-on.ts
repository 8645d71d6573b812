import type { Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import { partsOf } from "../program/walk.ts";

/** An `if` of the program, with what it does to those who do not pass. */
export interface FoundTest {
  readonly module: ModuleIR;
  readonly test: Expression;
  readonly owner: FunctionIR | null;
  /** The branch that ends what was going on, and how; null if both branches go on. */
  readonly refusal: { readonly body: readonly Statement[]; readonly says: string } | null;
  /** The outcome that leads past it. */
  readonly holds: boolean;
}

/** The tests that stand on a line, those whose refusal it is part of, and those of a function that begins there. */
export function testsOn(module: ModuleIR, line: number): readonly FoundTest[] {
  const own = eachTest(module, module.body, null);
  const inFunctions = module.functions.flatMap((fn) => {
    const all = eachTest(module, fn.body, fn);
    return fn.span.startLine === line && fn.name !== "" ? all.filter((t) => t.refusal !== null) : all.filter(isOnLine);
  });
  return [...own.filter(isOnLine), ...inFunctions];

  function isOnLine({ test, refusal }: FoundTest): boolean {
    return holdsLine(test.span, line) || (refusal?.body ?? []).some((s) => holdsLine(s.span, line));
  }
}

/** The tests by which a function may refuse whoever calls it. */
export function refusalsOf(module: ModuleIR, fn: FunctionIR): readonly FoundTest[] {
  return eachTest(module, fn.body, fn).filter((t) => t.refusal !== null);
}

function eachTest(module: ModuleIR, body: readonly Statement[], owner: FunctionIR | null): readonly FoundTest[] {
  return body.flatMap((s) => [
    ...(s.kind === "if" ? [testOf(module, s, owner)] : []),
    ...partsOf(s, module).blocks.flatMap((block) => eachTest(module, block, owner)),
  ]);
}

function testOf(
  module: ModuleIR,
  { test, ...s }: Extract<Statement, { kind: "if" }>,
  owner: FunctionIR | null,
): FoundTest {
  const base = { module, test, owner };
  const then = endOf(s.then);
  if (then) return { ...base, refusal: { body: s.then, says: then }, holds: false };
  const other = endOf(s.else);
  return { ...base, refusal: other ? { body: s.else, says: other } : null, holds: true };
}

/** How a branch leaves what comes after it. */
function endOf(body: readonly Statement[]): string | null {
  const last = body.at(-1);
  if (last?.kind === "throw") return "throws";
  if (last?.kind === "return") return "returns";
  return last?.kind === "block" ? endOf(last.body) : null;
}

function holdsLine({ startLine, endLine }: Span, line: number): boolean {
  return startLine <= line && line <= endLine;
}
