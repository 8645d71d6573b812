import {
  isSecretAttribute,
  publicModule,
  type ResourceEntry,
  resourceEntry,
} from "../../catalog/infrastructure/resources.ts";
import type { Place } from "../../model/location.ts";
import { contextIn, type TerraformEvaluator } from "./evaluate.ts";
import { instancesOf, keyText } from "./instances.ts";
import { type PlacedBlock, placeOf, settingOf } from "./modules.ts";
import { type Context, isNull, type TerraformValue, textOf } from "./value.ts";

type Thing = Extract<TerraformValue, { kind: "resource" | "module" }>;

/** A resource, a data source, or a public module that stands for one. */
interface Subject {
  readonly placed: PlacedBlock;
  readonly type: string;
  readonly isData: boolean;
  readonly address: string;
  readonly context: Context;
  readonly entry: ResourceEntry | null;
}

/** An attribute of a resource: what its settings say it is, or something that is made when it is applied. */
export function attributeOf(evaluator: TerraformEvaluator, thing: Thing, attribute: string, at: Place): TerraformValue {
  const placed = blockOf(thing);
  if (!placed) return { kind: "unknown", reason: `${nameOf(thing)} is declared nowhere`, at };
  const source = settingOf(placed.block, "source")?.value;
  const known = thing.kind === "module" && source?.kind === "text" ? publicModule(source.text, attribute) : null;
  const subject = subjectOf(evaluator, thing, placed, known?.type ?? null);
  const wanted = known?.attribute ?? attribute;
  if (wanted === "outputs" && subject.type === "terraform_remote_state") return generated(evaluator, subject, wanted);
  return (
    storedIn(evaluator, subject, wanted) ?? setting(evaluator, subject, wanted) ?? generated(evaluator, subject, wanted)
  );
}

function blockOf({ scope, ...thing }: Thing): PlacedBlock | undefined {
  return thing.kind === "module" ? scope.module.calls.get(thing.name) : scope.module.resources.get(thing.key);
}

function nameOf(thing: Thing): string {
  return thing.kind === "module" ? `module.${thing.name}` : thing.key;
}

function subjectOf(evaluator: TerraformEvaluator, thing: Thing, placed: PlacedBlock, stands: string | null): Subject {
  const { scope } = thing;
  const wanted = thing.instance === null ? null : textOf(thing.instance);
  const instances = instancesOf(evaluator, placed, scope);
  const found = instances.find(({ key }) => key === wanted) ?? instances[0];
  const key = thing.instance === null ? null : (wanted ?? "?");
  const type = stands ?? (thing.kind === "module" ? "" : (placed.block.labels[0] ?? ""));
  return {
    placed,
    type,
    isData: thing.kind === "resource" && thing.key.startsWith("data."),
    address: `${scope.address}${nameOf(thing)}${keyText(key)}`,
    context: contextIn(scope, placed.path, found?.names ?? new Map()),
    entry: resourceEntry(type),
  };
}

/** What the block itself says: the attribute under its own name, or the name that it repeats. */
function setting(evaluator: TerraformEvaluator, subject: Subject, attribute: string): TerraformValue | null {
  const { placed, context, entry } = subject;
  const called = entry?.name !== undefined && entry.says?.includes(attribute) ? entry.name : attribute;
  const value = evaluator.setting(placed, called, context);
  return value && !isNull(value) && value.kind !== "unknown" ? value : null;
}

/** The value of an entry of a secret store: by its name there, unless the module itself puts a value in that is known. */
function storedIn(evaluator: TerraformEvaluator, subject: Subject, attribute: string): TerraformValue | null {
  const stored = subject.entry?.stored;
  if (!stored?.value.includes(attribute)) return null;
  const own = subject.isData ? null : setting(evaluator, subject, attribute);
  if (own && own.kind !== "input" && isWorthTelling(own)) return own;
  const { placed, context } = subject;
  const parts = stored.name.flatMap((name) => {
    const value = evaluator.setting(placed, name, context);
    return value && !isNull(value) ? [shownName(value)] : [];
  });
  if (parts.length === 0) return null;
  return {
    kind: "stored",
    store: stored.store,
    name: parts.join("/"),
    provider: providerOf(placed),
    deployment: context.scope.deployment,
    at: placeOf(placed),
  };
}

/** `value = "TODO"` is there to be replaced by hand; a password that is generated or handed in is what it says. */
function isWorthTelling(value: TerraformValue): boolean {
  return value.kind !== "scalar" || value.sealed?.nature === "secret";
}

/** What stands for a name of which nothing is known, and for such a part of one. */
export const nameless = "?";

/** A name for something that may only be known when it is applied. */
export function shownName(value: TerraformValue): string {
  const known = textOf(value);
  if (known !== null) return known;
  if (value.kind === "generated") return value.label;
  if (value.kind === "stored") return value.name;
  if (value.kind === "template") return value.parts.map(shownName).join("");
  return value.kind === "input" ? `var.${value.variable}` : nameless;
}

/** Something that is only there once it is applied: another one in each state, unless it is looked up by what is known. */
function generated(evaluator: TerraformEvaluator, subject: Subject, attribute: string): TerraformValue {
  const { placed, type, isData, address, context } = subject;
  const { deployment } = context.scope;
  const made = {
    kind: "generated" as const,
    label: `${address}.${attribute} of ${deployment.name}`,
    secret: isSecretAttribute(type, attribute),
    lookup: null,
    at: placeOf(placed),
  };
  const arguments_ = isData ? lookupOf(evaluator, placed, context) : null;
  if (arguments_ === null) return made;
  const label = `${type}(${arguments_}).${attribute}`;
  // The address of a state is one for everybody.
  const lookup = type === "terraform_remote_state" ? null : { deployment, provider: providerOf(placed) };
  return { ...made, label, lookup };
}

/** What a data source is looked up by, where all of it is known. */
function lookupOf(evaluator: TerraformEvaluator, placed: PlacedBlock, context: Context): string | null {
  if (placed.block.blocks.some(({ type }) => type !== "depends_on" && type !== "lifecycle")) return null;
  const told: string[] = [];
  for (const { name } of placed.block.values) {
    if (notLookedUp.has(name)) continue;
    const value = evaluator.setting(placed, name, context);
    const known = value ? plainText(value) : null;
    if (known === null) return null;
    told.push(`${name} = ${known}`);
  }
  return told.length === 0 ? null : told.sort().join(", ");
}

const notLookedUp = new Set(["provider", "depends_on", "count", "for_each", "with_decryption", "lifecycle"]);

function plainText(value: TerraformValue): string | null {
  if (value.kind === "list") {
    const items = value.items.map(plainText);
    return items.includes(null) ? null : `[${items.join(", ")}]`;
  }
  if (value.kind === "object") {
    const entries = [...value.entries].map(([key, item]) => [key, plainText(item)] as const);
    return entries.some(([, item]) => item === null)
      ? null
      : `{${entries.map(([key, item]) => `${key} = ${item}`).join(", ")}}`;
  }
  return textOf(value);
}

/** The provider configuration that a block asks for: `aws.us-east-1`. */
export function providerOf({ block }: PlacedBlock): string | null {
  const written = settingOf(block, "provider")?.value;
  if (written?.kind === "name") return written.name;
  if (written?.kind === "member" && written.object.kind === "name") return `${written.object.name}.${written.property}`;
  return null;
}
