import type { Thunk } from "../program/value.ts";
import { likeliest } from "./containers.ts";
import { textOf } from "./expression-names.ts";
import { functionLikeness, wrapsAudit } from "./names.ts";
import { patternOf, type RecordView, recordsOf, unwrapped } from "./record.ts";
import type { Medium, RecordWrite, WriteCall } from "./write.ts";

const bodies = ["body", "json", "data", "payload"];
const messages = [
  "MessageBody",
  "Message",
  "Entries",
  "Records",
  "Record",
  "messages",
  "value",
  "Data",
  "Detail",
  "body",
  "data",
  "payload",
  "json",
];

/** Where a message goes to, in the requests of clients that take it in one object. */
const channels = [
  "topic",
  "TopicArn",
  "QueueUrl",
  "StreamName",
  "DeliveryStreamName",
  "EventBusName",
  "logGroupName",
  "logStreamName",
];

/** A record that is sent, queued or appended to a file, or handed to something that the repository does not hold. */
export function transportWriteOf(call: WriteCall): RecordWrite | null {
  const { name, visit } = call;
  if (visit.site.kind === "tagged") return null;
  if (/^(fetch|fetchWithRetry|ofetch|\$fetch|undiciFetch)$/.test(name)) return posted(call, 1);
  if (/^(post|put|patch)$/.test(name) && !isRouter(call)) return posted(call, 1);
  if (/^(appendFile|appendFileSync|writeFile|writeFileSync|outputFile|outputJson)$/.test(name))
    return sent(call, "file", recordsIn(call, visit.args.slice(1)), textAt(call, 0));
  if (name === "write" && call.receiverName.match(/^(stdout|stderr)$/))
    return sent(call, "console", recordsIn(call, visit.args), "");
  if (
    /^(send|sendMessage|sendBatch|sendEvents?|publish|produce|enqueue|emit|putEvents|putRecord|dispatch|xadd)$/.test(
      name,
    )
  )
    return queued(call);
  if (/^push$/.test(name)) return sent(call, "buffer", recordsIn(call, visit.args), call.receiverName);
  const isEmitter =
    functionLikeness(name) !== null ||
    /^(write|append|record|log|save|store|insert|capture|track|report|ingest|add|notify|handle|register)/.test(name);
  if (wrapsAudit(name) && isElsewhere(call)) return elsewhere(call, recordsIn(call, visit.args));
  if (!isElsewhere(call) || (!isEmitter && call.receiver !== null)) return null;
  const records = recordsIn(call, visit.args);
  const speaks = records.length > 0 || (isEmitter && visit.args.some((t) => patternOf(call.evaluator.force(t)) !== ""));
  return speaks ? elsewhere(call, records) : null;
}

/** What is handed to code that the repository does not hold. */
function elsewhere(call: WriteCall, records: readonly RecordView[]): RecordWrite {
  const texts = call.visit.args.map((t) => patternOf(call.evaluator.force(t))).filter((t) => t !== "" && t !== "*");
  return {
    medium: "unresolved",
    product: "",
    container: "",
    records,
    texts,
    site: call.visit.site,
    at: call.visit.at,
    receiver: call.receiver ?? call.visit.callee,
    table: null,
    parts: [],
  };
}

function posted(call: WriteCall, at: number): RecordWrite | null {
  const { evaluator, visit } = call;
  const rest = visit.args.slice(at);
  if (call.name.endsWith("etch")) {
    const method = rest.flatMap((t) => recordsOf(evaluator, t)).flatMap((r) => r.entries.get("method") ?? []);
    if (!method.some((t) => /^(post|put|patch)$/i.test(patternOf(evaluator.force(t))))) return null;
    // The options themselves (headers, method) are not what is recorded.
    const bodyOf = rest
      .flatMap((t) => recordsOf(evaluator, t))
      .flatMap((r) => bodies.flatMap((k) => r.entries.get(k) ?? []));
    return sent(
      call,
      "http",
      bodyOf.flatMap((t) => recordsOf(evaluator, t)),
      textAt(call, 0),
    );
  }
  return sent(call, "http", unwrapped(evaluator, recordsIn(call, rest.slice(0, 1)), bodies), textAt(call, 0));
}

/** `app.post("/path", handler)` declares a route. */
function isRouter(call: WriteCall): boolean {
  return (
    call.visit.args.some((t) => t.expression.kind === "function") ||
    /^(app|router|route|server|api)$/i.test(call.receiverName)
  );
}

function queued(call: WriteCall): RecordWrite | null {
  const { evaluator, visit } = call;
  const request = visit.args[0] ? evaluator.force(visit.args[0]) : null;
  const inner: readonly Thunk[] = request?.kind === "applied" && request.form === "new" ? request.args : visit.args;
  const given = recordsIn(call, inner);
  const records = unwrapped(evaluator, unwrapped(evaluator, given, messages), messages);
  const named = given.flatMap((r) => channels.flatMap((k) => r.entries.get(k) ?? []));
  const containers = named.map((t) => patternOf(evaluator.force(t)) || textOf(t.expression));
  const write = sent(call, "queue", records, likeliest([...containers, textAt(call, 0), call.receiverName]));
  const kept = [...visit.args.slice(0, 1), ...named];
  const addressed = named.length > 0 ? { isAddressed: true as const } : {};
  return write && { ...write, ...addressed, kept: kept.map((t) => evaluator.force(t)) };
}

/** The record in the arguments of a call that is known to write one. */
export function writtenElsewhere(call: WriteCall): RecordWrite {
  return elsewhere(call, recordsIn(call, call.visit.args));
}

function recordsIn(call: WriteCall, args: readonly Thunk[]): readonly RecordView[] {
  return args.flatMap((t) => recordsOf(call.evaluator, t));
}

function textAt(call: WriteCall, index: number): string {
  const thunk = call.visit.args[index];
  return thunk ? patternOf(call.evaluator.force(thunk)) || textOf(thunk.expression) : "";
}

function sent(call: WriteCall, medium: Medium, records: readonly RecordView[], container: string): RecordWrite | null {
  if (records.length === 0) return null;
  const texts = call.visit.args.map((t) => patternOf(call.evaluator.force(t))).filter((t) => t !== "" && t !== "*");
  return {
    medium,
    product: "",
    container,
    records,
    texts,
    site: call.visit.site,
    at: call.visit.at,
    receiver: call.receiver,
    table: null,
    parts: [],
  };
}

/** Whether what is called lies outside the repository, and is none of the language's own functions. */
function isElsewhere(call: WriteCall): boolean {
  const { callee } = call.visit;
  switch (callee.kind) {
    case "input":
    case "unknown":
      return true;
    case "external":
      return callee.package !== "";
    case "member":
      return (
        call.receiver !== null &&
        ["input", "unknown", "member", "applied", "external", "instance"].includes(call.receiver.kind)
      );
    default:
      return false;
  }
}
