import { samePlace } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { openFrame } from "./parameters.ts";
import type { AppliedValue, Thunk, Value } from "./value.ts";

/** Whether a constant is in a list or a set of constants that nothing changes; null where one of them is not known. */
export function listedIn(evaluator: Evaluator, list: Value, sought: Value): boolean | null {
  if (sought.kind !== "literal" || sought.sealed || typeof sought.value !== "string") return null;
  const elements = listElements(evaluator, list);
  if (elements === null) return null;
  const texts = elements.map((t) => literalsOf(evaluator.force(t)));
  if (texts.some((t) => t.length !== 1)) return null;
  return texts.some(([text]) => text === sought.value);
}

/** What is in a list, or in a set that nothing changes, where all of it is known. */
export function listElements(evaluator: Evaluator, list: Value): readonly Thunk[] | null {
  const elements = list.kind === "applied" ? elementsOfSet(evaluator, list) : list;
  return elements?.kind === "array" && !elements.open ? elements.elements : null;
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
