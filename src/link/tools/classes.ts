import { matches } from "../../catalog/match.ts";
import { toolClasses } from "../../catalog/tools/classes.ts";
import type { ClassMember, Expression, ModuleIR } from "../../model/ir.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import { baseOf } from "../program/member.ts";
import type { Program } from "../program/program.ts";
import { type ClassValue, type InstanceValue, place, type Value } from "../program/value.ts";
import type { ToolDefinition } from "./definitions.ts";

interface Members {
  readonly framework: string;
  readonly name: readonly string[];
  readonly schema: readonly string[];
  readonly handler: readonly string[];
}

/** What a base class of the repository calls the parts of a tool. */
const projectBase: Members = {
  framework: "class",
  name: ["name", "toolName", "id", "Name"],
  schema: ["schema", "inputSchema", "parameters", "parameterSchema", "argsSchema", "inputShape", "params", "argsShape"],
  handler: ["execute", "_call", "call", "invoke", "run", "handle", "handler", "action", "_run"],
};

/** Tools that are classes: of a framework's base, or of a base of the repository that is called a tool. */
export function classDefinitions(program: Program, evaluator: Evaluator): readonly ToolDefinition[] {
  const found: ToolDefinition[] = [];
  for (const module of program.modules.values()) {
    for (const cls of module.classes) {
      const value: ClassValue = { kind: "class", module, cls, frame: null, at: place(module, cls.span) };
      const members = cls.extends || cls.implements.length > 0 ? membersOf(evaluator, value) : null;
      const definition = members ? definitionOf(evaluator, value, members) : null;
      if (definition) found.push(definition);
      found.push(...decorated(evaluator, module, value));
    }
  }
  return found;
}

function membersOf(evaluator: Evaluator, cls: ClassValue): Members | null {
  let base: Value | null = cls;
  let named = cls.cls.implements.some((t) => t.kind === "named" && /tool/i.test(t.name));
  for (let depth = 0; base?.kind === "class" && depth < 8; depth++) {
    if (depth > 0 && /tool/i.test(base.cls.name)) named = true;
    base = baseOf(evaluator, base);
  }
  if (base?.kind === "external") {
    const { path } = base;
    const known = toolClasses.find((c) => matches(c.symbol, base));
    if (known) return known;
    if (/tool$/i.test(path.at(-1) ?? "")) return projectBase;
  }
  return named ? projectBase : null;
}

function definitionOf(evaluator: Evaluator, cls: ClassValue, members: Members): ToolDefinition | null {
  const self: InstanceValue = { kind: "instance", of: cls, args: null, at: cls.at };
  const take = (names: readonly string[], fits: (v: Value) => boolean): Value | null => {
    for (const name of names) {
      const value = evaluator.member(self, name, cls.at);
      if (fits(value)) return value;
    }
    return null;
  };
  const name = take(members.name, (v) => literalsOf(v).length === 1 || v.kind === "object");
  const handler = take(members.handler, (v) => functionsOf(v).length > 0);
  if (!name || !handler) return null;
  const inside = name.kind === "object" ? name.entries.get("name") : undefined;
  const named = inside ? evaluator.force(inside) : name;
  const [text] = literalsOf(named);
  if (text === undefined) return null;
  const schema = take(members.schema, (v) => v.kind === "object" || v.kind === "applied" || functionsOf(v).length > 0);
  const made = schema && functionsOf(schema).length > 0 ? evaluator.call(schema, [], cls.at) : schema;
  return {
    name: text,
    framework: members.framework,
    at: cls.at,
    nameAt: named.at,
    schema: made,
    handlers: functionsOf(handler),
    annotations: null,
    description: take(["description"], (v) => v.kind === "literal" || v.kind === "template"),
    inputUnder: [],
  };
}

const decorators = /^(Tool|McpTool|CreateAction|Action|AgentTool|tool|callable)$/;

/** Methods that a decorator makes a tool: `@Tool({ name, description, parameters })`. */
function decorated(evaluator: Evaluator, module: ModuleIR, cls: ClassValue): readonly ToolDefinition[] {
  const self: InstanceValue = { kind: "instance", of: cls, args: null, at: cls.at };
  return cls.cls.members.flatMap((member): readonly ToolDefinition[] => {
    const options = member.decorators.map(optionsOf).find((o) => o !== null);
    if (!options) return [];
    const value = evaluator.evaluate(options, module, null);
    if (value.kind !== "object" || !value.entries.has("description")) return [];
    const take = (keys: readonly string[]): Value | null => {
      const thunk = keys.map((k) => value.entries.get(k)).find((t) => t !== undefined);
      return thunk ? evaluator.force(thunk) : null;
    };
    const name = take(["name"]);
    const [text] = name ? literalsOf(name) : [];
    return [
      {
        name: text ?? member.name,
        framework: "decorator",
        at: place(module, member.span),
        nameAt: name?.at ?? null,
        schema: take(["schema", "parameters", "inputSchema"]),
        handlers: methodOf(evaluator, self, member),
        annotations: take(["annotations"]),
        description: take(["description"]),
        inputUnder: [],
      },
    ];
  });
}

function optionsOf(decorator: Expression): Expression | null {
  if (decorator.kind !== "call") return null;
  const { callee } = decorator;
  const name =
    callee.kind === "name" || callee.kind === "global" ? callee.name : callee.kind === "member" ? callee.property : "";
  return decorators.test(name) ? (decorator.args.find((a) => a.kind === "object") ?? null) : null;
}

function methodOf(evaluator: Evaluator, self: InstanceValue, member: ClassMember): ToolDefinition["handlers"] {
  return functionsOf(evaluator.member(self, member.name, self.at));
}
