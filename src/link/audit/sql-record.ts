import type { Place } from "../../model/location.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { type Thunk, thunkOf, unknownValue, type Value } from "../program/value.ts";
import { patternOf, type RecordView, recordsOf } from "./record.ts";

/** A row that a statement inserts: its table, and its columns with the values that were matched to them. */
export interface SqlInsert {
  readonly table: string;
  readonly records: readonly RecordView[];
  /** Where the text of the statement stands. */
  readonly at: Place;
}

interface Statement {
  /** The text with `⟦n⟧` for the n-th hole. */
  readonly text: string;
  readonly holes: readonly Thunk[];
}

const insert =
  /\b(?:insert\s+(?:or\s+\w+\s+)?into|replace\s+into)\s+((?:["`[]?[\w$-]+["`\]]?\.)*["`[]?[\w$-]+["`\]]?|⟦\d+⟧)\s*(?:\(([^()]*)\))?/i;

/** Reads an INSERT with its parameters; null if the text is not one, or is not known. */
export function sqlInsertOf(evaluator: Evaluator, statement: Thunk, parameters: readonly Thunk[]): SqlInsert | null {
  const { text, holes } = statementOf(evaluator, statement);
  const found = insert.exec(text);
  if (!found) return null;
  const [whole, name = "", columns] = found;
  const rest = text.slice(found.index + whole.length);
  const tableHole = holeIn(name, holes);
  const table = tableHole
    ? tableName(evaluator, tableHole)
    : (name
        .replace(/["`[\]]/g, "")
        .split(".")
        .at(-1) ?? name);
  const at = evaluator.force(statement).at;
  if (columns === undefined || /⟦\d+⟧/.test(columns)) {
    // `insert into audit ${sql(record)}`: the client spells the columns out.
    const records = holes.filter((h) => h !== tableHole).flatMap((h) => recordsOf(evaluator, h));
    return {
      table,
      at,
      records:
        records.length > 0
          ? records
          : [{ entries: new Map(), rest: unknownValue("the statement is not all known", at), at }],
    };
  }
  return { table, at, records: [rowOf(evaluator, columns, rest, { text, holes }, parameters, at)] };
}

function rowOf(
  evaluator: Evaluator,
  columns: string,
  rest: string,
  statement: Statement,
  parameters: readonly Thunk[],
  at: Place,
): RecordView {
  const entries = new Map<string, Thunk>();
  const values = valuesIn(rest);
  const list = parameterList(evaluator, parameters);
  let next = 0;
  columns.split(",").forEach((column, i) => {
    const text = values?.[i] ?? "";
    const key = column.trim().replace(/["`[\]]/g, "");
    const found = text === "?" ? list.positional[next++] : parameterOf(text, statement.holes, list);
    entries.set(key, found ?? literalThunk(text, at, parameters[0] ?? statement.holes[0]));
  });
  return { entries, rest: null, at };
}

interface Parameters {
  readonly positional: readonly Thunk[];
  readonly named: ReadonlyMap<string, Thunk>;
}

/** Parameters come as a list, one by one, or as an object of names. */
function parameterList(evaluator: Evaluator, parameters: readonly Thunk[]): Parameters {
  const named = new Map<string, Thunk>();
  const positional = parameters.flatMap((thunk) => {
    const value = evaluator.force(thunk);
    if (value.kind === "array") return value.elements;
    if (value.kind === "object") for (const [key, entry] of value.entries) named.set(key.replace(/^[$:@]/, ""), entry);
    return [thunk];
  });
  return { positional, named };
}

function parameterOf(text: string, holes: readonly Thunk[], list: Parameters): Thunk | undefined {
  const numbered = /^\$(\d+)/.exec(text) ?? /^\?(\d+)$/.exec(text);
  if (numbered) return list.positional[Number(numbered[1]) - 1];
  const named = /^[$:@]([A-Za-z_]\w*)/.exec(text);
  return named?.[1] ? list.named.get(named[1]) : (holeIn(text, holes) ?? undefined);
}

function literalThunk(text: string, at: Place, like: Thunk | undefined): Thunk {
  const quoted = /^'((?:[^']|'')*)'/.exec(text);
  const value: Value = quoted
    ? { kind: "literal", value: quoted[1] ?? "", at }
    : /^(null|default)$/i.test(text)
      ? { kind: "literal", value: null, at }
      : unknownValue("its place in the statement could not be matched with a value", at);
  return {
    expression: like?.expression ?? { kind: "undefined", span: at.span },
    module: like?.module ?? noModule,
    frame: null,
    value,
  };
}

/** The comma-separated items of the first VALUES tuple. */
function valuesIn(rest: string): readonly string[] | null {
  const start = /\bvalues\s*\(/i.exec(rest) ?? /\bselect\s/i.exec(rest);
  if (!start) return null;
  const items: string[] = [];
  let depth = 0;
  let quoted = false;
  let item = "";
  for (const char of rest.slice(start.index + start[0].length)) {
    if (char === "'") quoted = !quoted;
    if (!quoted && char === "(") depth++;
    if (!quoted && char === ")" && --depth < 0) break;
    if (!quoted && depth === 0 && char === ",") {
      items.push(item.trim());
      item = "";
    } else item += char;
  }
  return [...items, item.trim()];
}

/** The text of a statement given as a string, a template, or a tagged template (`sql`…``). */
function statementOf(evaluator: Evaluator, thunk: Thunk): Statement {
  const holes: Thunk[] = [];
  const hole = (t: Thunk): string => `⟦${holes.push(t) - 1}⟧`;
  const flatten = (value: Value, like: Thunk): string => {
    if (value.kind === "literal") return typeof value.value === "string" ? value.value : String(value.value ?? "");
    if (value.kind === "template") return value.parts.map((p) => flatten(p, like)).join("");
    if (value.kind === "applied" && value.form === "tagged") return tagged(value.args);
    // `sql.raw("insert …")`, `Prisma.sql`.
    if (value.kind === "applied" && value.args[0] && /insert\s/i.test(patternOf(evaluator.force(value.args[0]))))
      return flatten(evaluator.force(value.args[0]), value.args[0]);
    return hole(thunkOf(value, like));
  };
  const tagged = (args: readonly Thunk[]): string => {
    const [template, ...values] = args;
    if (template?.expression.kind !== "tagged") return "";
    return template.expression.strings.map((text, i) => text + (values[i] ? hole(values[i]) : "")).join("");
  };
  const value = evaluator.force(thunk);
  // `client.query({ text, values })`
  const inner = value.kind === "object" ? (value.entries.get("text") ?? value.entries.get("sql")) : undefined;
  const text = inner ? flatten(evaluator.force(inner), inner) : flatten(value, thunk);
  return { text, holes };
}

function holeIn(text: string, holes: readonly Thunk[]): Thunk | null {
  const found = /^⟦(\d+)⟧/.exec(text.trim());
  return found ? (holes[Number(found[1])] ?? null) : null;
}

/** `${auditLog}` of a query builder, or `${sql("audit_log")}`. */
function tableName(evaluator: Evaluator, hole: Thunk): string {
  const value = evaluator.force(hole);
  const named =
    value.kind === "applied" && value.args[0] ? patternOf(evaluator.force(value.args[0])) : patternOf(value);
  return named !== "" ? named : hole.expression.kind === "name" ? hole.expression.name : "";
}

const noModule = {
  path: "",
  bindings: [],
  functions: [],
  classes: [],
  types: [],
  exports: [],
  body: [],
  gaps: [],
} as const;
