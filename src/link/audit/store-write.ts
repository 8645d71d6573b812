import { namesEnvironment } from "../../catalog/environment-names.ts";
import type { Expression } from "../../model/ir.ts";
import type { Thunk, Value } from "../program/value.ts";
import { argumentsOf, containerOf, likeliest, tableNameOf, writtenContainers } from "./containers.ts";
import { textOf } from "./expression-names.ts";
import { isBare } from "./floating.ts";
import { patternOf, type RecordView, recordsOf, unwrapped } from "./record.ts";
import { type SqlInsert, sqlInsertOf } from "./sql-record.ts";
import { rootOf } from "./telemetry-write.ts";
import type { RecordWrite, WriteCall } from "./write.ts";

const statements = new Set([
  "query",
  "execute",
  "run",
  "exec",
  "raw",
  "unsafe",
  "all",
  "get",
  "queryRaw",
  "$executeRaw",
  "$executeRawUnsafe",
  "$queryRaw",
  "$queryRawUnsafe",
  "executeSql",
  "batch",
  "none",
  "one",
]);
const rows = new Set([
  "insert",
  "insertOne",
  "insertMany",
  "create",
  "createMany",
  "bulkCreate",
  "bulkWrite",
  "add",
  "addDocuments",
  "save",
  "put",
  "upsert",
  "append",
  "insertRow",
  "addRow",
  "setItem",
  "writeDataPoint",
  "insertAsync",
  "createEntity",
  "upsertEntity",
  "createItem",
  "upsertItem",
  "putItem",
  "index",
]);
const keyed = new Set([
  "xadd",
  "xAdd",
  "lpush",
  "lPush",
  "rpush",
  "rPush",
  "zadd",
  "zAdd",
  "hset",
  "hSet",
  "hmset",
  "set",
  "setex",
  "setEx",
  "sadd",
  "sAdd",
  "put",
  "setItem",
  "append",
]);
const requests =
  /^(Put(?!Records?Command|RecordBatch|Events|LogEvents|MetricData)|BatchWrite|TransactWrite|PutObject|PutItem|Upload)/;
/** Where a client wants the row inside its argument. */
const wrappers = ["data", "Item", "Body", "create", "document", "record", "metadata", "row", "update"];

/** A row, document, key or object that a store is given. */
export function storeWriteOf(call: WriteCall): RecordWrite | null {
  const { visit, name } = call;
  if (visit.site.kind === "tagged") return templateInsert(call);
  if (name === "values") return builtInsert(call);
  if (statements.has(name)) return statementInsert(call);
  if (name === "send") return requestWrite(call);
  if (rows.has(name) || keyed.has(name)) return rowWrite(call);
  return null;
}

/** `sql`insert into audit_log (…) values (…)``. */
function templateInsert(call: WriteCall): RecordWrite | null {
  const { evaluator, visit } = call;
  const value: Value = {
    kind: "applied",
    form: "tagged",
    callee: visit.callee,
    args: [{ expression: visit.site, module: visit.module, frame: visit.frame }, ...visit.args],
    at: visit.at,
  };
  const thunk: Thunk = { expression: visit.site, module: visit.module, frame: visit.frame, value };
  const found = sqlInsertOf(evaluator, thunk, []);
  return found ? inserted(call, found) : null;
}

/** `db.insert(table).values(row)` and `db.insertInto("table").values(row)`. */
function builtInsert(call: WriteCall): RecordWrite | null {
  const { evaluator, visit, receiver } = call;
  if (visit.site.kind !== "call" || visit.site.callee.kind !== "member") return null;
  const made = visit.site.callee.object;
  if (
    made.kind !== "call" ||
    made.callee.kind !== "member" ||
    !/^(insert|insertInto|replaceInto|into)$/.test(made.callee.property)
  )
    return null;
  const [table] = made.args;
  if (!table) return null;
  const value = evaluator.evaluate(table, visit.module, visit.frame);
  const records = visit.args.flatMap((t) => recordsOf(evaluator, t));
  return { ...stored(call, tableNameOf(call, value) || textOf(table), records, value), receiver };
}

function statementInsert(call: WriteCall): RecordWrite | null {
  const { evaluator, visit, receiver } = call;
  const [statement, ...parameters] = visit.args;
  if (statement) {
    const whole = evaluator.force(statement);
    const inner = whole.kind === "object" ? (whole.entries.get("values") ?? whole.entries.get("args")) : undefined;
    const found = sqlInsertOf(evaluator, statement, inner ? [inner] : parameters);
    if (found) return { ...inserted(call, found), parts: [statement.expression] };
  }
  // `db.prepare("insert …").run(row)`, `.bind(a, b).run()`.
  const bound: Thunk[] = [...visit.args];
  for (const args of receiver?.kind === "applied" ? preparing(receiver) : writtenPreparing(call)) {
    const found = args[0] ? sqlInsertOf(evaluator, args[0], bound) : null;
    if (found) return inserted(call, found);
    bound.unshift(...args);
  }
  return null;
}

/** What the calls that made a statement were given, the last first. */
function* preparing(receiver: Value): Generator<readonly Thunk[]> {
  let current: Value | null = receiver;
  while (current?.kind === "applied") {
    yield current.args;
    current = current.callee.kind === "member" ? current.callee.object : null;
  }
}

/** The same as written, for a database that a platform binds: `env.DB.prepare(…).bind(…)`. */
function* writtenPreparing({ visit }: WriteCall): Generator<readonly Thunk[]> {
  const { site, module, frame } = visit;
  let e: Expression | null = site.kind === "call" && site.callee.kind === "member" ? site.callee.object : null;
  for (let depth = 0; e && depth < 12; depth++) {
    if (e.kind === "call") {
      yield e.args.map((expression) => ({ expression, module, frame }));
      e = e.callee;
    } else if (e.kind === "member") e = e.object;
    else if (e.kind === "await") e = e.operand;
    else if (e.kind === "name") e = module.bindings[e.binding]?.value ?? null;
    else return;
  }
}

/** `client.send(new PutCommand({ TableName, Item }))`. */
function requestWrite(call: WriteCall): RecordWrite | null {
  const { evaluator, visit } = call;
  const [request] = visit.args;
  const value = request ? evaluator.force(request) : null;
  if (value?.kind !== "applied" || value.form !== "new") return null;
  const name = value.callee.kind === "external" ? (value.callee.path.at(-1) ?? "") : "";
  const [input] = value.args;
  if (!requests.test(name) || !input) return null;
  const records = recordsOf(evaluator, input);
  const named = records.flatMap((r) => ["TableName", "Key", "Bucket"].flatMap((k) => r.entries.get(k) ?? []));
  const containers = named.map((t) => patternOf(evaluator.force(t)) || textOf(t.expression));
  const write = stored(call, likeliest(containers), unwrapped(evaluator, records, wrappers), null);
  return { ...write, kept: named.map((t) => evaluator.force(t)) };
}

function rowWrite(call: WriteCall): RecordWrite | null {
  const { evaluator, visit, receiver, receiverName, name } = call;
  // Collections of the language are no store.
  if (receiver && isCollection(receiver)) return null;
  // `invocations.set(id, call);` that no package is known to answer and nothing waits for is a Map in memory.
  if (name === "set" && rootOf(visit.callee) === null && isBare(visit)) return null;
  const texts = visit.args.map((t) => patternOf(evaluator.force(t)));
  const made = receiver ? argumentsOf(receiver) : [];
  const containers = [
    ...texts.slice(0, keyed.has(name) || name === "insert" || name === "index" ? 1 : 0),
    ...made.map((t) => patternOf(evaluator.force(t)) || tableNameOf(call, evaluator.force(t)) || textOf(t.expression)),
    ...writtenContainers(call),
    receiverName,
  ];
  const given = visit.args.flatMap((t) => recordsOf(evaluator, t));
  const records = unwrapped(evaluator, given, wrappers);
  const container = likeliest(containers);
  const write =
    records.length === 0
      ? pairs(call, container)
      : stored(call, container, name === "writeDataPoint" ? records.map((r) => dataPoint(call, r)) : records, null);
  const kept = [
    ...(keyed.has(name) ? visit.args.slice(0, 1) : []),
    ...given.flatMap((r) => r.entries.get("TableName") ?? []),
    ...(receiver ? containerOf(receiver) : []),
  ];
  return write && { ...write, kept: kept.map((t) => evaluator.force(t)) };
}

/** A collection of the language, or what makes one, by all or one of the ways in which it comes about. */
function isCollection(value: Value): boolean {
  switch (value.kind) {
    case "object":
    case "array":
    case "literal":
      return true;
    // `Object.create(prototype)`
    case "external":
      return value.package === "" && /^(Object|Reflect|Array|Promise|Symbol)$/.test(value.path[0] ?? "");
    case "applied":
      return value.callee.kind === "external" && value.callee.package === "";
    case "choice":
      return value.options.some((o) => isCollection(o.value));
    case "fallback":
      return isCollection(value.first) || isCollection(value.second);
    default:
      return false;
  }
}

/** A data point has columns without names: each goes by what is written into it, `blobs: [kind, env.APP_ENV]`. */
function dataPoint({ evaluator }: WriteCall, record: RecordView): RecordView {
  const entries = new Map(record.entries);
  for (const column of ["indexes", "blobs"]) {
    const thunk = record.entries.get(column);
    const list = thunk ? evaluator.force(thunk) : null;
    if (list?.kind !== "array") continue;
    for (const [i, element] of list.elements.entries()) {
      const written = textOf(element.expression).split(".").at(-1) ?? "";
      const key = namesEnvironment(written) === "environment" ? "environment" : written || `${column}${i}`;
      if (!entries.has(key)) entries.set(key, element);
    }
  }
  return { ...record, entries };
}

/** `redis.xadd("audit", "*", "tool", name, "environment", env)`: fields and values in turn. */
function pairs(call: WriteCall, container: string): RecordWrite | null {
  const { evaluator, visit, name } = call;
  const start = /^x/i.test(name) ? 2 : /^hm?set$/i.test(name) ? 1 : visit.args.length;
  const entries = new Map<string, Thunk>();
  for (let i = start; i + 1 < visit.args.length; i += 2) {
    const [key, value] = [visit.args[i], visit.args[i + 1]];
    const text = key ? patternOf(evaluator.force(key)) : "";
    if (text !== "" && value) entries.set(text, value);
  }
  return entries.size > 0 ? stored(call, container, [{ entries, rest: null, at: visit.at }], null) : null;
}

/** Shown at its statement, which is what would name the missing column. */
function inserted(call: WriteCall, { table, records, at }: SqlInsert): RecordWrite {
  const write = stored(call, table, records, null);
  return at.path === write.at.path ? { ...write, at } : write;
}

function stored(call: WriteCall, container: string, records: readonly RecordView[], table: Value | null): RecordWrite {
  return {
    medium: "store",
    product: "",
    container,
    records,
    texts: [],
    site: call.visit.site,
    at: call.visit.at,
    receiver: call.receiver,
    table,
    parts: [],
  };
}
