import type { Binding, Expression, ModuleIR } from "../../model/ir.ts";
import { enter } from "./call.ts";
import { changesOf } from "./changes.ts";
import type { Evaluator } from "./evaluate.ts";
import { changesThis, instanceMember, setterOf } from "./instances.ts";
import { testsBefore } from "./returns.ts";
import {
  type Frame,
  type FunctionValue,
  type InstanceValue,
  type Later,
  place,
  type Test,
  type Thunk,
  type Value,
} from "./value.ts";

/** More that is done to one instance is not told apart. */
const maximumLater = 32;

/** An instance with what is done to it in the body that declares its name: fields assigned, methods called that change it. */
export function changedInstance(
  evaluator: Evaluator,
  binding: Binding,
  instance: InstanceValue,
  module: ModuleIR,
  frame: Frame | null,
): Value {
  const body = binding.owner === null ? module.body : (module.functions[binding.owner]?.body ?? []);
  const later: Later[] = [];
  for (const { expression: e, owner } of changesOf(module, binding.id)) {
    if ((owner?.id ?? null) !== binding.owner || later.length >= maximumLater) continue;
    const when = testsBefore(e, body, module, frame);
    if (when === null) continue;
    const thunk = (expression: Expression): Thunk => ({ expression, module, frame });
    if (e.kind === "assign") {
      if (e.target.kind !== "member") continue;
      const key = e.target.property;
      const setter = setterOf(evaluator, instance, key);
      later.push(
        setter?.kind === "function"
          ? called(setter, instance, [thunk(e.value)], when)
          : { kind: "write", key, value: thunk(e.value), when },
      );
    } else if (e.callee.kind === "member") {
      const method = instanceMember(evaluator, instance, e.callee.property, place(module, e.span));
      if (method.kind === "function" && changesThis(method.fn, method.module))
        later.push(called(method, instance, e.args.map(thunk), when));
    }
  }
  return later.length === 0 ? instance : after(instance, later);
}

/** The same instance after this was done to it. */
export function after(instance: InstanceValue, later: readonly Later[]): InstanceValue {
  const all = [...(instance.later ?? []), ...later].slice(0, maximumLater);
  return { ...instance, made: instance.made ?? instance, later: all };
}

function called(fn: FunctionValue, self: InstanceValue, args: readonly Thunk[], when: readonly Test[]): Later {
  return { kind: "call", frame: enter(fn, args, 1, self), when };
}
