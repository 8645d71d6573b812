import { namesEnvironment as known } from "../catalog/environment-names.ts";
import { roleVariable, tokensBesideRole } from "../catalog/infrastructure/signing-variables.ts";
import { isSetByRuntime } from "../catalog/runtime-variables.ts";
import type { BindingValue } from "../model/binding-facts.ts";
import type { BoundValue } from "../model/bound-value.ts";
import { splitWords } from "../model/environment.ts";
import type { Place } from "../model/location.ts";
import type { EnvironmentNames } from "./environment-variables.ts";
import type { EnvironmentView, Lookup } from "./program/concretise.ts";
import { ancestors } from "./program/resolve.ts";
import { sameEnvironment } from "./units/same-environment.ts";
import type { Block, Held, Unit, UnitEnvironment } from "./units/unit.ts";

/**
 * One environment as the code in a folder sees it: the unit's own configuration first, then that of the folders above
 * it in the same environment (a workspace's root `.env.staging` serves its packages).
 */
export function viewOf(
  units: readonly Unit[],
  directory: string,
  name: string,
  namesEnvironment: EnvironmentNames = known,
): EnvironmentView {
  const chain = ancestors(directory).flatMap((d) => {
    const unit = units.find((u) => u.directory === d);
    const own = unit ? sameEnvironment(name, [...unit.environments.keys()]) : null;
    const environment = own === null ? undefined : unit?.environments.get(own);
    return environment ? [environment] : [];
  });
  const [first] = chain;
  const cls = first?.class ?? "other";
  const accounts = chain.flatMap((environment) => environment.accounts ?? []);
  return {
    name,
    class: cls,
    lookup: (variable) => lookUp({ chain, namesEnvironment }, variable, name, 0),
    startsBeside: (host) => chain.some(({ containers }) => containers?.has(host.replace(/:\d+$/, "")) ?? false),
    account: (cloud) => accounts.find((account) => account.cloud === cloud) ?? null,
  };
}

interface Within {
  readonly chain: readonly UnitEnvironment[];
  readonly namesEnvironment: EnvironmentNames;
}

/**
 * `passed` are the entries that refer on: `TOKEN: ${TOKEN}` in a container is the TOKEN of whoever starts it, and compose
 * fills in no other entry of the container's either, where a dotenv file may refer to its own lines.
 */
function lookUp(
  within: Within,
  variable: string,
  environment: string,
  depth: number,
  passed: readonly { readonly block: Block; readonly variable: string }[] = [],
): Lookup {
  const { chain, namesEnvironment } = within;
  if (depth > 8) return { kind: "unknown", reason: `${variable} refers to itself` };
  for (const { blocks } of chain) {
    for (const block of blocks) {
      const isPassed = passed.some(
        (p) =>
          (p.block === block && (p.variable === variable || block.source === "compose")) || isOfAnother(block, p.block),
      );
      const found = isPassed ? undefined : block.values.get(variable);
      if (!found) continue;
      // A secret of a GitHub environment is told from its namesakes by the job's `environment:` line.
      const isElsewhere = block.source === "yaml-config" && found.place.path !== block.declared.path;
      // What an overlay takes over from its base is the base's line, by way of the overlay.
      const scoped = block.scope === null && !isElsewhere ? [] : [block.declared];
      if (found.value.kind === "bound")
        return { kind: "bound", value: found.value.bound, at: found.place, via: [...(found.via ?? []), ...scoped] };
      const meant = resolve(
        found.value,
        found.place,
        block.scope,
        (name) => lookUp(within, name, environment, depth + 1, [...passed, { block, variable }]),
        variable,
        environment,
      );
      const leading = [...(found.via ?? []), ...(isElsewhere ? scoped : [])];
      return meant.kind === "bound" && leading.length > 0 ? { ...meant, via: [...meant.via, ...leading] } : meant;
    }
  }
  if (namesEnvironment(variable) === "environment" && variable !== unsetByDefault)
    return { kind: "assumed", text: environment };
  const blocks = chain.flatMap((e) => e.blocks);
  if (variable === unsetByDefault && isSettingsOf(environment, blocks)) return { kind: "assumed", text: environment };
  const closing = blocks.filter(({ closesUnder }) => closesUnder !== undefined && variable.startsWith(closesUnder));
  if (closing[0]) return { kind: "unset", at: closing[0].declared };
  const beside = tokensBesideRole.has(variable) ? roleIn(blocks) : null;
  if (beside) return { kind: "unset", at: beside };
  const holding = blocks.find(({ holds }) => holds !== undefined)?.holds;
  if (holding) return heldIn(holding, variable);
  const declared = blocks[0]?.declared;
  // A container has what compose or its manifest gives it, whatever else a job that deploys it holds.
  const isContained = blocks.some((b) => b.source === "compose" || closes(b, variable, blocks));
  if (declared && (isContained || blocks.every((b) => leavesOut(b, variable) && !isSetByRuntime(b.source, variable))))
    return { kind: "unset", at: declared };
  return { kind: "unknown", reason: `${variable} is not set in the repository for ${environment}` };
}

/** Where the environment's program is given a role to sign in by. */
function roleIn(blocks: readonly Block[]): Place | null {
  for (const { values } of blocks) {
    const found = values.get(roleVariable);
    const value = found?.value.kind === "bound" ? found.value.bound : found?.value;
    if (found && value?.kind === "reference" && value.store === "aws-role") return found.place;
  }
  return null;
}

/** Whether a block says all that its program has. Code that a platform with a dashboard runs as well has more there. */
function closes({ isWhole, source }: Block, variable: string, blocks: readonly Block[]): boolean {
  if (!isWhole || isSetByRuntime(source, variable)) return false;
  return source !== "serverless" || !blocks.some((other) => dashboards.has(other.source));
}

const dashboards = new Set(["vercel", "netlify", "fly", "railway", "render", "wrangler", "platform"]);

/** What compose fills in for one container it takes from where it is started, and not from another container. */
function isOfAnother(block: Block, asking: Block): boolean {
  return block.inContainer === true && asking.source === "compose" && block.unit !== asking.unit;
}

function leavesOut({ complete }: Block, variable: string): boolean {
  return complete === "but-secrets" ? !splitWords(variable).some((word) => secretWords.has(word)) : complete;
}

/** Words of what is put into a platform's store of secrets: keys, and addresses that carry one. */
const secretWords = new Set([
  ...[
    "key",
    "apikey",
    "token",
    "secret",
    "password",
    "passwd",
    "pass",
    "pwd",
    "passphrase",
    "credential",
    "credentials",
  ],
  ...["auth", "pat", "dsn", "url", "uri", "connection", "conn", "database", "private", "salt"],
]);

/** Everything that no file sets comes from the store, under the name of the variable. */
function heldIn({ store, name, unplaced, at }: Held, variable: string): Lookup {
  const whole = `${name}#${variable}`;
  const open = unplaced ? { unplaced } : {};
  const value: BoundValue = {
    ...{ kind: "reference", store, name: whole, scope: null, reference: `${store}:*:${whole}` },
    ...open,
  };
  return { kind: "bound", value, at, via: [] };
}

/** Overrules NODE_ENV for node-config where it is set, and is meant to be left out. */
const unsetByDefault = "NODE_CONFIG_ENV";

/** An environment that is there because node-config has a file for it is what loads this file, unless NODE_ENV says which. */
function isSettingsOf(environment: string, blocks: readonly Block[]): boolean {
  const file = new RegExp(`(?:^|/)config/${environment.replace(/\W/g, "\\$&")}\\.\\w+$`, "i");
  return (
    blocks.some(({ source, declared }) => source === "yaml-config" && file.test(declared.path)) &&
    !blocks.some(({ values }) => values.has("NODE_ENV"))
  );
}

function resolve(
  value: BindingValue,
  at: Place,
  scope: string | null,
  again: (name: string) => Lookup,
  variable: string,
  environment: string,
): Lookup {
  switch (value.kind) {
    case "literal":
      return { kind: "bound", value: { kind: "literal", sealed: value.sealed }, at, via: [] };
    case "reference":
      return reference(value, at, scope, again, environment);
    case "template": {
      const [only] = value.parts;
      if (value.parts.length === 1 && only) {
        if ("digest" in only) return { kind: "bound", value: { kind: "literal", sealed: only }, at, via: [] };
        return reference(
          { kind: "reference", store: only.store, name: only.name, default: null },
          at,
          scope,
          again,
          environment,
        );
      }
      return { kind: "unknown", reason: `${variable} is put together from other variables in ${environment}`, at };
    }
    case "expression":
      return {
        kind: "bound",
        value: { kind: "unresolved", reason: `${variable} is an expression in ${environment}` },
        at,
        via: [],
      };
  }
}

function reference(
  value: Extract<BindingValue, { kind: "reference" }>,
  at: Place,
  scope: string | null,
  again: (name: string) => Lookup,
  environment: string,
): Lookup {
  if (value.store === "environment") {
    // `${VAR}` is filled from the environment's own files, else from the shell that starts it.
    const inner = again(value.name);
    if (inner.kind === "bound") return { ...inner, via: [...inner.via, at] };
    if (value.default) return { kind: "bound", value: { kind: "literal", sealed: value.default }, at, via: [] };
    return { kind: "unknown", reason: `${value.name} comes from the shell that starts ${environment}`, at };
  }
  if (value.store === "stack-parameter") {
    const inner = again(value.name);
    if (inner.kind === "bound") return { ...inner, via: [...inner.via, at] };
    return { kind: "unknown", reason: `the parameter ${value.name} is given when ${environment} is deployed`, at };
  }
  const placed = placedName(value.name, again);
  if (placed === null)
    return { kind: "unknown", reason: `${value.name} depends on the shell that starts ${environment}`, at };
  if (value.store === "prompt") return { kind: "unknown", reason: `${value.name} is asked for when it starts`, at };
  const bound: BoundValue = {
    kind: "reference",
    store: value.store,
    name: placed,
    scope,
    reference: `${value.store}:${scope ?? "*"}:${placed}`,
    ...(value.unplaced ? { unplaced: true } : {}),
    ...(value.within === undefined ? {} : { within: value.within }),
  };
  return { kind: "bound", value: bound, at, via: [] };
}

/** A variable in the name of a secret: `op://$APP_ENV/openai/key`. */
export const variableInName = /\$\{?([A-Za-z_]\w*)\}?/g;

/** The name with the variables in it filled in; null where one is not known. */
function placedName(name: string, again: (name: string) => Lookup): string | null {
  if (!name.includes("$")) return name;
  let isOpen = false;
  const placed = name.replace(variableInName, (_, variable: string) => {
    const found = again(variable);
    const text = found.kind === "bound" && found.value.kind === "literal" ? found.value.sealed.text : undefined;
    isOpen ||= text === undefined;
    return text ?? "";
  });
  return isOpen ? null : placed;
}

/** The folders with environments of their own that code in this folder may run in; the nearest one if it stands below it. */
export function homesOf(units: readonly Unit[], directory: string): readonly string[] {
  for (const d of ancestors(directory)) {
    const unit = units.find((u) => u.directory === d);
    if (unit && unit.environments.size > 0) return [d];
  }
  return [];
}
