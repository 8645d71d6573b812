import type { Expression, Statement } from "../../model/ir.ts";
import { samePlace } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/flow.ts";
import { isStep, workflowOf } from "../program/models/workflows.ts";
import { openFrame } from "../program/parameters.ts";
import { type AppliedValue, chainOf, type FunctionValue, type Thunk, thunkOf, type Value } from "../program/value.ts";
import { around, type Parts } from "./around.ts";
import type { ToolDefinition } from "./definitions.ts";
import { memberOf, optionsOf } from "./hosts/host.ts";

const core = ["@mastra/core", "@mastra/core/*"];

/** Who makes a tool of each workflow that it is given, and how the model sees it called. */
const offering = [
  { maker: "Agent", packages: core, named: (key: string) => `workflow-${key}` },
  { maker: "MCPServer", packages: ["@mastra/mcp"], named: (key: string) => `run_${key}` },
];

/** Workflows of Mastra that an agent or a server is given: each is a tool that takes what the workflow takes. */
export function workflowDefinitions(context: LinkContext): readonly ToolDefinition[] {
  return offering.flatMap(({ maker, packages, named }) =>
    optionsOf(context, [maker], packages).flatMap(({ options }) =>
      setOf(context, memberOf(context, options, "workflows")).flatMap(([key, thunk]) => {
        const definition = definitionOf(context, named(key), context.evaluator.force(thunk));
        return definition ? [definition] : [];
      }),
    ),
  );
}

/** `workflows: { refund }`, also where a function gives them. */
function setOf({ evaluator }: LinkContext, given: Value): readonly (readonly [string, Thunk])[] {
  const set = given.kind === "function" ? evaluator.call(given, [], given.at) : given;
  return set.kind === "object" ? [...set.entries] : [];
}

function definitionOf(context: LinkContext, name: string, workflow: Value): ToolDefinition | null {
  const made = workflowOf(workflow);
  if (!made) return null;
  const [first] = made.args;
  const options = first ? context.evaluator.force(first) : null;
  const handler = handlerOf(context, workflow, made);
  return {
    name,
    framework: "mastra",
    at: made.at,
    nameAt: null,
    schema: options?.kind === "object" ? memberOf(context, options, "inputSchema") : null,
    handlers: handler ? [handler] : [],
    annotations: null,
    inputUnder: [],
  };
}

/** One link of the chain: what it is called, and what it is given. */
interface Link {
  readonly method: string;
  readonly args: readonly Thunk[];
}

function linksOf(workflow: Value): readonly Link[] {
  return chainOf(workflow).flatMap((part) =>
    part.kind === "applied" && part.callee.kind === "member" ? [{ method: part.callee.property, args: part.args }] : [],
  );
}

/** The chain as it is written with the workflow, or in statements of their own: `refund.then(step).commit()`. */
function chainFrom(context: LinkContext, workflow: Value, made: AppliedValue): readonly Link[] {
  const { program, evaluator } = context;
  const own = linksOf(workflow);
  const later = program.sitesNamed("commit").flatMap(({ module, owner, expression }): readonly Link[] => {
    if (expression.kind !== "call" || expression.callee.kind !== "member" || !context.isDeployed(module.path))
      return [];
    const whole = evaluator.evaluate(expression.callee.object, module, owner ? openFrame(module, owner) : null);
    const links = linksOf(whole);
    const root = workflowOf(whole);
    return root && samePlace(root.at, made.at) && links.length > own.length ? links : [];
  });
  return later.length > 0 ? later : own;
}

/** A workflow as the code it stands for: each step is given what the one before it gave, and none comes after one that throws. */
function handlerOf(context: LinkContext, workflow: Value, made: AppliedValue): FunctionValue | null {
  const given: Thunk[] = [];
  const keep = (value: Value): number => given.push(thunkOf(value)) - 1;
  const links = chainFrom(context, workflow, made).map((link) => ({
    method: link.method,
    items: itemsOf(context, link, keep),
  }));
  const [some] = given.flatMap((t) => functionsOf(context.evaluator.force(t)));
  if (!some) return null;
  const list: Value = { kind: "array", elements: given, open: false, at: made.at };
  return around(made.at, list, some, [], (parts) => {
    const statements: Statement[] = [];
    let input = parts.input;
    for (const { method, items } of links) {
      const answers = items.map((item) => run(parts, statements, item, input));
      const [only, ...more] = answers;
      // What several steps give stands under their names.
      if (only && more.length === 0 && method !== "branch" && method !== "parallel") input = only;
      else if (answers.length > 0)
        input = parts.write.object(Object.fromEntries(answers.map((a, i) => [items[i]?.id ?? `step ${i}`, a])));
    }
    return [...statements, parts.write.answer(input)];
  });
}

/** A function of a step, by its number among what is given, with the condition under which it runs. */
interface Item {
  readonly id: string | null;
  readonly number: number;
  readonly condition: number | null;
  /** A tool is given the input itself. */
  readonly isTool: boolean;
}

function run(
  { given, input: first, ask, gives, write }: Parts,
  statements: Statement[],
  { number, condition, isTool }: Item,
  input: Expression,
): Expression {
  const passed = write.object({ inputData: input, getInitData: gives(first) });
  const [asked, answer] = ask(write.call(write.member(given, String(number)), isTool ? input : passed));
  if (condition === null) statements.push(asked);
  else {
    const test = write.call(write.member(given, String(condition)), passed);
    // biome-ignore lint/suspicious/noThenProperty: the branch is called so in the representation
    statements.push({ kind: "if", test, then: [asked], else: [], span: test.span });
  }
  return answer;
}

function itemsOf(context: LinkContext, { method, args }: Link, keep: (value: Value) => number): readonly Item[] {
  const { evaluator } = context;
  const [first] = args.map((t) => evaluator.force(t));
  if (!first) return [];
  const ofStep = (step: Value, condition: number | null = null): readonly Item[] =>
    stepsIn(context, step).map(({ id, fn, isTool }) => ({ id, number: keep(fn), condition, isTool }));
  switch (method) {
    case "then":
    case "step":
    case "foreach":
    case "dowhile":
    case "dountil":
      return ofStep(first);
    case "map":
      return functionsOf(first).map((fn) => ({ id: null, number: keep(fn), condition: null, isTool: false }));
    case "parallel":
      return first.kind === "array" ? first.elements.flatMap((t) => ofStep(evaluator.force(t))) : [];
    case "branch":
      return first.kind === "array"
        ? first.elements.flatMap((t) => {
            const pair = evaluator.force(t);
            if (pair.kind !== "array") return [];
            const [test, step] = pair.elements.map((e) => evaluator.force(e));
            return step ? ofStep(step, test && functionsOf(test).length > 0 ? keep(test) : null) : [];
          })
        : [];
    default:
      return [];
  }
}

/** `createStep({ id, execute })`, `createStep(tool)`, `new Step({…})`, or another workflow. */
function stepsIn(
  context: LinkContext,
  step: Value,
): readonly { readonly id: string | null; readonly fn: Value; readonly isTool: boolean }[] {
  const { evaluator } = context;
  const inner = workflowOf(step);
  if (inner) {
    const fn = handlerOf(context, step, inner);
    return fn ? [{ id: null, fn, isTool: true }] : [];
  }
  if (!isStep(step) || !step.args[0]) return [];
  const given = evaluator.force(step.args[0]);
  const isTool = given.kind === "applied" && given.args[0] !== undefined;
  const options = isTool && given.args[0] ? evaluator.force(given.args[0]) : given;
  if (options.kind !== "object") return [];
  const id = memberOf(context, options, "id");
  const text = id.kind === "literal" && typeof id.value === "string" ? id.value : null;
  return functionsOf(memberOf(context, options, "execute")).map((fn) => ({ id: text, fn, isTool }));
}
