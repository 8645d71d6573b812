import type { BindingEntry, BindingsFact, BindingValue } from "../../model/binding-facts.ts";
import type { Located } from "../../model/facts.ts";
import { stageHole, stageStore } from "../../model/stage-hole.ts";
import { readOptions, valuesOf } from "../ci/options.ts";
import type { Start } from "./starts.ts";
import { sealedText } from "./template-values.ts";

type Bindings = Located<BindingsFact>;

/**
 * A file that leaves its stage to whoever deploys it, once for each stage that is seen: those it has a file of settings
 * for, and those that commands name. Where none is seen, what depends on the stage stays open.
 */
export function withStages(
  bindings: readonly Bindings[],
  starts: readonly Start[],
  called: (name: string) => string,
): readonly Bindings[] {
  const open = bindings.filter((fact) => fact.environment === null && isLeftOpen(fact));
  if (open.length === 0) return bindings;
  const told = stagesTold(starts);
  const stages = new Map<string, readonly string[]>();
  for (const path of new Set(open.map((fact) => fact.path))) {
    const own = open.filter((fact) => fact.path === path);
    stages.set(path, [...new Set([...stagesWithFiles(own, bindings), ...told])].slice(0, mostStages));
  }
  return bindings.flatMap((fact) => {
    const names = open.some(({ path }) => path === fact.path) ? (stages.get(fact.path) ?? []) : [];
    if (fact.environment !== null) return [fact];
    if (names.length > 0)
      return names.map((name) => ({ ...filled(fact, name), environment: called(name), layer: "whole" }));
    return [filled(fact, null)];
  });
}

const mostStages = 30;

/** Names that stand in the hole of a file which is referred to: `config/uat.yml` for `config/<stage>.yml`. */
function stagesWithFiles(own: readonly Bindings[], all: readonly Bindings[]): readonly string[] {
  const patterns = new Set(
    own.flatMap(({ entries, spreads = [] }) =>
      [...spreads.map(({ path }) => path), ...entries.flatMap(({ value }) => fileOf(value))].filter((path) =>
        path.includes(stageHole),
      ),
    ),
  );
  return [...patterns].flatMap((pattern) => {
    const [before = "", ...rest] = pattern.split(stageHole);
    const after = rest[0] ?? "";
    return all.flatMap(({ path, environment }) => {
      if (environment === null || !path.startsWith(before) || !path.endsWith(after)) return [];
      const name = path.slice(before.length, path.length - after.length);
      return isStage(name) && pattern.replaceAll(stageHole, name) === path ? [name] : [];
    });
  });
}

function fileOf(value: BindingValue): readonly string[] {
  return value.kind === "reference" && value.store === "repository-file" ? [value.name.split("#")[0] ?? ""] : [];
}

/** `serverless deploy --stage uat`. */
function stagesTold(starts: readonly Start[]): readonly string[] {
  return starts.flatMap(({ command }) => {
    const { runner, args } = command.program;
    if (!/^(?:serverless|sls|osls)$/.test(runner)) return [];
    const options = readOptions(args, new Set(["stage", "s", "region", "r", "config", "c", "aws-profile", "param"]));
    return options.positionals.includes("deploy") ? valuesOf(options, "stage", "s").filter(isStage) : [];
  });
}

function isStage(name: string): boolean {
  return /^[\w-]{1,40}$/.test(name);
}

function isLeftOpen({ entries, spreads = [] }: BindingsFact): boolean {
  return entries.some(({ value }) => hasHole(value)) || spreads.some(({ path }) => path.includes(stageHole));
}

function hasHole(value: BindingValue): boolean {
  if (value.kind === "template") return value.parts.some((part) => !("digest" in part) && isHole(part));
  return value.kind === "reference" && isHole(value);
}

function isHole({ store, name }: { readonly store: string; readonly name: string }): boolean {
  return store === stageStore || name.includes(stageHole);
}

function filled<F extends BindingsFact>(fact: F, stage: string | null): F {
  const entries = fact.entries.flatMap((entry): readonly BindingEntry[] => {
    if (!hasHole(entry.value)) return [entry];
    // That the stack has a role says nothing while its stages are not known.
    if (stage === null && entry.value.kind === "reference" && entry.value.store === "aws-role") return [];
    return [{ ...entry, value: fill(entry.value, stage) }];
  });
  const spreads = fact.spreads?.map((one) => ({
    ...one,
    path: stage === null ? one.path : one.path.replaceAll(stageHole, stage),
  }));
  return { ...fact, entries, ...(spreads ? { spreads } : {}) };
}

function fill(value: BindingValue, stage: string | null): BindingValue {
  if (stage === null) return { kind: "expression", text: "decided by the stage", mentions: [] };
  if (value.kind === "reference")
    return value.store === stageStore
      ? { kind: "literal", sealed: sealedText(stage) }
      : { ...value, name: value.name.replaceAll(stageHole, stage) };
  if (value.kind !== "template") return value;
  const parts = value.parts.map((part) => {
    if ("digest" in part) return part;
    return part.store === stageStore ? sealedText(stage) : { ...part, name: part.name.replaceAll(stageHole, stage) };
  });
  const texts = parts.map((part) => ("digest" in part ? part.text : undefined));
  return texts.every((text) => text !== undefined)
    ? { kind: "literal", sealed: sealedText(texts.join("")) }
    : { ...value, parts };
}
