import type { Expression, FunctionIR, ModuleIR } from "../../model/ir.ts";
import { functionsOf, type Visit } from "../program/flow.ts";
import { eachExpression, eachExpressionIn } from "../program/walk.ts";
import { calleeOf, parameterRoot } from "./expression-names.ts";
import type { RecordWrite } from "./write.ts";

const naming = /^(event|event_?(name|type)|type|kind|name|act|action|operation|tool|tool_?name)$/i;
/** What an emitter calls beside the write: none of it acts. */
const harmless =
  /^(now|Date|toISOString|toString|randomUUID|uuid|uuidv4|nanoid|ulid|createId|stringify|parse|String|Number|Boolean|Error|catch|then|freeze|assign|redact|hash|digest|update|createHash|trace|debug|info|warn|error|log|push|get|find|map|slice|waitUntil)$/;

/** The expressions in a record that say which event it is. */
export function namedBy(write: RecordWrite): readonly Expression[] {
  return write.records.flatMap((r) => [...r.entries].filter(([key]) => naming.test(key)).map(([, t]) => t.expression));
}

/** The same for a call of an emitter: what it passes for such a parameter or puts into such a field. */
export function namedIn(site: Visit): readonly Expression[] {
  const [emitter] = functionsOf(site.callee);
  const args = site.site.kind === "tagged" ? site.site.values : site.site.args;
  return args.flatMap((e, i) => {
    if (e.kind === "object")
      return e.properties.flatMap((p) => (p.kind === "value" && naming.test(p.key) ? [p.value] : []));
    return naming.test(emitter?.fn.parameters[i]?.name ?? "") ? [e] : [];
  });
}

/** Whether the function around a site does nothing but write, and its caller says which event: `event("tool_call", name)`. */
export function isNamedByCaller(site: Visit, named: readonly Expression[]): boolean {
  const owner = site.frame?.fn;
  if (!owner || site.frame?.module !== site.module) return false;
  // `{ kind: "gate", tool }` is one event, whatever tool it is about.
  if (named.some((e) => e.kind === "literal")) return false;
  return (
    named.some((e) => parameterRoot(e, site.module, owner.id) !== null) && onlyWrites(site.module, owner, site.site)
  );
}

function onlyWrites(module: ModuleIR, owner: FunctionIR, site: Expression): boolean {
  const within = new Set<Expression>();
  eachExpression(site, (e) => within.add(e));
  let acts = false;
  eachExpressionIn(owner.body, module, (e) => {
    if (acts || (e.kind !== "call" && e.kind !== "new" && e.kind !== "tagged") || within.has(e)) return;
    acts = !harmless.test(calleeOf(e).name) && !holds(e, site);
  });
  return !acts;
}

function holds(e: Expression, wanted: Expression): boolean {
  let found = false;
  eachExpression(e, (x) => {
    found ||= x === wanted;
  });
  return found;
}
