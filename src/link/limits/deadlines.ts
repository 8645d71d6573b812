import type { ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Deadline } from "../../model/run-bounds.ts";
import type { LinkContext } from "../context.ts";
import { modelCallSites } from "../model-calls.ts";
import { place } from "../program/value.ts";

/** Calls of models whose entry has a deadline of the platform: `export const maxDuration = 60` beside a handler. */
export function deadlinesOf(context: LinkContext): readonly Deadline[] {
  return modelCallSites(context).flatMap(({ call, site }) => {
    const entries = [site.module.path, ...[...context.imports.importersOf([site.module.path])].sort()];
    const [at] = entries.flatMap((path) => {
      const module = context.program.modules.get(path);
      const found = module ? durationIn(module) : null;
      return found ? [found] : [];
    });
    return at ? [{ call: call.at, at }] : [];
  });
}

function durationIn(module: ModuleIR): Place | null {
  const found = module.exports.find((e) => e.kind === "value" && e.name === "maxDuration");
  return found ? place(module, found.span) : null;
}
