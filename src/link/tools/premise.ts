import type { ToolParameter } from "../../model/agent-tool.ts";
import { waysOfTests } from "../program/conditions.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { isEmpty } from "../program/evaluate.ts";
import type { Option, Value } from "../program/value.ts";
import { eachPart, inputName, parametersIn } from "./dependence.ts";
import { isPresence } from "./presence.ts";
import { isSameParameter } from "./provenance.ts";
import type { Choice } from "./selections.ts";

/** What is known of the input of a tool before any of its code runs. */
export interface Inputs {
  readonly parameters: readonly ToolParameter[];
  /** Properties under which the model's input stands in the handler's first argument. */
  readonly under: readonly string[];
  /** Whether the framework refuses what does not fit the schema before the handler runs. */
  readonly isValidated: boolean;
}

/** What a call takes for granted that makes use of a choice: tests that say otherwise are never passed on the way to it. */
export interface Premise extends Inputs {
  readonly parameter: string;
  readonly chosen: Choice;
  /** The value that the choice is a part of, as the call is given it. */
  readonly whole: Value;
  /** What decides the target: the choice, or what stands around it and may give another one. */
  readonly target: Value;
  /** Whether there is nothing to call where the parameter is not given; null if that cannot be told. */
  readonly needsParameter: boolean | null;
}

export function premiseOf(evaluator: Evaluator, inputs: Inputs, chosen: Choice, whole: Value): Premise {
  const { parameter, of } = chosen;
  const needsParameter = new Absence(evaluator, inputs.under, parameter).isNothing(whole);
  return { ...inputs, parameter, chosen, whole, target: decisive(evaluator, whole, of), needsParameter };
}

/** The outermost alternatives on the way to a part. */
function decisive(evaluator: Evaluator, whole: Value, part: Value): Value {
  let found: Value | null = null;
  eachPart(evaluator, whole, (v) => {
    if (found !== null) return false;
    const isOne = v === part || ((v.kind === "choice" || v.kind === "fallback") && holdsPart(evaluator, v, part));
    if (isOne) found = v;
    return !isOne;
  });
  return found ?? part;
}

function holdsPart(evaluator: Evaluator, whole: Value, part: Value): boolean {
  let found = false;
  eachPart(evaluator, whole, (v) => {
    found ||= v === part;
    return !found;
  });
  return found;
}

/** What values are where a parameter is not given. */
class Absence {
  readonly #evaluator: Evaluator;
  readonly #under: readonly string[];
  readonly #parameter: string;

  constructor(evaluator: Evaluator, under: readonly string[], parameter: string) {
    this.#evaluator = evaluator;
    this.#under = under;
    this.#parameter = parameter;
  }

  /** Whether a value opens nothing then; null if that cannot be told. */
  isNothing(v: Value, depth = 0): boolean | null {
    if (depth > 10) return null;
    const again = (x: Value): boolean | null => this.isNothing(x, depth + 1);
    if (inputName(v, this.#under) === this.#parameter) return true;
    switch (v.kind) {
      case "select":
        return again(v.key);
      case "member":
        return again(v.object);
      case "variable":
        return typeof v.name === "string" ? false : again(v.name);
      case "template":
        return some(v.parts.map(again));
      case "fallback":
        return every([v.first, v.second].map((x) => isEmpty(x) || again(x)));
      case "choice":
        return every(v.options.map((o) => this.#isNothingBy(o, depth)));
      case "object": {
        const values = [...v.entries.values()].map((t) => this.#evaluator.force(t));
        return every(values.filter((x) => this.#depends(x)).map(again));
      }
      case "applied":
        return this.#isNothingMade(v, again);
      default:
        return false;
    }
  }

  #isNothingBy({ value, when }: Option, depth: number): boolean | null {
    if (isEmpty(value) || this.#needs(when)) return true;
    return this.isNothing(value, depth + 1);
  }

  /** Whether tests hold only where the parameter is given. */
  #needs(when: Option["when"]): boolean {
    if (when.length === 0) return false;
    const presence = { parameter: this.#parameter, under: this.#under };
    return waysOfTests(this.#evaluator, when).every((way) =>
      way.atoms.some((atom) => isPresence(this.#evaluator, atom, presence)),
    );
  }

  /** A method of nothing is not called; what a package makes of nothing may be made for its default. */
  #isNothingMade(v: Extract<Value, { kind: "applied" }>, again: (x: Value) => boolean | null): boolean | null {
    if (v.callee.kind === "member" && again(v.callee.object) === true) return true;
    const given = v.args.map((t) => this.#evaluator.force(t));
    const isAddress =
      v.callee.kind === "external" && v.callee.package === "" && /^(URL|Request)$/.test(v.callee.path[0] ?? "");
    const nothing = given.filter((x) => this.#depends(x)).map(again);
    return isAddress ? some(nothing) : nothing.length > 0 && every(nothing) !== false ? null : false;
  }

  #depends(v: Value): boolean {
    return parametersIn(this.#evaluator, v, this.#under).some((name) => isSameParameter(name, this.#parameter));
  }
}

function some(answers: readonly (boolean | null)[]): boolean | null {
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

/** None at all is not enough to say so. */
function every(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.length === 0 || answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}
