import type { TemplateExpression } from "../model/template.ts";
import type { Seal } from "./extractor.ts";

const token =
  /\s*(?:("(?:[^"\\]|\\.)*"|`[^`]*`)|([0-9]+(?:\.[0-9]+)?)|(\$[A-Za-z_]\w*|\$)?((?:\.[A-Za-z_][\w-]*)+|\.)|(\$[A-Za-z_]\w*|\$)|([A-Za-z_]\w*)|(\()|(\))|(\|)|(,)|(:?=))/y;

const mostTokens = 300;

type Token =
  | { readonly kind: "expression"; readonly expression: TemplateExpression }
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "path"; readonly keys: readonly string[] }
  | { readonly kind: "mark"; readonly text: string };

/** Reads one action of a Go template; `unread` where it is more than paths, literals, functions and pipes. */
export function readExpression(text: string, seal: Seal): TemplateExpression {
  const tokens = tokensOf(text, seal);
  if (tokens === null) return { kind: "unread" };
  const reader = new Reader(tokens);
  const expression = reader.pipeline(0);
  return reader.isDone ? expression : { kind: "unread" };
}

function tokensOf(text: string, seal: Seal): readonly Token[] | null {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (!match || tokens.length > mostTokens) return null;
    const [, quoted, number, variable, path, name, word, open, close, pipe, comma, assign] = match;
    if (quoted !== undefined) tokens.push(literal(unquoted(quoted), seal));
    else if (number !== undefined) tokens.push(literal(number, seal));
    else if (path !== undefined) {
      const keys = path.split(".").filter((key) => key !== "");
      // `(index .Values.a 0).name` reaches into what stands before it.
      const isMember =
        variable === undefined && tokens.at(-1)?.kind === "mark" && endsValue(text, match.index, match[0]);
      tokens.push(isMember ? { kind: "path", keys } : { kind: "expression", expression: pathFrom(variable, keys) });
    } else if (name !== undefined) tokens.push({ kind: "expression", expression: pathFrom(name, []) });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
    else tokens.push({ kind: "mark", text: open ?? close ?? pipe ?? comma ?? assign ?? "" });
  }
  return tokens;
}

/** Whether the path follows a closing bracket without a space. */
function endsValue(text: string, at: number, written: string): boolean {
  return text.charAt(at - 1) === ")" && !/^\s/.test(written);
}

function literal(text: string, seal: Seal): Token {
  return { kind: "expression", expression: { kind: "literal", sealed: seal(text) } };
}

function unquoted(text: string): string {
  if (text.startsWith("`")) return text.slice(1, -1);
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

function pathFrom(variable: string | undefined, path: readonly string[]): TemplateExpression {
  if (variable === undefined) return { kind: "path", from: "dot", variable: "", path };
  if (variable === "$") return { kind: "path", from: "root", variable: "", path };
  return { kind: "path", from: "variable", variable: variable.slice(1), path };
}

const deepest = 30;

class Reader {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get isDone(): boolean {
    return this.at >= this.tokens.length;
  }

  /** `a | f x | g`: each function gets what stands before it as its last argument. */
  pipeline(depth: number): TemplateExpression {
    if (depth > deepest) return { kind: "unread" };
    let left = this.command(depth, null);
    while (this.isMark("|")) {
      this.at++;
      left = this.command(depth, left);
    }
    return left;
  }

  private command(depth: number, piped: TemplateExpression | null): TemplateExpression {
    const first = this.tokens[this.at];
    if (first?.kind === "word") {
      this.at++;
      if (first.text === "true" || first.text === "false" || first.text === "nil") return word(first.text);
      const args = this.operands(depth);
      return { kind: "call", name: first.text, args: piped ? [...args, piped] : args };
    }
    const [only, ...others] = this.operands(depth);
    return only && others.length === 0 && piped === null ? only : { kind: "unread" };
  }

  private operands(depth: number): TemplateExpression[] {
    const found: TemplateExpression[] = [];
    for (;;) {
      const next = this.tokens[this.at];
      if (next?.kind === "expression") {
        this.at++;
        found.push(next.expression);
      } else if (next?.kind === "word") {
        this.at++;
        found.push(
          /^(?:true|false|nil)$/.test(next.text) ? word(next.text) : { kind: "call", name: next.text, args: [] },
        );
      } else if (next?.kind === "path") {
        this.at++;
        const inner = found.pop() ?? { kind: "unread" };
        const keys = next.keys.map((key): TemplateExpression => ({ kind: "literal", sealed: plain(key) }));
        found.push({ kind: "call", name: "index", args: [inner, ...keys] });
      } else if (this.isMark("(")) {
        this.at++;
        found.push(this.pipeline(depth + 1));
        if (!this.isMark(")")) return [{ kind: "unread" }];
        this.at++;
      } else return found;
    }
  }

  private isMark(text: string): boolean {
    const next = this.tokens[this.at];
    return next?.kind === "mark" && next.text === text;
  }
}

function word(text: string): TemplateExpression {
  return { kind: "literal", sealed: plain(text === "nil" ? "" : text) };
}

function plain(text: string) {
  return { digest: `text:${text}`, nature: text === "" ? ("empty" as const) : ("plain" as const), shape: "text", text };
}
