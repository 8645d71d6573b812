import type { Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import { partsOf } from "../program/walk.ts";

/** An `if` of the program, with what it does to those who do not pass. */
export interface FoundTest {
  readonly test: Expression;
  readonly owner: FunctionIR | null;
  /** The branch that ends what was going on, and how; null if both branches go on. */
  readonly refusal: { readonly body: readonly Statement[]; readonly says: string } | null;
  /** The outcome that leads past it. */
  readonly holds: boolean;
}

/** The tests that stand on a line, and those whose refusal the line is part of. */
export function testsOn(module: ModuleIR, line: number): readonly FoundTest[] {
  const found: FoundTest[] = [];
  const search = (body: readonly Statement[], owner: FunctionIR | null): void => {
    for (const s of body) {
      if (s.kind === "if") {
        const test = testOf(s, owner);
        if (holdsLine(s.test.span, line) || isOn(test.refusal?.body ?? [], line)) found.push(test);
      }
      for (const block of partsOf(s, module).blocks) search(block, owner);
    }
  };
  search(module.body, null);
  for (const fn of module.functions) search(fn.body, fn);
  return found;
}

function testOf({ test, ...s }: Extract<Statement, { kind: "if" }>, owner: FunctionIR | null): FoundTest {
  const then = endOf(s.then);
  if (then) return { test, owner, refusal: { body: s.then, says: then }, holds: false };
  const other = endOf(s.else);
  return { test, owner, refusal: other ? { body: s.else, says: other } : null, holds: true };
}

/** How a branch leaves what comes after it. */
function endOf(body: readonly Statement[]): string | null {
  const last = body.at(-1);
  if (last?.kind === "throw") return "throws";
  if (last?.kind === "return") return "returns";
  return last?.kind === "block" ? endOf(last.body) : null;
}

function isOn(body: readonly Statement[], line: number): boolean {
  return body.some((s) => holdsLine(s.span, line));
}

function holdsLine({ startLine, endLine }: Span, line: number): boolean {
  return startLine <= line && line <= endLine;
}
