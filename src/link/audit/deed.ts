import { splitWords } from "../../model/environment.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Value } from "../program/value.ts";
import { eachPart, inputName } from "../tools/dependence.ts";
import { isDescriptiveField } from "./environment-field.ts";
import { patternOf, type RecordView, recordsOf } from "./record.ts";
import type { RecordWrite } from "./write.ts";

const toolFields =
  /^(.*[._])?(mcp_?)?tool([._]?(name|id|call|call[._]?id|call[._]?name|use[._]?id))?$|^function_?name$/i;
const deedFields = /^(action|operation|decision|gate)$/i;
const naming = /^(event|event_?(name|type)|type|name|kind|act|category|msg|message|subject)$/i;
const deedWords = new Set(["tool", "tools", "mcp", "retrieval", "retrieve", "gate", "toolcall", "agent", "audit"]);

/**
 * Whether a record says what an agent did: it names a tool, an action or an operation, in a field or in its name.
 * `aside`: it is written away from tools, where an action is as likely one of the application's users.
 */
export function namesDeed(evaluator: Evaluator, write: RecordWrite, tool: string | null, aside = false): boolean {
  const says = (text: string): boolean =>
    splitWords(text).some((w) => deedWords.has(w)) || (tool !== null && isSameName(text, tool));
  // The message of a log line is prose; only the name of an event (`tool.called`, `[AUDIT]`) counts.
  const isLine = write.medium === "logger" || write.medium === "console";
  if (write.texts.some((t) => t.length < 80 && !(isLine && /\s\S/.test(t.trim())) && says(t))) return true;
  const fields = (key: string): boolean => toolFields.test(key) || (!aside && deedFields.test(key));
  // In the message field of a line too, prose that mentions a tool is no record of one.
  const named = (key: string, text: string): boolean =>
    (!(isLine && /^(msg|message|subject)$/i.test(key) && /\s\S/.test(text.trim())) && says(text)) ||
    // Inside a tool, `{ kind: "write" }` is the entry of what it has just done.
    (tool !== null && !isLine && entryFields.test(key) && entryKinds.test(text));
  return write.records.some(
    (record) =>
      describes(evaluator, record, fields, named, 0) || (tool !== null && !isLine && tellsCall(evaluator, record)),
  );
}

/** `look_up` is the event of the tool `lookUp`. */
function isSameName(text: string, tool: string): boolean {
  return text === tool || splitWords(text).join(" ") === splitWords(tool).join(" ");
}

/** `{ name: "rebook", input: { parcel } }`, written inside a tool: what it is called and what the model passed to it. */
function tellsCall(evaluator: Evaluator, { entries }: RecordView): boolean {
  const keys = [...entries.keys()];
  if (!keys.some((key) => naming.test(key) || /^(action|operation)$/i.test(key))) return false;
  return [...entries].some(([key, thunk]) => argumentFields.test(key) && holdsInput(evaluator, evaluator.force(thunk)));
}

const argumentFields = /^(args|arguments|input|inputs|params|parameters)$/i;

function holdsInput(evaluator: Evaluator, value: Value): boolean {
  let found = false;
  eachPart(evaluator, value, (part) => {
    found ||= inputName(part, []) !== null;
    return !found;
  });
  return found;
}

function describes(
  evaluator: Evaluator,
  record: RecordView,
  fields: (key: string) => boolean,
  says: (key: string, text: string) => boolean,
  depth: number,
): boolean {
  for (const [key, thunk] of record.entries) {
    if (fields(key)) return true;
    if (naming.test(key) && namesOf(evaluator, key, record).some((text) => says(key, text))) return true;
    if (depth > 1) continue;
    if (
      isDescriptiveField(key) &&
      recordsOf(evaluator, thunk).some((r) => describes(evaluator, r, fields, says, depth + 1))
    )
      return true;
    // A column for the whole entry: what it is about would not say which tool it was and how that came out.
    if (wholeEntry.test(key) && recordsOf(evaluator, thunk).some(({ entries }) => isOutcomeOfTool([...entries.keys()])))
      return true;
  }
  return false;
}

const wholeEntry = /^(body|payload|data|doc|document|json|content|value)$/i;
const outcomeFields = /^(outcome|result|status|success|ok|error|decision|duration(_?ms)?|latency(_?ms)?)$/i;

/** Whether fields say which tool was called and how that came out. */
export function isOutcomeOfTool(keys: readonly string[]): boolean {
  return keys.some((key) => toolFields.test(key)) && keys.some((key) => outcomeFields.test(key));
}

/** The tools that a record names, where it does so by fixed texts, also inside a field for the whole entry. */
export function toolNamesIn(evaluator: Evaluator, { records }: RecordWrite): readonly string[] {
  const whole = records.flatMap(({ entries }) =>
    [...entries].flatMap(([key, thunk]) => (wholeEntry.test(key) ? recordsOf(evaluator, thunk) : [])),
  );
  return [...records, ...whole].flatMap((record) =>
    [...record.entries].flatMap(([key, thunk]) => (toolFields.test(key) ? literalsOf(evaluator.force(thunk)) : [])),
  );
}

const entryFields = /^(kind|type|event|event_?(name|type))$/i;
const entryKinds =
  /^(tool|store|agent)?[-_.: ]?(call|called|invocation|retrieval|write)s?$|^tool[-_.: ]?(use|used|result|error)$/i;

/** Whether a record calls itself the entry of a tool's call and names the tool, as the entries of a trail do: `{ kind: "tool-call", tool }`. */
export function isEntry(evaluator: Evaluator, { records }: RecordWrite): boolean {
  return records.some((record) => {
    const keys = [...record.entries.keys()];
    const saysKind = keys.some(
      (key) => entryFields.test(key) && namesOf(evaluator, key, record).some((text) => entryKinds.test(text)),
    );
    return saysKind && keys.some((key) => toolFields.test(key));
  });
}

/** The fixed texts of a field. */
export function namesOf(evaluator: Evaluator, key: string, record: RecordView): readonly string[] {
  const thunk = record.entries.get(key);
  if (!thunk) return [];
  const value = evaluator.force(thunk);
  const literals = literalsOf(value);
  return literals.length > 0 ? literals : [patternOf(value)].filter((t) => t !== "");
}

/** What an event calls itself: the texts of the fields that name it, then those given beside the record. */
export function eventNames(evaluator: Evaluator, write: RecordWrite): readonly string[] {
  const named = write.records.flatMap((r) =>
    [...r.entries.keys()]
      .filter((k) => naming.test(k) || /^(action|operation|decision)$/i.test(k))
      .flatMap((k) => namesOf(evaluator, k, r)),
  );
  return [...named, ...write.texts];
}
