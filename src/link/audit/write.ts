import type { Expression } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf, type Visit } from "../program/flow.ts";
import { chainOf, type ExternalValue, type Value } from "../program/value.ts";
import { calleeOf } from "./expression-names.ts";
import { isKnownPackage } from "./known-packages.ts";
import type { RecordView } from "./record.ts";
import { storeWriteOf } from "./store-write.ts";
import { rootOf, telemetryWriteOf } from "./telemetry-write.ts";
import { transportWriteOf, writtenElsewhere } from "./transport-write.ts";

/** Media from the one that answers for an audit trail best to the one that does least. */
export type Medium = "store" | "queue" | "http" | "file" | "unresolved" | "telemetry" | "logger" | "console" | "buffer";

/** One call that leaves the code of the repository with a record. */
export interface RecordWrite {
  readonly medium: Medium;
  /** `posthog`, `pino`, `sentry`, …; "" where the medium says it. */
  readonly product: string;
  /** Table, collection, key, path or address. */
  readonly container: string;
  readonly records: readonly RecordView[];
  /** Fixed texts among the arguments: the event's name, the message. */
  readonly texts: readonly string[];
  readonly site: Visit["site"];
  readonly at: Place;
  /** What the method is called on, for the bindings it adds to every record. */
  readonly receiver: Value | null;
  /** What names the place that the record is kept in: a topic, a stream, a table. */
  readonly kept?: readonly Value[];
  /** It says to which topic, queue or stream of a service it goes. */
  readonly isAddressed?: true;
  /** The table as a value, for the defaults of its columns. */
  readonly table: Value | null;
  /** Calls among its arguments that are a part of it (`execute(sql`…`)`). */
  readonly parts: readonly Expression[];
}

/** What every kind of write is recognised from. */
export interface WriteCall {
  readonly evaluator: Evaluator;
  readonly visit: Visit;
  /** Last name of the callee, and of what it is called on. */
  readonly name: string;
  readonly receiverName: string;
  readonly receiver: Value | null;
}

/** The record that this call writes outside the repository's own code; null if it is no such call. */
export function writeOf(evaluator: Evaluator, visit: Visit): RecordWrite | null {
  const call = writeCallOf(evaluator, visit);
  if (!call) return null;
  const root = rootOf(visit.callee);
  if (isMeasurement(call, root)) return null;
  const found = telemetryWriteOf(call) ?? storeWriteOf(call) ?? transportWriteOf(call);
  // What the settings call an audit function writes a record, whatever it is called and wherever it writes.
  if (!found) return evaluator.declared.audit(visit) ? writtenElsewhere(call) : null;
  const isElsewhere = found.product === "" && root !== null && !isKnownPackage(root.package);
  return isElsewhere ? { ...found, medium: "unresolved", container: call.receiverName } : found;
}

/** A call that leaves the repository's own code, as all kinds of writes are told by it. */
export function writeCallOf(evaluator: Evaluator, visit: Visit): WriteCall | null {
  if (visit.callee.kind === "class" || functionsOf(visit.callee).length > 0) return null;
  const { name, receiver: receiverName, object } = calleeOf(visit.site);
  const receiver =
    visit.callee.kind === "member"
      ? visit.callee.object
      : object
        ? evaluator.evaluate(object, visit.module, visit.frame)
        : null;
  return { evaluator, visit, name, receiverName, receiver };
}

const measures = /^(counter|histogram|gauge|meter|metrics?|statsd|stats)$|(Counter|Histogram|Gauge|Meter|Metrics)$/;

/** A number that is added up is no event: nobody can look up the one call it counts. */
function isMeasurement(call: WriteCall, root: ExternalValue | null): boolean {
  if (measures.test(call.receiverName) || /^(addMetric|incrementCounter|putMetricData)$/.test(call.name)) return true;
  if (root && (/metrics|prom-client|statsd|hot-shots/.test(root.package) || root.path.includes("metrics"))) return true;
  return chainOf(call.visit.callee).some(
    (v) =>
      v.kind === "member" &&
      /^(create(ObservableGauge|UpDownCounter|Counter|Histogram|Gauge)|getMeter)$/.test(v.property),
  );
}
