import type { Binding, Expression, FunctionIR, ModuleIR, Property, Statement, TypeIR } from "../../../src/model/ir.ts";
import type { Span } from "../../../src/model/location.ts";

/**
 * Writes the representation as short pseudo code. `x` is the first binding named x, `x#2` the second, `$1` the first
 * hidden one, `@x` a global, `in(f, 0)` the first argument of f.
 */
export class Printer {
  readonly #module: ModuleIR;
  readonly #names: readonly string[];

  constructor(module: ModuleIR) {
    this.#module = module;
    const seen = new Map<string, number>();
    this.#names = module.bindings.map(({ name }) => {
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      if (name === "") return `$${nth}`;
      return nth === 1 ? name : `${name}#${nth}`;
    });
  }

  /** The value of the binding that prints as `name`. */
  value(name: string): string {
    const { value } = this.binding(name);
    return value === null ? "null" : this.print(value);
  }

  binding(name: string): Binding {
    const binding = this.#module.bindings[this.#names.indexOf(name)];
    if (binding === undefined) throw new Error(`no binding prints as ${name}: ${this.#names.join(" ")}`);
    return binding;
  }

  /** `name = value` of every binding, in order. */
  bindings(): string[] {
    return this.#names.map((name) => `${name} = ${this.value(name)}`);
  }

  writes(name: string): string[] {
    return this.binding(name).writes.map((value) => this.print(value));
  }

  memberWrites(name: string): string[] {
    return this.binding(name).memberWrites.map(({ key, value }) => `${key ?? "?"} = ${this.print(value)}`);
  }

  exports(): string[] {
    return this.#module.exports.map((item) => {
      if (item.kind === "all") return `* from ${item.specifier}`;
      if (item.kind === "commonjs") return `module = ${this.print(item.value)}`;
      if (item.kind === "from") return `${item.name} = ${item.imported} from ${item.specifier}`;
      return `${item.name} = ${this.print(item.value)}`;
    });
  }

  types(): string[] {
    return this.#module.types.map(({ name, type, extends: bases }) => {
      const from = bases.length === 0 ? "" : ` extends ${bases.map((base) => this.type(base)).join(", ")}`;
      return `${name}${from} = ${this.type(type)}`;
    });
  }

  function(name: string): FunctionIR {
    const found = this.#module.functions.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`no function ${name}`);
    return found;
  }

  members(className: string): string[] {
    const found = this.#module.classes.find(({ name }) => name === className);
    if (found === undefined) throw new Error(`no class ${className}`);
    return found.members.map((member) => {
      const decorators = member.decorators.map((decorator) => `@(${this.print(decorator)}) `).join("");
      const value = member.value === null ? "null" : this.print(member.value);
      const writes = member.writes.map((write) => ` <- ${this.print(write)}`).join("");
      return `${decorators}${member.static ? "static " : ""}${member.kind} ${member.name} = ${value}${writes}`;
    });
  }

  body(): string[] {
    return this.statements(this.#module.body);
  }

  statements(list: readonly Statement[]): string[] {
    return list.map((statement) => this.#statement(statement));
  }

  type(type: TypeIR): string {
    switch (type.kind) {
      case "named": {
        const args = type.args.length === 0 ? "" : `<${type.args.map((arg) => this.type(arg)).join(", ")}>`;
        return `${type.name}${type.binding === null ? "" : `^${this.#names[type.binding]}`}${args}`;
      }
      case "literal":
        return JSON.stringify(type.value);
      case "union":
        return type.options.map((option) => this.type(option)).join(" | ");
      case "intersection":
        return type.parts.map((part) => this.type(part)).join(" & ");
      case "array":
        return `(${this.type(type.of)})[]`;
      case "object":
        return `{ ${type.members.map((m) => `${m.name}${m.optional ? "?" : ""}: ${this.type(m.type)}`).join("; ")} }`;
      case "typeof":
        return `typeof ${this.print(type.of)}`;
      case "other":
        return "other";
    }
  }

  print(e: Expression): string {
    switch (e.kind) {
      case "literal":
        return e.sealed === undefined ? JSON.stringify(e.value) : `sealed(${e.sealed.shape})${JSON.stringify(e.value)}`;
      case "undefined":
      case "this":
      case "super":
        return e.kind;
      case "template":
        return `\`${this.#list(e.parts)}\``;
      case "name":
        return this.#names[e.binding] ?? "?";
      case "global":
        return `@${e.name}`;
      case "environment":
        return `env(${e.source})`;
      case "import":
        return `import${e.dynamic ? "?" : ""}(${e.specifier}).${e.name}`;
      case "parameter":
        return `in(${this.#module.functions[e.function]?.name}, ${e.index})`;
      case "member":
        return `${this.print(e.object)}${e.optional ? "?." : "."}${e.property}`;
      case "index":
        return `${this.print(e.object)}[${this.print(e.index)}]`;
      case "rest":
        return `rest(${this.print(e.object)} without ${e.without.join(", ")})`;
      case "element":
        return `element(${this.print(e.of)})`;
      case "call":
        return `${this.print(e.callee)}${e.optional ? "?." : ""}(${this.#list(e.args)})`;
      case "new":
        return `new ${this.print(e.callee)}(${this.#list(e.args)})`;
      case "tagged":
        return `${this.print(e.tag)}\`${e.strings.join("|")}\`(${this.#list(e.values)})`;
      case "object":
        return `{${e.properties.map((property) => this.#property(property)).join(", ")}}`;
      case "array":
        return `[${this.#list(e.elements)}]`;
      case "spread":
        return `...${this.print(e.operand)}`;
      case "conditional":
        return `(${this.print(e.test)} ? ${this.print(e.then)} : ${this.print(e.else)})`;
      case "logical":
      case "binary":
        return `(${this.print(e.left)} ${e.operator} ${this.print(e.right)})`;
      case "unary":
        return `${e.operator} ${this.print(e.operand)}`;
      case "await":
        return `await ${this.print(e.operand)}`;
      case "assign":
        return `${this.print(e.target)} ${e.operator} ${this.print(e.value)}`;
      case "sequence":
        return `(${this.#list(e.items)})`;
      case "function":
        return `fn(${this.#module.functions[e.function]?.name})`;
      case "class":
        return `class(${this.#module.classes[e.class]?.name})`;
      case "opaque":
        return `<${e.syntax}${e.children.length === 0 ? "" : ` ${this.#list(e.children)}`}>`;
    }
  }

  #list(items: readonly Expression[]): string {
    return items.map((item) => this.print(item)).join(", ");
  }

  #property(property: Property): string {
    const value = this.print(property.value);
    if (property.kind === "spread") return `...${value}`;
    if (property.kind === "computed") return `[${this.print(property.key)}]: ${value}`;
    return `${property.kind === "getter" ? "get " : ""}${property.key}: ${value}`;
  }

  #block(list: readonly Statement[]): string {
    return `{${this.statements(list)
      .map((line) => ` ${line};`)
      .join("")} }`;
  }

  #statement(s: Statement): string {
    switch (s.kind) {
      case "expression":
        return this.print(s.value);
      case "let": {
        const name = this.#names[s.binding] ?? "?";
        return `let ${name} = ${this.value(name)}`;
      }
      case "if":
        return `if ${this.print(s.test)} ${this.#block(s.then)}${s.else.length === 0 ? "" : ` else ${this.#block(s.else)}`}`;
      case "switch": {
        const cases = s.cases.map(
          ({ test, body }) => ` ${test === null ? "default" : this.print(test)} ${this.#block(body)}`,
        );
        return `switch ${this.print(s.subject)} {${cases.join("")} }`;
      }
      case "loop":
        return `${s.form} (${this.#list(s.head)}) ${this.#block(s.body)}`;
      case "try": {
        const handler = s.catch === null ? "" : ` catch ${this.#block(s.catch)}`;
        return `try ${this.#block(s.body)}${handler}${s.finally === null ? "" : ` finally ${this.#block(s.finally)}`}`;
      }
      case "return":
        return s.value === null ? "return" : `return ${this.print(s.value)}`;
      case "throw":
        return `throw ${this.print(s.value)}`;
      case "break":
      case "continue":
        return s.label === null ? s.kind : `${s.kind} ${s.label}`;
      case "block":
        return `${s.label === null ? "" : `${s.label}: `}${this.#block(s.body)}`;
    }
  }
}

/** `line:column-line:column`. */
export function spanText({ startLine, startColumn, endLine, endColumn }: Span): string {
  return `${startLine}:${startColumn}-${endLine}:${endColumn}`;
}
