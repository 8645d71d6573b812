import { storesOfCloud } from "../../catalog/infrastructure/resources.ts";
import type { BindingsFact, BindingValue } from "../../model/binding-facts.ts";
import { classOf, splitWords } from "../../model/environment.ts";
import type { Located } from "../../model/facts.ts";
import { environmentIn } from "../ci/acts-as.ts";
import { fetchedSecret } from "../ci/fetched-secrets.ts";
import { keptInApplication, unnamedIsLive } from "../ci/platform-variables.ts";
import type { GivenTo, SetVariable } from "../ci/script-origin.ts";
import { sealedText } from "./template-values.ts";
import type { TypedRun } from "./typed-runs.ts";

type Given = SetVariable & { readonly given: GivenTo };

/**
 * What scripts that people start set in environments of a platform. A variable of the shell is one value within a run, so
 * that a loop over environments gives all of them one secret; what it is in another run is not known.
 */
export function givenByScripts(
  runs: readonly TypedRun[],
  called: (name: string) => string,
): readonly Located<BindingsFact>[] {
  const shared = new Map<string, number>();
  const read = runs.map(({ reading }) => {
    const given = reading.variables.filter((one): one is Given => one.given !== undefined && !isKept(one));
    const all = given.flatMap((one) => environmentsOf(one, given).map((environment) => ({ one, environment })));
    const oneValue = valuesOfOneRun(all);
    for (const key of oneValue) shared.set(key, (shared.get(key) ?? 0) + 1);
    return { all, oneValue };
  });
  return read.flatMap(({ all, oneValue }) =>
    all.map(({ one, environment }): Located<BindingsFact> => {
      const key = keyOf(one);
      const value = bindingOf(one, oneValue.has(key) ? { isOnlyRun: shared.get(key) === 1 } : null);
      const { at, given } = one;
      return {
        ...{ kind: "bindings", source: "platform", path: at.path, environment: called(environment.toLowerCase()) },
        ...{ service: null, layer: "override", includes: [], hints: [], span: { ...at.span } },
        entries: [{ name: one.name, value, span: at.span }],
        ...(given.cwd === null ? {} : { folder: given.cwd }),
      };
    }),
  );
}

/** A secret that an application keeps, or a variable that refers to one, says nothing until they are put together. */
function isKept({ name, value }: SetVariable): boolean {
  return name.startsWith(keptInApplication) || value.startsWith(keptInApplication);
}

function environmentsOf({ given }: Given, all: readonly Given[]): readonly string[] {
  if (given.environments.length > 0) return given.environments;
  if (
    unnamedIsLive(
      all.map((one) => one.given),
      given,
    )
  )
    return ["production"];
  const [told] = [...given.names].reverse().flatMap((name) => environmentIn(name) ?? []);
  return told === undefined || classOf(told) === "other" ? [] : [told];
}

function keyOf({ name, value }: SetVariable): string {
  return `${name}=${value}`;
}

/** Variables that one run hands to several environments as the same variable of the shell. */
function valuesOfOneRun(all: readonly { readonly one: Given; readonly environment: string }[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { one } of all) {
    const uses = all.filter((other) => keyOf(other.one) === keyOf(one));
    const branches = new Set(uses.map((use) => use.one.given.branch).filter((branch) => branch !== 0));
    const environments = new Set(uses.map((use) => use.environment.toLowerCase()));
    // Of two branches a run takes one.
    if (environments.size > 1 && branches.size <= 1 && shellVariable(one.value) !== null) found.add(keyOf(one));
  }
  return found;
}

function shellVariable(text: string): string | null {
  return /^\$\{?([A-Za-z_]\w*)\}?$/.exec(text)?.[1] ?? null;
}

function bindingOf({ name, value }: SetVariable, run: { readonly isOnlyRun: boolean } | null): BindingValue {
  const variable = shellVariable(value);
  if (variable !== null) {
    if (run === null) return { kind: "reference", store: "environment", name: variable, default: null };
    const open = run.isOnlyRun ? {} : ({ unplaced: true } as const);
    return { kind: "reference", store: "shell", name: variable, default: null, ...open };
  }
  const fetched = fetchedSecret(value);
  if (fetched?.kind === "elsewhere") {
    const isPlaced = fetched.scope !== undefined || storesOfCloud[fetched.store] === undefined;
    const whole = fetched.scope === undefined ? fetched.name : `${fetched.scope}/${fetched.name}`;
    return {
      kind: "reference",
      store: fetched.store,
      name: whole,
      default: null,
      ...(isPlaced ? {} : { unplaced: true }),
    };
  }
  // What is written out under the name of a secret may be one, whatever it looks like.
  if (/[$`[]/.test(value) || splitWords(name).some((word) => secretWords.has(word)))
    return { kind: "expression", text: "what a script sets it to", mentions: [] };
  return { kind: "literal", sealed: sealedText(value) };
}

const secretWords = new Set([
  "key",
  "apikey",
  "token",
  "secret",
  "password",
  "pass",
  "credential",
  "credentials",
  "dsn",
]);
