import { samePlace } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { openFrame } from "./parameters.ts";
import type { AppliedValue, Value } from "./value.ts";

/** Whether a constant is in a list or a set of constants that nothing changes; null where one of them is not known. */
export function listedIn(evaluator: Evaluator, list: Value, sought: Value): boolean | null {
  if (sought.kind !== "literal" || sought.sealed || typeof sought.value !== "string") return null;
  const elements = list.kind === "applied" ? elementsOfSet(evaluator, list) : list;
  if (elements?.kind !== "array" || elements.open) return null;
  const texts = elements.elements.map((t) => literalsOf(evaluator.force(t)));
  if (texts.some((t) => t.length !== 1)) return null;
  return texts.some(([text]) => text === sought.value);
}

function elementsOfSet(evaluator: Evaluator, set: AppliedValue): Value | null {
  const { callee, args } = set;
  if (set.form !== "new" || callee.kind !== "external" || callee.package !== "" || callee.path[0] !== "Set")
    return null;
  return args[0] && !isChanged(evaluator, set) ? evaluator.force(args[0]) : null;
}

/** Whether something is put into a set, or taken out of it, after it is made. */
function isChanged(evaluator: Evaluator, set: AppliedValue): boolean {
  const changed = remember(known, evaluator, () => new WeakMap<AppliedValue, boolean>());
  return remember(changed, set, () =>
    ["add", "delete", "clear"].some((name) =>
      evaluator.program.sitesNamed(name).some(({ module, owner, expression: e }) => {
        if (e.kind !== "call" || e.callee.kind !== "member") return false;
        const receiver = evaluator.evaluate(e.callee.object, module, owner ? openFrame(module, owner) : null);
        return receiver.kind === "applied" && samePlace(receiver.at, set.at);
      }),
    ),
  );
}

const known = new WeakMap<Evaluator, WeakMap<AppliedValue, boolean>>();
