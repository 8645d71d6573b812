import type { BindingsFact } from "../../model/binding-facts.ts";
import { classOf } from "../../model/environment.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { Place, Span } from "../../model/location.ts";
import type { PackageFact } from "../../model/package-facts.ts";
import type { LinkContext } from "../context.ts";
import { openFrame } from "../program/parameters.ts";
import type { Value } from "../program/value.ts";
import { eachExpressionOf } from "../program/walk.ts";

/** Names of the variables that hold the stage which a program that declares infrastructure is run for. */
const stageVariables: ReadonlySet<string> = new Set(["SST_STAGE", "PULUMI_STACK", "ALCHEMY_STAGE", "CDK_STAGE"]);

/**
 * The stages that programs of these modules tell apart, `$app.stage === "production"`, and those that a script of their package
 * deploys. Each declares an environment of the package, though it binds nothing by itself.
 */
export function declaredStages(context: LinkContext, paths: ReadonlySet<string>): readonly Located<BindingsFact>[] {
  const found = new Map<string, Located<BindingsFact>>();
  const note = (name: string, { path, span }: Place): void => {
    const key = `${context.packageOf(path)} ${name}`;
    if (classOf(name) !== "other" && !found.has(key)) found.set(key, stageFact(name.toLowerCase(), path, span));
  };
  for (const path of paths) {
    const module = context.program.modules.get(path);
    if (module) for (const { name, span } of toldApart(context, module)) note(name, { path, span });
  }
  const homes = new Set([...paths].map((path) => context.packageOf(path)));
  for (const fact of context.facts) {
    if (!isPackage(fact) || !homes.has(context.packageOf(fact.path))) continue;
    for (const { command, span } of fact.scripts)
      for (const name of deployedBy(command)) note(name, { path: fact.path, span });
  }
  return [...found.values()];
}

function isPackage(fact: Located<Fact>): fact is Located<PackageFact> {
  return fact.kind === "package";
}

/** `sst deploy --stage production`, `pulumi up -s prod`. */
function deployedBy(command: string): readonly string[] {
  if (!/\b(?:sst|alchemy|pulumi|cdk)\b/.test(command)) return [];
  const words = command.split(/[\s=]+/);
  return words.flatMap((word, index) => {
    const name = words[index + 1];
    return /^(?:--stage|--stack|-s)$/.test(word) && name !== undefined && /^[\w-]{1,40}$/.test(name) ? [name] : [];
  });
}

function toldApart(context: LinkContext, module: ModuleIR): readonly { readonly name: string; readonly span: Span }[] {
  const found: { name: string; span: Span }[] = [];
  eachExpressionOf(module, (e, owner) => {
    if (e.kind !== "binary" || !/^[!=]==?$/.test(e.operator)) return;
    const frame = owner ? openFrame(module, owner) : null;
    for (const [side, other] of [
      [e.left, e.right],
      [e.right, e.left],
    ] as const) {
      if (other.kind === "literal" && typeof other.value === "string" && isStage(evaluated(side)))
        found.push({ name: other.value, span: e.span });
    }
    function evaluated(side: Expression): Value {
      return context.evaluator.evaluate(side, module, frame);
    }
  });
  return found;
}

function isStage(value: Value): boolean {
  if (value.kind === "fallback") return isStage(value.first);
  return value.kind === "variable" && typeof value.name === "string" && stageVariables.has(value.name);
}

function stageFact(environment: string, path: string, span: Span): Located<BindingsFact> {
  return {
    kind: "bindings",
    source: "program",
    path,
    environment,
    service: null,
    layer: "whole",
    entries: [],
    includes: [],
    hints: [],
    // A span of its own: units are told apart by it.
    span: { ...span },
  };
}
