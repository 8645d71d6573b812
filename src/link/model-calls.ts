import { matches, modelCallsNamed } from "../catalog/match.ts";
import type { ModelCallEntry, ModelOption } from "../catalog/model-calls.ts";
import { comparePlaces } from "../model/location.ts";
import type { LimitKind, ModelCall, ModelName, Setting } from "../model/model-call.ts";
import type { LinkContext } from "./context.ts";
import { hostOf } from "./model-hosts.ts";
import { modelNamesOf } from "./model-names.ts";
import { type Evaluator, isEmpty, literalsOf } from "./program/evaluate.ts";
import { openFrame } from "./program/parameters.ts";
import { chainOf, place, type Thunk, type Value } from "./program/value.ts";
import { argumentAt } from "./stores/arguments.ts";

/** The calls of models in deployed code, and the agents that make them, with what their options say. */
export function modelCallsOf(context: LinkContext): readonly ModelCall[] {
  const { program, evaluator } = context;
  const found: ModelCall[] = [];
  for (const name of program.siteNames) {
    const entries = modelCallsNamed(name);
    if (entries.length === 0) continue;
    for (const { module, owner, expression } of program.sitesNamed(name)) {
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      const entry = entries.find((e) => isCalled(e, callee));
      if (!entry) continue;
      const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
      const at = place(module, expression.span);
      const service = context.serviceName(context.homesOf(module.path)[0] ?? context.packageOf(module.path));
      const options = readOptions(evaluator, entry, args);
      const host = options.models.length > 0 ? hostOf(evaluator, callee, entry.methods ? [] : args) : null;
      found.push({
        ...options,
        models: host === null ? options.models : options.models.map((one) => servedBy(one, host)),
        operation: entry.methods ? methodOf(callee) : name,
        service,
        at,
      });
    }
  }
  return found.sort((a, b) => comparePlaces(a.at, b.at));
}

/** A provider that was read from what makes the model stands. */
function servedBy(model: ModelName, host: string): ModelName {
  return model.kind === "name" && model.provider === null ? { ...model, provider: host } : model;
}

/** Whether what is called is the function of this entry, or one of its methods on a client that it makes. */
export function isCalled({ symbol, methods }: ModelCallEntry, callee: Value): boolean {
  if (!methods) return callee.kind === "external" && matches(symbol, callee);
  const root = chainOf(callee).find((v) => v.kind === "external");
  const suffix = methodOf(callee);
  return (
    root?.kind === "external" && matches(symbol, root) && methods.some((m) => suffix === m || suffix.endsWith(`.${m}`))
  );
}

function methodOf(callee: Value): string {
  const names: string[] = [];
  for (let v = callee; v.kind === "member"; v = v.object) names.unshift(v.property);
  return names.join(".");
}

type Options = Pick<ModelCall, "sdk" | "models" | "hasTools" | "limits" | "stepsByDefault" | "telemetry" | "system">;

function readOptions(evaluator: Evaluator, entry: ModelCallEntry, args: readonly Thunk[]): Options {
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
      time: setting("time"),
      spend: setting("spend"),
      abort: setting("abort"),
      retries: setting("retries"),
    },
    stepsByDefault: entry.stepsByDefault,
    telemetry: setting("telemetry"),
    system: system?.at ?? null,
  };
}

function settingOf(
  evaluator: Evaluator,
  entry: ModelCallEntry,
  args: readonly Thunk[],
  option: LimitKind | "telemetry",
  value: Value | null,
): Setting {
  const isLimit = option === "steps" && entry.removes !== undefined;
  if (isLimit && entry.removes.includes(null) && isNull(evaluator, entry, args, option)) {
    return { state: "removed", at: value?.at ?? placeOfArgument(evaluator, args) };
  }
  if (value === null || isEmpty(value)) return { state: "absent" };
  if (isLimit && removesBound(entry, value)) return { state: "removed", at: value.at };
  // What is not known may be anything, absent too.
  if (value.kind === "unknown") return { state: "unresolved", reason: value.reason };
  if (value.kind === "member" || value.kind === "input")
    return { state: "unresolved", reason: "its options are passed in" };
  const [text, ...more] = literalsOf(value);
  return { state: "set", at: value.at, text: text !== undefined && more.length === 0 ? text : null };
}

/** `maxTurns: null`: an absent argument and a null one read alike, so the object is looked into. */
function isNull(evaluator: Evaluator, entry: ModelCallEntry, args: readonly Thunk[], option: ModelOption): boolean {
  return (entry.options[option] ?? []).some(({ index, path }) => {
    let value: Value | null = args[index] ? evaluator.force(args[index]) : null;
    for (const property of path) {
      const held: Thunk | undefined = value?.kind === "object" ? value.entries.get(property) : undefined;
      value = held ? evaluator.force(held) : null;
    }
    return value?.kind === "literal" && value.value === null;
  });
}

function placeOfArgument(evaluator: Evaluator, args: readonly Thunk[]) {
  const last = args.at(-1);
  return last
    ? evaluator.force(last).at
    : { path: "", span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };
}

function removesBound({ removes = [] }: ModelCallEntry, value: Value): boolean {
  const callee = value.kind === "applied" ? value.callee : null;
  return callee?.kind === "external" && removes.includes(callee.path.at(-1) ?? "");
}

function toolsGiven(evaluator: Evaluator, value: Value | null): boolean | null {
  if (value === null || isEmpty(value)) return false;
  if (value.kind === "object") return value.entries.size > 0 || value.rest !== null;
  if (value.kind === "array") return value.elements.length > 0 || value.open;
  if (value.kind === "unknown" || value.kind === "member" || value.kind === "input") return null;
  if (value.kind === "choice") return value.options.some((o) => toolsGiven(evaluator, o.value) === true) || null;
  return true;
}
