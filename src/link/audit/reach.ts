import type { Expression, FunctionIR } from "../../model/ir.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { follow, followStatements, functionsOf, type Visit } from "../program/flow.ts";
import { followOnce } from "../program/kept-walks.ts";
import { OpenCalls } from "../program/open-calls.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite, Program } from "../program/program.ts";
import { type FunctionValue, place, type Thunk } from "../program/value.ts";
import { eachExpression } from "../program/walk.ts";
import type { Entry } from "./audit-events.ts";
import { calleeOf, textOf } from "./expression-names.ts";
import { containerLikeness, functionLikeness, methodLikeness, wrapsAudit } from "./names.ts";
import type { WriteAt } from "./spans.ts";
import { levels } from "./telemetry-write.ts";
import { writeOf } from "./write.ts";

/** One walk through code, from a function that runs tools or from anywhere else. */
export interface Walk {
  readonly entry: Entry | null;
  /** The function it starts in; null for the body of a module. */
  readonly start: FunctionIR | null;
  /** Functions of the repository that it went through. */
  readonly entered: ReadonlySet<FunctionIR>;
  readonly writes: readonly WriteAt[];
  /** Whether it writes an index that answers are drawn from. */
  readonly fills: boolean;
}

/** Walks every entry, then whatever may emit and was not reached from one. */
export function* walksOf(
  evaluator: Evaluator,
  program: Program,
  entries: readonly Entry[],
  isDeployed: (path: string) => boolean = isOrdinary,
): Generator<Walk> {
  const reached = new Set<FunctionIR>();
  for (const entry of entries) {
    const walk = walked(evaluator, entry.fn, completed(entry), entry);
    for (const fn of walk.entered) reached.add(fn);
    yield walk;
  }
  const starts = new Map<FunctionIR, CallSite>();
  const bodies = new Set<string>();
  for (const site of promisingSites(program, evaluator.declared.names.audit, isDeployed)) {
    if (site.owner === null) bodies.add(site.module.path);
    else if (!reached.has(site.owner) && !starts.has(site.owner)) starts.set(site.owner, site);
  }
  for (const [owner, { module }] of starts) {
    const frame = openFrame(module, owner);
    yield walked(
      evaluator,
      { kind: "function", module, fn: owner, frame: frame.parent, self: frame.self, at: place(module, owner.span) },
      null,
      null,
    );
  }
  for (const path of bodies) {
    const module = program.modules.get(path);
    if (module)
      yield collect(evaluator, null, null, (visit) => followStatements(evaluator, module.body, module, null, visit));
  }
}

/** The arguments of an entry, with those that its framework adds and nobody in the repository passes: a context, bindings. */
function completed({ fn: { module, fn }, args }: Entry): Entry["args"] {
  if (!args) return null;
  if (args.length >= fn.parameters.length) return args;
  const added = fn.parameters.slice(args.length).map((p, i): Thunk => {
    const at = place(module, p.span);
    return {
      expression: { kind: "undefined", span: p.span },
      module,
      frame: null,
      value: { kind: "input", module, fn, index: args.length + i, at },
    };
  });
  return [...args, ...added];
}

function walked(evaluator: Evaluator, fn: FunctionValue, args: Entry["args"], entry: Entry | null): Walk {
  return collect(evaluator, entry, fn.fn, (visit) =>
    args ? followOnce(evaluator, fn, args, visit) : follow(evaluator, fn, null, visit),
  );
}

function collect(
  evaluator: Evaluator,
  entry: Entry | null,
  start: FunctionIR | null,
  run: (visit: (v: Visit) => void) => boolean,
): Walk {
  const entered = new Set<FunctionIR>(start ? [start] : []);
  const writes: WriteAt[] = [];
  let fills = false;
  const open = new OpenCalls();
  run((visit) => {
    for (const f of functionsOf(visit.callee)) entered.add(f.fn);
    if (visit.frame) entered.add(visit.frame.fn);
    const chain = open.to(visit);
    const write = writeOf(evaluator, visit);
    if (write) writes.push({ visit, write, chain });
    fills ||= fillers.test(calleeOf(visit.site).name);
  });
  return { entry, start, entered, writes, fills };
}

const fillers =
  /^(upsert|upsertRecords|addDocuments|addVectors|fromDocuments|fromTexts|batchUpsert|importDocuments|insertVectors)$/;
const tests =
  /(^|\/)(__tests__|__mocks__|tests?|e2e|specs?|fixtures?|examples?)\/|\.(test|spec|stories)\.[cm]?[jt]sx?$/;
function isOrdinary(path: string): boolean {
  return !tests.test(path);
}

const media =
  /^(values|insert|insertOne|insertMany|create|createMany|add|put|append|set|query|execute|run|send|xadd|lpush|rpush|publish|emit|fetch|post|appendFile|appendFileSync|writeFile|write|upsert|sql|info|warn|error|log|capture|captureEvent|addBreadcrumb|setAttributes?|addEvent|track|trace|event|startActiveSpan|startSpan)$/;

const emitting =
  /^(write|append|record|log|save|store|insert|capture|track|report|ingest|add|notify|handle|register|put|post|push|create|update|set|publish|emit|send)/i;

/** Whether a call may write a record, by its name alone; most calls do not, and need not be looked at any further. */
export function mayWrite(site: Visit["site"]): boolean {
  const { name, receiver } = calleeOf(site);
  return (
    site.kind === "tagged" ||
    media.test(name) ||
    emitting.test(name) ||
    levels.test(name) ||
    functionLikeness(name) !== null ||
    (receiver !== "" && methodLikeness(receiver, name) !== null)
  );
}

/** Calls that may emit, by their names and the words in them, so that not all code has to be walked. */
function* promisingSites(
  program: Program,
  declared: ReadonlySet<string>,
  isDeployed: (path: string) => boolean,
): Generator<CallSite> {
  for (const name of program.siteNames) {
    const emits = functionLikeness(name) !== null || wrapsAudit(name) || declared.has(name);
    for (const site of program.sitesNamed(name)) {
      if (!isDeployed(site.module.path)) continue;
      const { receiver } = calleeOf(site.expression);
      if (emits || (receiver !== "" && methodLikeness(receiver, name) !== null)) yield site;
      else if (media.test(name) && mentionsTrail(site.expression)) yield site;
    }
  }
}

function mentionsTrail(e: Expression): boolean {
  let found = false;
  eachExpression(e, (x) => {
    if (found) return;
    const text =
      x.kind === "literal"
        ? String(x.value)
        : x.kind === "name" || x.kind === "global"
          ? x.name
          : x.kind === "member"
            ? x.property
            : x.kind === "tagged"
              ? x.strings.join(" ")
              : "";
    if (text !== "" && text.length < 2_000) found = containerLikeness(text) !== null || /tool|mcp|retriev/i.test(text);
    if (x.kind === "object")
      found ||= x.properties.some((p) => p.kind === "value" && /^(tool|action|operation|event|decision)/i.test(p.key));
  });
  return found || containerLikeness(textOf(e)) !== null;
}
