import { memoryTree } from "../../src/discover/memory-tree.ts";
import { extractAll } from "../../src/extract/extract.ts";
import { createSeal } from "../../src/extract/seal.ts";
import { findModelUses } from "../../src/link/agents.ts";
import { LinkContext } from "../../src/link/context.ts";
import { withContext } from "../../src/link/feeds.ts";
import { platformStores } from "../../src/link/platform-stores.ts";
import { linkStores } from "../../src/link/stores/stores.ts";
import { findStoreUses } from "../../src/link/stores/uses.ts";
import { definitionsOf } from "../../src/link/tools/definitions.ts";
import { linkTools } from "../../src/link/tools/tools.ts";
import { readUnits } from "../../src/link/units/units.ts";
import type { Store } from "../../src/model/store.ts";

const seal = createSeal(new Uint8Array(32).fill(7));

/** The linker's view of a repository given as texts by path. */
export function contextOf(files: Readonly<Record<string, string>>): LinkContext {
  const tree = memoryTree(files);
  const facts = extractAll(tree, seal);
  const context = new LinkContext(facts, new Map(tree.files.map((f) => [f.path, f.zone])));
  context.units = readUnits(facts);
  return context;
}

/** Every tool as `path:line framework name → handlers`, in the order of its place. */
export function toolsIn(files: Readonly<Record<string, string>>): string[] {
  return definitionsOf(contextOf(files))
    .map(({ at, framework, name, handlers }) => {
      const lines = handlers.map((h) => `${h.at.path}:${h.at.span.startLine}`);
      return `${at.path}:${at.span.startLine} ${framework} ${name}${lines.length > 0 ? ` → ${lines.join(", ")}` : ""}`;
    })
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** What each tool does, as `name: kind operation @ line`, gates aside. */
export function effectsIn(files: Readonly<Record<string, string>>): string[] {
  return linkTools(contextOf(files)).map(
    ({ tool, effects }) =>
      `${tool.name}: ${effects.map((e) => `${e.kind} ${e.operation} @ ${e.at.path}:${e.at.span.startLine}`).join("; ")}`,
  );
}

/** What the model can pass to each tool, as `name(parameter=values?)`. */
export function parametersIn(files: Readonly<Record<string, string>>): string[] {
  return linkTools(contextOf(files)).map(({ tool }) => {
    const shown = tool.parameters.map(
      (p) => `${p.name}${p.optional ? "?" : ""}${p.values ? `=${p.values.join("|")}` : ""}`,
    );
    return `${tool.name}(${shown.join(", ")})`;
  });
}

/** The stores that code opens, with why they feed the context. */
export function storesIn(files: Readonly<Record<string, string>>): readonly Store[] {
  const context = contextOf(files);
  const uses = findStoreUses(context.program, context.evaluator);
  const linked = [...linkStores(context, uses), ...platformStores(context, uses)];
  return withContext(context, linked, linkTools(context), findModelUses(context));
}
