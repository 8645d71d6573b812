import { handingMethods, isPackage, storeHanding } from "../../catalog/match.ts";
import type { Expression, FunctionIR, ModuleIR } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { Evaluator } from "./evaluate.ts";
import { openFrame } from "./parameters.ts";
import type { Program } from "./program.ts";
import { chainOf, type Value } from "./value.ts";

/** `db.transaction(async (tx) => …)`: the method of a client calls the function with the client. */
export function handedClient(evaluator: Evaluator, fn: FunctionIR): Value | null {
  const { program } = evaluator;
  const given = remember(handings, program, () => handingsIn(program)).get(fn);
  if (!given) return null;
  const receiver = evaluator.evaluate(
    given.client,
    given.module,
    given.owner ? openFrame(given.module, given.owner) : null,
  );
  return isClientWith(receiver, given.method) ? receiver : null;
}

interface Handing {
  readonly module: ModuleIR;
  readonly owner: FunctionIR | null;
  readonly client: Expression;
  readonly method: string;
}

const handings = new WeakMap<Program, ReadonlyMap<FunctionIR, Handing>>();

/** Functions that are written out as an argument of a method which some product's client calls them by. */
function handingsIn(program: Program): ReadonlyMap<FunctionIR, Handing> {
  const found = new Map<FunctionIR, Handing>();
  for (const method of handingMethods) {
    for (const { module, owner, expression } of program.sitesNamed(method)) {
      if (expression.kind !== "call" || expression.callee.kind !== "member") continue;
      for (const arg of expression.args) {
        const fn = arg.kind === "function" ? module.functions[arg.function] : undefined;
        if (fn) found.set(fn, { module, owner, client: expression.callee.object, method });
      }
    }
  }
  return found;
}

function isClientWith(value: Value, method: string): boolean {
  if (value.kind === "choice") return value.options.some((o) => isClientWith(o.value, method));
  if (value.kind === "fallback") return isClientWith(value.first, method) || isClientWith(value.second, method);
  const [root] = chainOf(value);
  if (root?.kind !== "external") return false;
  return storeHanding(method).some(({ opens }) =>
    opens.some(({ packages }) => packages.some((wanted) => isPackage(wanted, root.package))),
  );
}
