import type { DocumentNode } from "../../model/document.ts";
import { isTrue, nothing, type Result, scalarOf, textResult, unknown } from "./template-values.ts";

/** Functions that give their last argument as it is, or written in another way that means the same. */
const passing = new Set(
  "quote squote toString toYaml toJson mustToYaml toRawJson mustToJson nindent indent tpl b64enc b64dec trim int int64 float64 atoi fromYaml fromJson required deepCopy print html urlquery".split(
    " ",
  ),
);

const longest = 2000;

/** What a function of Helm gives; unknown for one that is not read here. */
export function callFunction(name: string, args: readonly Result[]): Result {
  const last = args.at(-1) ?? nothing;
  if (passing.has(name)) return name === "tpl" ? (args[0] ?? nothing) : last;
  switch (name) {
    case "default":
      return isTrue(last) === null && last.kind === "unknown"
        ? last
        : isTrue(last) === false
          ? (args[0] ?? nothing)
          : last;
    case "coalesce":
      return args.find((arg) => isTrue(arg) !== false) ?? nothing;
    case "ternary": {
      const truth = isTrue(last);
      return truth === null ? unknown("set under a condition") : ((truth ? args[0] : args[1]) ?? nothing);
    }
    case "index":
    case "get":
    case "dig":
      return indexed(args);
    case "not":
      return flag(negated(isTrue(last)));
    case "and":
      return every(args);
    case "or":
      return args.find((arg) => isTrue(arg) !== false) ?? last;
    case "empty":
      return flag(negated(isTrue(last)));
    case "eq":
      return equal(args);
    case "ne":
      return flag(negated(isTrue(equal(args))));
    case "hasKey":
      return last.kind === "node" && args[0]?.kind === "node"
        ? flag(args[0].node.kind === "map" && args[0].node.entries.some(({ key }) => key === textResult(last)))
        : unknown("a condition");
    case "list":
      return listed(args);
    default:
      return onText(name, args);
  }
}

function negated(truth: boolean | null): boolean | null {
  return truth === null ? null : !truth;
}

function flag(truth: boolean | null): Result {
  return truth === null ? unknown("a condition") : { kind: "node", node: scalarOf(truth ? "true" : "", nowhere) };
}

const nowhere = { path: "", span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };

function every(args: readonly Result[]): Result {
  const open = args.find((arg) => isTrue(arg) !== true);
  return open ?? args.at(-1) ?? nothing;
}

function equal([first, ...others]: readonly Result[]): Result {
  const wanted = first ? textResult(first) : null;
  const texts = others.map(textResult);
  if (wanted === null || texts.includes(null)) return unknown("a condition");
  return flag(texts.includes(wanted));
}

function indexed([from, ...keys]: readonly Result[]): Result {
  let current = from ?? nothing;
  for (const key of keys) {
    const text = textResult(key);
    if (text === null) return unknown("filled in by a template");
    if (current.kind !== "node") return current;
    const found = childOf(current.node, text);
    current = found ? { kind: "node", node: found } : nothing;
  }
  return current;
}

function childOf(node: DocumentNode, key: string): DocumentNode | undefined {
  if (node.kind === "list") return node.items[Number(key)];
  return node.kind === "map" ? node.entries.findLast((entry) => entry.key === key)?.value : undefined;
}

function listed(args: readonly Result[]): Result {
  const items = args.flatMap((arg) => (arg.kind === "node" ? [arg.node] : []));
  return { kind: "node", node: { kind: "list", items, at: items[0]?.at ?? nowhere } };
}

/** Functions on texts that are known; of a secret's text nothing is. */
function onText(name: string, args: readonly Result[]): Result {
  const texts = args.map(textResult);
  const last = texts.at(-1) ?? null;
  const at = args.find((arg) => arg.kind === "node");
  if (texts.includes(null) || last === null) return unknown("filled in by a template");
  const [first = "", second = ""] = texts as readonly string[];
  const result = transformed(name, first, second, last, texts as readonly string[]);
  if (result === null || result.length > longest) return unknown("filled in by a template");
  // A text that a release gives its name to is known as a name, and not as the value of a variable.
  const isValue = args.every(
    (arg) => arg.kind !== "node" || arg.node.kind !== "scalar" || arg.node.value?.kind === "literal",
  );
  const node = scalarOf(result, at?.kind === "node" ? at.node.at : nowhere);
  return {
    kind: "node",
    node: isValue ? node : { ...node, value: { kind: "expression", text: "put together by a template", mentions: [] } },
  };
}

function transformed(name: string, first: string, second: string, last: string, all: readonly string[]): string | null {
  switch (name) {
    case "lower":
      return last.toLowerCase();
    case "upper":
      return last.toUpperCase();
    case "trunc":
      return Number(first) >= 0 ? last.slice(0, Number(first)) : last.slice(Number(first));
    case "trimSuffix":
      return first !== "" && last.endsWith(first) ? last.slice(0, -first.length) : last;
    case "trimPrefix":
      return first !== "" && last.startsWith(first) ? last.slice(first.length) : last;
    case "replace":
      return first === "" ? last : last.replaceAll(first, second);
    case "contains":
      return last.includes(first) ? "true" : "";
    case "hasPrefix":
      return last.startsWith(first) ? "true" : "";
    case "hasSuffix":
      return last.endsWith(first) ? "true" : "";
    case "printf": {
      let at = 1;
      return first.replace(/%[sdvq]/g, () => all[at++] ?? "");
    }
    default:
      return null;
  }
}
