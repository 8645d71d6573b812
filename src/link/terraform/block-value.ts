import type { InfraBlock } from "../../model/infrastructure.ts";
import type { Place } from "../../model/location.ts";
import { elementsOf, mostElements, type TerraformEvaluator } from "./evaluate.ts";
import type { PlacedBlock } from "./modules.ts";
import type { Context, TerraformValue } from "./value.ts";

const deepest = 12;

/** A block as a value: its settings, and its nested blocks as lists under their names, `dynamic` ones written out. */
export function blockValue(
  evaluator: TerraformEvaluator,
  { block, path }: PlacedBlock,
  context: Context,
): TerraformValue {
  return objectOf(evaluator, block, { ...context, path }, 0);
}

function objectOf(evaluator: TerraformEvaluator, block: InfraBlock, context: Context, depth: number): TerraformValue {
  const at = { path: context.path, span: block.span };
  const entries = new Map<string, TerraformValue>();
  const places = new Map<string, Place>();
  for (const { name, value, span } of block.values) {
    entries.set(name, evaluator.evaluate(value, context));
    places.set(name, { path: context.path, span });
  }
  if (depth > deepest) return { kind: "object", entries, places, at };
  for (const inner of block.blocks) {
    const name = inner.type === "dynamic" ? (inner.labels[0] ?? "") : inner.type;
    const items =
      inner.type === "dynamic"
        ? dynamicItems(evaluator, inner, context, depth)
        : [objectOf(evaluator, inner, context, depth + 1)];
    const before = entries.get(name);
    entries.set(name, { kind: "list", items: [...(before?.kind === "list" ? before.items : []), ...items], at });
  }
  return { kind: "object", entries, places, at };
}

function dynamicItems(
  evaluator: TerraformEvaluator,
  block: InfraBlock,
  context: Context,
  depth: number,
): readonly TerraformValue[] {
  const over = block.values.find(({ name }) => name === "for_each");
  const content = block.blocks.find(({ type }) => type === "content");
  const elements = over ? elementsOf(evaluator.evaluate(over.value, context)) : null;
  if (!content || elements === null) return [];
  const written = block.values.find(({ name }) => name === "iterator")?.value;
  const iterator = written?.kind === "name" ? written.name : (block.labels[0] ?? "");
  return elements.slice(0, mostElements).map(([key, value]) => {
    const entries = new Map([
      ["key", key],
      ["value", value],
    ]);
    const names = new Map([...context.names, [iterator, { kind: "object", entries, at: value.at } as const] as const]);
    return objectOf(evaluator, content, { ...context, names }, depth + 1);
  });
}

/** The values at the end of a path of settings, through every list on the way and through what is written as JSON. */
export function valuesAt(value: TerraformValue | undefined, path: readonly string[]): readonly TerraformValue[] {
  if (!value) return [];
  if (value.kind === "encoded") return valuesAt(value.value, path);
  if (value.kind === "list") return value.items.flatMap((item) => valuesAt(item, path));
  const [first, ...rest] = path;
  if (first === undefined) return [value];
  return value.kind === "object" ? valuesAt(value.entries.get(first), rest) : [];
}
