import type { Place } from "../../model/location.ts";
import { type Evaluator, isEmpty } from "../program/evaluate.ts";
import { flagOf } from "../program/flags.ts";
import { functionsOf } from "../program/flow.ts";
import { constantTruth } from "../program/functions.ts";
import type { Value } from "../program/value.ts";
import { type LinkedGate, noRecords } from "./gates.ts";

/** A person who is asked before a tool is called, as its framework is told to. */
export interface Approval {
  readonly at: Place;
  /** Where nobody is asked although it says so; null if somebody always is. */
  readonly weakness: string | null;
  /** What the call is about decides whether somebody is asked: an amount, a path, who called. */
  readonly isConditional?: true;
}

export const sometimes = "it asks in some cases only";

/** What `needsApproval`, `requireApproval` and their like say; null where nobody is ever asked. */
export function approvalOf(evaluator: Evaluator, value: Value | null | undefined): Approval | null {
  if (!value) return null;
  const [decides] = functionsOf(value);
  if (!decides) return saidBy(value, value.at);
  const args = decides.fn.parameters.map((p, index) => ({
    expression: { kind: "undefined", span: p.span } as const,
    module: decides.module,
    frame: null,
    value: { kind: "input", module: decides.module, fn: decides.fn, index, at: decides.at } as const,
  }));
  return saidBy(evaluator.call(decides, args, decides.at), value.at);
}

function saidBy(answer: Value, at: Place): Approval | null {
  const constant = constantTruth(answer);
  if (isEmpty(answer) || constant === false) return null;
  if (constant === true || answer.kind === "literal" || answer.kind === "object") return { at, weakness: null };
  const flag = flagOf(answer);
  if (flag !== null) return { at, weakness: `${flag} decides whether it asks` };
  return { at, weakness: sometimes, isConditional: true };
}

/** The gate that an approval is. */
export function approvalGate({ at, weakness, isConditional }: Approval): LinkedGate {
  return {
    name: "approval",
    at,
    enforcedAt: at,
    kind: "approval",
    readsCredential: null,
    comparesTarget: null,
    pinned: null,
    ...noRecords({ reads: false, compares: false }),
    weakness,
    ...(isConditional ? { isConditional } : {}),
    variables: [],
  };
}
