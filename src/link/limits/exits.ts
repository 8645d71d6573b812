import type { Expression, ModuleIR, Statement } from "../../model/ir.ts";

/** A jump that ends a round, with the tests on the way to it. */
export interface Exit {
  readonly kind: "break" | "return" | "throw" | "continue";
  readonly tests: readonly Expression[];
  /** It stands in what handles an error. */
  readonly caught: boolean;
}

/** The jumps out of a loop, or out of a round of it, as they are written in its body. */
export function exitsOf(body: readonly Statement[], module: ModuleIR): readonly Exit[] {
  const found: Exit[] = [];
  const run = (list: readonly Statement[], tests: readonly Expression[], own: boolean, caught: boolean): void => {
    for (const s of list) {
      switch (s.kind) {
        case "return":
        case "throw":
          found.push({ kind: s.kind, tests, caught });
          break;
        case "break":
        case "continue":
          // Inside an inner loop it belongs to that one, unless it names another.
          if (own || s.label !== null) found.push({ kind: s.kind, tests, caught });
          break;
        case "if":
          run(s.then, [...tests, s.test], own, caught);
          run(s.else, [...tests, s.test], own, caught);
          break;
        case "switch":
          for (const c of s.cases) run(withoutBreak(c.body), [...tests, s.subject], own, caught);
          break;
        case "loop":
          run(s.body, [...tests, ...s.head], false, caught);
          break;
        case "try":
          run(s.body, tests, own, caught);
          run(s.catch ?? [], tests, own, true);
          run(s.finally ?? [], tests, own, caught);
          break;
        case "block":
          run(s.body, tests, own, caught);
          break;
        case "expression":
          if (endsProcess(s.value)) found.push({ kind: "throw", tests, caught });
          break;
        default:
      }
    }
  };
  run(body, [], true, false);
  return found;

  function withoutBreak(list: readonly Statement[]): readonly Statement[] {
    return list.filter((s) => s.kind !== "break" || s.label !== null);
  }

  function endsProcess(e: Expression): boolean {
    const call = e.kind === "await" ? e.operand : e;
    return (
      call.kind === "call" &&
      call.callee.kind === "member" &&
      call.callee.property === "exit" &&
      call.callee.object.kind === "global" &&
      module.path !== ""
    );
  }
}
