import { matches, modelCallsNamed } from "../catalog/match.ts";
import type { ModelCallEntry, ModelOption } from "../catalog/model-calls.ts";
import { comparePlaces } from "../model/location.ts";
import type { LimitKind, ModelCall, ModelName, Setting } from "../model/model-call.ts";
import { remember } from "../model/remember.ts";
import type { LinkContext } from "./context.ts";
import { hostOf } from "./model-hosts.ts";
import { modelNamesOf } from "./model-names.ts";
import { modelPosts } from "./model-requests.ts";
import { type Evaluator, isEmpty, literalsOf } from "./program/evaluate.ts";
import { openFrame } from "./program/parameters.ts";
import { possibilitiesOf } from "./program/possibilities.ts";
import type { CallSite } from "./program/program.ts";
import { chainOf, place, type Thunk, type Value } from "./program/value.ts";
import { eachExpressionIn } from "./program/walk.ts";
import { argumentAt } from "./stores/arguments.ts";

/** A call of a model with the expression that makes it. */
export interface ModelCallSite {
  readonly call: ModelCall;
  readonly site: CallSite;
}

const sites = new WeakMap<LinkContext, readonly ModelCallSite[]>();

/** The calls of models in deployed code, and the agents that make them, with what their options say. */
export function modelCallsOf(context: LinkContext): readonly ModelCall[] {
  return modelCallSites(context).map(({ call }) => call);
}

/** The same with where in the program they stand. */
export function modelCallSites(context: LinkContext): readonly ModelCallSite[] {
  return remember(sites, context, () => findSites(context));
}

function findSites(context: LinkContext): readonly ModelCallSite[] {
  const { program, evaluator } = context;
  const found: ModelCallSite[] = [];
  for (const name of program.siteNames) {
    const entries = modelCallsNamed(name);
    if (entries.length === 0) continue;
    for (const site of program.sitesNamed(name)) {
      const { module, owner, expression } = site;
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      const entry = entries.find((e) => isCalled(e, callee));
      if (!entry) continue;
      const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
      const at = place(module, expression.span);
      const service = serviceOf(context, site);
      const options = readOptions(evaluator, entry, args);
      const host = options.models.length > 0 ? hostOf(evaluator, callee, entry.methods ? [] : args) : null;
      found.push({
        call: {
          ...options,
          models: host === null ? options.models : options.models.map((one) => servedBy(one, host)),
          operation: entry.methods ? methodOf(callee) : name,
          service,
          at,
        },
        site,
      });
    }
  }
  for (const { site, operation, entry, args } of modelPosts(context)) {
    const at = place(site.module, site.expression.span);
    const call = { ...readOptions(evaluator, entry, args), operation, service: serviceOf(context, site), at };
    found.push({ call, site });
  }
  return found.sort((a, b) => comparePlaces(a.call.at, b.call.at));
}

function serviceOf(context: LinkContext, { module: { path } }: CallSite): string {
  return context.serviceName(context.homesOf(path)[0] ?? context.packageOf(path));
}

/** A provider that was read from what makes the model stands. */
function servedBy(model: ModelName, host: string): ModelName {
  return model.kind === "name" && model.provider === null ? { ...model, provider: host } : model;
}

/** Whether a callee is the function, or a method of the client, that the entry is about. */
export function isCalled({ symbol, methods }: ModelCallEntry, callee: Value): boolean {
  if (!methods) return callee.kind === "external" && matches(symbol, callee);
  const root = chainOf(callee).find((v) => v.kind === "external");
  const suffix = methodOf(callee);
  return (
    root?.kind === "external" && matches(symbol, root) && methods.some((m) => suffix === m || suffix.endsWith(`.${m}`))
  );
}

/** The properties that lead from the root of a callee to what is called. */
export function methodOf(callee: Value): string {
  const names: string[] = [];
  for (let v = callee; v.kind === "member"; v = v.object) names.unshift(v.property);
  return names.join(".");
}

type Options = Pick<
  ModelCall,
  "sdk" | "models" | "hasTools" | "limits" | "settable" | "stepsByDefault" | "telemetry" | "system"
>;

function readOptions(evaluator: Evaluator, entry: Omit<ModelCallEntry, "symbol">, args: readonly Thunk[]): Options {
  const read = (option: ModelOption): Value | null => {
    const paths = entry.options[option];
    return paths ? argumentAt(evaluator, args, paths) : null;
  };
  const setting = (option: LimitKind | "telemetry"): Setting => settingOf(evaluator, entry, args, option, read(option));
  const model = read("model");
  const system = read("system");
  return {
    sdk: entry.sdk,
    models: model ? modelNamesOf(evaluator, model) : [],
    hasTools: toolsGiven(evaluator, read("tools")),
    limits: {
      steps: setting("steps"),
      "output-tokens": setting("output-tokens"),
      time: timeOf(evaluator, setting("time"), read("abort")),
      spend: setting("spend"),
      abort: setting("abort"),
      retries: setting("retries"),
    },
    settable: limitKinds.filter((kind) => entry.options[kind] !== undefined),
    stepsByDefault: entry.stepsByDefault,
    telemetry: setting("telemetry"),
    system: system?.at ?? null,
  };
}

const limitKinds: readonly LimitKind[] = ["steps", "output-tokens", "time", "spend", "abort", "retries"];

/** A signal that fires by itself is a limit of time: `AbortSignal.timeout(30_000)`, alone or among others. */
function timeOf(evaluator: Evaluator, time: Setting, signal: Value | null): Setting {
  if (time.state !== "absent" || signal?.kind !== "applied" || signal.callee.kind !== "external") return time;
  const { path } = signal.callee;
  if (path.at(-2) !== "AbortSignal") return time;
  if (path.at(-1) === "timeout") return { state: "set", at: signal.at, text: null };
  const [list] = signal.args;
  const among = path.at(-1) === "any" && list ? evaluator.force(list) : null;
  return among?.kind === "array"
    ? among.elements.reduce<Setting>((found, one) => timeOf(evaluator, found, evaluator.force(one)), time)
    : time;
}

/** What one option of a call says. */
export function settingOf(
  evaluator: Evaluator,
  entry: Pick<ModelCallEntry, "options" | "removes">,
  args: readonly Thunk[],
  option: LimitKind | "telemetry",
  value: Value | null,
): Setting {
  const removes = option === "steps" ? (entry.removes ?? []) : [];
  if (removes.includes(null) && isNull(evaluator, entry, args, option)) {
    return { state: "removed", at: value?.at ?? placeOfArgument(evaluator, args) };
  }
  const way = value !== null && option === "steps" ? wayOut(evaluator, removes, value) : null;
  if (way) return way;
  if (value === null || isEmpty(value)) return { state: "absent" };
  const by = option === "steps" ? removedBy(evaluator, removes, value) : null;
  if (by !== null) return { state: "removed", at: value.at, by };
  if (option === "steps" && value.kind === "function" && !counts(value))
    return { state: "unresolved", reason: "its condition to stop is a function that counts nothing" };
  // A signal comes from whoever started the run: that it is handed on is what counts.
  const handed = option === "abort" ? writtenAt(evaluator, entry, args, option) : null;
  if (handed) return { state: "set", at: place(handed.module, handed.expression.span), text: null };
  // What is not known may be anything, absent too.
  if (value.kind === "unknown") return { state: "unresolved", reason: value.reason };
  if (value.kind === "member" || value.kind === "input")
    return { state: "unresolved", reason: "its options are passed in" };
  // `stepCountIs(8)`
  const [counted] = option === "steps" && value.kind === "applied" ? value.args : [];
  const [text, ...more] = literalsOf(counted ? evaluator.force(counted) : value);
  return { state: "set", at: value.at, text: text !== undefined && more.length === 0 ? text : null };
}

/** Of several ways, one that takes the limit away: a profile with `maxTurns: null`. */
function wayOut(evaluator: Evaluator, removes: readonly (string | null)[], value: Value): Setting | null {
  if (!alternating.has(value.kind)) return null;
  const ways = possibilitiesOf(evaluator, value).flatMap((way) => {
    const isNone = removes.includes(null) && way.value.kind === "literal" && way.value.value === null;
    const by = isNone ? "null" : removedBy(evaluator, removes, way.value);
    return by === null ? [] : [{ ...way, by }];
  });
  const way = ways.find(({ sure }) => sure) ?? ways[0];
  if (!way) return null;
  const { at } = way.value;
  return way.sure ? { state: "removed", at, by: way.by } : { state: "removed", at, by: way.by, sometimes: true };
}

const alternating: ReadonlySet<Value["kind"]> = new Set(["choice", "fallback", "select"]);

/** `maxTurns: null`: an absent argument and a null one read alike, so the object is looked into. */
function isNull(evaluator: Evaluator, entry: Optioned, args: readonly Thunk[], option: ModelOption): boolean {
  const written = writtenAt(evaluator, entry, args, option);
  const value = written ? evaluator.force(written) : null;
  return value?.kind === "literal" && value.value === null;
}

type Optioned = Pick<ModelCallEntry, "options">;

/** What is written out for an option, and not only possible because more is passed than can be seen. */
function writtenAt(evaluator: Evaluator, entry: Optioned, args: readonly Thunk[], option: ModelOption): Thunk | null {
  for (const { index, path } of entry.options[option] ?? []) {
    let thunk: Thunk | undefined = args[index];
    for (const property of path) {
      const value: Value | null = thunk ? evaluator.force(thunk) : null;
      thunk = value?.kind === "object" ? value.entries.get(property) : undefined;
    }
    if (thunk && path.length > 0) return thunk;
  }
  return null;
}

function placeOfArgument(evaluator: Evaluator, args: readonly Thunk[]) {
  const last = args.at(-1);
  return last
    ? evaluator.force(last).at
    : { path: "", span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };
}

/** What takes the limit away; null if something limits: of several conditions, one that counts is enough. */
function removedBy(evaluator: Evaluator, removes: ModelCallEntry["removes"] = [], value: Value): string | null {
  if (value.kind === "array") {
    const all = value.elements.map((one) => removedBy(evaluator, removes, evaluator.force(one)));
    const names = all.filter((name) => name !== null);
    return !value.open && names.length > 0 && names.length === all.length ? [...new Set(names)].join(", ") : null;
  }
  if (isEndless(value)) return "Infinity";
  const callee = value.kind === "applied" ? value.callee : null;
  const name = callee?.kind === "external" ? callee.path.at(-1) : undefined;
  const [count] = value.kind === "applied" ? value.args : [];
  if (count && isEndless(evaluator.force(count))) return "Infinity";
  return name !== undefined && removes.includes(name) ? name : null;
}

function isEndless(value: Value): boolean {
  return value.kind === "external" && value.package === "" && value.path.at(-1) === "Infinity";
}

/** Whether a function compares sizes: a condition of the code's own that may well be a bound. */
function counts({ fn, module }: Extract<Value, { kind: "function" }>): boolean {
  let found = false;
  eachExpressionIn(fn.body, module, (e) => {
    found ||= e.kind === "binary" && /^[<>]=?$/.test(e.operator);
  });
  return found;
}

function toolsGiven(evaluator: Evaluator, value: Value | null): boolean | null {
  if (value === null || isEmpty(value)) return false;
  if (value.kind === "object") return value.entries.size > 0 || value.rest !== null;
  if (value.kind === "array") return value.elements.length > 0 || value.open;
  if (value.kind === "unknown" || value.kind === "member" || value.kind === "input") return null;
  if (value.kind === "choice") return value.options.some((o) => toolsGiven(evaluator, o.value) === true) || null;
  return true;
}
