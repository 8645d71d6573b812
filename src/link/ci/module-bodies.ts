import { modelSymbols, sinkCalls, storeOpeners, toolDefiners } from "../../catalog/match.ts";
import type { ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { LinkContext } from "../context.ts";
import { exportOf } from "../program/exports.ts";
import { follow, followStatements, functionsOf, type Visit } from "../program/flow.ts";
import { chainOf, type FunctionValue, type Value } from "../program/value.ts";
import { deedsAt } from "../tools/effects.ts";
import { callsServerTool, modelUseOf, registersTool, runReceivers } from "./agent-runs.ts";
import { isLoopbackText } from "./local.ts";
import { startedModules } from "./started-files.ts";

type Reached = Pipeline["reaches"][number];

/** A run of an agent, or a call of a server's tools: which tools there are is decided by what is imported beside it. */
export interface AgentRun {
  readonly what: "agent" | "server";
  readonly at: Place;
  readonly path: readonly Place[];
  /** It is only made here, for someone else to run. */
  readonly built: boolean;
}

/** What the code of one module does when it is loaded, or when what it exports is called from outside. */
export interface ModuleBody {
  readonly reaches: readonly Reached[];
  /** Values whose method runs them as a tool, with the way there; who knows the tools tells which they are. */
  readonly called: readonly { readonly receiver: Place; readonly way: readonly Place[] }[];
  readonly runs: readonly AgentRun[];
  /** Modules that it starts as other processes. */
  readonly started: readonly string[];
  /** Whether all of it was followed. */
  readonly complete: boolean;
}

/** What one body may cost, and all of them together: a repository has thousands of tests and one answer. */
const costOfBody = 8_000;
const callsOfBody = 1_000;
const costOfAll = 800_000;

class Exhausted extends Error {}

/** The bodies of modules, each followed once. */
export class ModuleBodies {
  readonly #context: LinkContext;
  readonly #storeAt: (at: Place) => number | null;
  readonly #known = new Map<string, ModuleBody>();
  #relevant: ReadonlySet<string> | null = null;
  #spent = 0;

  constructor(context: LinkContext, storeAt: (at: Place) => number | null) {
    this.#context = context;
    this.#storeAt = storeAt;
  }

  /** `served`: what the module exports is called too, as a framework does with routes. */
  of(path: string, served: boolean): ModuleBody {
    const key = `${served} ${path}`;
    const known = this.#known.get(key) ?? this.#follow(path, served);
    this.#known.set(key, known);
    return known;
  }

  /** Whether a module names anything that reaches out: a store, a model, a tool, a request, a process. */
  isRelevant(path: string): boolean {
    this.#relevant ??= this.#findRelevant();
    return this.#relevant.has(path);
  }

  #findRelevant(): ReadonlySet<string> {
    const { program } = this.#context;
    const names = [...program.siteNames].filter(
      (name) =>
        storeOpeners(name).length > 0 ||
        sinkCalls(name).length > 0 ||
        modelSymbols(name).length > 0 ||
        toolDefiners(name).length > 0 ||
        /transport$|^(spawn|fork|exec|callTool)/i.test(name),
    );
    return new Set(names.flatMap((name) => program.sitesNamed(name).map(({ module }) => module.path)));
  }

  #follow(path: string, served: boolean): ModuleBody {
    const { program, evaluator } = this.#context;
    const module = program.modules.get(path);
    const body = new BodyReader(this.#context, this.#storeAt);
    if (!module) return body.read(true);
    if (this.#spent > costOfAll) return body.read(false);
    const start = evaluator.spent;
    let calls = 0;
    const visit = (v: Visit) => {
      if (evaluator.spent > start + costOfBody || calls++ > callsOfBody) throw new Exhausted();
      body.visit(v);
    };
    let complete = true;
    try {
      complete = followStatements(evaluator, module.body, module, null, visit);
      for (const fn of served ? this.#exported(module) : []) complete = follow(evaluator, fn, null, visit) && complete;
    } catch (error) {
      if (!(error instanceof Exhausted)) throw error;
      complete = false;
    }
    this.#spent += evaluator.spent - start;
    return body.read(complete);
  }

  #exported(module: ModuleIR): readonly FunctionValue[] {
    const { evaluator } = this.#context;
    return module.exports.flatMap((item) => {
      if (item.kind !== "value" && item.kind !== "from") return [];
      const value = exportOf(evaluator, module, item.name, { path: module.path, span: item.span });
      const handlers = value.kind === "object" ? [...value.entries.values()].map((each) => evaluator.force(each)) : [];
      return [value, ...handlers].flatMap((each) => functionsOf(each));
    });
  }
}

/** Properties under which evals and servers are handed what they run: `evalite("x", { task })`, `app.route({ handler })`. */
const handedUnder = /^(task|data|target|handler|run|fetch|fn|provider)$/;

class BodyReader {
  readonly #context: LinkContext;
  readonly #storeAt: (at: Place) => number | null;
  readonly #reaches: Reached[] = [];
  readonly #called: ModuleBody["called"][number][] = [];
  readonly #runs: AgentRun[] = [];
  readonly #started: string[] = [];
  readonly #registrations = new Set<string>();
  readonly #handed = new Set<unknown>();

  constructor(context: LinkContext, storeAt: (at: Place) => number | null) {
    this.#context = context;
    this.#storeAt = storeAt;
  }

  read(complete: boolean): ModuleBody {
    return {
      reaches: this.#reaches,
      called: this.#called,
      runs: this.#runs,
      started: this.#started,
      complete,
    };
  }

  visit(visit: Visit, before: readonly Place[] = []): void {
    const { evaluator, program } = this.#context;
    const path = [...before, ...visit.path];
    const registers = registersTool(visit);
    if (registers) this.#registrations.add(keyOf(visit.at));
    // What a registration is handed runs when the tool is called, and that is told by who calls it.
    if (this.#registrations.size > 0 && path.some((place) => this.#registrations.has(keyOf(place)))) return;
    const use = modelUseOf(evaluator, visit);
    if (use === "model")
      this.#reaches.push({ what: "agent", name: "a model call", at: visit.at, writes: false, path, store: null });
    else if (use !== null) this.#runs.push({ what: "agent", at: visit.at, path, built: use === "builds" });
    else if (callsServerTool(visit)) this.#runs.push({ what: "server", at: visit.at, path, built: false });
    for (const { at } of runReceivers(visit)) this.#called.push({ receiver: at, way: [...path, visit.at] });
    this.#started.push(...startedModules(evaluator, program, visit));
    this.#reaches.push(...this.#effects(visit, path));
    if (!registers && use === null && before.length === 0) this.#enterHanded(visit, path);
  }

  /** Functions that stand in an object which is handed to a library. */
  #enterHanded(visit: Visit, path: readonly Place[]): void {
    const { evaluator } = this.#context;
    const [root] = chainOf(visit.callee);
    if (root?.kind !== "external" || root.package === "") return;
    for (const argument of visit.args) {
      if (argument.expression.kind !== "object") continue;
      const value = evaluator.force(argument);
      if (value.kind !== "object") continue;
      for (const [name, entry] of value.entries) {
        if (!handedUnder.test(name)) continue;
        for (const fn of functionsOf(evaluator.force(entry))) {
          if (this.#handed.has(fn.fn)) continue;
          this.#handed.add(fn.fn);
          follow(evaluator, fn, null, (inner) => this.visit(inner, [...path, visit.at]));
        }
      }
    }
  }

  #effects(visit: Visit, path: readonly Place[]): readonly Reached[] {
    return deedsAt(this.#context.evaluator, visit, { unknown: false }).flatMap((deed): readonly Reached[] => {
      const base = { name: deed.operation, at: deed.at, path };
      if (deed.kind === "store-read" || deed.kind === "store-write") {
        const store = deed.handle ? this.#storeAt(deed.handle.at) : null;
        return [{ ...base, what: "store", writes: deed.kind === "store-write", store }];
      }
      if (deed.kind !== "external-write" || this.#isLocal(visit)) return [];
      return [{ ...base, what: "endpoint", writes: true, store: null }];
    });
  }

  /** A request to the job's own machine: what answers there was started by the job. */
  #isLocal(visit: Visit): boolean {
    const [first] = visit.args;
    return first !== undefined && isOwn(this.#context.evaluator.force(first));
  }
}

/** A path without a host goes to the server that the page came from. */
function isOwn(value: Value): boolean {
  const start = value.kind === "template" ? value.parts[0] : value;
  if (start?.kind !== "literal" || typeof start.value !== "string") return false;
  return isLoopbackText(start.value) || /^\/(?!\/)/.test(start.value);
}

function keyOf(at: Place): string {
  return `${at.path}:${at.span.startLine}:${at.span.startColumn}`;
}
