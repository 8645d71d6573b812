import { storeOfType } from "../../catalog/match.ts";
import { workersTypes } from "../../catalog/stores/platform.ts";
import type { ModuleIR, TypeIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Evaluator } from "./evaluate.ts";
import { clientOf } from "./platform-bindings.ts";
import { choiceOf, type Option, place, type Thunk, type Value } from "./value.ts";

/** `{ config, audit }: { config: AppConfig; audit: AuditLog }`, as containers inject it: an instance for each member. */
function objectOfType(
  evaluator: Evaluator,
  module: ModuleIR,
  type: Extract<TypeIR, { kind: "object" }>,
  at: Place,
): Value | null {
  const entries = new Map<string, Thunk>();
  for (const member of type.members) {
    const there = place(module, member.span);
    // `env: { DB: D1Database }`: what the platform's configuration binds under that name, else some client of the type.
    const bound = isPlatformType(member.type) ? clientOf(evaluator.platform.named(at.path, member.name), there) : null;
    const value = bound ?? valueOfType(evaluator, module, member.type, there);
    if (value)
      entries.set(member.name, { expression: { kind: "undefined", span: member.span }, module, frame: null, value });
  }
  if (entries.size === 0) return null;
  return {
    kind: "object",
    entries,
    rest: { kind: "unknown", reason: "a caller outside the repository passes it", at },
    at,
  };
}

/** An instance of a declared type: a class of the repository, its implementers, or a class of a package. */
export function valueOfType(evaluator: Evaluator, module: ModuleIR, type: TypeIR, at: Place): Value | null {
  if (type.kind === "union") {
    const [only, ...more] = type.options.filter(
      (o) => !(o.kind === "literal" || (o.kind === "named" && (o.name === "undefined" || o.name === "null"))),
    );
    return only && more.length === 0 ? valueOfType(evaluator, module, only, at) : null;
  }
  if (
    type.kind === "named" &&
    (type.name === "Promise" || type.name === "Readonly" || type.name === "Awaited") &&
    type.args[0]
  ) {
    return valueOfType(evaluator, module, type.args[0], at);
  }
  if (type.kind === "object") return objectOfType(evaluator, module, type, at);
  if (type.kind === "typeof") return evaluator.evaluate(type.of, module, null);
  if (type.kind !== "named") return null;
  const declared = module.types.find(
    (t) =>
      t.name === type.name &&
      t.type.kind === "object" &&
      t.type.members.some((m) => m.type.kind === "named" && (m.type.binding !== null || isPlatformType(m.type))),
  );
  if (type.binding === null && declared) return valueOfType(evaluator, module, declared.type, at);
  if (type.binding === null && isPlatformType(type)) return instanceOf(workersTypes, type.name, at);
  const bound =
    type.binding === null
      ? null
      : evaluator.evaluate({ kind: "name", binding: type.binding, name: type.name, span: at.span }, module, null);
  if (bound?.kind === "class") return { kind: "instance", of: bound, args: null, at };
  if (bound?.kind === "external") return { kind: "applied", form: "new", callee: bound, args: [], assumed: true, at };
  if (bound?.kind === "unknown") {
    const environment = importedEnvironment(evaluator, module, type);
    if (environment) return valueOfType(evaluator, environment.module, environment.type, at);
  }
  const options: Option[] = [];
  for (const { module: home, id } of evaluator.program.implementers(type.name)) {
    const cls = home.classes[id];
    if (cls)
      options.push({
        value: {
          kind: "instance",
          of: { kind: "class", module: home, cls, frame: null, at: place(home, cls.span) },
          args: null,
          at,
        },
        when: [],
      });
  }
  return options.length === 0 ? null : choiceOf(options, at);
}

/** A type of what a platform hands over, which its declarations make global: `D1Database`. */
function isPlatformType(type: TypeIR): boolean {
  return type.kind === "named" && storeOfType(type.name) !== null;
}

function instanceOf(packageName: string, name: string, at: Place): Value {
  const callee: Value = { kind: "external", package: packageName, path: [name], at };
  return { kind: "applied", form: "new", callee, args: [], assumed: true, at };
}

/** `env: Env` of an `Env` that another module declares with what a platform hands over. */
function importedEnvironment(
  evaluator: Evaluator,
  module: ModuleIR,
  type: Extract<TypeIR, { kind: "named" }>,
): { readonly module: ModuleIR; readonly type: TypeIR } | null {
  const imported = type.binding === null ? null : module.bindings[type.binding]?.value;
  if (imported?.kind !== "import") return null;
  const target = evaluator.program.resolve(module, imported.specifier);
  const home = target.kind === "module" ? evaluator.program.modules.get(target.path) : undefined;
  const declared = home?.types.find((t) => t.name === imported.name);
  return home && declared?.type.kind === "object" && declared.type.members.some((m) => isPlatformType(m.type))
    ? { module: home, type: declared.type }
    : null;
}
