import { storeOfType } from "../../catalog/match.ts";
import { workersTypes } from "../../catalog/stores/platform.ts";
import type { ModuleIR, TypeDeclaration, TypeIR, TypeMember } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { Evaluator } from "./evaluate.ts";
import { registeredFactory, registeredValue } from "./models/config-service.ts";
import { clientOf } from "./platform-bindings.ts";
import type { Program } from "./program.ts";
import { type ClassValue, choiceOf, type InputValue, type Option, place, type Thunk, type Value } from "./value.ts";

/** Interfaces inside interfaces are followed this far: a tree of services is seldom deeper. */
const maximumDepth = 3;
const maximumReexports = 8;

/**
 * What a parameter that nobody in the repository passes can be by its declared type: an instance of a class of the
 * repository or of its implementers, a client of a package, an object with such members. Null if the type tells nothing.
 */
export function valueOfType(
  evaluator: Evaluator,
  module: ModuleIR,
  type: TypeIR,
  given: InputValue,
  depth = 0,
): Value | null {
  if (depth > maximumDepth) return null;
  const { at } = given;
  if (type.kind === "union") {
    const [only, ...more] = type.options.filter((o) => !isNothing(o));
    return only && more.length === 0 ? valueOfType(evaluator, module, only, given, depth) : null;
  }
  if (type.kind === "object") return objectOfType(evaluator, module, type.members, given, depth);
  if (type.kind === "typeof") return evaluator.evaluate(type.of, module, null);
  if (type.kind !== "named") return null;
  if (/^(Promise|Readonly|Awaited|Partial|Required)$/.test(type.name) && type.args[0])
    return valueOfType(evaluator, module, type.args[0], given, depth);
  const declared = declarationOf(evaluator.program, module, type);
  if (isPlatformType(type) && (!declared || declared.module.path.endsWith(".d.ts"))) return clientOfType(type.name, at);
  if (declared) {
    const made = objectOfType(evaluator, declared.module, membersOf(evaluator.program, declared), given, depth);
    if (made) return made;
    if (declared.type.type.kind === "typeof" || declared.type.type.kind === "union")
      return valueOfType(evaluator, declared.module, declared.type.type, given, depth + 1);
  }
  const bound =
    type.binding === null
      ? null
      : evaluator.evaluate({ kind: "name", binding: type.binding, name: type.name, span: at.span }, module, null);
  if (bound?.kind === "class") return instanceOf(evaluator, bound, at);
  // `ConfigType<typeof databaseConfig>` of Nest: what that configuration holds.
  const registered =
    bound?.kind === "external" && type.args[0]?.kind === "typeof"
      ? registeredFactory(evaluator.evaluate(type.args[0].of, module, null))
      : null;
  if (registered) return registeredValue(evaluator, registered, at);
  if (bound?.kind === "external") return { kind: "applied", form: "new", callee: bound, args: [], assumed: true, at };
  const options: Option[] = evaluator.program.implementers(type.name).flatMap(({ module: home, id }) => {
    const cls = home.classes[id];
    return cls
      ? [
          {
            value: instance({ kind: "class", module: home, cls, frame: null, at: place(home, cls.span) }, at),
            when: [],
          },
        ]
      : [];
  });
  return options.length === 0 ? null : choiceOf(options, at);
}

function isNothing(type: TypeIR): boolean {
  return type.kind === "literal" || (type.kind === "named" && (type.name === "undefined" || type.name === "null"));
}

/** An abstract class is what extends it. */
function instanceOf(evaluator: Evaluator, cls: ClassValue, at: Value["at"]): Value {
  const isAbstract = cls.cls.members.some((m) => m.kind === "method" && m.value === null);
  const subclasses = isAbstract ? subclassesOf(evaluator, cls) : [];
  if (subclasses.length === 0) return instance(cls, at);
  return choiceOf(
    subclasses.map((sub) => ({ value: instance(sub, at), when: [] })),
    at,
  );
}

function subclassesOf(evaluator: Evaluator, cls: ClassValue): readonly ClassValue[] {
  return evaluator.program.extenders(cls.cls.name).flatMap(({ module, id }) => {
    const sub = module.classes[id];
    const base = sub?.extends ? evaluator.evaluate(sub.extends, module, null) : null;
    const isOne = sub && base?.kind === "class" && base.cls === cls.cls && evaluator.program.isDeployed(module.path);
    return isOne ? [{ kind: "class" as const, module, cls: sub, frame: null, at: place(module, sub.span) }] : [];
  });
}

function instance(of: ClassValue, at: Value["at"]): Value {
  return { kind: "instance", of, args: null, at };
}

/** `{ config, audit }: { config: AppConfig; audit: AuditLog }`, as containers inject it: an instance for each member. */
function objectOfType(
  evaluator: Evaluator,
  module: ModuleIR,
  members: readonly TypeMember[],
  given: InputValue,
  depth: number,
): Value | null {
  const entries = new Map<string, Thunk>();
  for (const { name, type, span } of members) {
    const there = place(module, span);
    // `env: { DB: D1Database }`: what the platform's configuration binds under that name, else some client of the type.
    const bound = isPlatformType(type) ? clientOf(evaluator.platform.named(given.module.path, name), there) : null;
    const value = bound ?? valueOfType(evaluator, module, type, { ...given, at: there }, depth + 1);
    if (value) entries.set(name, { expression: { kind: "undefined", span }, module, frame: null, value });
  }
  return entries.size === 0 ? null : { kind: "object", entries, rest: given, at: given.at };
}

/** A type of what a platform hands over, global or imported from its declarations: `D1Database`. */
function isPlatformType(type: TypeIR): boolean {
  return type.kind === "named" && storeOfType(type.name) !== null;
}

function clientOfType(name: string, at: Value["at"]): Value {
  const callee: Value = { kind: "external", package: workersTypes, path: [name], at };
  return { kind: "applied", form: "new", callee, args: [], assumed: true, at };
}

interface Declared {
  readonly module: ModuleIR;
  readonly type: TypeDeclaration;
}

function membersOf(program: Program, { module, type }: Declared, depth = 0): readonly TypeMember[] {
  const parts = type.type.kind === "intersection" ? type.type.parts : [type.type];
  const own = parts.flatMap((part) => (part.kind === "object" ? part.members : []));
  if (depth > maximumDepth) return own;
  const bases = [...type.extends, ...parts].flatMap((base) => {
    const declared = base.kind === "named" ? declarationOf(program, module, base) : null;
    // A base of another file names its members' types there; without them it still has its own.
    return declared && declared.module === module ? membersOf(program, declared, depth + 1) : [];
  });
  return [...bases, ...own];
}

const declarations = new WeakMap<TypeIR, Declared | "none">();

/** Where an interface or alias is declared, also in another module. */
function declarationOf(program: Program, module: ModuleIR, type: Extract<TypeIR, { kind: "named" }>): Declared | null {
  const known = remember(declarations, type, () => findDeclaration(program, module, type) ?? "none");
  return known === "none" ? null : known;
}

function findDeclaration(
  program: Program,
  module: ModuleIR,
  type: Extract<TypeIR, { kind: "named" }>,
): Declared | null {
  const imported = type.binding === null ? null : module.bindings[type.binding]?.value;
  if (imported?.kind === "import") return exportedType(program, module, imported.specifier, imported.name, 0);
  return type.binding === null ? localType(module, type.name) : null;
}

function localType(module: ModuleIR, name: string): Declared | null {
  const type = module.types.find((t) => t.name === name);
  return type ? { module, type } : null;
}

function exportedType(
  program: Program,
  from: ModuleIR,
  specifier: string,
  name: string,
  depth: number,
): Declared | null {
  const target = program.resolve(from, specifier);
  const module = target.kind === "module" ? program.modules.get(target.path) : undefined;
  if (!module || depth > maximumReexports) return null;
  const own = localType(module, name);
  if (own) return own;
  for (const item of module.exports) {
    if (item.kind === "from" && item.name === name)
      return exportedType(program, module, item.specifier, item.imported, depth + 1);
  }
  for (const item of module.exports) {
    const found = item.kind === "all" ? exportedType(program, module, item.specifier, name, depth + 1) : null;
    if (found) return found;
  }
  return null;
}
