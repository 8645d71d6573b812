import { matches, modelSymbols } from "../catalog/match.ts";
import type { Place } from "../model/location.ts";
import type { Pipeline, Store } from "../model/stack.ts";
import type { LinkContext } from "./context.ts";
import { followStatements, type Visit } from "./program/flow.ts";
import { place } from "./program/value.ts";
import { effectsAt, isWrite } from "./tools/effects.ts";
import type { LinkedTool } from "./tools/tools.ts";

type Reached = Pipeline["reaches"][number];

/** What running these modules can do: the stores and endpoints their code works on, and the agents they start with all of their tools. */
export function reachOf(context: LinkContext, tools: readonly LinkedTool[], stores: readonly Store[], paths: readonly string[]): readonly Reached[] {
  const found = new Map<string, Reached>();
  const note = (r: Reached): void => {
    const key = `${r.what}|${r.name}|${r.at.path}:${r.at.span.startLine}:${r.at.span.startColumn}`;
    if (!found.has(key)) found.set(key, r);
  };
  for (const path of paths) {
    const module = context.program.modules.get(path);
    if (!module) continue;
    const replaced = mockedModules(context, path);
    let agent: Visit | null = null;
    followStatements(context.evaluator, module.body, module, null, (visit) => {
      if (replaced.has(visit.at.path)) return;
      if (isModelCall(visit)) agent ??= visit;
      for (const effect of effectsAt(context.evaluator, visit, [], false)) {
        const store = effect.handle ? storeAt(stores, effect.handle.at) : null;
        if (effect.kind === "store-read" || effect.kind === "store-write") note({ what: "store", name: effect.operation, at: effect.at, writes: effect.kind === "store-write", path: effect.path, store });
        else if (effect.kind === "external-write") note({ what: "endpoint", name: effect.operation, at: effect.at, writes: true, path: effect.path, store: null });
      }
    });
    if (agent) for (const r of startedBy(context, agent, path, tools, stores, replaced)) note(r);
  }
  return [...found.values()];
}

/** An agent that runs may call any tool in the code it was built from: which ones is up to the model. */
function startedBy(context: LinkContext, visit: Visit, path: string, tools: readonly LinkedTool[], stores: readonly Store[], replaced: ReadonlySet<string>): readonly Reached[] {
  const closure = context.imports.closureOf([path]);
  const offered = tools.filter((t) => closure.has(t.tool.at.path) && !replaced.has(t.tool.at.path));
  const entry = place(visit.module, visit.site.span);
  const reached: Reached[] = [{ what: "agent", name: offered.length > 0 ? "the agent" : "a model call", at: entry, writes: offered.some((t) => t.effects.some((e) => isWrite(e.kind))), path: visit.path, store: null }];
  for (const { tool, effects } of offered) {
    const written = effects.find((e) => isWrite(e.kind)) ?? effects[0];
    reached.push({ what: "tool", name: tool.name, at: tool.at, writes: written !== undefined && isWrite(written.kind), path: [...visit.path, entry], store: null });
    for (const e of effects) {
      if (e.handle) reached.push({ what: "store", name: e.operation, at: e.at, writes: e.kind === "store-write", path: [...visit.path, entry, tool.at, ...e.path], store: storeAt(stores, e.handle.at) });
    }
  }
  return reached;
}

function isModelCall(visit: Visit): boolean {
  const callee = visit.callee;
  const root = callee.kind === "member" ? callee.object : callee;
  const symbol = root.kind === "applied" ? root.callee : root;
  if (symbol.kind !== "external") return false;
  return modelSymbols(symbol.path.at(-1) ?? "default").some((e) => e.role !== "provider" && matches(e.symbol, symbol.package, symbol.path));
}

/** Modules that a test replaces as a whole: `vi.mock("../src/store")`. */
function mockedModules(context: LinkContext, path: string): ReadonlySet<string> {
  const module = context.program.modules.get(path);
  const mocked = new Set<string>();
  if (!module) return mocked;
  for (const name of ["mock", "doMock", "unstable_mockModule", "module"]) {
    for (const site of context.program.sitesNamed(name)) {
      if (site.module !== module || site.expression.kind !== "call") continue;
      const [first] = site.expression.args;
      const specifier = first?.kind === "literal" ? first.value : first?.kind === "import" ? first.specifier : null;
      if (typeof specifier !== "string") continue;
      const target = context.program.resolve(module, specifier);
      if (target.kind === "module") mocked.add(target.path);
    }
  }
  return mocked;
}

function storeAt(stores: readonly Store[], at: Place): number | null {
  const i = stores.findIndex((s) => s.at.path === at.path && s.at.span.startLine === at.span.startLine && s.at.span.startColumn === at.span.startColumn);
  return i < 0 ? null : i;
}
