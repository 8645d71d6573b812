import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { openFrame } from "./parameters.ts";
import type { Program } from "./program.ts";
import {
  chainOf,
  choiceOf,
  type Frame,
  type ObjectValue,
  type Option,
  type Thunk,
  thunkOf,
  type Value,
} from "./value.ts";
import { eachExpressionOf } from "./walk.ts";

/** What a container of Nest, tsyringe, inversify or typedi gives for a token, as the code of the repository provides it. */
export function provided(evaluator: Evaluator, token: Value, at: Place): Value | null {
  const key = keyOf(evaluator, token);
  if (key === null) return null;
  const known = remember(indexes, evaluator, () => indexOf(evaluator)).get(key) ?? [];
  const options = known.flatMap((provision): readonly Option[] => {
    const value = evaluator.guarded(provision, () => made(evaluator, provision, at), null);
    return value ? [{ value, when: [] }] : [];
  });
  return options.length === 0 ? null : choiceOf(options, at);
}

/** The same, or an instance of the class that is its own token. */
export function resolved(evaluator: Evaluator, token: Value, at: Place): Value | null {
  const value = provided(evaluator, token, at);
  if (value) return value;
  if (token.kind === "class") return { kind: "instance", of: token, args: null, at };
  return token.kind === "external" && token.package !== ""
    ? { kind: "applied", form: "new", callee: token, args: [], assumed: true, at }
    : null;
}

/** The token that a decorator asks for: `@Inject("STORE")`, `@inject(TYPES.Store)`. */
export function injectedBy(
  evaluator: Evaluator,
  decorators: readonly Expression[],
  module: ModuleIR,
  at: Place,
): Value | null {
  for (const d of decorators) {
    if (d.kind !== "call" || !d.args[0]) continue;
    const name = d.callee.kind === "name" ? d.callee.name : d.callee.kind === "member" ? d.callee.property : "";
    if (/^(inject|Inject|injectAll)$/.test(name))
      return provided(evaluator, evaluator.evaluate(d.args[0], module, null), at);
  }
  return null;
}

/** What tells one token from another; null for what is no token. */
function keyOf(evaluator: Evaluator, token: Value): string | null {
  const [text] = literalsOf(token);
  if (text !== undefined) return `text ${text}`;
  if (token.kind === "class") return `class ${token.module.path}#${token.cls.id}`;
  if (token.kind === "external" && token.package !== "") return `external ${token.package}#${token.path.join(".")}`;
  // `databaseConfig.KEY` of a configuration that Nest registers under a name.
  if (token.kind === "member" && token.property === "KEY") return keyOf(evaluator, token.object);
  if (token.kind !== "applied" || token.callee.kind !== "external") return null;
  const { package: pkg, path } = token.callee;
  const [name] = token.args[0] ? literalsOf(evaluator.force(token.args[0])) : [];
  if (pkg === "" && path.join(".") === "Symbol.for" && name !== undefined) return `symbol ${name}`;
  return `${token.at.path}:${token.at.span.startLine}:${token.at.span.startColumn}`;
}

/** One way to make what a token stands for. */
interface Provision {
  readonly how: "value" | "factory" | "class" | "token";
  readonly what: Thunk;
  /** Tokens whose values a factory is called with. */
  readonly inject: Thunk | null;
}

const indexes = new WeakMap<Evaluator, ReadonlyMap<string, readonly Provision[]>>();

function indexOf(evaluator: Evaluator): ReadonlyMap<string, readonly Provision[]> {
  const index = new Map<string, Provision[]>();
  const add = (token: Value | null, provision: Provision | null): void => {
    const key = token ? keyOf(evaluator, token) : null;
    if (key !== null && provision) remember(index, key, (): Provision[] => []).push(provision);
  };
  for (const { expression, module, frame } of provideObjects(evaluator.program)) {
    const object = evaluator.evaluate(expression, module, frame);
    if (object.kind !== "object") continue;
    const token = object.entries.get("provide") ?? object.entries.get("id");
    add(token ? evaluator.force(token) : null, provisionIn(object));
  }
  for (const [name, read] of Object.entries(registrations)) {
    for (const { module, owner, expression } of evaluator.program.sitesNamed(name)) {
      if (expression.kind !== "call" || !evaluator.program.isDeployed(module.path)) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const thunk = (e: Expression | undefined): Thunk | null => (e ? { expression: e, module, frame } : null);
      const found = read(evaluator, expression, thunk);
      if (found) add(evaluator.force(found.token), found.provision);
    }
  }
  return index;
}

interface Registration {
  readonly token: Thunk;
  readonly provision: Provision | null;
}

type Call = Extract<Expression, { kind: "call" }>;
type Read = (
  evaluator: Evaluator,
  call: Call,
  thunk: (e: Expression | undefined) => Thunk | null,
) => Registration | null;

/** `container.register(token, { useValue })` of tsyringe, its shorthands, and `Container.set(token, value)` of typedi. */
const registrations: Readonly<Record<string, Read>> = {
  register: (evaluator, { args }, thunk) => {
    const [token, how] = args.map(thunk);
    const object = how ? evaluator.force(how) : null;
    return token && object?.kind === "object" ? { token, provision: provisionIn(object) } : null;
  },
  registerInstance: (_, { args }, thunk) => second(args, thunk, "value"),
  registerSingleton: (_, { args }, thunk) => second(args, thunk, "class"),
  registerType: (_, { args }, thunk) => second(args, thunk, "class"),
  set: (evaluator, { callee, args }, thunk) => {
    const object = callee.kind === "member" ? thunk(callee.object) : null;
    const container =
      object && callee.kind === "member" && callee.object.kind === "name" ? evaluator.force(object) : null;
    return container?.kind === "external" && container.package === "typedi" ? second(args, thunk, "value") : null;
  },
  to: bound("class"),
  toConstantValue: bound("value"),
  toDynamicValue: bound("factory"),
  toService: bound("token"),
};

function second(
  args: readonly Expression[],
  thunk: (e: Expression | undefined) => Thunk | null,
  how: Provision["how"],
): Registration | null {
  const [token, what] = args.map(thunk);
  return token && what ? { token, provision: { how, what, inject: null } } : null;
}

/** `container.bind(token).to(Class)` of inversify. */
function bound(how: Provision["how"]): Read {
  return (_, { callee, args }, thunk) => {
    const binding = callee.kind === "member" ? callee.object : null;
    if (binding?.kind !== "call") return null;
    const name =
      binding.callee.kind === "member"
        ? binding.callee.property
        : binding.callee.kind === "name"
          ? binding.callee.name
          : "";
    return /^(re)?bind(Sync)?$/.test(name)
      ? second([...binding.args.slice(0, 1), ...args.slice(0, 1)], thunk, how)
      : null;
  };
}

const kinds: readonly (readonly [string, Provision["how"]])[] = [
  ["useValue", "value"],
  ["useFactory", "factory"],
  ["useClass", "class"],
  ["useExisting", "token"],
  ["useToken", "token"],
];

function provisionIn({ entries }: ObjectValue): Provision | null {
  for (const [key, how] of kinds) {
    const what = entries.get(key);
    if (what) return { how, what, inject: entries.get("inject") ?? null };
  }
  return null;
}

function made(evaluator: Evaluator, { how, what, inject }: Provision, at: Place): Value | null {
  const given = evaluator.force(what);
  if (how === "value") return given;
  if (how === "token") return resolved(evaluator, given, at);
  if (how === "class") return instanceOf(given, at);
  const tokens = inject ? evaluator.force(inject) : null;
  const args =
    tokens?.kind === "array" ? tokens.elements.map((t) => argumentFor(evaluator, evaluator.force(t), at)) : [];
  return evaluator.call(given, args, at);
}

function instanceOf(value: Value, at: Place): Value | null {
  return value.kind === "class" ? { kind: "instance", of: value, args: null, at } : null;
}

/** An entry of `inject`, which may be a token or say that it is optional. */
function argumentFor(evaluator: Evaluator, token: Value, at: Place): Thunk {
  const asked = token.kind === "object" ? evaluator.member(token, "token", at) : token;
  const value = resolved(evaluator, asked, at);
  return thunkOf(value ?? { kind: "unknown", reason: "nothing in the repository provides it", at });
}

/** Object literals with a `provide`, the providers of a module. */
function provideObjects(
  program: Program,
): readonly { expression: Expression; module: ModuleIR; frame: Frame | null }[] {
  const found: { expression: Expression; module: ModuleIR; frame: Frame | null }[] = [];
  for (const module of program.modules.values()) {
    if (!program.isDeployed(module.path)) continue;
    eachExpressionOf(module, (e, owner) => {
      if (e.kind === "object" && e.properties.some((p) => p.kind === "value" && p.key === "provide"))
        found.push({ expression: e, module, frame: owner ? openFrame(module, owner) : null });
    });
  }
  return found;
}

/** Where a token is asked for by name at run time. */
export function asked(
  evaluator: Evaluator,
  object: Value,
  method: string,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  const [first] = args;
  if (!first || !/^(get|getAsync|resolve|resolveAsync|create)$/.test(method)) return null;
  const token = evaluator.force(first);
  if (token.kind === "class") return resolved(evaluator, token, at);
  const [root] = chainOf(object);
  if (root?.kind !== "external" || !containers.test(root.package)) return null;
  return resolved(evaluator, token, at);
}

const containers = /^(tsyringe|inversify|typedi|@nestjs\/(core|common|testing)|@needle-di\/core|brandi)$/;
