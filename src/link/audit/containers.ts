import type { Expression } from "../../model/ir.ts";
import type { Thunk, Value } from "../program/value.ts";
import { containerLikeness } from "./names.ts";
import { patternOf } from "./record.ts";
import type { WriteCall } from "./write.ts";

const opensContainer =
  /^(collection|from|table|into|container|index|bucket|topic|model|getTableClient|getContainerClient)$/i;

/** What the call names that opens the receiver on its server: `db.collection(name)`. */
export function containerOf(receiver: Value): readonly Thunk[] {
  if (receiver.kind !== "applied" || receiver.form !== "call" || receiver.callee.kind !== "member") return [];
  return opensContainer.test(receiver.callee.property) ? receiver.args.slice(0, 1) : [];
}

/** What the calls that lead to a receiver were given: `db.collection("audit")`, `supabase.from("audit")`. */
export function argumentsOf(receiver: Value): readonly Thunk[] {
  const found: Thunk[] = [];
  for (
    let current: Value | null = receiver;
    current;
    current = current.kind === "member" ? current.object : current.kind === "applied" ? current.callee : null
  ) {
    if (current.kind === "applied" && current.form === "call" && current.args[0]) found.push(current.args[0]);
  }
  return found;
}

/** The same, as written, for a receiver that is not in the repository. */
export function writtenContainers(call: WriteCall): readonly string[] {
  const found: string[] = [];
  const { site } = call.visit;
  for (
    let e: Expression | null = site.kind === "tagged" ? site.tag : site.callee;
    e;
    e = e.kind === "member" ? e.object : e.kind === "call" ? e.callee : null
  ) {
    const [first] = e.kind === "call" ? e.args : [];
    if (first?.kind === "literal" && typeof first.value === "string") found.push(first.value);
  }
  return found;
}

/** `pgTable("audit_log", …)`, `mongoose.model("Audit", …)`. */
export function tableNameOf(call: Pick<WriteCall, "evaluator">, table: Value): string {
  const made = table.kind === "applied" ? table.args[0] : undefined;
  return made ? patternOf(call.evaluator.force(made)) : patternOf(table);
}

/** Of several names, the one that says most of being kept. */
export function likeliest(names: readonly string[]): string {
  const given = names.filter((n) => n !== "");
  return (
    given.find((n) => containerLikeness(n) === "strong") ??
    given.find((n) => containerLikeness(n) !== null) ??
    given[0] ??
    ""
  );
}
