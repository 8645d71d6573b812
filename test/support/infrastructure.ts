import type { InfraExpression } from "../../src/model/infrastructure.ts";

/** An expression on one line. */
export function showExpression(e: InfraExpression): string {
  switch (e.kind) {
    case "text":
      return e.sealed && e.text === "" ? `[${e.sealed.nature}]` : JSON.stringify(e.text);
    case "scalar":
      return String(e.value);
    case "template":
      return `\`${e.parts.map((part) => (part.kind === "text" && !part.sealed ? part.text : `\${${showExpression(part)}}`)).join("")}\``;
    case "name":
      return e.name;
    case "member":
      return `${showExpression(e.object)}.${e.property}`;
    case "index":
      return `${showExpression(e.object)}[${showExpression(e.index)}]`;
    case "splat":
      return `${showExpression(e.object)}[*]${e.properties.map((p) => `.${p}`).join("")}`;
    case "call":
      return `${e.name}(${e.args.map(showExpression).join(", ")}${e.expands ? "..." : ""})`;
    case "conditional":
      return `(${showExpression(e.test)} ? ${e.branches.map(showExpression).join(" : ")})`;
    case "object":
      return `{${e.entries.map(({ key, value }) => `${typeof key === "string" ? key : `(${showExpression(key)})`}: ${showExpression(value)}`).join(", ")}}`;
    case "list":
      return `[${e.items.map(showExpression).join(", ")}]`;
    case "operation":
      return e.operands.length === 1
        ? `${e.operator}${e.operands.map(showExpression)}`
        : `(${e.operands.map(showExpression).join(` ${e.operator} `)})`;
    case "loop": {
      const head = `for ${e.key === null ? "" : `${e.key}, `}${e.item} in ${showExpression(e.over)}`;
      const made = `${e.makesKey ? `${showExpression(e.makesKey)} => ` : ""}${showExpression(e.makes)}`;
      return `{${head}: ${made}${e.when ? ` if ${showExpression(e.when)}` : ""}}`;
    }
    case "opaque":
      return `?${e.syntax}`;
  }
}
