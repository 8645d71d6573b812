import { isLoopbackText } from "./ci/local.ts";
import { callsServerTool, modelUseOf, registersTool, runReceivers } from "./ci/agent-runs.ts";
import { importsOf } from "./ci/import-closure.ts";
import { startedModules } from "./ci/started-files.ts";
import type { Place } from "../model/location.ts";
import type { Pipeline, Store } from "../model/stack.ts";
import type { LinkContext } from "./context.ts";
import { followStatements, type Visit } from "./program/flow.ts";
import { place } from "./program/value.ts";
import { effectsAt, isWrite } from "./tools/effects.ts";
import type { LinkedTool } from "./tools/tools.ts";

type Reached = Pipeline["reaches"][number];

/** What running a module can do. */
export interface CodeReached {
  readonly reaches: readonly Reached[];
  /** Whether all of it was followed. */
  readonly complete: boolean;
}

/** What the code at the top of one module does, before it is known what else is imported beside it. */
interface Body {
  readonly reaches: readonly Reached[];
  /** Runs of agents and calls of MCP clients: which tools they have is decided by what is imported. */
  readonly runs: readonly { readonly what: "agent" | "server"; readonly at: Place; readonly path: readonly Place[]; readonly built: boolean }[];
  readonly started: readonly string[];
  readonly complete: boolean;
}

const mostModules = 1_500;
const mostTouched = 3;
const longestWay = 6;

/** Follows modules that a CI job runs: stores and endpoints they work on, agents they start with all of their tools. */
export class CodeReach {
  readonly #context: LinkContext;
  readonly #tools: readonly LinkedTool[];
  readonly #stores: readonly Store[];
  readonly #toolsAt = new Map<string, LinkedTool[]>();
  readonly #parts: ReadonlyMap<string, readonly Reached[]>;
  readonly #bodies = new Map<string, Body>();

  constructor(context: LinkContext, tools: readonly LinkedTool[], stores: readonly Store[], modelUses: readonly Place[]) {
    this.#context = context;
    this.#tools = tools;
    this.#stores = stores;
    for (const tool of tools) append(this.#toolsAt, keyOf(tool.tool.at), tool);
    this.#parts = partsOf(tools, stores, modelUses);
  }

  /** What running this module reaches, by itself and by what it imports. */
  of(path: string): CodeReached {
    if (!this.#context.program.modules.has(path)) return { reaches: [], complete: true };
    const replaced = mockedModules(this.#context, path);
    const ways = this.#imported([path], replaced);
    const found = new Map<string, Reached>();
    const note = (r: Reached): void => {
      const key = `${r.what}|${r.name}|${keyOf(r.at)}`;
      if (!found.has(key)) found.set(key, r);
    };
    let complete = true;
    const agents: Body["runs"][number][] = [];
    const started = new Set<string>();
    for (const [module, way] of ways) {
      const body = this.#body(module);
      complete &&= body.complete;
      for (const r of body.reaches) if (![...r.path, r.at].some((p) => p.path !== path && replaced.has(p.path))) note(onWay(r, way));
      // A module that only builds an agent offers it; the one that is run may be meant to use it.
      for (const run of body.runs) if (module === path || !run.built) agents.push({ ...run, path: [...way, ...run.path] });
      for (const other of body.started) started.add(other);
    }
    for (const other of started) for (const r of this.#body(other).reaches) note(r);
    const offering = started.size === 0 ? ways : this.#imported([...ways.keys(), ...started], replaced);
    for (const run of agents) for (const r of this.#offered(run, offering)) note(r);
    if (found.size === 0) for (const r of this.#touched(ways)) note(r);
    return { reaches: [...found.values()], complete };
  }

  /** An agent that runs may call any tool in the code it was built from: which ones is up to the model. */
  #offered(run: Body["runs"][number], modules: ReadonlyMap<string, readonly Place[]>): readonly Reached[] {
    const offered = this.#tools.filter((t) => modules.has(t.tool.at.path));
    const writes = offered.some((t) => t.effects.some((e) => isWrite(e.kind)));
    const agent: readonly Reached[] =
      run.what === "agent" ? [{ what: "agent", name: offered.length > 0 ? "the agent" : "a model call", at: run.at, writes, path: cut(run.path), store: null }] : [];
    return [...agent, ...offered.flatMap((tool) => this.#toolReached(tool, [...run.path, run.at]))];
  }

  #toolReached({ tool, effects }: LinkedTool, way: readonly Place[]): readonly Reached[] {
    const reached: Reached[] = [{ what: "tool", name: tool.name, at: tool.at, writes: effects.some((e) => isWrite(e.kind)), path: cut(way), store: null }];
    for (const e of effects) {
      if (e.handle) reached.push({ what: "store", name: e.operation, at: e.at, writes: e.kind === "store-write", path: cut([...way, tool.at, ...e.path]), store: this.#storeAt(e.handle.at) });
    }
    return reached;
  }

  /** Parts of the agent that are imported though no use of them could be followed. */
  #touched(ways: ReadonlyMap<string, readonly Place[]>): readonly Reached[] {
    const touched: Reached[] = [];
    for (const [module, way] of ways) {
      for (const part of this.#parts.get(module) ?? []) {
        if (touched.length >= mostTouched) return touched;
        touched.push({ ...part, path: way });
      }
    }
    return touched;
  }

  /** These modules and all they import, each with the imports that lead there; mocked ones lead nowhere. */
  #imported(paths: readonly string[], replaced: ReadonlySet<string>): ReadonlyMap<string, readonly Place[]> {
    const { program } = this.#context;
    const ways = new Map<string, readonly Place[]>(paths.map((path) => [path, []]));
    for (const [path, way] of ways) {
      const module = program.modules.get(path);
      if (!module || ways.size > mostModules) continue;
      for (const { specifier, at } of importsOf(module)) {
        const target = program.resolve(module, specifier);
        if (target.kind === "module" && !ways.has(target.path) && !replaced.has(target.path)) ways.set(target.path, cut([...way, at]));
      }
    }
    return ways;
  }

  #body(path: string): Body {
    let body = this.#bodies.get(path);
    if (!body) this.#bodies.set(path, (body = this.#follow(path)));
    return body;
  }

  #follow(path: string): Body {
    const { program, evaluator } = this.#context;
    const module = program.modules.get(path);
    const reaches: Reached[] = [];
    const runs: Body["runs"][number][] = [];
    const started: string[] = [];
    const registrations = new Set<string>();
    if (!module) return { reaches, runs, started, complete: true };
    const complete = followStatements(evaluator, module.body, module, null, (visit) => {
      if (registersTool(visit)) registrations.add(keyOf(visit.at));
      // What a registration is handed runs when the tool is called, and that is told by who calls it.
      if (visit.path.some((p) => registrations.has(keyOf(p)))) return;
      const use = modelUseOf(evaluator, visit);
      if (use === "model") reaches.push({ what: "agent", name: "a model call", at: visit.at, writes: false, path: cut(visit.path), store: null });
      else if (use !== null) runs.push({ what: "agent", at: entryOf(visit), path: visit.path, built: use === "builds" });
      else if (callsServerTool(visit)) runs.push({ what: "server", at: visit.at, path: visit.path, built: false });
      for (const receiver of runReceivers(visit)) {
        for (const tool of this.#toolsAt.get(keyOf(receiver.at)) ?? []) reaches.push(...this.#toolReached(tool, [...visit.path, visit.at]));
      }
      started.push(...startedModules(evaluator, program, visit));
      reaches.push(...this.#effects(visit));
    });
    return { reaches, runs, started, complete };
  }

  #effects(visit: Visit): readonly Reached[] {
    const { evaluator } = this.#context;
    return effectsAt(evaluator, visit, [], false).flatMap((effect): readonly Reached[] => {
      const base = { name: effect.operation, at: effect.at, path: cut(effect.path) };
      if (effect.kind === "store-read" || effect.kind === "store-write") {
        return [{ ...base, what: "store", writes: effect.kind === "store-write", store: effect.handle ? this.#storeAt(effect.handle.at) : null }];
      }
      if (effect.kind !== "external-write" || this.#isLocal(visit)) return [];
      return [{ ...base, what: "endpoint", writes: true, store: null }];
    });
  }

  /** A request to the job's own machine: what answers there was started by the job. */
  #isLocal(visit: Visit): boolean {
    const [first] = visit.args;
    if (!first) return false;
    const value = this.#context.evaluator.force(first);
    const start = value.kind === "template" ? value.parts[0] : value;
    return start?.kind === "literal" && typeof start.value === "string" && isLoopbackText(start.value);
  }

  #storeAt(at: Place): number | null {
    const i = this.#stores.findIndex((s) => keyOf(s.at) === keyOf(at));
    return i < 0 ? null : i;
  }
}

function entryOf(visit: Visit): Place {
  return place(visit.module, visit.site.span);
}

/** What of the agent stands in each module: tools and the code they run, stores, model calls. */
function partsOf(tools: readonly LinkedTool[], stores: readonly Store[], modelUses: readonly Place[]): ReadonlyMap<string, readonly Reached[]> {
  const parts = new Map<string, Reached[]>();
  const add = (what: Reached["what"], name: string, at: Place, store: number | null = null): void => append(parts, at.path, { what, name, at, writes: false, path: [], store });
  for (const { tool } of tools) add("tool", tool.name, tool.at);
  for (const { tool, effects } of tools) {
    for (const p of effects.flatMap((e) => [...e.path, e.at])) if (!parts.has(p.path)) add("tool", tool.name, p);
  }
  stores.forEach((store, i) => add("store", store.name, store.at, i));
  for (const at of modelUses) add("agent", "a model call", at);
  return parts;
}

function onWay(reached: Reached, way: readonly Place[]): Reached {
  return way.length === 0 ? reached : { ...reached, path: cut([...way, ...reached.path]) };
}

/** The start of a long way, and where it ends. */
function cut(way: readonly Place[]): readonly Place[] {
  return way.length <= longestWay ? way : [...way.slice(0, longestWay - 2), ...way.slice(-2)];
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

function keyOf(at: Place): string {
  return `${at.path}:${at.span.startLine}:${at.span.startColumn}`;
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
