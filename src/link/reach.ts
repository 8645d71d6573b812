import type { Place } from "../model/location.ts";
import type { Pipeline } from "../model/pipeline.ts";
import type { Store } from "../model/store.ts";
import { importsOf } from "./ci/import-closure.ts";
import { type AgentRun, ModuleBodies } from "./ci/module-bodies.ts";
import type { LinkContext } from "./context.ts";
import { isWrite } from "./tools/effects.ts";
import type { LinkedTool } from "./tools/tools.ts";

type Reached = Pipeline["reaches"][number];

/** What running a module can do. */
export interface CodeReached {
  readonly reaches: readonly Reached[];
  /** Whether all of it was followed. */
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
  readonly #bodies: ModuleBodies;

  constructor(
    context: LinkContext,
    tools: readonly LinkedTool[],
    stores: readonly Store[],
    modelUses: readonly Place[],
  ) {
    this.#context = context;
    this.#tools = tools;
    this.#stores = stores;
    this.#bodies = new ModuleBodies(context, (at) => this.#storeAt(at));
    for (const tool of tools) append(this.#toolsAt, keyOf(tool.tool.at), tool);
    this.#parts = partsOf(tools, stores, modelUses);
  }

  /** What running this module reaches, by itself and by what it imports; `served` if its exports are called from outside. */
  of(path: string, served = false): CodeReached {
    if (!this.#context.program.modules.has(path)) return { reaches: [], complete: true };
    const replaced = mockedModules(this.#context, path);
    const ways = this.#imported([path], replaced);
    if (![...ways.keys()].some((module) => this.#parts.has(module) || this.#bodies.isRelevant(module)))
      return { reaches: [], complete: true };
    const found = new Map<string, Reached>();
    const note = (reached: Reached): void => {
      const key = `${reached.what}|${reached.name}|${keyOf(reached.at)}|${reached.writes}`;
      if (!found.has(key)) found.set(key, { ...reached, path: cut(reached.path) });
    };
    const complete = this.#follow(path, served, ways, replaced, note);
    if (found.size === 0) for (const reached of this.#touched(ways)) note(reached);
    return { reaches: [...found.values()], complete };
  }

  #follow(
    path: string,
    served: boolean,
    ways: ReadonlyMap<string, readonly Place[]>,
    replaced: ReadonlySet<string>,
    note: (reached: Reached) => void,
  ): boolean {
    let complete = true;
    const agents: AgentRun[] = [];
    const started = new Set<string>();
    const isReplaced = (places: readonly Place[]): boolean =>
      places.some((place) => place.path !== path && replaced.has(place.path));
    for (const [module, way] of ways) {
      const body = this.#bodies.of(module, served && module === path);
      complete &&= body.complete;
      for (const reached of body.reaches) {
        if (!isReplaced([...reached.path, reached.at])) note({ ...reached, path: [...way, ...reached.path] });
      }
      for (const call of body.called) {
        if (isReplaced([...call.way, call.receiver])) continue;
        for (const tool of this.#toolsAt.get(keyOf(call.receiver)) ?? [])
          for (const reached of toolReached(tool, [...way, ...call.way], (at) => this.#storeAt(at))) note(reached);
      }
      // A module that only builds an agent offers it; the one that is run may be meant to use it.
      for (const run of body.runs) {
        if ((module === path || !run.built) && !isReplaced([...run.path, run.at]))
          agents.push({ ...run, path: [...way, ...run.path] });
      }
      for (const other of body.started) started.add(other);
    }
    for (const other of started) for (const reached of this.#bodies.of(other, false).reaches) note(reached);
    const offering = started.size === 0 ? ways : this.#imported([...ways.keys(), ...started], replaced);
    for (const run of agents) for (const reached of this.#offered(run, offering)) note(reached);
    return complete;
  }

  /** An agent that runs may call any tool in the code it was built from: which ones is up to the model. */
  #offered(run: AgentRun, modules: ReadonlyMap<string, readonly Place[]>): readonly Reached[] {
    const offered = this.#tools.filter(({ tool }) => modules.has(tool.at.path));
    const writes = offered.some(({ effects }) => effects.some(({ kind }) => isWrite(kind)));
    const name = offered.length > 0 ? "the agent" : "a model call";
    const agent: readonly Reached[] =
      run.what === "agent" ? [{ what: "agent", name, at: run.at, writes, path: run.path, store: null }] : [];
    const way = [...run.path, run.at];
    return [...agent, ...offered.flatMap((tool) => toolReached(tool, way, (at) => this.#storeAt(at)))];
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
        if (target.kind === "module" && !ways.has(target.path) && !replaced.has(target.path))
          ways.set(target.path, cut([...way, at]));
      }
    }
    return ways;
  }

  #storeAt(at: Place): number | null {
    const i = this.#stores.findIndex((s) => keyOf(s.at) === keyOf(at));
    return i < 0 ? null : i;
  }
}

function toolReached(
  { tool, effects }: LinkedTool,
  way: readonly Place[],
  storeAt: (at: Place) => number | null,
): readonly Reached[] {
  const writes = effects.some(({ kind }) => isWrite(kind));
  const stores = effects.flatMap((effect): readonly Reached[] => {
    if (!effect.handle) return [];
    const path = [...way, tool.at, ...effect.path];
    const isStoreWrite = effect.kind === "store-write";
    return [
      {
        what: "store",
        name: effect.operation,
        at: effect.at,
        writes: isStoreWrite,
        path,
        store: storeAt(effect.handle.at),
      },
    ];
  });
  return [{ what: "tool", name: tool.name, at: tool.at, writes, path: way, store: null }, ...stores];
}

/** Where environment gates stand: a check of roles is shared with the rest of the application. */
function gatePlaces(gates: LinkedTool["effects"][number]["gates"]): readonly Place[] {
  return gates.filter((g) => g.kind === "environment").flatMap((g) => [g.at, g.enforcedAt]);
}

/** What of the agent stands in each module: tools and the code they run, stores, model calls. */
function partsOf(
  tools: readonly LinkedTool[],
  stores: readonly Store[],
  modelUses: readonly Place[],
): ReadonlyMap<string, readonly Reached[]> {
  const parts = new Map<string, Reached[]>();
  const add = (what: Reached["what"], name: string, at: Place, store: number | null = null): void =>
    append(parts, at.path, { what, name, at, writes: false, path: [], store });
  for (const { tool } of tools) add("tool", tool.name, tool.at);
  for (const { tool, effects } of tools) {
    const code = effects.flatMap((e) => [...e.path, e.at, ...gatePlaces(e.gates)]);
    for (const p of code) if (!parts.has(p.path)) add("tool", tool.name, p);
  }
  for (const [i, store] of stores.entries()) add("store", store.name, store.at, i);
  for (const at of modelUses) add("agent", "a model call", at);
  return parts;
}

/** The start of a long way, and where it ends. */
function cut(way: readonly Place[]): readonly Place[] {
  return way.length <= longestWay ? way : [...way.slice(0, longestWay - 2), ...way.slice(-2)];
}

/** Modules that a test replaces as a whole: `vi.mock("../src/store")`. */
export function mockedModules(context: LinkContext, path: string): ReadonlySet<string> {
  const module = context.program.modules.get(path);
  const mocked = new Set<string>();
  if (!module) return mocked;
  for (const name of ["mock", "doMock", "unstable_mockModule", "module"]) {
    for (const site of context.program.sitesIn(module, name)) {
      if (site.expression.kind !== "call") continue;
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
