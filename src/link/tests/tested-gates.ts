import type { Tool } from "../../model/agent-tool.ts";
import type { Gate } from "../../model/gate.ts";
import type { FunctionIR, ModuleIR } from "../../model/ir.ts";
import { type Place, samePlace } from "../../model/location.ts";
import type { Program } from "../program/program.ts";
import type { FunctionValue } from "../program/value.ts";
import type { LinkedTool } from "../tools/tools.ts";

/** `tools` and `linked` are the same tools, with gates as numbers and as they were found. */
export interface GatedTools {
  readonly gates: readonly Gate[];
  readonly tools: readonly Tool[];
  readonly linked: readonly LinkedTool[];
}

/** Which gates the outcome of a function is up to. */
export class TestedGates {
  readonly #gates: readonly Gate[];
  readonly #byFunction = new Map<FunctionIR, number[]>();

  constructor(program: Program, { gates, tools, linked }: GatedTools) {
    this.#gates = gates;
    for (const [index, gate] of gates.entries()) {
      // The gate itself, and the dispatcher or handler that asks it.
      for (const at of [gate.at, gate.askedAt, gate.enforcedAt]) {
        const fn = at && innermost(program.modules.get(at.path), at);
        if (fn) this.#add(fn, index);
      }
    }
    for (const [i, { entries }] of linked.entries()) {
      const behind = [...(tools[i]?.sinks ?? []), ...(tools[i]?.selections ?? [])].flatMap((each) => each.gates);
      for (const { fn } of entries) for (const index of behind) this.#add(fn.fn, index);
    }
  }

  of({ fn }: FunctionValue): readonly number[] {
    return this.#byFunction.get(fn) ?? [];
  }

  /** Those among the checks that stand at these places. */
  at(places: readonly Place[]): readonly number[] {
    return this.#gates.flatMap((gate, index) => (places.some((at) => samePlace(at, gate.at)) ? [index] : []));
  }

  #add(fn: FunctionIR, index: number): void {
    const known = this.#byFunction.get(fn) ?? [];
    if (!known.includes(index)) this.#byFunction.set(fn, [...known, index]);
  }
}

/** The function that a place stands in, and none around it: what builds a handler does not refuse what it refuses. */
function innermost(module: ModuleIR | undefined, at: Place): FunctionIR | null {
  let found: FunctionIR | null = null;
  for (const fn of module?.functions ?? []) if (holds(fn, at) && (found === null || isBefore(found, fn))) found = fn;
  return found;
}

function holds({ span }: FunctionIR, { span: at }: Place): boolean {
  const starts =
    span.startLine < at.startLine || (span.startLine === at.startLine && span.startColumn <= at.startColumn);
  const ends = span.endLine > at.endLine || (span.endLine === at.endLine && span.endColumn >= at.endColumn);
  return starts && ends;
}

function isBefore({ span: a }: FunctionIR, { span: b }: FunctionIR): boolean {
  return a.startLine < b.startLine || (a.startLine === b.startLine && a.startColumn < b.startColumn);
}
