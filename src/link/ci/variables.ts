import type { BindingEntry } from "../../model/binding-facts.ts";
import type { Place } from "../../model/location.ts";
import type { StepFact } from "../../model/workflow-facts.ts";
import type { Held } from "../units/unit.ts";
import { type KnownAction, knownAction } from "./actions.ts";
import { type Context, variableNamed } from "./expression.ts";
import type { Opaque, Variable } from "./job.ts";
import { boundValueOf, describe, type Meaning, textOf } from "./meaning.ts";
import { meaningOfValue } from "./values.ts";

/** The variables of an `env:` block. */
export function variablesIn(entries: readonly BindingEntry[], path: string, context: Context): readonly Variable[] {
  return entries
    .filter(({ name }) => name !== "*")
    .map((entry) => variableOf(entry.name, meaningOfValue(entry.value, context), placeOf(entry, path, context)));
}

/** Where a value stands; for one that the caller hands over, where the caller writes it. */
function placeOf({ value, span, path: written }: BindingEntry, path: string, context: Context): Place {
  const own = { path: written ?? path, span };
  if (value.kind !== "reference") return own;
  const last = value.name.slice(value.name.lastIndexOf(".") + 1);
  if (value.store === "github-input") return context.handedAt.get(last.toLowerCase()) ?? own;
  return value.store === "github-secret" ? (context.handedAt.get(`secrets.${last.toUpperCase()}`) ?? own) : own;
}

/** A default that a step takes for want of an input stands elsewhere: what tells one job from another is the step. */
function takenBy(
  { value }: BindingEntry,
  { defaultAt }: Context,
): Pick<Variable, "via"> & Partial<Pick<Variable, "at">> {
  if (value.kind !== "reference" || value.store !== "github-input") return {};
  const taken = defaultAt?.get(value.name.slice(value.name.lastIndexOf(".") + 1).toLowerCase());
  return taken ? { at: taken.by, via: [taken.at] } : {};
}

export function variableOf(variable: string, meaning: Meaning, at: Place): Variable {
  return { variable, value: boundValueOf(meaning), at };
}

/** Variables of the project that a script names: it has them without anybody handing them over. */
export function variablesUsed(script: string, at: Place, context: Context): readonly Variable[] {
  const { outside } = context;
  if (!outside?.handsOverAll) return [];
  const names = new Set([...script.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ""));
  return [...names].flatMap((name): readonly Variable[] => {
    const meaning = context.env.has(name) ? null : variableNamed(name, context);
    return meaning?.kind === "secret" ? [variableOf(name, meaning, at)] : [];
  });
}

/** Values that hold every secret at once, so that what the job has cannot be listed. */
export function wholesale(entries: readonly BindingEntry[], path: string, context: Context): readonly Opaque[] {
  return entries.flatMap((entry): readonly Opaque[] => {
    const at = { path, span: entry.span };
    const holdsAll = meaningOfValue(entry.value, context).kind === "all-secrets";
    if (entry.name === "*") return [{ reason: "all variables are given by one expression", at }];
    return holdsAll ? [{ reason: `\`${entry.name}\` holds every secret of the repository`, at }] : [];
  });
}

/** What an action makes of its inputs: credentials, and secrets that it fetches for the steps after it. */
export function variablesOfAction(
  step: StepFact,
  path: string,
  context: Context,
): {
  readonly variables: readonly Variable[];
  readonly opaque: readonly Opaque[];
  readonly holds?: Held;
  readonly listed?: ReadonlyMap<string, Meaning>;
} {
  const action = step.uses === null ? null : knownAction(step.uses);
  if (!action) return { variables: [], opaque: [] };
  const variables: Variable[] = [];
  for (const entry of step.with) {
    const at = { path, span: entry.span };
    const meaning = meaningOfValue(entry.value, context);
    const name = action.credentials?.[entry.name];
    if (name !== undefined)
      variables.push({ ...variableOf(name, meaning, placeOf(entry, path, context)), ...takenBy(entry, context) });
    if (action.secrets?.input === entry.name) variables.push(...fetched(action.secrets, meaning, at));
  }
  const listed = listedBy(action, step, context);
  if (listed) return { variables, opaque: [], listed };
  const configuration = step.with.find(({ name }) => action.environment?.includes(name));
  const told = configuration ? ` of ${describe(meaningOfValue(configuration.value, context))}` : "";
  const opaque =
    action.injects === undefined
      ? []
      : [{ reason: `${action.injects} hands over every variable${told}`, at: { path, span: step.span } }];
  return { variables, opaque, ...holdsOf(action, step, path, context) };
}

/** The secrets that an action names, where it names all that it hands over: `SecretsFilter: search-key,openai-key`. */
function listedBy(
  { lists, injects }: KnownAction,
  step: StepFact,
  context: Context,
): ReadonlyMap<string, Meaning> | null {
  if (!lists || injects === undefined) return null;
  const input = (...names: readonly string[]): string | null => {
    const entry = step.with.find(({ name }) => names.includes(name));
    return entry ? textOf(meaningOfValue(entry.value, context)) : null;
  };
  const [vault, filter] = [input(...lists.vault), input(lists.input)];
  const names = (filter ?? "*").split(",").map((name) => name.trim());
  if (vault === null || names.some((name) => !/^[\w-]+$/.test(name))) return null;
  return new Map(names.map((name) => [name, { kind: "elsewhere", store: injects, name: `${vault}/${name}` }]));
}

/** The configuration of a vault that an action hands over as a whole. */
function holdsOf(action: KnownAction, step: StepFact, path: string, context: Context): { readonly holds?: Held } {
  if (!action.holds || action.injects === undefined) return {};
  const parts = action.holds.map((input) => {
    const entry = step.with.find(({ name }) => name === input);
    return entry ? textOf(meaningOfValue(entry.value, context)) : null;
  });
  if (parts.at(-1) == null) return {};
  const name = parts.flatMap((part) => part ?? []).join("/");
  return { holds: { store: action.injects, name, at: { path, span: step.span } } };
}

/** One line a secret: its place in the vault and the variable it becomes. */
function fetched(
  { store, line }: NonNullable<KnownAction["secrets"]>,
  meaning: Meaning,
  at: Place,
): readonly Variable[] {
  return (textOf(meaning) ?? "").split(/\r?\n/).flatMap((text) => {
    const match = line.exec(text);
    if (!match) return [];
    const [first = "", second = ""] = [match[1], match[2]];
    const [reference, name] = store === "vault" ? [first, second] : [second, first];
    const words = reference.trim().split(/\s+/);
    const variable =
      name !== ""
        ? name
        : (words.at(-1) ?? "")
            .replace(/^.*[/:]/, "")
            .replace(/\W/g, "_")
            .toUpperCase();
    return [variableOf(variable, { kind: "elsewhere", store, name: words.join(" ") }, at)];
  });
}
