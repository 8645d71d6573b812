import { splitWords } from "../../model/environment.ts";
import type { GateStep } from "../../model/gate.ts";
import type { Statement } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import { eventNames } from "../audit/deed.ts";
import { emissionOf } from "../audit/emission.ts";
import { calleeOf } from "../audit/expression-names.ts";
import { mayWrite } from "../audit/reach.ts";
import { patternOf } from "../audit/record.ts";
import { subjectOf } from "../audit/subject.ts";
import { toldTo } from "../audit/telemetry-write.ts";
import { type RecordWrite, writeCallOf, writeOf } from "../audit/write.ts";
import type { Atom, Way } from "../program/conditions.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Guard, Visit } from "../program/flow.ts";
import { weaknessOf } from "../program/guards.ts";
import { OpenCalls } from "../program/open-calls.ts";
import type { Course } from "./course.ts";
import { type LinkedGate, readGuard } from "./gates.ts";

/** Something that is written down on the way through a handler. */
interface Log {
  /** The call that passes what is written down. */
  readonly visit: Visit;
  readonly time: number;
  readonly toConsole: boolean;
  /** Says that something was allowed or refused. */
  readonly isDecision: boolean;
  /** Says how something came out. */
  readonly hasOutcome: boolean;
}

/** When a log is written, seen from a gate: after it allowed, after it refused, or whatever it decided. */
type Side = "allowed" | "refused" | "both";

interface Found {
  readonly log: Log;
  readonly side: Side;
}

interface Kept {
  readonly allow: Found | null;
  readonly deny: Found | null;
}

/** Finds the records that gates keep of their decisions on one walk through a handler. */
export class GateRecords {
  readonly #evaluator: Evaluator;
  readonly #course: Course;
  readonly #under: readonly string[];
  readonly #tool: string;
  readonly #kept = new Map<Guard, Kept>();
  #logs: readonly Log[] | null = null;

  constructor(evaluator: Evaluator, course: Course, under: readonly string[], tool: string) {
    this.#evaluator = evaluator;
    this.#course = course;
    this.#under = under;
    this.#tool = tool;
  }

  /** The gate with where it records its decisions, and in which order it does what it does before this call. */
  complete(gate: LinkedGate, guard: Guard, call: Visit): LinkedGate {
    const { allow, deny } = remember(this.#kept, guard, () => this.#keptBy(guard));
    const logs = [allow, deny].filter((f) => f !== null);
    if (logs.length === 0) return gate;
    const called = this.#course.timeOf(call);
    const first = gate.order.allowed.filter((s) => s !== "calls");
    const isLate =
      deny !== null && (deny.log.visit.handles !== null || (deny.side === "both" && deny.log.time > called));
    const refused: readonly GateStep[] =
      deny === null ? ["refuses"] : isLate ? ["refuses", "logs"] : ["logs", "refuses"];
    const allowed: readonly GateStep[] =
      allow === null ? ["calls"] : allow.log.time > called ? ["calls", "logs"] : ["logs", "calls"];
    return {
      ...gate,
      logsAllow: allow?.log.visit.at ?? null,
      logsDeny: deny?.log.visit.at ?? null,
      logsToConsole: logs.every((f) => f.log.toConsole),
      order: { refused: [...first, ...refused], allowed: [...first, ...allowed] },
    };
  }

  #keptBy(guard: Guard): Kept {
    this.#logs ??= logsOf(this.#evaluator, this.#course, this.#tool);
    if (this.#logs.length === 0) return { allow: null, deny: null };
    const { ways, readings } = readGuard(this.#evaluator, guard, this.#under);
    const about = readings.flatMap((r) => r.atoms);
    const atoms = about.length > 0 ? about : ways.flatMap((w) => w.atoms);
    const compared = this.#comparedAt(atoms);
    const found = this.#logs.flatMap((log): readonly Found[] => {
      const side = this.#sideOf(log, guard, atoms, compared);
      return side ? [{ log, side }] : [];
    });
    const tells = ({ log, side }: Found): boolean =>
      side === "refused" || (side === "both" && (log.isDecision || log.hasOutcome));
    return {
      deny: best(found.filter(tells)),
      allow: best(found.filter(({ log, side }) => side !== "refused" && log.isDecision)),
    };
  }

  #comparedAt(atoms: readonly Atom[]): number | null {
    const times = atoms.flatMap((a) => this.#course.timeOfComparison(a) ?? []);
    return times.length > 0 ? Math.min(...times) : null;
  }

  #sideOf(log: Log, guard: Guard, atoms: readonly Atom[], compared: number | null): Side | null {
    const { guards, handles } = log.visit;
    for (const own of guards) {
      // One way past it is enough to come here with either outcome.
      if (weaknessOf(own) !== null) continue;
      const side = isSameTest(own, guard)
        ? own.holds === guard.holds
          ? "allowed"
          : "refused"
        : sideOfWays(readGuard(this.#evaluator, own, this.#under).ways, atoms);
      if (side) return side;
    }
    if (handles && guard.attempts.includes(handles.attempt))
      return handles.form === "finally" ? "both" : leavesBy(guard) === "return" ? null : "refused";
    return compared !== null && log.time > compared && !handles ? "both" : null;
  }
}

function best(found: readonly Found[]): Found | null {
  const rank = (f: Found): number =>
    (f.log.toConsole ? 4 : 0) + (f.log.isDecision ? 0 : 2) + (f.side === "both" ? 1 : 0);
  const [first] = [...found].sort((a, b) => rank(a) - rank(b) || a.log.time - b.log.time);
  return first ?? null;
}

function isSameTest(a: Guard, b: Guard): boolean {
  return (
    a.test.expression === b.test.expression &&
    a.test.frame === b.test.frame &&
    a.equals?.expression === b.equals?.expression
  );
}

/** On which side of a comparison one stands who came by these ways. */
function sideOfWays(ways: readonly Way[], decisive: readonly Atom[]): Side | null {
  const has = ({ atoms }: Way, sameOutcome: boolean): boolean =>
    atoms.some((atom) =>
      decisive.some((d) => isSameComparison(d, atom) && (isPositive(d) === isPositive(atom)) === sameOutcome),
    );
  if (ways.some((way) => has(way, false))) return "refused";
  return ways.length > 0 && ways.every((way) => has(way, true)) ? "allowed" : null;
}

function isSameComparison(a: Atom, b: Atom): boolean {
  return (
    a.left.expression === b.left.expression &&
    a.left.frame === b.left.frame &&
    a.right?.expression === b.right?.expression
  );
}

function isPositive({ operator }: Atom): boolean {
  return operator !== "unequal" && operator !== "false";
}

/** How a refusal leaves: what it throws comes to a `catch` around it, what it returns does not. */
function leavesBy({ refusal, via }: Guard): "throw" | "return" | null {
  if (via.length > 0) return "throw";
  return endOf(refusal?.body ?? []);
}

function endOf(body: readonly Statement[]): "throw" | "return" | null {
  const last = body.at(-1);
  if (last?.kind === "block") return endOf(last.body);
  return last?.kind === "throw" || last?.kind === "return" ? last.kind : null;
}

function logsOf(evaluator: Evaluator, course: Course, tool: string): readonly Log[] {
  const logs = new Map<Visit, Log>();
  const open = new OpenCalls();
  for (const visit of course.visits) {
    const chain = open.to(visit);
    const log = logAt(evaluator, course, chain, tool);
    if (log && !logs.has(log.visit)) logs.set(log.visit, log);
  }
  return [...logs.values()];
}

const quiet = /^(debug|trace|verbose|silly)$/;
const decisions = /allow|permit|grant|den(y|ied)|refus|reject|block|forbid|decision|verdict|mismatch|not authori|gate/i;
const outcomes = new Set(["outcome", "result", "status", "ok", "success", "error", "reason"]);

/** What the last of these calls writes down, and which of them passes that. */
function logAt(evaluator: Evaluator, course: Course, chain: readonly Visit[], tool: string): Log | null {
  const visit = chain.at(-1);
  const may = visit && (mayWrite(visit.site) || evaluator.declared.audit(visit) !== null);
  const call = may ? writeCallOf(evaluator, visit) : null;
  if (!visit || !call) return null;
  const write = writeOf(evaluator, visit);
  const emission = write ? emissionOf(evaluator, chain, write, tool, false) : null;
  if (write && emission) {
    const subject = subjectOf(evaluator, emission, "tool", false);
    const keys = keysOf(evaluator, write);
    return {
      visit: emission.site,
      time: course.timeOf(emission.site),
      toConsole: write.medium === "console",
      isDecision: subject === "gate-decision" || keys.some((k) => decisions.test(k)) || saysDecision(evaluator, write),
      hasOutcome: keys.some((k) => splitWords(k).some((w) => outcomes.has(w))),
    };
  }
  const told = toldTo(call);
  if (!told || quiet.test(calleeOf(visit.site).name)) return null;
  const said = write ? saidIn(evaluator, write) : visit.args.map((t) => patternOf(evaluator.force(t)));
  return {
    visit,
    time: course.timeOf(visit),
    toConsole: told.medium === "console",
    isDecision: said.some((text) => decisions.test(text)),
    hasOutcome: false,
  };
}

/** The names of what is recorded, those of an entry that is kept whole in one column among them. */
function keysOf(evaluator: Evaluator, { records }: RecordWrite): readonly string[] {
  return records.flatMap(({ entries }) =>
    [...entries].flatMap(([key, thunk]) => {
      const value = evaluator.force(thunk);
      return value.kind === "object" ? [key, ...value.entries.keys()] : [key];
    }),
  );
}

/** `outcome: "allowed"`. */
function saysDecision(evaluator: Evaluator, { records }: RecordWrite): boolean {
  return records.some(({ entries }) =>
    [...entries].some(
      ([key, thunk]) =>
        splitWords(key).some((word) => outcomes.has(word)) &&
        literalsOf(evaluator.force(thunk)).some((text) => decisions.test(text)),
    ),
  );
}

function saidIn(evaluator: Evaluator, write: RecordWrite): readonly string[] {
  return [...write.records.flatMap((r) => [...r.entries.keys()]), ...eventNames(evaluator, write)];
}
