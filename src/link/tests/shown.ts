import type { ModuleIR } from "../../model/ir.ts";
import { isWithin, type Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { Expectation, TestCase } from "../../model/test-case.ts";
import type { LinkContext } from "../context.ts";
import type { FunctionValue, Thunk } from "../program/value.ts";
import type { FoundExpectation } from "./bodies.ts";
import { spiedNames } from "./callees.ts";
import { type Course, type CourseVisit, callsNamed, checksBefore, courseOf } from "./course.ts";
import { fakesOf } from "./fakes.ts";
import { givenIn } from "./given.ts";
import { listedTools } from "./listed-tools.ts";
import { ToolsByPlace } from "./offered.ts";
import { distinct, ReachedParts } from "./parts.ts";
import { type Replacement, replacementsIn } from "./replaced.ts";
import { type GatedTools, TestedGates } from "./tested-gates.ts";

/** A test as it is read in its file, before it is known what the code that it runs comes by. */
export interface DraftTest extends Pick<TestCase, "name" | "at" | "runner" | "calls"> {
  readonly expects: readonly FoundExpectation[];
  readonly deeds: readonly Thunk[];
  readonly work: FunctionValue;
  readonly hooks: readonly FunctionValue[];
  readonly module: ModuleIR;
  /** Modules that its file replaces as a whole. */
  readonly mocked: ReadonlySet<string>;
}

/** What following all of them may cost, in evaluations, beside reading them; what is not followed shows nothing more. */
const costOfAll = 300_000;

/** Joins tests with the parts of the stack that they show at work. */
export class ShownParts {
  readonly #context: LinkContext;
  readonly #gates: TestedGates;
  readonly #tools: ToolsByPlace;
  readonly #parts: ReachedParts;
  readonly #replaced = new Map<ModuleIR, readonly Replacement[]>();
  readonly #limit: number;

  constructor(context: LinkContext, gated: GatedTools, parts: readonly Place[]) {
    this.#context = context;
    this.#gates = new TestedGates(context.program, gated);
    this.#tools = new ToolsByPlace(gated.linked);
    this.#parts = new ReachedParts(context, this.#tools, parts);
    this.#limit = context.evaluator.spent + costOfAll;
  }

  of(draft: DraftTest): TestCase {
    const { name, at, runner, calls } = draft;
    const course = this.#courseOf(draft);
    const expects = draft.expects.map((found) => this.#expectation(found, draft, course));
    const isAboutParts = expects.some(({ reaches, spied, gates }) => reaches.length + spied.length + gates.length > 0);
    const replaced = isAboutParts ? this.#replacedIn(draft.module) : [];
    return {
      name,
      at,
      runner,
      calls,
      expects,
      gives: isAboutParts ? givenIn(this.#context, draft, course()) : [],
      fakes: isAboutParts ? fakesOf(this.#context, draft, course(), replaced) : [],
    };
  }

  #expectation({ written, at, subject, of }: FoundExpectation, draft: DraftTest, course: () => Course): Expectation {
    const { kind, ofSpy, fields, count } = written;
    const calls = ofSpy ? this.#spied(subject, draft, course) : [];
    // That nothing was called yet is so of any code.
    const spied = kind === "not-called" ? madeBefore(at, calls, course()) : calls;
    const isFollowed = kind === "refuses" || kind === "counted" || kind === "without";
    const reached = isFollowed && this.#mayGoOn ? of.flatMap((fn) => this.#parts.of(fn)) : [];
    const listed = kind === "pinned" ? listedTools(this.#context, this.#tools, subject, written.expected) : null;
    return {
      kind,
      at,
      of: of.map((fn) => ({ path: fn.module.path, span: fn.fn.span })),
      gates: this.#gatesOf(kind, of, spied, draft),
      reaches: distinct(reached.filter((part) => !draft.mocked.has(part.path))),
      spied: distinct(spied.map((call) => call.at).filter((call) => this.#context.isDeployed(call.path))),
      fields,
      count,
      lists: listed?.tools ?? [],
      byNameOnly: listed?.byNameOnly ?? false,
    };
  }

  #gatesOf(
    kind: Expectation["kind"],
    of: readonly FunctionValue[],
    spied: readonly CourseVisit[],
    { mocked }: DraftTest,
  ): readonly number[] {
    if (kind !== "refuses" && kind !== "not-called") return [];
    const found =
      kind === "refuses"
        ? of.flatMap((fn) => this.#gates.of(fn))
        : this.#gates.at(checksBefore(spied).filter((place) => !mocked.has(place.path)));
    return [...new Set(found)].sort((a, b) => a - b);
  }

  #spied(subject: Thunk, draft: DraftTest, course: () => Course): readonly CourseVisit[] {
    if (!this.#mayGoOn) return [];
    const { evaluator } = this.#context;
    const own = spiedNames(evaluator, evaluator.force(subject));
    const standing = this.#replacedIn(draft.module).filter(({ by }) =>
      spiedNames(evaluator, evaluator.force(by)).some((name) => own.includes(name)),
    );
    return callsNamed(course(), [...own, ...standing.flatMap(({ names }) => names)]);
  }

  #replacedIn(module: ModuleIR): readonly Replacement[] {
    return remember(this.#replaced, module, () => replacementsIn(this.#context, module));
  }

  /** Followed once it is asked for: most tests expect nothing of a spy or of a part of the stack. */
  #courseOf({ work }: DraftTest): () => Course {
    let course: Course | null = null;
    return () => {
      course ??= this.#mayGoOn ? courseOf(this.#context, this.#tools, work) : { visits: [], complete: false };
      return course;
    };
  }

  get #mayGoOn(): boolean {
    const { evaluator } = this.#context;
    return !evaluator.isSpent && evaluator.spent < this.#limit;
  }
}

function madeBefore(expectation: Place, calls: readonly CourseVisit[], { visits }: Course): readonly CourseVisit[] {
  const looked = visits.findLastIndex(({ at }) => isWithin(at, expectation));
  return looked < 0 ? calls : calls.filter((call) => visits.indexOf(call) < looked);
}
