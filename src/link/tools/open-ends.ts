import type { ToolParameter } from "../../model/agent-tool.ts";
import type { OpenEnd } from "../../model/tool-declaration.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { functionsOf, type Visit } from "../program/flow.ts";
import { chainOf, type ExternalValue, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import { fixedText } from "../stores/operations.ts";
import { inputName, parametersIn } from "./dependence.ts";
import type { Deed } from "./effects.ts";
import { isHeldToHosts } from "./held-hosts.ts";
import { decidedBy, isSameParameter } from "./provenance.ts";

interface Around {
  readonly parameters: readonly ToolParameter[];
  readonly under: readonly string[];
  /** All calls of the walk, in order. */
  readonly before: readonly Visit[];
}

interface Taken {
  readonly into: OpenEnd["into"];
  readonly value: Value;
}

/** The parameters that a call runs or fetches as the model passes them. */
export function openEndsAt(
  evaluator: Evaluator,
  visit: Visit,
  deeds: readonly Deed[],
  around: Around,
): readonly OpenEnd[] {
  const [deed] = deeds;
  if (!deed) return [];
  return takenBy(evaluator, visit, deed).flatMap(({ into, value }): readonly OpenEnd[] => {
    const name = asPassed(evaluator, value, around.under, into === "address");
    const parameter = around.parameters.find((p) => p.name === name);
    if (!parameter || parameter.values !== null) return [];
    const isParameter = (v: Value): boolean => asPassed(evaluator, v, around.under, true) === name;
    if (into === "address" && isHeldToHosts(evaluator, visit, around.under, isParameter)) return [];
    const checkedAt = checkOf(evaluator, visit, parameter.name, into, around);
    const { operation, at, path } = deed;
    return [{ parameter: parameter.name, into, operation, parameterAt: parameter.at, at, path, checkedAt }];
  });
}

/** The arguments by which a call does whatever they say. */
function takenBy(evaluator: Evaluator, visit: Visit, deed: Deed): readonly Taken[] {
  const args = visit.args.map((t) => evaluator.force(t));
  if (deed.handle) return statementsIn(evaluator, visit, deed).map((value) => ({ into: "SQL text", value }));
  if (visit.callee.kind !== "external" || visit.site.kind === "tagged") return [];
  if (isCode(visit.callee)) return lastOf(args).map((value) => ({ into: "code", value }));
  if (deed.kind === "code-execution" && deed.operation === "process") return runBy(evaluator, visit.callee, args);
  return requests.has(deed.operation) ? addressIn(evaluator, args) : [];
}

const requests = new Set([
  "fetch",
  "axios",
  "axios read",
  "axios write",
  "got",
  "got read",
  "got write",
  "ky",
  "ky read",
  "ky write",
  "undici request",
  "http request",
  "http get",
  "superagent",
  "superagent read",
  "request",
]);

function addressIn(evaluator: Evaluator, [first]: readonly Value[]): readonly Taken[] {
  if (!first) return [];
  const value = first.kind === "object" ? evaluator.member(first, "url", first.at) : first;
  return [{ into: "address", value }];
}

/** Code that runs with the rights of the process; engines that are made to hold foreign code are another matter. */
function isCode({ package: name, path }: ExternalValue): boolean {
  const last = path.at(-1) ?? "";
  return name === "" ? last === "eval" || last === "Function" : /^(node:)?vm$/.test(name);
}

/** `new Function("a", code)` takes its body last; the others take the code first. */
function lastOf(args: readonly Value[]): readonly Value[] {
  return args.slice(0, 1).concat(args.slice(1).filter((_, i, rest) => i === rest.length - 1));
}

const byShell = /^(exec|execSync|execaCommand|execaCommandSync|command|cmd|system)$/;
const shells = /(^|[\\/])(sh|bash|zsh|dash|fish|cmd|powershell|pwsh)(\.exe)?$/i;

function runBy(
  evaluator: Evaluator,
  { path }: ExternalValue,
  [first, second, ...more]: readonly Value[],
): readonly Taken[] {
  if (!first) return [];
  if (byShell.test(path.at(-1) ?? "")) return [{ into: "shell command", value: first }];
  const words = second?.kind === "array" ? second.elements.map((t) => evaluator.force(t)) : [];
  if (literalsOf(first).some((text) => shells.test(text)))
    return words.map((value) => ({ into: "shell command", value }));
  const options = [second, ...more].find((v) => v?.kind === "object");
  const shell = options ? evaluator.member(options, "shell", options.at) : null;
  const usesShell = shell?.kind === "literal" && shell.value === true;
  return [{ into: usesShell ? "shell command" : "program", value: first }];
}

/** The SQL of an operation, where the client takes it as a text. */
function statementsIn(evaluator: Evaluator, { callee, args, site }: Visit, { handle }: Deed): readonly Value[] {
  if (site.kind === "tagged" || callee.kind !== "member") return [];
  const { property } = callee;
  const paths = (handle?.entries ?? []).flatMap(({ operations, narrows }) => [
    ...operations.flatMap((o) => (o.statement && o.methods.includes(property) ? [o.statement] : [])),
    ...narrows.flatMap((n) => (n.statement && n.methods.includes(property) ? [n.statement] : [])),
  ]);
  const [statement] = paths;
  if (!statement) return [];
  const value = argumentAt(evaluator, args, statement) ?? (args[0] ? evaluator.force(args[0]) : null);
  return value ? [value] : [];
}

/** The parameter that a value is, with no more done to it than to make a text of it; null if it is none. */
function asPassed(evaluator: Evaluator, value: Value, under: readonly string[], isAddress: boolean): string | null {
  const again = (v: Value): string | null => asPassed(evaluator, v, under, isAddress);
  const name = inputName(value, under);
  if (name !== null) return name;
  switch (value.kind) {
    case "fallback":
      return again(value.first);
    case "choice":
      return value.options.map((o) => again(o.value)).find((n) => n !== null) ?? null;
    case "template": {
      const parts = value.parts.filter((p) => !(p.kind === "literal" && !p.sealed && p.value === ""));
      const [first, second, ...more] = parts;
      if (first && !second) return again(first);
      const isScheme = isAddress && first && /^https?:\/\/$/.test(fixedText(evaluator, first));
      return isScheme && second && more.length === 0 ? again(second) : null;
    }
    case "member":
      return keeps.test(value.property) ? again(value.object) : null;
    case "applied": {
      const { callee, args } = value;
      if (callee.kind === "member" && keeps.test(callee.property)) return again(callee.object);
      const wraps =
        callee.kind === "external" && callee.package === "" && /^(String|URL)$/.test(callee.path.at(-1) ?? "");
      const [only, ...more] = args;
      return wraps && only && more.length === 0 ? again(evaluator.force(only)) : null;
    }
    default:
      return null;
  }
}

const keeps = /^(trim|trimEnd|trimStart|toString|href|valueOf)$/;

/** What stands before the call and may hold the parameter, other than that it is there at all. */
function checkOf(
  evaluator: Evaluator,
  visit: Visit,
  parameter: string,
  into: OpenEnd["into"],
  { under, before }: Around,
): OpenEnd["checkedAt"] {
  const isAbout = (thunk: Thunk): boolean =>
    (decidedBy(evaluator, thunk, under) ?? []).some((name) => isSameParameter(name, parameter)) ||
    parametersIn(evaluator, evaluator.force(thunk), under).some((name) => isSameParameter(name, parameter));
  const guard = visit.guards.find(
    ({ test, equals }) => !isPresence(evaluator.force(test), under) && (isAbout(test) || (equals && isAbout(equals))),
  );
  if (guard) return guard.at;
  const earlier = before.slice(0, before.indexOf(visit) < 0 ? before.length : before.indexOf(visit));
  const checker = earlier.find(
    ({ callee, args }) =>
      (functionsOf(callee).length === 0 && checks.test(nameOf(callee)) && args.some(isAbout)) ||
      (into === "SQL text" && args.some((t) => readOnly.test(fixedText(evaluator, evaluator.force(t))))),
  );
  return checker?.at ?? null;
}

const checks = /valid|assert|check|allow|ensure|verif|guard|saniti[sz]e|safe|permit|authori[sz]/i;
const readOnly = /\b(read[ _]only|query_only)\b/i;

function nameOf(callee: Value): string {
  if (callee.kind === "member") return callee.property;
  const [root] = chainOf(callee);
  return root?.kind === "external" ? (root.path.at(-1) ?? "") : "";
}

/** `if (!url) throw …`, `typeof url !== "string"`: it is there, and of the type that the schema asks for. */
function isPresence(test: Value, under: readonly string[]): boolean {
  if (inputName(test, under) !== null) return true;
  if (test.kind !== "operation") return false;
  const [left, right] = test.operands;
  if (left && (test.operator === "!" || test.operator === "typeof")) return isPresence(left, under);
  const isNothing = (v: Value | undefined): boolean => v?.kind === "literal" && (v.value ?? "") === "";
  const isType = (v: Value | undefined): boolean => v?.kind === "operation" && v.operator === "typeof";
  return isNothing(left) || isNothing(right) || isType(left) || isType(right);
}
