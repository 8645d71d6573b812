import type { ToolRecordFact } from "../../model/agent-facts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { ModuleIR } from "../../model/ir.ts";
import { comparePlaces } from "../../model/location.ts";
import type { ToolRecord } from "../../model/tool-record.ts";
import type { LinkContext } from "../context.ts";
import { ancestors, directoryOf } from "../program/resolve.ts";
import { eachExpressionOf } from "../program/walk.ts";
import { isNamelessTool } from "./definitions.ts";
import type { LinkedTool } from "./tools.ts";

/** The records of tools that the repository keeps, beside what the code of their folder and all that it imports registers. */
export function linkToolRecords(
  context: LinkContext,
  facts: readonly Located<Fact>[],
  tools: readonly LinkedTool[],
): readonly ToolRecord[] {
  return facts
    .filter((f): f is Located<ToolRecordFact> => f.kind === "tool-record")
    .map((fact) => recordOf(context, fact, tools))
    .sort((a, b) => comparePlaces(a.at, b.at));
}

function recordOf(context: LinkContext, fact: Located<ToolRecordFact>, all: readonly LinkedTool[]): ToolRecord {
  const { folder, below } = codeBy(context, fact.path);
  const reached = context.imports.closureOf(below);
  const tools = all.filter(({ tool }) => below.includes(tool.at.path) || reached.has(tool.at.path));
  const texts = textsOf(context, [...new Set([...below, ...reached])]);
  const names = new Set(tools.map(({ tool }) => tool.name));
  return {
    at: { path: fact.path, span: fact.span },
    entries: fact.entries.map(({ name, span }) => ({ name, at: { path: fact.path, span } })),
    registered: tools
      .filter(({ tool }) => !isNamelessTool(tool.name) && tool.framework !== "mcp client")
      .map(({ tool }) => ({ name: tool.name, at: tool.at })),
    absent: fact.entries.flatMap(({ name }) => (names.has(name) || texts.has(name) ? [] : [name])),
    incomplete: whyIncomplete(fact, tools) ?? (isApart(context, fact.path, folder, tools) ? apart : null),
  };
}

/** The code of the record's folder; where that holds none, as `docs` does, of the nearest one around it. */
function codeBy(context: LinkContext, path: string): { readonly folder: string; readonly below: readonly string[] } {
  const own = directoryOf(path);
  for (const folder of ancestors(own)) {
    const below = context.program.pathsBelow(folder).filter((p) => context.isDeployed(p));
    if (below.length > 0) return { folder, below };
  }
  return { folder: own, below: [] };
}

const apart = "it stands beside the code of several packages";

/** Of a record that is kept apart from the code, the tools of which package it is about is not said. */
function isApart(context: LinkContext, path: string, folder: string, tools: readonly LinkedTool[]): boolean {
  if (folder === directoryOf(path)) return false;
  return new Set(tools.map(({ tool }) => context.packageOf(tool.at.path))).size > 1;
}

function whyIncomplete({ isOpen }: ToolRecordFact, tools: readonly LinkedTool[]): string | null {
  if (tools.length === 0) return "no tool was found in the code it belongs to";
  if (isOpen) return "it says that more tools are made at run time";
  if (tools.some(({ tool }) => tool.framework === "mcp client")) return "a server elsewhere adds tools";
  return tools.some(({ tool }) => isNamelessTool(tool.name))
    ? "some tools are registered under names made at run time"
    : null;
}

/** All texts and keys of some modules: a name that is none of them is no name of a tool there. */
function textsOf({ program }: LinkContext, paths: readonly string[]): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const path of paths) {
    const module = program.modules.get(path);
    if (module) addTexts(module, texts);
  }
  return texts;
}

function addTexts(module: ModuleIR, texts: Set<string>): void {
  eachExpressionOf(module, (e) => {
    if (e.kind === "literal" && typeof e.value === "string") texts.add(e.value);
    if (e.kind !== "object") return;
    for (const property of e.properties) if (property.kind === "value") texts.add(property.key);
  });
}
