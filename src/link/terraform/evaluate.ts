import type { InfraEntry, InfraExpression, InfraLoop } from "../../model/infrastructure.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { indexOf, memberOf, splatOf } from "./access.ts";
import { callFunction } from "./functions.ts";
import { type PlacedBlock, settingOf, type TerraformModule } from "./modules.ts";
import { operate } from "./operations.ts";
import {
  type Context,
  concatenate,
  type Deployment,
  isNull,
  type Scope,
  type TerraformValue,
  text,
  textOf,
  truthOf,
  unknown,
} from "./value.ts";

/** Modules call modules, and names stand for names; no configuration that people write goes as deep. */
const deepest = 80;
const mostSteps = 400_000;
/** More elements are not told apart. */
export const mostElements = 200;

/** What a call of a function of the language gives. */
export type Functions = typeof callFunction;

/** Evaluates the expressions of modules in their deployments, on demand. */
export class TerraformEvaluator {
  readonly modules: ReadonlyMap<string, TerraformModule>;
  /** Contents of the files that `templatefile` fills in, by path. */
  readonly templates: ReadonlyMap<string, InfraExpression>;
  readonly #known = new Map<Scope, Map<string, TerraformValue>>();
  readonly #open = new Set<string>();
  #depth = 0;
  #steps = 0;

  readonly #call: Functions;

  /** `call` are the functions of the language; the expressions of Bicep are those of Terraform but for these. */
  constructor(
    modules: ReadonlyMap<string, TerraformModule>,
    templates: ReadonlyMap<string, InfraExpression>,
    call: Functions = callFunction,
  ) {
    this.modules = modules;
    this.templates = templates;
    this.#call = call;
  }

  /** Whether more was asked than is answered for one repository. */
  get isSpent(): boolean {
    return this.#steps > mostSteps;
  }

  evaluate(expression: InfraExpression, context: Context): TerraformValue {
    const at: Place = { path: context.path, span: expression.span };
    if (++this.#steps > mostSteps)
      return unknown("the Terraform takes more steps to evaluate than are spent on it", at);
    if (this.#depth > deepest) return unknown("it is nested too deeply", at);
    this.#depth++;
    try {
      return this.#evaluate(expression, context, at);
    } finally {
      this.#depth--;
    }
  }

  #evaluate(e: InfraExpression, context: Context, at: Place): TerraformValue {
    const go = (inner: InfraExpression): TerraformValue => this.evaluate(inner, context);
    switch (e.kind) {
      case "text":
        return e.sealed ? { kind: "scalar", value: e.text, sealed: e.sealed, at } : text(e.text, at);
      case "scalar":
        return { kind: "scalar", value: e.value, at };
      case "template":
        return concatenate(e.parts.map(go), at);
      case "name":
        return context.names.get(e.name) ?? { kind: "prefix", words: [e.name], context, at };
      case "member":
        return memberOf(this, go(e.object), e.property, at);
      case "index":
        return indexOf(this, go(e.object), go(e.index), at);
      case "splat":
        return splatOf(this, go(e.object), e.properties, at);
      case "call":
        return (context.call ?? this.#call)(this, e, context, at);
      case "conditional": {
        const holds = truthOf(go(e.test));
        if (holds !== null) return go(e.branches[holds ? 0 : 1]);
        return this.#either(e.branches.map(go), at);
      }
      case "object":
        return { kind: "object", ...this.#entries(e.entries, context), at };
      case "list":
        return { kind: "list", items: e.items.slice(0, mostElements).map(go), at };
      case "operation":
        return operate(e.operator, e.operands.map(go), at);
      case "loop":
        return this.#loop(e, context, at);
      case "opaque":
        return unknown(`a ${e.syntax} is not followed`, at);
    }
  }

  /** Which of two it is cannot be told; where both are one, it does not matter. */
  #either([yes, no]: readonly TerraformValue[], at: Place): TerraformValue {
    const same = yes && no && textOf(yes) !== null && textOf(yes) === textOf(no);
    return same ? yes : unknown("which of two values it has is decided when it is applied", at);
  }

  #entries(written: readonly InfraEntry[], context: Context) {
    const entries = new Map<string, TerraformValue>();
    const places = new Map<string, Place>();
    for (const { key, value, span } of written.slice(0, 1000)) {
      const name = typeof key === "string" ? key : textOf(this.evaluate(key, context));
      if (name === null) continue;
      entries.set(name, this.evaluate(value, context));
      places.set(name, { path: context.path, span });
    }
    return { entries, places };
  }

  #loop(loop: InfraLoop, context: Context, at: Place): TerraformValue {
    const over = this.evaluate(loop.over, context);
    const elements = elementsOf(over);
    if (elements === null) return over.kind === "unknown" ? over : unknown("what a loop runs over is not known", at);
    const made: { readonly key: string | null; readonly value: TerraformValue }[] = [];
    for (const [key, item] of elements.slice(0, mostElements)) {
      const names = new Map([...context.names, [loop.item, item] as const]);
      if (loop.key !== null) names.set(loop.key, key);
      const inside: Context = { ...context, names };
      if (loop.when && truthOf(this.evaluate(loop.when, inside)) === false) continue;
      const own = loop.makesKey ? textOf(this.evaluate(loop.makesKey, inside)) : null;
      made.push({ key: own, value: this.evaluate(loop.makes, inside) });
    }
    if (loop.makesKey === null) return { kind: "list", items: made.map(({ value }) => value), at };
    const entries = made.flatMap(({ key, value }) => (key === null ? [] : [[key, value] as const]));
    return { kind: "object", entries: new Map(entries), at };
  }

  /** `var.x`, `local.x` and `module.x.y`, each worked out once for a scope. */
  named(kind: "var" | "local" | "output", name: string, scope: Scope, at: Place): TerraformValue {
    const table = remember(this.#known, scope, () => new Map<string, TerraformValue>());
    const key = `${kind}.${name}`;
    const known = table.get(key);
    if (known) return known;
    const open = `${scope.deployment.state}|${scope.address}${key}`;
    if (this.#open.has(open)) return unknown(`${key} refers to itself`, at);
    this.#open.add(open);
    try {
      const value = this.#named(kind, name, scope, at);
      table.set(key, value);
      return value;
    } finally {
      this.#open.delete(open);
    }
  }

  #named(kind: "var" | "local" | "output", name: string, scope: Scope, at: Place): TerraformValue {
    const { module } = scope;
    if (kind === "local") {
      const local = module.locals.get(name);
      return local
        ? this.evaluate(local.value.value, contextIn(scope, local.path))
        : unknown(`there is no local ${name}`, at);
    }
    if (kind === "output") {
      const output = module.outputs.get(name);
      const value = output && settingOf(output.block, "value");
      return output && value
        ? this.evaluate(value.value, contextIn(scope, output.path))
        : unknown(`there is no output ${name}`, at);
    }
    return this.#variable(name, scope, at);
  }

  #variable(name: string, scope: Scope, at: Place): TerraformValue {
    const declared = scope.module.variables.get(name);
    const given = this.#given(name, scope);
    if (given && !(isNull(given) && declared)) return given;
    const byDefault = declared && settingOf(declared.block, "default");
    if (declared && byDefault) return this.evaluate(byDefault.value, contextIn(scope, declared.path));
    if (given) return given;
    if (!declared || scope.caller) return unknown(`${name} is given no value`, at);
    return {
      kind: "input",
      variable: name,
      deployment: scope.deployment,
      at: { path: declared.path, span: declared.block.span },
    };
  }

  #given(name: string, scope: Scope): TerraformValue | null {
    const { caller, deployment } = scope;
    if (caller) {
      const argument = settingOf(caller.block.block, name);
      return argument ? this.evaluate(argument.value, caller.context) : null;
    }
    const input = deployment.inputs.get(name);
    if (!input) return null;
    if (input.kind === "bound") return { kind: "bound", value: input.value, at: input.at };
    return input.kind === "given" ? input.value : this.evaluate(input.value, contextIn(scope, input.path));
  }

  /** The value of a setting of a block; undefined where the block has none of that name. */
  setting({ block, path }: PlacedBlock, name: string, context: Context): TerraformValue | undefined {
    const found = settingOf(block, name);
    return found && this.evaluate(found.value, { ...context, path });
  }
}

export function contextIn(scope: Scope, path: string, names?: Context["names"]): Context {
  const { foreign } = scope;
  return { scope, path, names: names ?? foreign?.names ?? noNames, ...(foreign ? { call: foreign.call } : {}) };
}

const noNames: Context["names"] = new Map();

const scopes = new WeakMap<Deployment, Scope>();

/** The root module of a deployment. */
export function rootScope(deployment: Deployment): Scope {
  return remember(scopes, deployment, () => ({
    module: deployment.root,
    deployment,
    address: "",
    caller: null,
    depth: 0,
  }));
}

/** What a loop or `for_each` runs over: keys with values; null if that is not known. */
export function elementsOf(value: TerraformValue): readonly (readonly [TerraformValue, TerraformValue])[] | null {
  if (value.kind === "list")
    return value.items.map((item, index) => [{ kind: "scalar", value: index, at: item.at }, item] as const);
  if (value.kind === "object") return [...value.entries].map(([key, item]) => [text(key, item.at), item] as const);
  return null;
}
