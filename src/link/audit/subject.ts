import { splitWords } from "../../model/environment.ts";
import type { Statement } from "../../model/ir.ts";
import type { AuditSubject } from "../../model/stack.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { partsOf } from "../program/walk.ts";
import { eachExpression } from "../program/walk.ts";
import { eventNames } from "./deed.ts";
import type { Emission } from "./emission.ts";
import { calleeOf } from "./expression-names.ts";

/** Where an emission was seen: inside which kind of function that runs tools, if any. */
export type Setting = "tool" | "dispatcher" | "agent" | "job" | null;

const words: readonly (readonly [AuditSubject, ReadonlySet<string>])[] = [
  ["gate-decision", new Set(["gate", "decision", "denied", "deny", "denial", "refused", "refuse", "refusal", "reject", "rejected", "rejection", "blocked", "forbidden", "allowed", "policy", "approval", "approved", "authorization", "authorize", "mismatch", "permission"])],
  ["retrieval", new Set(["retrieval", "retrieve", "retrieved", "rag", "recall", "recalled", "knowledge"])],
  ["store-write", new Set(["write", "written", "insert", "inserted", "upsert", "upserted", "ingest", "ingested", "ingestion", "index", "indexed", "indexing", "embed", "embedded", "sync", "synced", "import", "imported"])],
  ["model-call", new Set(["model", "llm", "completion", "generation", "generate", "inference", "prompt"])],
  ["tool-call", new Set(["tool", "tools", "mcp", "toolcall", "invoke", "invoked", "call", "called"])],
];

const hooks = /^(onToolCall|onToolCallStart|onToolCallFinish|wrapToolCall|afterToolCall|beforeToolCall|onToolExecuted|onToolStart|onToolEnd|handleToolStart|handleToolEnd|PostToolUse|PreToolUse|postToolUse|preToolUse|onStepFinish)$/;
const modelHooks = /^(onFinish|onLLMEnd|handleLLMEnd|handleLLMStart|wrapModelCall|afterModel|beforeModel)$/;
const gates = /^(assert|guard|authori[sz]e|enforce|check|require|deny|refuse|reject|ensure|verify)/i;

/** What an event is about: what it says itself, then where it is emitted. */
export function subjectOf(evaluator: Evaluator, emission: Emission, setting: Setting, writes: boolean): AuditSubject {
  const { write, site } = emission;
  const names = eventNames(evaluator, write);
  const keys = new Set(write.records.flatMap((r) => [...r.entries.keys()]));
  const refuses = !site.caught && isRefusal(emission);
  if (keys.has("decision") || keys.has("gate") || refuses) return "gate-decision";
  const said = [...names, calleeOf(site.site).name, emission.emitter?.fn.name ?? ""].map(subjectOfText).find((s) => s !== null) ?? null;
  if (said === "gate-decision" || said === "retrieval" || said === "model-call") return said;
  const owner = ownerName(emission);
  if (hooks.test(owner)) return "tool-call";
  if (modelHooks.test(owner)) return "model-call";
  if (gates.test(owner) && setting !== "job") return "gate-decision";
  if (setting === "tool" || setting === "dispatcher") return "tool-call";
  const namesTool = [...keys].some((k) => splitWords(k).includes("tool"));
  if (namesTool) return "tool-call";
  if (said !== null) return said;
  return setting === "job" || writes ? (writes ? "store-write" : "other") : "other";
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
  return block !== null && block.nested && block.after.some((s) => s.kind === "throw");
}

function blockOf(body: readonly Statement[], site: Emission["site"], depth: number): { readonly after: readonly Statement[]; readonly nested: boolean } | null {
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
