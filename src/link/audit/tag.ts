import type { EnvironmentTag } from "../../model/audit-event.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Program } from "../program/program.ts";
import { chainOf, type FunctionValue, type Thunk, type Value } from "../program/value.ts";
import { baseTag } from "./base-bindings.ts";
import { columnDefault } from "./column-default.ts";
import { optionalField } from "./declared-field.ts";
import { isAmbiguousField, isDescriptiveField, isEnvironmentField, isSessionField } from "./environment-field.ts";
import { calleeOf, textOf } from "./expression-names.ts";
import { placeTag, type RecordPlaces } from "./own-place.ts";
import { type Processes, processTag } from "./process-tags.ts";
import { type RecordView, recordsOf } from "./record.ts";
import { isHandedIn, isPassedByModel, placedTag, weakest } from "./tag-value.ts";
import type { RecordWrite } from "./write.ts";

/** What is known of where records are emitted and kept. */
export interface Surroundings {
  readonly processes: Processes;
  /** Null where nothing is known of them. */
  readonly places: RecordPlaces | null;
}

/** The environment on one written record: a field of its own, what its medium adds, or why there is none. */
export function tagOfWrite(
  evaluator: Evaluator,
  program: Program,
  write: RecordWrite,
  emitter: FunctionValue | null,
  { processes, places }: Surroundings,
): EnvironmentTag {
  const added = (): EnvironmentTag | null => addedTag(evaluator, program, write, processes);
  const kept = places ? placeTag(evaluator, write, places) : null;
  const tags = write.records.map((record) =>
    tagOfRecord(evaluator, record, write, added, () => absent(program, record, write, emitter, kept)),
  );
  if (tags.length === 0 && write.medium === "unresolved") tags.push(elsewhere(write));
  return weakest(tags) ?? added() ?? { kind: "none", note: "the record has no environment" };
}

function tagOfRecord(
  evaluator: Evaluator,
  record: RecordView,
  write: RecordWrite,
  added: () => EnvironmentTag | null,
  missing: () => EnvironmentTag,
): EnvironmentTag {
  const otherwise = (): EnvironmentTag => added() ?? missing();
  const field = fieldOf(evaluator, record, 0) ?? columnOf(evaluator, record, write) ?? processField(evaluator, record);
  if (!field) return otherwise();
  const tag = placedTag(evaluator, field);
  // An attribute that the model filled in stands beside what the product puts on every event, and does not replace it.
  if (tag.kind === "caller" && write.medium === "telemetry" && isPassedByModel(evaluator.force(field)))
    return added() ?? tag;
  if (tag.kind !== "none") return tag;
  const instead = otherwise();
  if (instead.kind !== "none" || write.medium === "unresolved") return instead;
  return { kind: "caller", at: evaluator.force(field).at, note: "left to the caller, which leaves it out" };
}

/** Products that spans of another go out through where it is not set up itself. */
const exporters: ReadonlyMap<string, readonly string[]> = new Map([["opentelemetry", ["sentry", "datadog"]]]);

/** What the logger, the product or the table adds to a record that says nothing itself. */
function addedTag(
  evaluator: Evaluator,
  program: Program,
  write: RecordWrite,
  processes: Processes,
): EnvironmentTag | null {
  return (
    baseTag(evaluator, write.receiver) ??
    columnDefault(evaluator, write.table) ??
    [write.product, ...(exporters.get(write.product) ?? [])]
      .map((product) => processTag(evaluator, program, product, write.at.path, processes))
      .find((tag) => tag !== null) ??
    null
  );
}

function absent(
  program: Program,
  record: RecordView,
  write: RecordWrite,
  emitter: FunctionValue | null,
  kept: EnvironmentTag | null,
): EnvironmentTag {
  const optional = emitter ? optionalField(program, emitter) : null;
  if (write.medium === "unresolved") return elsewhere(write);
  if (write.medium === "buffer")
    return { kind: "unresolved", note: "what becomes of the list that it is put on was not followed" };
  if (write.medium === "queue" && isBus.test(calleeOf(write.site).name))
    return { kind: "unresolved", note: "who listens to it is not in the repository" };
  // Beside records that say it themselves, those that leave it out are taken to have none.
  if (optional) return { kind: "caller", at: optional, note: "optional, and left out here" };
  if (kept?.kind === "place") return kept;
  if (record.rest) {
    const reason = restReason(record.rest);
    if (reason) return { kind: "unresolved", note: reason };
  }
  if (kept) return kept;
  if (calleeOf(write.site).name === "writeDataPoint")
    return { kind: "unresolved", note: "the platform binds its dataset, which may be another in each environment" };
  if (write.medium === "logger" && !isKnownLogger(write.receiver))
    return { kind: "unresolved", note: "how the logger is set up is not in the repository" };
  if ([...record.entries.keys()].some(isSessionField)) return { kind: "none", note: "session only" };
  return {
    kind: "none",
    note:
      write.product === ""
        ? "the record has no environment"
        : `neither the event nor ${write.product} carries an environment`,
  };
}

/** Methods by which a process tells itself something; what a broker is given is sent or published. */
const isBus = /^(emit|emitAsync|dispatch|dispatchEvent|trigger)$/;

function elsewhere({ receiver }: RecordWrite): EnvironmentTag {
  const unresolved = { kind: "unresolved", note: reasonOf(receiver) } as const;
  return receiver?.kind === "applied" ? { ...unresolved, at: receiver.at } : unresolved;
}

/** The field that says the environment, in the record or in what describes it. */
function fieldOf(evaluator: Evaluator, record: RecordView, depth: number): Thunk | null {
  for (const [key, thunk] of record.entries) {
    if (!isEnvironmentField(key)) continue;
    const value = evaluator.force(thunk);
    const [constant] = literalsOf(value);
    const isData =
      constant === undefined ? isAmbiguousField(key, "") && isPassedByModel(value) : isAmbiguousField(key, constant);
    if (!isData) return thunk;
  }
  if (depth >= 3) return null;
  for (const [key, thunk] of record.entries) {
    if (!isDescriptiveField(key)) continue;
    for (const inner of recordsOf(evaluator, thunk)) {
      const found = fieldOf(evaluator, inner, depth + 1);
      if (found) return found;
    }
  }
  return null;
}

/**
 * A data point has columns and no names: what the process is told of its environment, or a property that is named after
 * it, is one of them as well.
 */
function columnOf(evaluator: Evaluator, record: RecordView, write: RecordWrite): Thunk | null {
  if (calleeOf(write.site).name !== "writeDataPoint") return null;
  const columns = ["blobs", "indexes"].flatMap((key) => {
    const thunk = record.entries.get(key);
    const list = thunk ? evaluator.force(thunk) : null;
    return list?.kind === "array" ? list.elements : [];
  });
  return columns.find((t) => isEnvironmentField(textOf(t.expression)) || namesProcess(evaluator, t)) ?? null;
}

/** A field that holds the environment of the process under a name of the project's own: `station: process.env.STATION`. */
function processField(evaluator: Evaluator, { entries }: RecordView): Thunk | null {
  return [...entries.values()].find((thunk) => namesProcess(evaluator, thunk)) ?? null;
}

function namesProcess(evaluator: Evaluator, thunk: Thunk): boolean {
  const whole = evaluator.force(thunk);
  const name = variableName(whole.kind === "fallback" ? whole.first : whole);
  return name !== null && (evaluator.namesEnvironment(name) !== null || evaluator.saysEnvironment(name));
}

/** A variable of the process, or what a platform binds and hands in: `env.BENCH`. */
function variableName(value: Value): string | null {
  if (value.kind === "variable") return typeof value.name === "string" ? value.name : null;
  const [root] = chainOf(value);
  const isBound = value.kind === "member" && root?.kind === "input" && root.tool === undefined;
  return isBound && /^[A-Z][A-Z0-9_]+$/.test(value.property) ? value.property : null;
}

/** Fields that a spread may bring are looked for only where it is known; else why they are not. */
function restReason(rest: Value): string | null {
  if (rest.kind === "unknown") return /computed|caught error|refers to itself/.test(rest.reason) ? null : rest.reason;
  const [root] = chainOf(rest);
  if (root?.kind === "input" && isHandedIn(root))
    return "a part of the record is handed in with the context, which the repository does not build";
  return rest.kind === "applied" ? "a part of the record comes from a call outside the repository" : null;
}

function isKnownLogger(receiver: Value | null): boolean {
  return receiver !== null && receiver.kind !== "input" && receiver.kind !== "unknown" && !(receiver.kind === "member");
}

function reasonOf(receiver: Value | null): string {
  if (receiver?.kind === "unknown") return receiver.reason;
  if (receiver?.kind === "external" || receiver?.kind === "applied")
    return "the emitter is in a package that the repository does not hold";
  return "the emitter is passed in, and nothing in the repository implements it";
}
