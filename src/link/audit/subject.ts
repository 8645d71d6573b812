import type { AuditSubject } from "../../model/audit-event.ts";
import { splitWords } from "../../model/environment.ts";
import type { Expression, Statement } from "../../model/ir.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { eachExpression, partsOf } from "../program/walk.ts";
import { eventNames, isOutcomeOfTool, namesOf } from "./deed.ts";
import type { Emission } from "./emission.ts";
import { calleeOf } from "./expression-names.ts";
import { wrapsAudit } from "./names.ts";

/** Where an emission was seen: inside which kind of function that runs tools, if any. */
export type Setting = "tool" | "dispatcher" | "agent" | "job" | null;

const words: readonly (readonly [AuditSubject, ReadonlySet<string>])[] = [
  [
    "gate-decision",
    new Set([
      "gate",
      "decision",
      "denied",
      "deny",
      "denial",
      "refused",
      "refuse",
      "refusal",
      "reject",
      "rejected",
      "rejection",
      "blocked",
      "forbidden",
      "allowed",
      "policy",
      "approval",
      "approved",
      "authorization",
      "authorize",
      "mismatch",
      "permission",
    ]),
  ],
  ["retrieval", new Set(["retrieval", "retrieve", "retrieved", "rag", "recall", "recalled", "knowledge"])],
  [
    "store-write",
    new Set([
      "write",
      "written",
      "insert",
      "inserted",
      "upsert",
      "upserted",
      "ingest",
      "ingested",
      "ingestion",
      "index",
      "indexed",
      "indexing",
      "embed",
      "embedded",
      "sync",
      "synced",
      "import",
      "imported",
    ]),
  ],
  ["model-call", new Set(["model", "llm", "completion", "generation", "generate", "inference", "prompt"])],
  ["tool-call", new Set(["tool", "tools", "mcp", "toolcall", "invoke", "invoked", "call", "called"])],
];

const hooks =
  /^(onToolCall|onToolCallStart|onToolCallFinish|wrapToolCall|afterToolCall|beforeToolCall|onToolExecuted|onToolStart|onToolEnd|handleToolStart|handleToolEnd|PostToolUse|PreToolUse|postToolUse|preToolUse|onStepFinish)$/;
const modelHooks = /^(onFinish|onLLMEnd|handleLLMEnd|handleLLMStart|wrapModelCall|afterModel|beforeModel)$/;
const gates = /^(assert|guard|authori[sz]e|enforce|check|require|deny|refuse|reject|ensure|verify)/i;

/** What an event is about: what it says itself, then where it is emitted. `fills`: an index is written beside it. */
export function subjectOf(evaluator: Evaluator, emission: Emission, setting: Setting, fills: boolean): AuditSubject {
  const { write, site } = emission;
  const { name } = calleeOf(site.site);
  const owner = ownerName(emission);
  if (hooks.test(owner) || wrapsAudit(name)) return "tool-call";
  if (modelHooks.test(owner)) return "model-call";
  const keys = new Set(write.records.flatMap((r) => [...r.entries.keys()]));
  const named = eventNames(evaluator, write).flatMap((text) => subjectOfText(text) ?? []);
  const said = named[0] ?? subjectOfText(name) ?? subjectOfText(emission.emitter?.fn.name ?? "");
  const namesTool = [...keys].some((k) => splitWords(k).includes("tool"));
  // An application keeps trails of its users too: away from tools, only what speaks of tools or context is the agent's.
  if ((setting === null || setting === "agent") && !namesTool) return aside(said, setting, fills);
  const refusesHere = keys.has("gate") || (!site.caught && isRefusal(emission));
  if (!refusesHere && tellsOutcome(evaluator, emission)) return "tool-call";
  const refuses = keys.has("decision") || refusesHere;
  if (keys.has("decision") && namesTool && hasOpenOutcome(evaluator, emission)) return "tool-call";
  if (refuses || said === "gate-decision" || said === "retrieval" || said === "model-call")
    return refuses ? "gate-decision" : (said ?? "other");
  if (named[0] === "store-write" && !named.includes("tool-call")) return "store-write";
  if (gates.test(owner) && setting !== "job") return "gate-decision";
  if (setting === "tool" || setting === "dispatcher" || namesTool) return "tool-call";
  return said ?? (fills ? "store-write" : "other");
}

/** A record of a call may tell the decision too: it does where it says how the call came out, and does not say that it was refused. */
function tellsOutcome(evaluator: Evaluator, { write }: Emission): boolean {
  return write.records.some((record) => {
    const keys = [...record.entries.keys()].filter((key) => key !== "decision");
    const decided = namesOf(evaluator, "decision", record);
    return isOutcomeOfTool(keys) && decided.length > 0 && !decided.some((text) => refusing.test(text));
  });
}

/** The same where what was decided is not written out: one record is written once the call is over, and stands for both. */
function hasOpenOutcome(evaluator: Evaluator, { write }: Emission): boolean {
  return write.records.some(
    (record) =>
      ["outcome", "result"].some((key) => record.entries.has(key)) &&
      namesOf(evaluator, "decision", record).length === 0,
  );
}

const refusing = /den|refus|reject|block|forbid|disallow|not[ _-]?allowed/i;

function aside(said: AuditSubject | null, setting: Setting, fills: boolean): AuditSubject {
  if (said === "retrieval" || said === "tool-call" || (said === "model-call" && setting === "agent")) return said;
  return fills ? "store-write" : "other";
}

function subjectOfText(text: string): AuditSubject | null {
  const said = splitWords(text);
  return words.find(([, set]) => said.some((w) => set.has(w)))?.[0] ?? null;
}

/** The function in which the site stands, or the nearest one around it that has a name. */
function ownerName(emission: Emission): string {
  for (let frame = emission.site.frame; frame; frame = frame.parent) if (frame.fn.name !== "") return frame.fn.name;
  return "";
}

/** Whether the statements after the site, in its own block, refuse: they throw under a condition. */
function isRefusal(emission: Emission): boolean {
  const { site } = emission;
  const body = site.frame?.fn.body ?? site.module.body;
  const block = blockOf(body, site, 0);
  return (
    block?.nested === true && block.after.some((s) => s.kind === "throw" || (s.kind === "return" && isError(s.value)))
  );
}

/** `{ isError: true }`, `{ ok: false, … }`, `{ error: … }`. */
function isError(e: Expression | null): boolean {
  if (e?.kind !== "object") return false;
  return e.properties.some((p) => {
    if (p.kind !== "value") return false;
    if (/^(error|refused|denied|reason)$/.test(p.key)) return true;
    const outcome = p.value.kind === "literal" ? p.value.value : null;
    return (p.key === "isError" && outcome === true) || (/^(ok|allowed|success)$/.test(p.key) && outcome === false);
  });
}

function blockOf(
  body: readonly Statement[],
  site: Emission["site"],
  depth: number,
): { readonly after: readonly Statement[]; readonly nested: boolean } | null {
  for (const [i, s] of body.entries()) {
    const { expressions, blocks } = partsOf(s, site.module);
    for (const block of blocks) {
      const inner = blockOf(block, site, depth + (s.kind === "if" || s.kind === "switch" ? 1 : 0));
      if (inner) return inner;
    }
    let here = false;
    for (const e of expressions) {
      eachExpression(e, (x) => {
        if (x === site.site) here = true;
      });
    }
    if (here) return { after: body.slice(i + 1), nested: depth > 0 };
  }
  return null;
}
