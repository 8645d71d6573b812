import type { Place } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { place } from "../program/value.ts";
import { eachExpressionOf } from "../program/walk.ts";

/** Where a variable is read, by name, in code that is deployed. */
export function environmentReads(context: LinkContext): ReadonlyMap<string, readonly Place[]> {
  const reads = new Map<string, Place[]>();
  for (const module of context.program.modules.values()) {
    if (!context.isDeployed(module.path)) continue;
    const note = (name: string, at: Place): void => {
      const list = reads.get(name);
      if (list) list.push(at);
      else reads.set(name, [at]);
    };
    eachExpressionOf(module, (e) => {
      // `env.X` of a validated module is a read as much as `process.env.X`.
      if (e.kind === "member" && /^[A-Z][A-Z0-9_]{2,}$/.test(e.property)) note(e.property, place(module, e.span));
      if (e.kind !== "call") return;
      for (const arg of e.args)
        if (arg.kind === "literal" && typeof arg.value === "string" && /^[A-Z][A-Z0-9_]{2,}$/.test(arg.value))
          note(arg.value, place(module, e.span));
    });
    for (const binding of module.bindings) {
      if (binding.value?.kind === "member" && /^[A-Z][A-Z0-9_]{2,}$/.test(binding.value.property))
        note(binding.value.property, place(module, binding.span));
    }
  }
  return reads;
}
