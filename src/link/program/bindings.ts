import type { Binding, Expression, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { type Evaluator, frameOf, isEmpty } from "./evaluate.ts";
import { type Outcome, writesOf } from "./returns.ts";
import { pushedOnto } from "./rounds.ts";
import {
  choiceOf,
  type Frame,
  type ObjectValue,
  type Option,
  place,
  type Thunk,
  unknownValue,
  type Value,
} from "./value.ts";

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
    return withMemberWrites(evaluator, binding, initial ?? unknownValue("it is never given a value", at), module, home);
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
  const before: readonly Option[] = initial && !isEmpty(initial) ? [{ value: initial, when: [] }] : [];
  let options: readonly Option[] = before;
  for (const write of found) {
    if (!write.expression) continue;
    const value = evaluator.evaluate(write.expression, module, frame);
    const joined = joinedWrite(options, value, write, at);
    options =
      joined && write.when.length === 0
        ? [{ value: joined, when: [] }]
        : [{ value: joined ?? value, when: write.when }, ...options];
  }
  options = [...options.filter((o) => !before.includes(o)), ...open, ...options.filter((o) => before.includes(o))];
  return options.length === 1 && options[0] ? options[0].value : choiceOf(options, at);
}

function withMemberWrites(
  evaluator: Evaluator,
  binding: Binding,
  value: Value,
  module: ModuleIR,
  frame: Frame | null,
): Value {
  if (value.kind === "array") {
    const more = pushedOnto(evaluator, binding, module, frame);
    return more.length === 0 ? value : { ...value, elements: [...value.elements, ...more] };
  }
  const whole = isUrl(value) && binding.memberWrites.length > 0 ? urlObject(value) : value;
  if (binding.memberWrites.length === 0 || whole.kind !== "object") return value;
  const entries = new Map(whole.entries);
  let rest = whole.rest;
  for (const { key, value: written } of binding.memberWrites) {
    if (key === null) {
      const read = computedWrite(written, module);
      for (const [name, before] of entries)
        entries.set(name, { ...before, value: read(name, evaluator.force(before)) });
      rest ??= unknownValue("entries are added under computed keys", value.at);
    } else {
      const before = entries.get(key);
      const after: Thunk = { expression: written, module, frame };
      entries.set(
        key,
        before
          ? {
              ...after,
              value: choiceOf(
                [
                  { value: evaluator.force(after), when: [] },
                  { value: evaluator.force(before), when: [] },
                ],
                value.at,
              ),
            }
          : after,
      );
    }
  }
  return { ...whole, entries, rest };
}

/**
 * `vars[key] = process.env[key]` for every key: each entry is the variable of its own name. Anything else that is
 * written under a computed key may or may not replace what an entry held.
 */
function computedWrite(written: Expression, module: ModuleIR): (name: string, before: Value) => Value {
  const isRead = written.kind === "index" && written.object.kind === "environment";
  return (name, before) => {
    const at = place(module, written.span);
    if (isRead) return { kind: "fallback", first: { kind: "variable", name, at }, second: before, at };
    return choiceOf(
      [
        { value: before, when: [] },
        { value: unknownValue("it may be replaced under a computed key", at), when: [] },
      ],
      at,
    );
  };
}

/** What `+=`, `??=` and their like make of the value before; null where the new value stands alone. */
function joinedWrite(before: readonly Option[], value: Value, write: Outcome, at: Place): Value | null {
  if (write.operator === "other") return unknownValue("it is computed", at);
  if (write.operator === "+=" && write.repeated) return unknownValue("it is put together in a loop", at);
  if (before.length === 0) return null;
  const first = choiceOf(before, at);
  if (write.operator === "??=" || write.operator === "||=") return { kind: "fallback", first, second: value, at };
  if (write.operator !== "+=") return null;
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

function isUrl(value: Value): boolean {
  return (
    value.kind === "applied" &&
    value.callee.kind === "external" &&
    value.callee.package === "" &&
    value.callee.path[0] === "URL"
  );
}
