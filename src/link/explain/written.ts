import type { Expression, ModuleIR } from "../../model/ir.ts";
import { shownText } from "./shown-text.ts";

const longest = 70;
const deepest = 8;

/** An expression about as its author wrote it, texts left out unless they are plain words. */
export function written(e: Expression, module: ModuleIR): string {
  const text = write(e, module, 0);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function write(e: Expression, module: ModuleIR, depth: number): string {
  if (depth > deepest) return "…";
  const go = (x: Expression): string => write(x, module, depth + 1);
  switch (e.kind) {
    case "literal":
      return writeLiteral(e);
    case "undefined":
      return "undefined";
    case "template":
      return `\`${e.parts.map((p) => (p.kind === "literal" ? "…" : `\${${go(p)}}`)).join("")}\``;
    case "name":
      return e.name || hiddenText(e.binding, module, go);
    case "global":
      return e.name;
    case "this":
    case "super":
      return e.kind;
    case "environment":
      return e.source;
    case "import":
      return e.name === "*" || e.name === "default" ? "import" : e.name;
    case "parameter":
      return module.functions[e.function]?.parameters[e.index]?.name || "parameter";
    case "member":
      return `${go(e.object)}${e.optional ? "?." : "."}${e.property}`;
    case "index":
      return `${go(e.object)}[${go(e.index)}]`;
    case "rest":
      return `...${go(e.object)}`;
    case "element":
      return `each of ${go(e.of)}`;
    case "call":
      return `${go(e.callee)}(${writeArguments(e.args, go)})`;
    case "new":
      return `new ${go(e.callee)}(${writeArguments(e.args, go)})`;
    case "tagged":
      return `${go(e.tag)}\`…\``;
    case "object":
      return e.properties.length === 0 ? "{}" : "{…}";
    case "array":
      return e.elements.length === 0 ? "[]" : "[…]";
    case "spread":
      return `...${go(e.operand)}`;
    case "conditional":
      return `${go(e.test)} ? ${go(e.then)} : ${go(e.else)}`;
    case "logical":
    case "binary":
      return `${go(e.left)} ${e.operator} ${go(e.right)}`;
    case "unary":
      return `${e.operator}${/^[a-z]/.test(e.operator) ? " " : ""}${go(e.operand)}`;
    case "await":
      return `await ${go(e.operand)}`;
    case "assign":
      return `${go(e.target)} ${e.operator === "other" ? "=" : e.operator} ${go(e.value)}`;
    case "function":
      return `${module.functions[e.function]?.name || "function"}`;
    case "class":
      return `${module.classes[e.class]?.name || "class"}`;
    default:
      return "…";
  }
}

/** What is taken apart, `const { host } = new URL(target)`, is held by a name that nobody wrote. */
function hiddenText(id: number, module: ModuleIR, go: (e: Expression) => string): string {
  const value = module.bindings[id]?.value;
  return value ? go(value) : "…";
}

function writeLiteral({ value, sealed }: Extract<Expression, { kind: "literal" }>): string {
  if (typeof value !== "string") return String(value);
  const shown = sealed ? null : shownText(value, []);
  return `"${shown ?? "…"}"`;
}

function writeArguments(args: readonly Expression[], go: (e: Expression) => string): string {
  return args.map((a) => (a.kind === "function" ? "…" : go(a))).join(", ");
}

/** The names that an expression is made of: they tell what its value is for. */
export function namesIn(e: Expression, module: ModuleIR, depth = 0): readonly string[] {
  if (depth > deepest) return [];
  switch (e.kind) {
    case "name":
    case "global":
      return [e.name];
    case "parameter":
      return [module.functions[e.function]?.parameters[e.index]?.name ?? ""];
    case "member":
      return [...namesIn(e.object, module, depth + 1), e.property];
    case "index":
      return [...namesIn(e.object, module, depth + 1), ...namesIn(e.index, module, depth + 1)];
    case "call":
    case "new":
      return namesIn(e.callee, module, depth + 1);
    case "await":
      return namesIn(e.operand, module, depth + 1);
    case "logical":
      return [...namesIn(e.left, module, depth + 1), ...namesIn(e.right, module, depth + 1)];
    default:
      return [];
  }
}
