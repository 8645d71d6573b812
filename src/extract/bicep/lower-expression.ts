import type { InfraEntry, InfraExpression } from "../../model/infrastructure.ts";
import { childOf, fieldOf, type SyntaxNode } from "../grammar/syntax.ts";
import { sealedText } from "../infra-text.ts";
import { type Source, spanOf, textOf } from "../terraform/lower-expression.ts";
import { sealPieces } from "../terraform/lower-template.ts";

/** An expression of Bicep; `name` is the setting that it is the value of. */
export function lowerBicep(source: Source, node: SyntaxNode, name: string | null): InfraExpression {
  const span = spanOf(source, node);
  const lower = (part: SyntaxNode | undefined): InfraExpression =>
    part ? lowerBicep(source, part, null) : { kind: "opaque", syntax: node.kind.replaceAll("_", " "), span };
  switch (node.kind) {
    case "string":
      return lowerString(source, node, name);
    case "number":
      return { kind: "scalar", value: Number(textOf(source, node)), span };
    case "boolean":
      return { kind: "scalar", value: textOf(source, node) === "true", span };
    case "null":
      return { kind: "scalar", value: null, span };
    case "identifier":
    case "compatible_identifier":
      return { kind: "name", name: textOf(source, node).replace(/\?$/, ""), span };
    case "parenthesized_expression": {
      const inner = node.children.find(({ kind }) => kind !== "(" && kind !== ")");
      return inner ? lowerBicep(source, inner, name) : lower(undefined);
    }
    case "type":
      // What a parameter without a value has in its place; a broken grammar takes a value for one.
      return node.children[0] ? lowerBicep(source, node.children[0], name) : lower(undefined);
    case "member_expression":
      return {
        kind: "member",
        object: lower(fieldOf(node, "object")),
        property: textOf(source, fieldOf(node, "property")),
        span,
      };
    case "subscript_expression":
      return { kind: "index", object: lower(fieldOf(node, "object")), index: lower(fieldOf(node, "index")), span };
    case "resource_expression":
      return { kind: "name", name: textOf(source, fieldOf(node, "resource")), span };
    case "ternary_expression":
      return {
        kind: "conditional",
        test: lower(fieldOf(node, "condition")),
        branches: [lower(fieldOf(node, "consequence")), lower(fieldOf(node, "alternative"))],
        span,
      };
    case "binary_expression":
      return {
        kind: "operation",
        operator: textOf(source, fieldOf(node, "operator")),
        operands: [lower(fieldOf(node, "left")), lower(fieldOf(node, "right"))],
        span,
      };
    case "unary_expression":
      return {
        kind: "operation",
        operator: textOf(source, fieldOf(node, "operator")),
        operands: [lower(fieldOf(node, "argument"))],
        span,
      };
    case "array": {
      const items = node.children.filter(({ kind }) => !/^[[\],]$|^decorators$/.test(kind));
      return { kind: "list", items: items.map((item) => lowerBicep(source, item, name)), span };
    }
    case "object":
      return { kind: "object", entries: node.children.flatMap((one) => lowerProperty(source, one)), span };
    case "if_statement":
      return lower(childOf(node, "object"));
    case "call_expression":
      return lowerCall(source, node);
    case "for_statement":
      return lowerLoop(source, node);
    default:
      return lower(undefined);
  }
}

function lowerProperty(source: Source, node: SyntaxNode): readonly InfraEntry[] {
  if (node.kind !== "object_property") return [];
  const [written, ...rest] = node.children.filter(({ kind }) => kind !== ":");
  const value = rest.at(-1);
  if (!written || !value) return [];
  const key = lowerKey(source, written);
  const setting = typeof key === "string" ? key : null;
  return [{ key, value: lowerBicep(source, value, setting), span: spanOf(source, node) }];
}

function lowerKey(source: Source, node: SyntaxNode): string | InfraExpression {
  if (node.kind !== "string") return textOf(source, node).replace(/\?$/, "");
  const key = lowerString(source, node, null);
  return key.kind === "text" && !key.sealed ? key.text : key;
}

/** `'kb-${environmentName}'`; three quotes hold no interpolation. */
function lowerString(source: Source, node: SyntaxNode, name: string | null): InfraExpression {
  const span = spanOf(source, node);
  const filled = node.children.filter(({ kind }) => kind === "interpolation");
  const quotes = source.text.startsWith("'''", node.start) ? 3 : 1;
  const parts: InfraExpression[] = [];
  let at = node.start + quotes;
  const fix = (end: number): void => {
    if (end > at) {
      const text = quotes === 3 ? source.text.slice(at, end) : withoutEscapes(source.text.slice(at, end));
      parts.push({ kind: "text", text, span: source.positions.span(at, end) });
    }
  };
  for (const part of filled) {
    fix(part.start);
    const inner = part.children.find(({ kind }) => kind !== "${" && kind !== "}");
    if (inner) parts.push(lowerBicep(source, inner, name));
    at = part.end;
  }
  fix(Math.max(at, node.end - quotes));
  const [first, ...more] = parts;
  if (!first) return { kind: "text", text: "", span };
  if (more.length > 0) return { kind: "template", parts: sealPieces(parts, name, source), span };
  return first.kind === "text" ? sealedText(first.text, name, span, source.seal) : { ...first, span };
}

function withoutEscapes(text: string): string {
  return text.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|(.))/gs,
    (_, code: string | undefined, plain: string | undefined) => {
      const point = code === undefined ? Number.NaN : Number.parseInt(code, 16);
      if (point <= 0x10ffff) return String.fromCodePoint(point);
      return plain === "n" ? "\n" : plain === "t" ? "\t" : plain === "r" ? "\r" : (plain ?? "");
    },
  );
}

/** `uniqueString(…)`, `az.getSecret(…)`; a method of a resource has it as its first argument: `.getSecret(vault, …)`. */
function lowerCall(source: Source, node: SyntaxNode): InfraExpression {
  const callee = fieldOf(node, "function");
  const written = fieldOf(node, "arguments")?.children.filter(({ kind }) => !/^[(),]$/.test(kind)) ?? [];
  const args = written.map((arg) => lowerBicep(source, arg, null));
  const span = spanOf(source, node);
  const object = callee?.kind === "member_expression" ? fieldOf(callee, "object") : undefined;
  const isNamespace = object !== undefined && /^(?:az|sys)$/.test(textOf(source, object));
  if (!object || isNamespace) return { kind: "call", name: textOf(source, callee), args, expands: false, span };
  const name = `.${textOf(source, callee && fieldOf(callee, "property"))}`;
  return { kind: "call", name, args: [lowerBicep(source, object, null), ...args], expands: false, span };
}

function lowerLoop(source: Source, node: SyntaxNode): InfraExpression {
  const span = spanOf(source, node);
  const parameters = childOf(node, "for_loop_parameters");
  const item = fieldOf(node, "initializer") ?? childOf(parameters, "loop_variable");
  const body = fieldOf(node, "body");
  const after = node.children.findIndex(({ kind }) => kind === "in");
  const over = node.children[after + 1];
  if (!item || !body || after < 0 || !over) return { kind: "opaque", syntax: "for statement", span };
  const index = childOf(parameters, "loop_enumerator");
  return {
    kind: "loop",
    over: lowerBicep(source, over, null),
    key: index ? textOf(source, index) : null,
    item: textOf(source, item),
    makesKey: null,
    makes: lowerBicep(source, body, null),
    when: null,
    span,
  };
}
