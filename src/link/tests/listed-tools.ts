import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/functions.ts";
import { openFrame } from "../program/parameters.ts";
import { returnsOf } from "../program/returns.ts";
import { chainOf, type Thunk } from "../program/value.ts";
import { eachExpression, eachExpressionIn } from "../program/walk.ts";
import type { ToolsByPlace } from "./offered.ts";

/** The tools that the subject of an expectation lists. */
export interface ListedTools {
  readonly tools: readonly number[];
  /** Their names are looked at, and not what they are declared with. */
  readonly byNameOnly: boolean;
}

const longest = 12;
/** What leaves a list whole: the same entries in another order or another form. */
const keeping =
  /^(map|sort|toSorted|reverse|toReversed|flatMap|values|keys|entries|fromEntries|stringify|parse|toArray)$/;

const narrowing = /^(filter|find|findLast|slice|at|pop|shift|splice)$/;

/**
 * The tools that a test holds to a list: those in what it is about, as far as what is expected names them. A snapshot
 * that is kept in a file of its own is taken to name all of them.
 */
export function listedTools(
  context: LinkContext,
  tools: ToolsByPlace,
  subject: Thunk,
  expected: Expression | null,
): ListedTools | null {
  const found = listedBy(context, tools, subject);
  const texts = expected ? textsIn(subject.module, expected) : [];
  if (!found || texts.length === 0) return found;
  const isNamed = (index: number): boolean => {
    const name = tools.nameOf(index);
    return texts.some((text) => text === name || text.includes(`"${name}"`));
  };
  return { ...found, tools: found.tools.filter(isNamed) };
}

/** The texts that an expectation writes out itself. */
function textsIn(module: ModuleIR, expected: Expression): readonly string[] {
  const texts: string[] = [];
  const at = expected.kind === "name" ? (heldBy(module, expected) ?? expected) : expected;
  eachExpression(at, (e) => {
    if (e.kind === "literal" && typeof e.value === "string" && e.value !== "") texts.push(e.value);
    if (e.kind === "object") for (const p of e.properties) if (p.kind === "value") texts.push(p.key);
  });
  return at.kind === "array" || at.kind === "object" || at.kind === "literal" || at.kind === "template" ? texts : [];
}

/** Follows a subject back to the list that it is made of; null where it is made of none, or of a part of one. */
function listedBy(context: LinkContext, tools: ToolsByPlace, subject: Thunk): ListedTools | null {
  let { module, frame } = subject;
  let e: Expression = subject.expression;
  let byNameOnly = false;
  for (let i = 0; i < longest; i++) {
    const named = e.kind === "name" ? heldBy(module, e) : null;
    if (named) {
      e = named;
      continue;
    }
    const made = madeBy(context, { expression: e, module, frame });
    if (made) {
      ({ module, frame, expression: e } = made);
      continue;
    }
    // What is left of a list may be all of it, for all the evaluation says.
    if (e.kind === "call" && e.callee.kind === "member" && narrowing.test(e.callee.property)) return null;
    const list = listAt(context, tools, { expression: e, module, frame });
    if (list.length > 0) return { tools: list, byNameOnly };
    if (e.kind === "await" || e.kind === "spread") e = e.operand;
    else if (e.kind === "member" && e.property !== "length") e = e.object;
    else if (e.kind === "array" && e.elements.length === 1 && e.elements[0]) e = e.elements[0];
    else if (e.kind === "call") {
      const name = e.callee.kind === "member" ? e.callee.property : "";
      if (e.callee.kind !== "member" || !keeping.test(name)) return null;
      byNameOnly ||= name === "keys" || (name === "map" && picksName(context, { expression: e, module, frame }));
      const isStatic = /^(Object|JSON|Array)$/.test(nameOf(e.callee.object));
      const next: Expression | undefined = isStatic ? e.args[0] : e.callee.object;
      if (!next) return null;
      e = next;
    } else return null;
  }
  return null;
}

/** What a function of the repository without parameters gives: `listTools()`. */
function madeBy({ evaluator }: LinkContext, { expression: e, module, frame }: Thunk): Thunk | null {
  if (e.kind !== "call" || e.args.length > 0) return null;
  const [fn, ...more] = functionsOf(evaluator.evaluate(e.callee, module, frame));
  const [only, ...others] = fn ? returnsOf(fn.fn.body, fn.module, null) : [];
  if (!fn || more.length > 0 || fn.fn.parameters.length > 0 || others.length > 0 || !only?.expression) return null;
  return { expression: only.expression, module: fn.module, frame: openFrame(fn.module, fn.fn) };
}

/** What a name of the test holds; null for what it imports or assigns later. */
function heldBy(module: ModuleIR, { binding: id }: Extract<Expression, { kind: "name" }>): Expression | null {
  const binding = module.bindings[id];
  return binding && binding.writes.length === 0 && binding.kind !== "import" && binding.value?.kind !== "parameter"
    ? binding.value
    : null;
}

/** The tools in a value as it is, and those of a server whose list a client of the test asks for. */
function listAt(context: LinkContext, tools: ToolsByPlace, thunk: Thunk): readonly number[] {
  const { evaluator } = context;
  const { expression: e, module } = thunk;
  if (e.kind === "call" && e.callee.kind === "member" && /^(listTools|request)$/.test(e.callee.property)) {
    const root = chainOf(evaluator.evaluate(e.callee, module, thunk.frame)).find((part) => part.kind === "external");
    const isClient = root?.kind === "external" && /modelcontextprotocol/.test(root.package);
    const isList = e.callee.property === "listTools" || asksForTools(e);
    return isClient && isList ? servedTo(context, tools, module.path) : [];
  }
  const value = evaluator.force(thunk);
  return [...new Set(tools.in(evaluator, value).map(({ index }) => index))].sort((a, b) => a - b);
}

function asksForTools({ args }: Extract<Expression, { kind: "call" }>): boolean {
  const [first] = args;
  return (
    first?.kind === "object" &&
    first.properties.some((p) => p.kind === "value" && p.value.kind === "literal" && p.value.value === "tools/list")
  );
}

/** The tools that are offered over MCP by code which the test's file imports. */
function servedTo({ imports }: LinkContext, tools: ToolsByPlace, path: string): readonly number[] {
  return tools.overMcp.filter(({ linked }) => imports.usersOf(linked.tool.at.path).has(path)).map(({ index }) => index);
}

/** `map((tool) => tool.name)`. */
function picksName({ evaluator }: LinkContext, { expression: e, module, frame }: Thunk): boolean {
  const [work] = e.kind === "call" ? e.args : [];
  const [fn] = work ? functionsOf(evaluator.evaluate(work, module, frame)) : [];
  const end = fn?.fn.body.at(-1);
  if (!fn || end?.kind !== "return" || end.value?.kind !== "member")
    return end?.kind === "return" && end.value?.kind === "name";
  let calls = false;
  eachExpressionIn(fn.fn.body, fn.module, (each) => {
    calls ||= each.kind === "call";
  });
  return end.value.property === "name" && !calls;
}

function nameOf(e: Expression): string {
  return e.kind === "global" || e.kind === "name" ? e.name : "";
}
