import type { BindingEntry, Spread } from "../model/binding-facts.ts";
import { type ConfigEntry, type ConfigNode, entriesOf, entrySpan, isName, textOf, valueAt } from "./config-node.ts";
import type { Seal } from "./extractor.ts";
import { mapIn, type StageScope, serverlessSyntax } from "./serverless-values.ts";
import { isNull, undecided, variable } from "./variables.ts";

/** What the `environment` of a provider or a function comes to. */
export interface GivenVariables {
  readonly entries: readonly BindingEntry[];
  readonly spreads: readonly Spread[];
  /** There is nothing in it that is not known here. */
  readonly isRead: boolean;
}

export interface Reading {
  readonly lines: readonly string[];
  readonly seal: Seal;
}

/** The variables of a map in the file, of one elsewhere in it, or of one in another file. */
export function variablesGiven(entry: ConfigEntry | undefined, scope: StageScope, reading: Reading): GivenVariables {
  if (!entry || isNull(entry.value)) return { entries: [], spreads: [], isRead: true };
  const found = mapIn(entry.value, scope);
  if (found === null) return { entries: [], spreads: [], isRead: false };
  if (found.kind === "file") {
    const { path, key } = found;
    return { entries: [], spreads: [{ path, key, span: entrySpan(entry) }], isRead: true };
  }
  return { entries: variables(found.node, scope, reading), spreads: [], isRead: true };
}

/** Plug-ins that add variables to functions, or may: what a plug-in does is not read. */
const harmless =
  /^serverless-(?:esbuild|webpack|bundle|offline|plugin-typescript|domain-manager|iam-roles-per-function|prune-plugin|plugin-warmup|step-functions|dynamodb-local|dynamodb|s3-sync|plugin-split-stacks|plugin-datadog|plugin-log-retention|api-gateway-throttling|plugin-canary-deployments|better-credentials|deployment-bucket|localstack|python-requirements|plugin-tracing|plugin-aws-alerts|ignore-stage|associate-waf|pseudo-parameters)$/;

/** Whether nothing but the file gives its functions their variables. */
export function isOnlyGiver(root: ConfigNode): boolean {
  const plugins = valueAt(root, "plugins");
  const listed = plugins?.kind === "map" ? valueAt(plugins, "modules") : plugins;
  const names = listed?.kind === "list" ? listed.items.map(textOf) : [];
  const isListed = listed === undefined || listed.kind === "list" || isNull(listed);
  const isExtended = valueAt(root, "resources", "extensions") !== undefined;
  // A layer may hold a program that sets variables before the function runs, and other clouds add some by hand.
  const provider = valueAt(root, "provider");
  const parts = [provider, ...entriesOf(valueAt(root, "functions")).map(({ value }) => value)];
  const isLayered = parts.some((part) => valueAt(part, "layers") !== undefined);
  const isOfAws = (textOf(valueAt(provider, "name")) ?? "aws") === "aws";
  return (
    isListed && !isExtended && !isLayered && isOfAws && names.every((name) => name !== null && harmless.test(name))
  );
}

function variables(node: ConfigNode, scope: StageScope, { lines, seal }: Reading): readonly BindingEntry[] {
  const syntax = serverlessSyntax(scope);
  return entriesOf(node)
    .filter((entry) => isName(entry.key) && !isNull(entry.value))
    .map((entry) => {
      // A resource has one name in the file and is another one in each stage.
      const isResource = entry.value.kind !== "scalar" || isTagged(entry, lines);
      if (isResource) return { name: entry.key, value: undecided("a resource of the stack"), span: entrySpan(entry) };
      return variable(entry, seal, syntax);
    });
}

/** `!Ref Table`, `!GetAtt Table.Arn`. */
function isTagged({ value }: ConfigEntry, lines: readonly string[]): boolean {
  const before = lines[value.span.startLine - 1]?.slice(0, value.span.startColumn - 1) ?? "";
  return /!\w[\w:.]*\s*$/.test(before);
}
