import type { Place } from "../../model/location.ts";
import { type Evaluator, isEmpty } from "../program/evaluate.ts";
import { flagOf } from "../program/flags.ts";
import { functionsOf } from "../program/flow.ts";
import type { Value } from "../program/value.ts";
import { type LinkedGate, noRecords } from "./gates.ts";

/** A person who is asked before a tool is called, as its framework is told to. */
export interface Approval {
  readonly at: Place;
  /** Where nobody is asked although it says so; null if somebody always is. */
  readonly weakness: string | null;
}

const sometimes = "it asks in some cases only";

/** What `needsApproval`, `requireApproval` and their like say; null where nobody is ever asked. */
export function approvalOf(evaluator: Evaluator, value: Value | null | undefined): Approval | null {
  if (!value || isEmpty(value)) return null;
  const [decides] = functionsOf(value);
  if (!decides) return { at: value.at, weakness: weaknessOf(value) };
  const args = decides.fn.parameters.map((p, index) => ({
    expression: { kind: "undefined", span: p.span } as const,
    module: decides.module,
    frame: null,
    value: { kind: "input", module: decides.module, fn: decides.fn, index, at: decides.at } as const,
  }));
  const answer = evaluator.call(decides, args, decides.at);
  return isEmpty(answer) ? null : { at: value.at, weakness: weaknessOf(answer) };
}

function weaknessOf(value: Value): string | null {
  if (value.kind === "literal" || value.kind === "object") return null;
  const flag = flagOf(value);
  return flag === null ? sometimes : `${flag} decides whether it asks`;
}

/** The gate that an approval is. */
export function approvalGate({ at, weakness }: Approval): LinkedGate {
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
    variables: [],
  };
}
