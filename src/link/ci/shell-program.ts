import { isRedirection, type ShellToken, shellTokens } from "./shell-tokens.ts";

/** What stands in front of a command: whether it depends on the outcome of the one before, or reads what that prints. */
export type Joint = ";" | "&&" | "||" | "|";

/** A script by its control flow. Commands are text as it is written: what they come to is known once they run. */
export type ShellNode =
  /** `start` is the place of its text in that of the script. */
  | { readonly kind: "command"; readonly text: string; readonly joint: Joint; readonly start: number }
  /** `{ …; }`, or what else hangs as a whole on the command before it: `check || if …`. */
  | { readonly kind: "group"; readonly body: readonly ShellNode[]; readonly joint: Joint }
  | {
      readonly kind: "if";
      readonly arms: readonly { readonly condition: readonly ShellNode[]; readonly body: readonly ShellNode[] }[];
      readonly otherwise: readonly ShellNode[];
    }
  | {
      readonly kind: "case";
      readonly subject: string;
      readonly arms: readonly { readonly patterns: readonly string[]; readonly body: readonly ShellNode[] }[];
    }
  /** `variable` is null where it counts, `for ((…))`; `words` are null where they are the arguments of the script. */
  | {
      readonly kind: "for";
      readonly variable: string | null;
      readonly words: string | null;
      readonly body: readonly ShellNode[];
    }
  | {
      readonly kind: "while";
      readonly isUntil: boolean;
      readonly condition: readonly ShellNode[];
      readonly body: readonly ShellNode[];
    }
  | { readonly kind: "function"; readonly name: string; readonly body: readonly ShellNode[] };

/** Deeper nesting is read as a plain list of commands. */
const deepest = 40;

/** Tolerant: what is no control flow after all is a command, and what nothing closes ends with the script. */
export function shellProgram(text: string): readonly ShellNode[] {
  return new ProgramReader(text, shellTokens(text)).list(new Set(), 0);
}

const closing = new Set(["then", "elif", "else", "fi", "do", "done", "esac", "}"]);

class ProgramReader {
  readonly #text: string;
  readonly #tokens: readonly ShellToken[];
  #at = 0;

  constructor(text: string, tokens: readonly ShellToken[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  get #isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Commands up to a word of `ends`, which is left to the caller. */
  list(ends: ReadonlySet<string>, depth: number): readonly ShellNode[] {
    const nodes: ShellNode[] = [];
    let joint: Joint = ";";
    while (!this.#isDone) {
      const token = this.#token();
      if (token.kind === "operator" && !isRedirection(token.text) && token.text !== "(" && token.text !== ")") {
        if (ends.has(token.text)) return nodes;
        joint = jointOf(token.text, joint);
        this.#at++;
        continue;
      }
      if (ends.has(token.text)) return nodes;
      if (token.kind === "word" && token.text !== "}" && closing.has(token.text)) {
        // Of a group that was not opened: what it stands in front of is a command all the same.
        this.#at++;
        continue;
      }
      const compound = depth < deepest ? this.#compound(depth) : null;
      if (compound && (joint === "&&" || joint === "||")) nodes.push({ kind: "group", body: compound, joint });
      else if (compound) nodes.push(...compound);
      else nodes.push({ kind: "command", start: token.start, text: this.#simple(), joint });
      joint = ";";
    }
    return nodes;
  }

  #token(): ShellToken {
    return this.#tokens[this.#at] ?? { kind: "operator", text: "\n", start: this.#text.length, end: this.#text.length };
  }

  #is(text: string): boolean {
    return !this.#isDone && this.#token().text === text;
  }

  #skip(...texts: readonly string[]): void {
    while (!this.#isDone && texts.includes(this.#token().text)) this.#at++;
  }

  /** Up to the next operator that separates commands; brackets are a part of it. */
  #simple(): string {
    const start = this.#token().start;
    let end = this.#token().end;
    const isTest = this.#is("[[") || (this.#is("!") && this.#tokens[this.#at + 1]?.text === "[[");
    if (this.#is("(") || this.#is("{")) {
      this.#at++;
      return this.#text.slice(start, end);
    }
    for (let first = true; !this.#isDone; first = false) {
      const { kind, text, end: stop } = this.#token();
      const separates = kind === "operator" && !isRedirection(text) && text !== ")" && !(isTest && text !== "\n");
      if (separates && !first) break;
      end = stop;
      this.#at++;
      if (isTest && text === "]]") break;
    }
    return this.#text.slice(start, end);
  }

  #compound(depth: number): readonly ShellNode[] | null {
    switch (this.#token().text) {
      case "if":
        return this.#if(depth);
      case "case":
        return this.#case(depth);
      case "for":
      case "select":
        return this.#for(depth);
      case "while":
      case "until":
        return this.#while(depth);
      case "{":
        return this.#group(depth);
      default:
        return this.#function(depth);
    }
  }

  #if(depth: number): readonly ShellNode[] {
    const arms: { condition: readonly ShellNode[]; body: readonly ShellNode[] }[] = [];
    let otherwise: readonly ShellNode[] = [];
    do {
      this.#at++;
      const condition = this.list(new Set(["then", "fi"]), depth + 1);
      this.#skip("then");
      arms.push({ condition, body: this.list(new Set(["elif", "else", "fi"]), depth + 1) });
    } while (this.#is("elif"));
    if (this.#is("else")) {
      this.#at++;
      otherwise = this.list(new Set(["fi"]), depth + 1);
    }
    return [{ kind: "if", arms, otherwise }, ...this.#after("fi")];
  }

  #case(depth: number): readonly ShellNode[] {
    this.#at++;
    const subject = this.#token().text;
    this.#at++;
    this.#skip("\n", "in");
    const arms: { patterns: readonly string[]; body: readonly ShellNode[] }[] = [];
    while (!this.#isDone && !this.#is("esac")) {
      const patterns: string[] = [];
      for (; !this.#isDone && !this.#is(")") && !this.#is("esac"); this.#at++) {
        const { kind, text } = this.#token();
        if (kind === "word") patterns.push(text);
      }
      this.#skip(")");
      const body = this.list(new Set([";;", ";&", ";;&", "esac"]), depth + 1);
      if (patterns.length > 0) arms.push({ patterns, body });
      this.#skip(";;", ";&", ";;&", "\n");
    }
    return [{ kind: "case", subject, arms }, ...this.#after("esac")];
  }

  #for(depth: number): readonly ShellNode[] {
    this.#at++;
    const name = this.#token().text;
    const variable = /^[A-Za-z_]\w*$/.test(name) ? name : null;
    if (variable === null) while (!this.#isDone && !this.#is("do") && !this.#is("{")) this.#at++;
    else this.#at++;
    this.#skip("\n");
    let words: string | null = null;
    if (this.#is("in")) {
      this.#at++;
      const start = this.#token().start;
      let end = start;
      for (; !this.#isDone && this.#token().kind === "word" && !this.#is("do"); this.#at++) end = this.#token().end;
      words = this.#text.slice(start, end);
    }
    return [{ kind: "for", variable, words, body: this.#body(depth) }, ...this.#after("done")];
  }

  #while(depth: number): readonly ShellNode[] {
    const isUntil = this.#is("until");
    this.#at++;
    const condition = this.list(new Set(["do", "done"]), depth + 1);
    return [{ kind: "while", isUntil, condition, body: this.#body(depth) }, ...this.#after("done")];
  }

  #body(depth: number): readonly ShellNode[] {
    this.#skip("\n", ";", "do");
    return this.list(new Set(["done"]), depth + 1);
  }

  #function(depth: number): readonly ShellNode[] | null {
    const start = this.#at;
    if (this.#is("function")) this.#at++;
    const name = this.#token().text;
    this.#at++;
    const isCalled = this.#is("(") && this.#tokens[this.#at + 1]?.text === ")";
    if (isCalled) this.#at += 2;
    this.#skip("\n");
    if (!/^[A-Za-z_][\w:.-]*$/.test(name) || !(isCalled || start + 1 < this.#at) || !this.#is("{")) {
      this.#at = start;
      return null;
    }
    this.#at++;
    const body = this.list(new Set(["}"]), depth + 1);
    this.#skip("}");
    return [{ kind: "function", name, body }];
  }

  #group(depth: number): readonly ShellNode[] {
    this.#at++;
    const body = this.list(new Set(["}"]), depth + 1);
    return [{ kind: "group", body, joint: ";" }, ...this.#after("}")];
  }

  /** What is redirected or piped from a whole compound is so from each of its commands, as from those in braces. */
  #after(end: string): readonly ShellNode[] {
    if (!this.#is(end)) return [];
    this.#at++;
    const next = this.#token();
    if (this.#isDone || next.kind !== "operator" || !isRedirection(next.text)) return [];
    return [{ kind: "command", start: next.start, text: `} ${this.#simple()}`, joint: ";" }];
  }
}

function jointOf(operator: string, before: Joint): Joint {
  if (operator === "&&" || operator === "||") return operator;
  if (operator === "|" || operator === "|&") return "|";
  return operator === "\n" && before !== ";" ? before : ";";
}
