import { splitWords } from "../../model/environment.ts";
import type { DeclaredGate } from "../../model/settings.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf, type Guard } from "../program/flow.ts";
import type { Thunk } from "../program/value.ts";

/** A guard that stands or falls with a gate of the settings. */
export interface Vouched {
  readonly declared: DeclaredGate;
  /** The call that asks it. */
  readonly call: Thunk;
  /** Why its answer does not count; null if it does. */
  readonly weakness: string | null;
  readonly isElsewhere: boolean;
}

/** The declared gate whose refusal, or whose answer, a guard is about; null if it is about something else. */
export function vouchedBy(evaluator: Evaluator, guard: Guard): Vouched | null {
  const { vouched: declared, test, holds, equals } = guard;
  if (declared) return { declared, call: test, weakness: null, isElsewhere: isElsewhere(evaluator, test) };
  if (equals) return null;
  const asked = askedIn(evaluator, test, holds, false, 0);
  if (asked === null) return null;
  const { allows, isAwaited, isPromise } = asked;
  const unheard = isPromise && !isAwaited ? "its answer is not awaited" : null;
  const weakness = unheard ?? (allows ? null : "it lets the call past where it refuses");
  return { ...asked, weakness, isElsewhere: isElsewhere(evaluator, asked.call) };
}

function isElsewhere(evaluator: Evaluator, { expression: e, module, frame }: Thunk): boolean {
  return e.kind === "call" && functionsOf(evaluator.evaluate(e.callee, module, frame), evaluator).length === 0;
}

interface Asked {
  readonly declared: DeclaredGate;
  readonly call: Thunk;
  /** Whether the test comes out as it does where the gate allows. */
  readonly allows: boolean;
  readonly isAwaited: boolean;
  readonly isPromise: boolean;
}

const maximumDepth = 8;

/** The call of a declared gate that a test comes down to, through `!`, `await`, names, fields and `&&`. */
function askedIn(evaluator: Evaluator, test: Thunk, holds: boolean, awaited: boolean, depth: number): Asked | null {
  const { expression: e, module, frame } = test;
  if (depth > maximumDepth) return null;
  const again = (expression: Thunk["expression"], outcome = holds, waited = awaited): Asked | null =>
    askedIn(evaluator, { expression, module, frame }, outcome, waited, depth + 1);
  switch (e.kind) {
    case "await":
      return again(e.operand, holds, true);
    case "unary":
      return e.operator === "!" ? again(e.operand, !holds) : null;
    case "member":
      return again(e.object, isRefusal(e.property) ? !holds : holds);
    case "logical":
      // Only where both sides are known to have come out is either of them.
      return (e.operator === "&&" && holds) || (e.operator === "||" && !holds)
        ? (again(e.left) ?? again(e.right))
        : null;
    case "binary": {
      if (!/^[!=]==?$/.test(e.operator)) return null;
      const same = e.operator.startsWith("!") ? !holds : holds;
      for (const [constant, other] of [
        [e.left, e.right],
        [e.right, e.left],
      ] as const) {
        if (constant.kind === "literal" && typeof constant.value === "boolean")
          return again(other, constant.value === same);
      }
      return null;
    }
    case "name": {
      const binding = module.bindings[e.binding];
      const isSettled = binding?.value && binding.kind !== "import" && binding.writes.length === 0;
      return isSettled && binding.value ? again(binding.value) : null;
    }
    case "call": {
      const callee = evaluator.evaluate(e.callee, module, frame);
      const declared = evaluator.declared.gate({ callee, site: e, module });
      if (declared === null) return null;
      const functions = functionsOf(callee, evaluator);
      const isPromise = functions.length > 0 ? functions.some(({ fn }) => fn.async) : declared.async !== false;
      return { declared, call: test, allows: holds, isAwaited: awaited, isPromise };
    }
    default:
      return null;
  }
}

/** `decision.denied`: true where the gate says no. */
function isRefusal(property: string): boolean {
  return splitWords(property).some((word) =>
    /^(?:denied|deny|refused|blocked|forbidden|rejected|mismatch)$/.test(word),
  );
}
