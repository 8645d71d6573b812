import type { ConstructEntry } from "../../catalog/infrastructure/construct-entry.ts";
import {
  constructEntry,
  encoders,
  handingCalls,
  interpolations,
  passingCalls,
} from "../../catalog/infrastructure/constructs.ts";
import { isSecretAttribute } from "../../catalog/infrastructure/resources.ts";
import type { ArgumentPath } from "../../catalog/types.ts";
import type { Place } from "../../model/location.ts";
import { LazyValues } from "../infrastructure/lazy.ts";
import type { EnvironmentView } from "../program/concretise.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { pickEntries } from "../program/picking.ts";
import { holdsIn, truthOf } from "../program/truth.ts";
import { type AppliedValue, type Thunk, thunkOf, type Value } from "../program/value.ts";
import { nameless, shownName } from "../terraform/attributes.ts";
import {
  concatenate,
  type Deployment,
  isNull,
  type TerraformValue,
  text,
  textOf,
  unknown,
} from "../terraform/value.ts";

const deepest = 30;

/** `pulumi.all`, `pulumi.output`. */
const gatherings = /(?:^|\.)(?:all|output)$/;

/** What values of a program that declares infrastructure are in one stage. */
export class Settler {
  readonly #evaluator: Evaluator;
  readonly #view: EnvironmentView;
  /** The stage as it is applied, for what counts in it alone. */
  readonly deployment: Deployment;
  #depth = 0;

  constructor(evaluator: Evaluator, view: EnvironmentView, deployment: Deployment) {
    this.#evaluator = evaluator;
    this.#view = view;
    this.deployment = deployment;
  }

  settle(value: Value): TerraformValue {
    if (this.#depth > deepest) return unknown("it is nested too deeply", value.at);
    this.#depth++;
    try {
      return this.#settle(value);
    } finally {
      this.#depth--;
    }
  }

  #settle(value: Value): TerraformValue {
    const { at } = value;
    switch (value.kind) {
      case "literal":
        return literal(value);
      case "variable":
        return typeof value.name === "string" ? this.#variable(value.name, at) : unknown("its name is computed", at);
      case "template":
        return concatenate(
          value.parts.map((part) => this.settle(part)),
          at,
        );
      case "fallback": {
        const first = this.settle(value.first);
        return isNull(first) || textOf(first) === "" ? this.settle(value.second) : first;
      }
      case "choice":
        return this.#choice(value);
      case "select": {
        const [only, ...more] = pickEntries(this.#evaluator, value, this.#view);
        return only && more.length === 0 ? this.settle(only) : unknown("which entry is taken is not known", at);
      }
      case "operation": {
        const truth = truthOf(this.#evaluator, value, this.#view);
        return truth === null ? unknown("it is computed", at) : { kind: "scalar", value: truth, at };
      }
      case "stored": {
        const name = textOf(this.settle(value.name));
        return name === null
          ? unknown("the name under which it is stored is not known", at)
          : { kind: "stored", store: value.store, name, provider: null, deployment: this.deployment, at };
      }
      case "object": {
        const make = (key: string): TerraformValue | undefined => {
          const entry = value.entries.get(key);
          return entry && this.settle(this.#evaluator.force(entry));
        };
        const entries = new LazyValues(at, make);
        for (const key of value.entries.keys()) entries.get(key);
        return { kind: "object", entries, at };
      }
      case "array":
        return { kind: "list", items: value.elements.map((t) => this.settle(this.#evaluator.force(t))), at };
      case "member":
        return this.#member(value.object, value.property, at);
      case "applied":
        return this.#applied(value);
      case "unknown":
        return unknown(value.reason, at);
      default:
        return unknown("it is not known what it is", at);
    }
  }

  #variable(name: string, at: Place): TerraformValue {
    const found = this.#view.lookup(name);
    if (found.kind === "assumed") return text(found.text, at);
    if (found.kind === "bound") {
      const known = found.value.kind === "literal" ? found.value.sealed : null;
      return known?.text === undefined
        ? { kind: "bound", value: found.value, at: found.at }
        : { kind: "scalar", value: known.text, sealed: known, at: found.at };
    }
    if (found.kind === "unset") return { kind: "scalar", value: null, at };
    return unknown(found.reason, at);
  }

  /** The first alternative whose tests hold; none where a test before it is open. */
  #choice({ options, at }: Extract<Value, { kind: "choice" }>): TerraformValue {
    for (const option of options) {
      const holds = option.when.length === 0 ? options.length === 1 : holdsIn(this.#evaluator, option.when, this.#view);
      if (holds === true) return this.settle(option.value);
      if (holds === null) break;
    }
    const settled = options.map(({ value }) => this.settle(value));
    const [first] = settled;
    const isOne = first && textOf(first) !== null && settled.every((one) => textOf(one) === textOf(first));
    return isOne ? first : unknown("which of several values it has is not known", at);
  }

  #member(object: Value, property: string, at: Place): TerraformValue {
    if (object.kind === "external" && object.package === "alchemy" && /^(?:env|secret)$/.test(object.path.at(-1) ?? ""))
      return this.#variable(property, at);
    const settled = this.settle(object);
    if (settled.kind === "object")
      return settled.entries.get(property) ?? unknown(`.${property} of it is not known`, at);
    if (settled.kind === "generated") return { ...settled, label: `${settled.label} ${property}` };
    return settled.kind === "stored" ? settled : unknown(`.${property} of it is not known`, at);
  }

  #applied(value: AppliedValue): TerraformValue {
    const { callee, args, at } = value;
    const first = args[0] ? this.#evaluator.force(args[0]) : null;
    if (callee.kind === "member") return this.#method(callee, first, at);
    if (callee.kind !== "external") return unknown("it is not known what is called", at);
    const symbol = `${callee.package}#${callee.path.join(".")}`;
    if (passingCalls.test(symbol) && first) return valueOfSecret(this.settle(first));
    const handing = handingCalls.find((one) => one.symbol.test(symbol));
    if (handing && first) return this.#handed(valueOfSecret(this.settle(first)), args[handing.field ?? -1], at);
    if (value.form === "tagged" && interpolations.test(symbol)) return this.#interpolated(value);
    if (encoders.test(symbol) && first) return { kind: "encoded", value: this.settle(first), at };
    const entry = constructEntry(callee.package, callee.path);
    return entry ? this.resource(entry, value) : unknown("it is made by what is not followed", at);
  }

  #method({ object, property }: Extract<Value, { kind: "member" }>, first: Value | null, at: Place): TerraformValue {
    if (/^(?:secretValueFromJson|jsonField)$/.test(property) && first) {
      const secret = this.settle(object);
      const held = secret.kind === "object" ? secret.entries.get("secretValue") : secret;
      return held ? fieldOf(held, this.settle(first), at) : unknown("a part of a secret", at);
    }
    if (/^(?:toString|unsafeUnwrap|valueOf)$/.test(property)) return this.settle(object);
    if (property === "apply" && first?.kind === "function") return this.settle(this.#applyTo(object, first, at));
    return unknown(`.${property}() is not followed`, at);
  }

  /** `pulumi.all([a, b]).apply(([x, y]) => …)`: the function gets what the outputs will be. */
  #applyTo(object: Value, callback: Value, at: Place): Value {
    const isGathered =
      object.kind === "applied" && object.callee.kind === "external" && gatherings.test(object.callee.path.join("."));
    const [gathered] = isGathered ? object.args : [];
    return this.#evaluator.call(callback, [gathered ?? thunkOf(object)], at);
  }

  /** A secret as a container gets it: whole, or a field of it. */
  #handed(secret: TerraformValue, field: Thunk | undefined, at: Place): TerraformValue {
    const named = field ? this.settle(this.#evaluator.force(field)) : null;
    return named && !isNull(named) ? fieldOf(secret, named, at) : secret;
  }

  /** The fixed parts of a tagged template stand in its expression, which is its first argument. */
  #interpolated({ args: [whole, ...filled], at }: AppliedValue): TerraformValue {
    if (whole?.expression.kind !== "tagged") return unknown("a text that is put together when it is applied", at);
    const parts = whole.expression.strings.flatMap((fixed, index) => {
      const thunk = filled[index];
      return [text(fixed, at), ...(thunk ? [this.settle(this.#evaluator.force(thunk))] : [])];
    });
    return concatenate(parts, at);
  }

  /** A resource: its name where it is given one, and what is made with it under the name that it has in the program. */
  resource(entry: ConstructEntry, value: AppliedValue): TerraformValue {
    const { at } = value;
    const id = this.argument(value, [{ index: entry.id, path: [] }]);
    const given = entry.name ? this.argument(value, entry.name) : null;
    const called = shownName(id ?? unknown("it has no name", at));
    const name = given && !isNull(given) ? given : null;
    const label = entry.isLookup && name ? shownName(name) : `${called} of ${this.deployment.name}`;
    const attribute = (key: string): TerraformValue => {
      if (entry.stored && (entry.secret === undefined || entry.secret.includes(key)))
        return this.#kept(entry.stored, name ?? id, called, at);
      if (name && (entry.says?.includes(key) || entry.isLookup))
        return entry.isLookup ? this.#looked(entry, name, key) : name;
      const secret = entry.secret?.includes(key) === true || isSecretAttribute("", snake(key));
      return { kind: "generated", label: `${label} ${key}`, secret, lookup: null, at };
    };
    return entry.stored && entry.secret === undefined
      ? attribute("")
      : { kind: "object", entries: new LazyValues(at, attribute), at };
  }

  /** What is looked up by a name has what it is asked for wherever it is asked, or in one region of one account. */
  #looked({ inAccount }: ConstructEntry, name: TerraformValue, key: string): TerraformValue {
    if (/name$|^id$|^bucket$/i.test(key)) return name;
    if (shownName(name) === nameless) return unknown("what it is looked up by is not known", name.at);
    const region = inAccount ? this.#view.lookup("pulumi:aws:region") : null;
    const where = region?.kind === "bound" && region.value.kind === "literal" ? region.value.sealed.text : undefined;
    return {
      kind: "generated",
      label: [shownName(name), key, ...(where === undefined ? [] : [`in ${where}`])].join(" "),
      secret: isSecretAttribute("", snake(key)),
      lookup: inAccount ? { deployment: this.deployment, provider: null } : null,
      at: name.at,
    };
  }

  #kept(store: string, name: TerraformValue | null, called: string, at: Place): TerraformValue {
    // A secret of SST is given a value for each stage.
    if (name && shownName(name) === nameless) return unknown("the name under which it is stored is not known", name.at);
    const text = store === "sst-secret" ? `${this.#view.name}/${called}` : name ? shownName(name) : called;
    const named = store === "sst-secret" ? at : (name?.at ?? at);
    return { kind: "stored", store, name: text, provider: null, deployment: this.deployment, at: named };
  }

  /** The first of these arguments that is there. */
  argument({ args }: AppliedValue, paths: readonly ArgumentPath[]): TerraformValue | null {
    const found = this.argumentValue(args, paths);
    return found && this.settle(found);
  }

  /** Whether each of these arguments is known to be there or not to be. */
  isWhole({ args }: AppliedValue, paths: readonly ArgumentPath[]): boolean {
    return paths.every(({ index, path }) => {
      const thunk = args[index];
      let value = thunk ? this.#evaluator.force(thunk) : null;
      for (const key of path) {
        if (value === null || isUndefined(value)) return true;
        if (value.kind !== "object" || (value.rest !== null && !value.entries.has(key))) return false;
        const entry = value.entries.get(key);
        value = entry ? this.#evaluator.force(entry) : null;
      }
      return value?.kind !== "member";
    });
  }

  argumentValue(args: AppliedValue["args"], paths: readonly ArgumentPath[]): Value | null {
    for (const { index, path } of paths) {
      const thunk = args[index];
      if (!thunk) continue;
      let value = this.#evaluator.force(thunk);
      // A member of what is not followed is no argument that is written down.
      let isWritten = true;
      for (const key of path) {
        const entry = value.kind === "object" ? value.entries.get(key) : undefined;
        value = entry ? this.#evaluator.force(entry) : this.#evaluator.member(value, key, value.at);
        isWritten = entry !== undefined || value.kind !== "member";
      }
      if (isWritten && !isUndefined(value)) return value;
    }
    return null;
  }
}

function isUndefined(value: Value): boolean {
  return value.kind === "literal" && !value.sealed && value.value === undefined;
}

function literal(value: Extract<Value, { kind: "literal" }>): TerraformValue {
  const { at, sealed } = value;
  if (sealed) return { kind: "scalar", value: sealed.text ?? "", sealed, at };
  return { kind: "scalar", value: value.value ?? null, at };
}

/** A container is handed the secret where it is given its resource. */
function valueOfSecret(settled: TerraformValue): TerraformValue {
  if (settled.kind !== "object") return settled;
  const held = ["secretValue", "stringValue"].flatMap((key) => settled.entries.get(key) ?? []);
  return held.find(({ kind }) => kind === "stored") ?? held.find(({ kind }) => kind === "generated") ?? settled;
}

/** A field of a secret, which another field of it is not. */
function fieldOf(secret: TerraformValue, field: TerraformValue, at: Place): TerraformValue {
  const name = textOf(field);
  if (name === null) return unknown("which part of a secret it is is not known", at);
  if (secret.kind === "stored") return { ...secret, name: `${secret.name}#${name}` };
  return secret.kind === "generated"
    ? { ...secret, label: `${secret.label} ${name}` }
    : unknown("a part of a secret", at);
}

function snake(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}
