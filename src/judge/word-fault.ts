import type { Fault } from "../model/rule.ts";

/** A fault with the data of one finding filled in, and the placeholders that the data left open. */
export interface Wording {
  readonly message: Fault;
  readonly missing: readonly string[];
}

export function wordFault(fault: Fault, data: Readonly<Record<string, string>>): Wording {
  const missing = new Set<string>();
  const fill = (template: string) =>
    template.replace(/\{([A-Za-z][\w-]*)\}/g, (_, name: string) => {
      if (Object.hasOwn(data, name)) return data[name] ?? "";
      missing.add(name);
      return name;
    });
  const message = { says: fill(fault.says), because: fill(fault.because), fix: fill(fault.fix) };
  return { message, missing: [...missing] };
}
