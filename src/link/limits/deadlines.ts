import type { ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Deadline } from "../../model/run-bounds.ts";
import type { LinkContext } from "../context.ts";
import { modelCallSites } from "../model-calls.ts";
import { place } from "../program/value.ts";

/** Calls of models whose entry has a deadline of the platform: `export const maxDuration = 60` beside a handler. */
export function deadlinesOf(context: LinkContext): readonly Deadline[] {
  return modelCallSites(context).flatMap(({ call, site }) => {
    const paths = [site.module.path, ...[...context.imports.importersOf([site.module.path])].sort()];
    const modules = [...new Set(paths)].flatMap((path) => context.program.modules.get(path) ?? []);
    const [at] = modules.flatMap((module) => durationIn(module) ?? []);
    // Another route that leads to the call has no deadline by this one.
    const isOpen = modules.some((module) => answersRequests(module) && durationIn(module) === null);
    return at && !isOpen ? [{ call: call.at, at }] : [];
  });
}

const handlers = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

function answersRequests(module: ModuleIR): boolean {
  return module.exports.some((e) => (e.kind === "value" || e.kind === "from") && handlers.test(e.name));
}

function durationIn(module: ModuleIR): Place | null {
  const found = module.exports.find((e) => e.kind === "value" && e.name === "maxDuration");
  return found ? place(module, found.span) : null;
}
