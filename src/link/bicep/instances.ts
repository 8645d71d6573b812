import type { InfraBlock, InfraExpression } from "../../model/infrastructure.ts";
import type { Place } from "../../model/location.ts";
import { LazyValues } from "../infrastructure/lazy.ts";
import { shownName } from "../terraform/attributes.ts";
import type { TerraformEvaluator } from "../terraform/evaluate.ts";
import { type Context, isNull, type Scope, type TerraformValue, unknown } from "../terraform/value.ts";
import { isKeyAttribute } from "./functions.ts";
import { type BicepModule, calledModule, groupName } from "./modules.ts";

/** A module as it is deployed once: what its names stand for. */
export interface BicepInstance {
  readonly module: BicepModule;
  readonly context: Context;
  readonly depth: number;
}

type Given = (parameter: string) => TerraformValue | undefined;

const deepest = 12;

/** Opens modules: their parameters, variables, resources and modules by symbolic name. */
export class BicepInstances {
  readonly #evaluator: TerraformEvaluator;
  readonly #modules: ReadonlyMap<string, BicepModule>;

  constructor(evaluator: TerraformEvaluator, modules: ReadonlyMap<string, BicepModule>) {
    this.#evaluator = evaluator;
    this.#modules = modules;
  }

  /** `group` is the resource group that it is deployed to, where that is one of the module that calls it. */
  open(
    module: BicepModule,
    scope: Scope,
    given: Given,
    { depth, group }: { readonly depth: number; readonly group: () => TerraformValue | undefined } = {
      depth: 0,
      group: () => undefined,
    },
  ): BicepInstance {
    const top: Place = { path: module.path, span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };
    const names = new LazyValues(top, (name) => (name === groupName ? group() : this.#named(instance, given, name)));
    const instance: BicepInstance = { module, context: { scope, path: module.path, names }, depth };
    return instance;
  }

  #named(instance: BicepInstance, given: Given, name: string): TerraformValue {
    const { module, context } = instance;
    const parameter = module.parameters.get(name);
    if (parameter) return this.#parameter(parameter, name, context, given);
    const variable = module.variables.get(name);
    const value = variable && settingIn(variable);
    if (value) return this.#evaluator.evaluate(value, context);
    const resource = module.resources.get(name);
    if (resource) return this.#resource(resource, context);
    const call = module.calls.get(name);
    if (call) return this.#call(call, instance);
    return unknown(`${name} is declared nowhere`, { path: module.path, span: context.scope.deployment.declared.span });
  }

  #parameter(block: InfraBlock, name: string, context: Context, given: Given): TerraformValue {
    const own = given(name);
    if (own && !isNull(own)) return own;
    const byDefault = settingIn(block);
    if (byDefault) return this.#evaluator.evaluate(byDefault, context);
    const at = { path: context.path, span: block.span };
    return { kind: "input", variable: name, deployment: context.scope.deployment, at };
  }

  /** A resource is known by its type and name; what else it has is made when it is deployed. */
  #resource(block: InfraBlock, context: Context): TerraformValue {
    const at = { path: context.path, span: block.span };
    const [, type = ""] = block.labels;
    const body = settingIn(block);
    return this.#thing(type.replace(/@.*$/, ""), body, this.#around(body, context), { context, at });
  }

  /** What a resource is part of: its parent, or the resource group that it is deployed to. */
  #around(body: InfraExpression | undefined, context: Context): TerraformValue | undefined {
    const above = fieldOf(body, "parent") ?? fieldOf(body, "scope");
    return above ? this.#evaluator.evaluate(above, context) : context.names.get(groupName);
  }

  #thing(
    kind: string,
    body: InfraExpression | undefined,
    around: TerraformValue | undefined,
    { context, at }: { readonly context: Context; readonly at: Place },
  ): TerraformValue {
    const called = fieldOf(body, "name");
    const name = called ? this.#evaluator.evaluate(called, context) : unknown("it has no name", at);
    const owner = around?.kind === "object" && !isNamedForAll(kind) ? around.entries.get("id") : undefined;
    const label = `${kind} ${shownName(name)}${owner ? ` of ${shownName(owner)}` : ""}`;
    const made = (attribute: string): TerraformValue => ({
      kind: "generated",
      label: attribute === "id" ? label : `${label} ${attribute}`,
      secret: isKeyAttribute(attribute),
      lookup: null,
      ...(label.includes("?") ? { partial: true } : {}),
      at,
    });
    return { kind: "object", entries: new LazyValues(at, (key) => (key === "name" ? name : made(key))), at };
  }

  /** The identity that Azure makes for a program, which is that of this program and of no other. */
  ownIdentity(block: InfraBlock, { context }: BicepInstance): TerraformValue | null {
    const [, type = ""] = block.labels;
    const parameters = parametersOf(block);
    const at = { path: context.path, span: block.span };
    const kind = parameters ? sourceName(block) : type.replace(/@.*$/, "");
    const thing = this.#thing(kind, parameters ?? settingIn(block), this.#around(settingIn(block), context), {
      ...{ context, at },
    });
    const made = thing.kind === "object" ? thing.entries.get("identity") : undefined;
    return made?.kind === "generated" ? { ...made, secret: true, store: "azure-identity" } : null;
  }

  #call(call: InfraBlock, instance: BicepInstance): TerraformValue {
    const at = { path: instance.context.path, span: call.span };
    const child = this.childOf(instance, call);
    const outputs = child
      ? this.#outputs(child, at)
      : this.#thing(sourceName(call), parametersOf(call), this.#around(settingIn(call), instance.context), {
          context: instance.context,
          at,
        });
    return { kind: "object", entries: new Map([["outputs", outputs]]), at };
  }

  #outputs(child: BicepInstance, at: Place): TerraformValue {
    const output = (name: string): TerraformValue => {
      const block = child.module.outputs.get(name);
      const value = block && settingIn(block);
      return value ? this.#evaluator.evaluate(value, child.context) : unknown(`there is no output ${name}`, at);
    };
    return { kind: "object", entries: new LazyValues(at, output), at };
  }

  /** The module that is called, with what it is given; null for one that the repository does not hold. */
  childOf(instance: BicepInstance, call: InfraBlock): BicepInstance | null {
    const path = calledModule(instance.module, call);
    const module = path === null ? undefined : this.#modules.get(path);
    if (!module || instance.depth >= deepest) return null;
    const parameters = parametersOf(call);
    const given = (name: string): TerraformValue | undefined => {
      const entry = parameters?.kind === "object" ? parameters.entries.find(({ key }) => key === name) : undefined;
      return entry && this.#evaluator.evaluate(entry.value, instance.context);
    };
    const scope = fieldOf(settingIn(call), "scope");
    const group = (): TerraformValue | undefined => {
      const value = scope && this.#evaluator.evaluate(scope, instance.context);
      return value?.kind === "object" ? value : scope ? undefined : instance.context.names.get(groupName);
    };
    return this.open(module, instance.context.scope, given, { depth: instance.depth + 1, group });
  }
}

/** Kinds of which there is one of a name in all of Azure: what they are called is part of a host. */
function isNamedForAll(kind: string): boolean {
  const type = kind
    .replace(/^Microsoft\./i, "")
    .replace(/[-/]/g, "")
    .toLowerCase();
  return /^(?:documentdb)?databaseaccounts?$|^(?:search)?searchservices?$|^(?:storage)?storageaccounts?$|^(?:cognitiveservices)?accounts?$|^(?:dbfor)?(?:postgresql|mysql)?(?:flexible)?servers?$|^(?:sql|cache)?(?:servers?|redis)$|^(?:keyvault)?vaults?$|^(?:resources)?resourcegroups?$/.test(
    type,
  );
}

function fieldOf(body: InfraExpression | undefined, name: string): InfraExpression | undefined {
  return body?.kind === "object" ? body.entries.find(({ key }) => key === name)?.value : undefined;
}

export function settingIn(block: InfraBlock): InfraExpression | undefined {
  return block.values.find(({ name }) => name === "value")?.value;
}

/** `params` of a module. */
export function parametersOf(call: InfraBlock): InfraExpression | undefined {
  return fieldOf(settingIn(call), "params");
}

/** `br/public:avm/res/storage/storage-account:0.26.2` is a storage account. */
function sourceName(call: InfraBlock): string {
  const [, source = ""] = call.labels;
  return source.replace(/:[\w.-]+$/, "").replace(/^.*[/:]/, "");
}
