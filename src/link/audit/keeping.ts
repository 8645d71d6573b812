import type { AuditEvent } from "../../model/audit-event.ts";
import type { Expression } from "../../model/ir.ts";
import type { Emission } from "./emission.ts";
import { calleeOf } from "./expression-names.ts";
import { isFloating } from "./floating.ts";
import type { RecordWrite } from "./write.ts";

type Keeping = Pick<AuditEvent, "keptBy" | "product" | "fields" | "isFloating">;

/** What keeps the record of an event, of which fields it is made, and whether anything waits for it. */
export function keepingOf(emissions: readonly Emission[]): Keeping {
  const [first] = emissions;
  if (!first) return {};
  const writes = emissions.map((e) => e.write);
  const keptBy = writes.every((w) => w.medium === "console") ? "console" : writes.every(isSpan) ? "span" : "other";
  const fields = fieldsOf(writes);
  return {
    keptBy,
    ...(first.write.product === "" ? {} : { product: first.write.product }),
    ...(fields ? { fields } : {}),
    ...(emissions.every((e) => isAsynchronous(e) && isFloating(e.site)) ? { isFloating: true as const } : {}),
  };
}

function isSpan({ medium, site }: RecordWrite): boolean {
  return medium === "telemetry" && /span|^setAttributes?$|^addEvent$|^traced$|^trace$/i.test(calleeOf(site).name);
}

/** All names of fields, nested ones included; null where one of the records may hold more than is seen. */
function fieldsOf(writes: readonly RecordWrite[]): readonly string[] | null {
  const names = new Set<string>();
  for (const { records } of writes) {
    if (records.length === 0 || records.some((r) => r.rest !== null)) return null;
    for (const record of records)
      for (const [name, { expression }] of record.entries) for (const n of [name, ...inside(expression)]) names.add(n);
  }
  return [...names].sort();
}

function inside(e: Expression): readonly string[] {
  return e.kind === "object"
    ? e.properties.flatMap((p) => (p.kind === "value" ? [p.key, ...inside(p.value)] : ["…"]))
    : [];
}

/** Whether there is something to wait for. */
function isAsynchronous({ emitter, write }: Emission): boolean {
  return emitter ? emitter.fn.async : write.medium === "store" || write.medium === "queue" || write.medium === "http";
}
