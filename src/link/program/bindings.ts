import type { Binding, Expression, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { changedInstance } from "./changed-instances.ts";
import { changedObject } from "./changed-objects.ts";
import { changesOf } from "./changes.ts";
import { isUrl } from "./computed-text.ts";
import { type Evaluator, frameOf, isEmpty, isSelfReference } from "./evaluate.ts";
import { type Outcome, writesOf } from "./returns.ts";
import { isPushedOnto, pushedOnto } from "./rounds.ts";
import { choiceOf, type Frame, type ObjectValue, type Option, unknownValue, type Value } from "./value.ts";

/** What a declared name can be: what it is given where it is declared, and what is assigned to it or its members later. */
export function bindingValue(
  evaluator: Evaluator,
  module: ModuleIR,
  id: number,
  frame: Frame | null,
  at: Place,
): Value {
  const binding = module.bindings[id];
  if (!binding) return unknownValue("a name that was not read", at);
  const home = frameOf(frame, module, binding.owner);
  if (binding.kind === "catch") return unknownValue("it is a caught error", at);
  const initial = binding.value ? evaluator.evaluate(binding.value, module, home) : null;
  if (binding.writes.length === 0)
    return withChanges(evaluator, binding, initial ?? unknownValue("it is never given a value", at), module, home);
  return withWrites(evaluator, binding, initial, module, home, at);
}

/** The last assignment whose tests hold decides, so alternatives stand latest first and the initial value last. */
function withWrites(
  evaluator: Evaluator,
  binding: Binding,
  initial: Value | null,
  module: ModuleIR,
  frame: Frame | null,
  at: Place,
): Value {
  const owner = binding.owner === null ? null : (module.functions[binding.owner] ?? null);
  const found = writesOf(binding.id, owner ? owner.body : module.body, module, frame);
  // A write inside a nested function may or may not have happened (a memoised getter): no test tells.
  const elsewhere = binding.writes.filter(
    (w) => !found.some((f) => f.expression !== null && isWriteOf(w, f.expression)),
  );
  const open: Option[] = elsewhere.map((w) => ({ value: evaluator.evaluate(w, module, null), when: [] }));
  const before: readonly Option[] =
    initial && !isEmpty(initial) && !isSelfReference(initial) ? [{ value: initial, when: [] }] : [];
  const options = afterWrites(evaluator, found, before, module, frame, at);
  const all = [...options.filter((o) => !before.includes(o)), ...open, ...options.filter((o) => before.includes(o))];
  return all.length === 1 && all[0] ? all[0].value : choiceOf(all, at);
}

/**
 * What is left of the alternatives before when all assignments are made, latest first. A reader of a declared name may
 * stand between them; whoever reads what a body `isOver` left behind sees the last one.
 */
export function afterWrites(
  evaluator: Evaluator,
  writes: readonly Outcome[],
  before: readonly Option[],
  module: ModuleIR,
  frame: Frame | null,
  at: Place,
  isOver = false,
): readonly Option[] {
  let options = before;
  for (const write of writes) {
    if (!write.expression) continue;
    const value = evaluator.evaluate(write.expression, module, frame);
    const replaces = isOver && write.operator === "=" && !write.caught && !write.repeated;
    const joined = replaces ? value : joinedWrite(options, value, write, at);
    options =
      joined && write.when.length === 0
        ? [{ value: joined, when: [] }]
        : [{ value: joined ?? value, when: write.when }, ...options];
  }
  return options;
}

function withChanges(
  evaluator: Evaluator,
  binding: Binding,
  value: Value,
  module: ModuleIR,
  frame: Frame | null,
): Value {
  if (value.kind === "array") {
    if (!isPushedOnto(binding, module)) return value;
    // One list for every mention: its rounds are activations, in which everything would be found out anew.
    return remember(evaluator.changedIn(frame), binding, () => {
      const more = pushedOnto(evaluator, binding, module, frame);
      return more.length === 0 ? value : { ...value, elements: [...value.elements, ...more] };
    });
  }
  const whole = value.kind === "applied" && isUrl(value) && binding.memberWrites.length > 0 ? urlObject(value) : value;
  if (whole.kind !== "instance" && whole.kind !== "object") return value;
  const changes = changesOf(module, binding.id);
  if (changes.length === 0) return value;
  const change = (): Value =>
    whole.kind === "instance"
      ? changedInstance(evaluator, binding, whole, module, frame)
      : changedObject(evaluator, binding, changes, whole, module, frame);
  // One value for every mention, so that what is found out of it once is found again.
  const known = evaluator.changedIn(frame);
  return known.get(binding) ?? evaluator.guarded(binding, () => remember(known, binding, change), value);
}

/** What `+=`, `??=` and their like make of the value before; null where the new value stands alone. */
function joinedWrite(before: readonly Option[], value: Value, write: Outcome, at: Place): Value | null {
  if (write.operator === "other") return unknownValue("it is computed", at);
  if (write.operator === "+=" && write.repeated) return unknownValue("it is put together in a loop", at);
  const isDefault = write.operator === "??=" || write.operator === "||=";
  if (before.length === 0 || (!isDefault && write.operator !== "+=")) return null;
  const first = choiceOf(before, at);
  if (isDefault) return { kind: "fallback", first, second: value, at };
  return { kind: "template", parts: [...(first.kind === "template" ? first.parts : [first]), value], at };
}

/** Whether a recorded write is this assignment: `x += v` is recorded as the sum. */
function isWriteOf(recorded: Expression, value: Expression): boolean {
  if (recorded.kind === "binary" && recorded.right === value) return true;
  return recorded === value || (recorded.kind === "opaque" && recorded.children.includes(value));
}

/** `url.password = …` is written onto a URL: what is written answers for itself, everything else is still the URL. */
function urlObject(url: Value): ObjectValue {
  return { kind: "object", entries: new Map(), rest: url, at: url.at };
}
