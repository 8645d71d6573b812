import type { Expression } from "../../model/ir.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { follow, functionsOf, type Visit } from "../program/flow.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite, Program } from "../program/program.ts";
import { calleeOf } from "./expression-names.ts";
import { type RecordWrite, writeOf } from "./write.ts";

/** What the repository's own listeners do with an event that is put on a bus inside the process. */
export interface Delivery {
  readonly writes: readonly RecordWrite[];
  /** Calls inside the listeners: none of them is an event of its own. */
  readonly inside: readonly Expression[];
}

/** Follows `bus.emit("audit", event)` into the functions that listen to that name; null if none does. */
export function deliveryOf(evaluator: Evaluator, program: Program, visit: Visit): Delivery | null {
  if (!/^(emit|emitAsync|publish|dispatch|trigger)$/.test(calleeOf(visit.site).name)) return null;
  const [name, ...data] = visit.args;
  const [topic] = name ? literalsOf(evaluator.force(name)) : [];
  if (topic === undefined) return null;
  const writes: RecordWrite[] = [];
  const inside: Expression[] = [];
  for (const site of ["on", "addListener", "once", "subscribe", "addEventListener", "listen"].flatMap((n) =>
    program.sitesNamed(n),
  )) {
    // What a test listens to is delivered in that test alone.
    if (!program.isDeployed(site.module.path)) continue;
    for (const listener of listenersAt(evaluator, site, topic)) {
      follow(evaluator, listener, data, (v) => {
        inside.push(v.site);
        const write = writeOf(evaluator, v);
        if (write && write.medium !== "unresolved") writes.push(write);
      });
    }
  }
  return writes.length > 0 ? { writes, inside } : null;
}

function listenersAt(evaluator: Evaluator, site: CallSite, topic: string): ReturnType<typeof functionsOf> {
  const e = site.expression;
  const [name, listener] = e.kind === "tagged" ? [] : e.args;
  if (!name || !listener) return [];
  const frame = site.owner ? openFrame(site.module, site.owner) : null;
  if (!literalsOf(evaluator.evaluate(name, site.module, frame)).includes(topic)) return [];
  return functionsOf(evaluator.evaluate(listener, site.module, frame));
}
