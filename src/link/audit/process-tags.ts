import { matches } from "../../catalog/match.ts";
import { telemetryEntries } from "../../catalog/telemetry/index.ts";
import type { ArgumentPath, TelemetryEntry } from "../../catalog/types.ts";
import type { EnvironmentTag } from "../../model/audit-event.ts";
import type { Expression } from "../../model/ir.ts";
import { type Evaluator, isEmpty } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import { callersOf, openFrame } from "../program/parameters.ts";
import type { CallSite, Program } from "../program/program.ts";
import { directoryOf } from "../program/resolve.ts";
import { ranValue } from "../program/runners.ts";
import { type Frame, place, type Thunk, thunkOf } from "../program/value.ts";
import { isEnvironmentField } from "./environment-field.ts";
import { patternOf, recordsOf } from "./record.ts";
import { placedTag, weakest } from "./tag-value.ts";
import { rootOf } from "./telemetry-write.ts";

/** What is known of the processes that events are emitted in. */
export interface Processes {
  /** Whether the repository's configuration sets a variable; SDKs read some without being told. */
  readonly isSet: (variable: string) => boolean;
  /** Whether what one file sets up holds for what another emits: one process may run both. */
  readonly runsWith: (setup: string, event: string) => boolean;
}

/** No variable is set that an SDK reads without being told, and all code may run in one process. */
export const oneProcess: Processes = { isSet: () => false, runsWith: () => true };

/** The environment that a product puts on every event of the process, as the code nearest to an event configures it. */
export function processTag(
  evaluator: Evaluator,
  program: Program,
  product: string,
  near: string,
  { isSet, runsWith }: Processes,
): EnvironmentTag | null {
  const found = telemetryEntries
    .filter(
      (entry) =>
        entry.product === product &&
        (entry.environment !== undefined || (entry.base !== undefined && entry.role === "init")),
    )
    .flatMap((entry) =>
      sitesOf(evaluator, program, entry)
        .flatMap((site) => setupsOf(evaluator, site))
        .map(({ site, frame, by }) => ({
          tag: tagAt(evaluator, site, frame, entry, isSet),
          by,
          nearness: Math.max(...by.map((path) => closeness(path, near))),
          configures: entry.environment !== undefined,
        })),
    );
  const own = found.filter(({ by }) => by.some((path) => runsWith(path, near)));
  if (found.length > 0 && own.length === 0)
    return { kind: "unresolved", note: `${product} is set up in other programs of the repository only` };
  // `setTag("tool", name)` beside an event adds to what the init says elsewhere, and does not take its place.
  const telling = own.filter(({ tag, configures }) => configures || tag.kind !== "none");
  const considered = telling.length > 0 ? telling : own;
  const closest = Math.max(...considered.map(({ nearness }) => nearness));
  const tags = considered.filter(({ nearness }) => nearness === closest).map(({ tag }) => tag);
  // One call configures the environment, others set what else there is.
  const said = tags.filter((t) => t.kind !== "none");
  return weakest(said.length > 0 ? said : tags);
}

function sitesOf(evaluator: Evaluator, program: Program, entry: TelemetryEntry): readonly CallSite[] {
  const names = new Set(entry.symbol.names.map((dotted) => dotted.slice(dotted.lastIndexOf(".") + 1)));
  const sites = [...names].flatMap((name) => program.sitesNamed(name));
  return [...new Set(sites)].filter((site) => {
    const e = site.expression;
    if (e.kind === "tagged" || !program.isDeployed(site.module.path)) return false;
    const callee = evaluator.evaluate(e.callee, site.module, site.owner ? openFrame(site.module, site.owner) : null);
    const root = rootOf(callee);
    return root !== null && callee.kind === "external" && matches(entry.symbol, root);
  });
}

interface Setup {
  readonly site: CallSite;
  readonly frame: Frame | null;
  /** The files that make it: that of the call, and that which calls the function around it. */
  readonly by: readonly string[];
}

/** A set-up inside a function is one for each caller, with what that one passes. */
function setupsOf(evaluator: Evaluator, site: CallSite): readonly Setup[] {
  const { module, owner } = site;
  if (!owner) return [{ site, frame: null, by: [module.path] }];
  const frame = openFrame(module, owner);
  const callers = owner.parameters.length > 0 ? callersOf(evaluator, module, owner) : [];
  if (callers.length === 0) return [{ site, frame, by: [module.path] }];
  return callers.map((c) => ({ site, frame: { ...frame, args: c.args }, by: [module.path, c.site.module.path] }));
}

function tagAt(
  evaluator: Evaluator,
  site: CallSite,
  frame: Frame | null,
  entry: TelemetryEntry,
  isSet: Processes["isSet"],
): EnvironmentTag {
  const e = site.expression;
  const args: readonly Thunk[] =
    e.kind === "tagged" ? [] : e.args.map((expression) => ({ expression, module: site.module, frame }));
  const field =
    given(evaluator, args, entry.environment?.from ?? []) ?? fieldIn(evaluator, args) ?? pairIn(evaluator, args);
  const product = entry.product;
  if (!field) {
    const implicit = (entry.environment?.implicit ?? []).find((v) => isSet(v) || v === "VERCEL_ENV");
    if (implicit !== undefined)
      return {
        kind: product === "opentelemetry" ? "resource" : "environment",
        at: place(site.module, e.span),
        note: `${product} takes it from ${implicit}`,
      };
    return { kind: "none", note: `${product} is configured without an environment` };
  }
  const tag = placedTag(evaluator, field);
  if (tag.kind !== "environment" && tag.kind !== "credential") return tag;
  if (product === "opentelemetry") return { kind: "resource", at: tag.at, note: "on the OpenTelemetry Resource only" };
  return {
    kind: "environment",
    at: tag.at,
    note: `${product} puts it on every event (${tag.note})`,
  };
}

function given(evaluator: Evaluator, args: readonly Thunk[], paths: readonly ArgumentPath[]): Thunk | null {
  for (const { index, path } of paths) {
    const argument = args[index];
    if (!argument) continue;
    const whole = evaluator.force(argument);
    // A function that is handed over makes the options, from what the platform binds: `withSentry((env) => options(env), handler)`.
    const [maker] = functionsOf(whole);
    const target = maker ? ranValue(evaluator, maker, whole.at) : whole;
    const [last, ...before] = (path.length === 0 && maker ? ["environment"] : path).toReversed();
    const holder = before.reduceRight(
      (v, property) => (isEmpty(v) ? v : evaluator.member(v, property, whole.at)),
      target,
    );
    if (last === undefined || isEmpty(holder)) continue;
    const written = holder.kind === "object" ? holder.entries.get(last) : undefined;
    const value = written ? evaluator.force(written) : evaluator.member(holder, last, whole.at);
    if (!isEmpty(value) && value.kind !== "object" && value.kind !== "function")
      return written ?? thunkOf(value, argument);
  }
  return null;
}

/** An environment among the attributes that are given, directly or under `attributes`. */
function fieldIn(evaluator: Evaluator, args: readonly Thunk[]): Thunk | null {
  const records = args.flatMap((t) => recordsOf(evaluator, t));
  const inner = records.flatMap((r) =>
    ["attributes", "resource", "resourceAttributes", "tags", "metadata", "initialScope"].flatMap(
      (k) => r.entries.get(k) ?? [],
    ),
  );
  const named = [...records, ...inner.flatMap((t) => recordsOf(evaluator, t))].flatMap((r) =>
    [...r.entries].filter(([key]) => isEnvironmentField(key)).map(([, t]) => t),
  );
  return named[0] ?? [...args, ...inner].flatMap(conventional)[0] ?? null;
}

/** `setTag("environment", value)`. */
function pairIn(evaluator: Evaluator, args: readonly Thunk[]): Thunk | null {
  const [key, value] = args;
  return key && value && isEnvironmentField(patternOf(evaluator.force(key))) ? value : null;
}

/** `[ATTR_DEPLOYMENT_ENVIRONMENT_NAME]: value`: the key is a constant of a package, so that only its name is known. */
function conventional(thunk: Thunk): readonly Thunk[] {
  const e = thunk.expression;
  if (e.kind !== "object") return [];
  return e.properties.flatMap((p) =>
    p.kind === "computed" && /DEPLOYMENT_ENVIRONMENT/.test(lastName(p.key))
      ? [{ expression: p.value, module: thunk.module, frame: thunk.frame }]
      : [],
  );
}

function lastName(e: Expression): string {
  return e.kind === "member" ? e.property : e.kind === "name" || e.kind === "global" ? e.name : "";
}

/** How many folders two files share. */
export function closeness(a: string, b: string): number {
  const left = directoryOf(a).split("/");
  const right = directoryOf(b).split("/");
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared] && left[shared] !== undefined) shared++;
  return shared;
}
