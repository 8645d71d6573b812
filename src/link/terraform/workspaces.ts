import { classOf } from "../../model/environment.ts";
import type { InfraBlock, InfraExpression } from "../../model/infrastructure.ts";
import type { Place } from "../../model/location.ts";
import type { CiRun } from "./ci-runs.ts";
import type { PlacedBlock, TerraformModule } from "./modules.ts";

/** A workspace with the place that shows that there is one of that name. */
export interface Workspace {
  readonly name: string;
  readonly at: Place;
}

/** The workspaces that a module is applied in: those that CI selects, and those that the module itself tells apart. */
export function workspacesOf(root: TerraformModule, runs: readonly CiRun[]): readonly Workspace[] {
  const selected = runs.flatMap(({ workspace, at }) => (workspace === null ? [] : [{ name: workspace, at }]));
  return [...new Map([...toldApart(root), ...selected].reverse().map((one) => [one.name, one])).values()].reverse();
}

/** `local.settings[terraform.workspace]`, `terraform.workspace == "prod"`. */
function toldApart(root: TerraformModule): readonly Workspace[] {
  const found: Workspace[] = [];
  const note = (names: readonly string[], path: string, e: InfraExpression): void => {
    if (names.some((name) => classOf(name) === "production") || names.length === 1)
      for (const name of names) if (classOf(name) !== "other") found.push({ name, at: { path, span: e.span } });
  };
  for (const { expression: e, path } of expressionsOf(root)) {
    const isLookup = e.kind === "call" && e.name === "lookup";
    const [object, key] = e.kind === "index" ? [e.object, e.index] : isLookup ? e.args : [];
    if (object && key && isWorkspace(root, key, 0)) note(keysOf(root, object), path, e);
    if (e.kind !== "operation" || !/^[!=]=$/.test(e.operator)) continue;
    const [left, right] = e.operands;
    const word = right?.kind === "text" ? right : left?.kind === "text" ? left : null;
    if (word && e.operands.some((side) => isWorkspace(root, side, 0))) note([word.text], path, e);
  }
  return found;
}

/** `terraform.workspace`, or a local that is nothing else. */
function isWorkspace(root: TerraformModule, e: InfraExpression, depth: number): boolean {
  if (e.kind !== "member" || e.object.kind !== "name") return false;
  if (e.object.name === "terraform") return e.property === "workspace";
  const local = e.object.name === "local" ? root.locals.get(e.property) : undefined;
  return local !== undefined && depth < 5 && isWorkspace(root, local.value.value, depth + 1);
}

function keysOf(root: TerraformModule, e: InfraExpression): readonly string[] {
  if (e.kind === "object") return e.entries.flatMap(({ key }) => (typeof key === "string" ? [key] : []));
  const isLocal = e.kind === "member" && e.object.kind === "name" && e.object.name === "local";
  const value = isLocal ? root.locals.get(e.property)?.value.value : undefined;
  return value?.kind === "object" ? keysOf(root, value) : [];
}

interface Found {
  readonly expression: InfraExpression;
  readonly path: string;
}

/** Every expression of a module, the inner ones too. */
function* expressionsOf(module: TerraformModule): Generator<Found> {
  for (const { value, path } of module.locals.values()) yield* within(value.value, path);
  const blocks: readonly PlacedBlock[] = [
    ...module.calls.values(),
    ...module.resources.values(),
    ...module.providers,
    ...module.outputs.values(),
  ];
  for (const { block, path } of blocks) yield* inBlock(block, path);
}

function* inBlock(block: InfraBlock, path: string): Generator<Found> {
  for (const { value } of block.values) yield* within(value, path);
  for (const inner of block.blocks) yield* inBlock(inner, path);
}

function* within(expression: InfraExpression, path: string): Generator<Found> {
  yield { expression, path };
  for (const inner of partsOf(expression)) yield* within(inner, path);
}

function partsOf(e: InfraExpression): readonly InfraExpression[] {
  switch (e.kind) {
    case "template":
      return e.parts;
    case "member":
    case "splat":
      return [e.object];
    case "index":
      return [e.object, e.index];
    case "call":
      return e.args;
    case "conditional":
      return [e.test, ...e.branches];
    case "object":
      return e.entries.flatMap(({ key, value }) => (typeof key === "string" ? [value] : [key, value]));
    case "list":
      return e.items;
    case "operation":
      return e.operands;
    case "loop":
      return [e.over, e.makes, ...(e.makesKey ? [e.makesKey] : []), ...(e.when ? [e.when] : [])];
    default:
      return [];
  }
}
