import type { ModuleIR, TypeDeclaration, TypeIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Program } from "../program/program.ts";
import { type FunctionValue, place } from "../program/value.ts";
import { isEnvironmentField } from "./environment-field.ts";

/** Where an emitter lets its callers pass an environment without asking for it: an optional parameter or field. */
export function optionalField(program: Program, fn: FunctionValue): Place | null {
  for (const parameter of fn.fn.parameters) {
    if (isEnvironmentField(parameter.name) && (parameter.optional || parameter.default !== null))
      return place(fn.module, parameter.span);
    const found = parameter.type ? optionalIn(program, fn.module, parameter.type, 0) : null;
    if (found) return found;
  }
  return null;
}

function optionalIn(program: Program, module: ModuleIR, type: TypeIR, depth: number): Place | null {
  if (depth > 6) return null;
  const first = (types: readonly TypeIR[], home: ModuleIR): Place | null =>
    types.map((t) => optionalIn(program, home, t, depth + 1)).find((p) => p !== null) ?? null;
  switch (type.kind) {
    case "object": {
      const member = type.members.find(
        (m) => m.optional && isEnvironmentField(m.name) && !isThing(program, module, m.type, depth),
      );
      return member ? place(module, member.span) : null;
    }
    case "union":
      return first(type.options, module);
    case "intersection":
      return first(type.parts, module);
    case "array":
      return optionalIn(program, module, type.of, depth + 1);
    case "named": {
      const declared = declarationOf(program, module, type.name, type.binding, 0);
      const own = declared ? first([declared.type.type, ...declared.type.extends], declared.module) : null;
      return own ?? first(type.args, module);
    }
    default:
      return null;
  }
}

/** `environment?: LocalEnvironment`, an object with settings of its own, is where something runs and no word for it. */
function isThing(program: Program, module: ModuleIR, type: TypeIR, depth: number): boolean {
  if (depth > 6) return false;
  if (type.kind === "object") return true;
  if (type.kind === "union") return type.options.some((t) => isThing(program, module, t, depth + 1));
  if (type.kind === "intersection") return type.parts.some((t) => isThing(program, module, t, depth + 1));
  const declared = type.kind === "named" ? declarationOf(program, module, type.name, type.binding, 0) : null;
  return declared !== null && isThing(program, declared.module, declared.type.type, depth + 1);
}

/** A type by its name, here or where it is imported from. */
function declarationOf(
  program: Program,
  module: ModuleIR,
  name: string,
  binding: number | null,
  depth: number,
): { readonly module: ModuleIR; readonly type: TypeDeclaration } | null {
  const here = module.types.find((t) => t.name === name);
  if (here) return { module, type: here };
  if (depth > 6) return null;
  const imported = binding === null ? null : module.bindings[binding]?.value;
  const sources =
    imported?.kind === "import" ? [{ specifier: imported.specifier, name: imported.name }] : reexports(module, name);
  for (const source of sources) {
    const target = program.resolve(module, source.specifier);
    const next = target.kind === "module" ? program.modules.get(target.path) : undefined;
    const found = next ? declarationOf(program, next, source.name, bindingOf(next, source.name), depth + 1) : null;
    if (found) return found;
  }
  return null;
}

function bindingOf(module: ModuleIR, name: string): number | null {
  return module.bindings.find((b) => b.name === name && b.kind === "import")?.id ?? null;
}

function reexports(module: ModuleIR, name: string): readonly { readonly specifier: string; readonly name: string }[] {
  return module.exports.flatMap((e) =>
    e.kind === "all"
      ? [{ specifier: e.specifier, name }]
      : e.kind === "from" && e.name === name
        ? [{ specifier: e.specifier, name: e.imported }]
        : [],
  );
}
