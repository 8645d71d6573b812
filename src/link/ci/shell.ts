import { type Assignment, commandsOf, type ShellCommand, tokens } from "./shell-commands.ts";
import { expansionOf, prepared } from "./shell-expansion.ts";
import { logicalLines } from "./shell-lines.ts";
import { type Joint, type ShellNode, shellProgram } from "./shell-program.ts";
import type { ShellScope, ShellState } from "./shell-scope.ts";
import { isOpen, matches, negated, testOutcome } from "./shell-tests.ts";

/** A command as it runs, and whether what the one before it prints is piped into it. */
export interface ShellStep extends ShellCommand {
  readonly piped: boolean;
  /** Which of the branches that nothing decides it stands in; 0 for what every run comes to. */
  readonly branch: number;
  /** Of the script, 1-based. */
  readonly line: number;
}

/** Larger scripts are cut: what runs an agent stands nearer to the top. */
const longestScript = 60_000;
const longestLine = 8_000;
const mostCommands = 400;
const mostSteps = 5_000;
const deepestCall = 8;
const mostRounds = 40;

/**
 * The commands that a script runs, in order. Of branches that the arguments and variables decide only one counts, of all
 * others each; what they leave different is open afterwards. Tolerant: a line that cannot be read is left out. The caller
 * tells the scope what each command sets, before it asks for the next one.
 */
export function* readShell(script: string, scope: ShellScope): Generator<ShellStep> {
  const lines = logicalLines(script.slice(0, longestScript).replace(/\r\n?/g, "\n")).filter(
    (line) => line.text.length <= longestLine,
  );
  const starts: number[] = [];
  let length = 0;
  for (const { text } of lines) {
    starts.push(length);
    length += text.length + 1;
  }
  const lineAt = (start: number): number => lines[starts.findLastIndex((first) => first <= start)]?.line ?? 1;
  const program = shellProgram(lines.map(({ text }) => text).join("\n"));
  let count = 0;
  for (const { start, ...step } of new ShellRun(scope).run(program)) {
    if (++count > mostCommands) return;
    yield { ...step, line: lineAt(start) };
  }
}

/** How a list of commands ends before its last one: what it ends, or that its loop goes on with the next round. */
type Ending = "script" | "function" | "loop" | "round" | null;

type Run = Generator<Omit<ShellStep, "line"> & { readonly start: number }, Ending>;

/** `LIST=(a b)`, `LIST+=(c)`. */
const listAssignment =
  /^\s*(?:(?:local|declare|readonly|export|typeset)\s+(?:-\w+\s+)*)?([A-Za-z_]\w*)(\+?)=\((.*)\)\s*$/s;

class ShellRun {
  readonly #scope: ShellScope;
  readonly #depth = { depth: 0 };
  readonly #open: string[] = [];
  /** What was set around each subshell that is open. */
  readonly #around: ShellState[] = [];
  /** Of each function that runs, what the variables were that it calls its own. */
  readonly #locals: Map<string, string | undefined>[] = [];
  /** Of the last command; null where it is not known. */
  #outcome: boolean | null = null;
  #steps = 0;
  #branch = 0;
  #branches = 0;
  #start = 0;

  constructor(scope: ShellScope) {
    this.#scope = scope;
  }

  *run(nodes: readonly ShellNode[]): Run {
    for (const node of nodes) {
      if (++this.#steps > mostSteps) return "script";
      const ending = yield* this.#node(node);
      if (ending !== null) return ending;
    }
    return null;
  }

  *#node(node: ShellNode): Run {
    switch (node.kind) {
      case "command":
        return yield* this.#joined(node.joint, this.#command(node.text, node.joint === "|", node.start));
      case "group":
        return yield* this.#joined(node.joint, this.run(node.body));
      case "if":
        return yield* this.#if(node.arms, node.otherwise);
      case "case":
        return yield* this.#case(node);
      case "for":
        return yield* this.#for(node);
      case "while":
        return yield* this.#while(node);
      case "function":
        this.#scope.functions.set(node.name, node.body);
        return null;
    }
  }

  *#joined(joint: Joint, run: Run): Run {
    const before = this.#outcome;
    if ((joint === "&&" && before === false) || (joint === "||" && before === true)) return null;
    if ((joint !== "&&" && joint !== "||") || before !== null) return yield* run;
    const ending = yield* this.#either([run], true);
    this.#outcome = null;
    return ending;
  }

  /** Alternatives of which the script runs one, or none; those that end it change nothing for what follows. */
  *#either(runs: readonly Run[], orNone: boolean): Run {
    const before = this.#scope.snapshot();
    const outer = this.#branch;
    const ends: ShellState[] = orNone ? [before] : [];
    const endings: Ending[] = orNone ? [null] : [];
    for (const run of runs) {
      this.#scope.restore(before);
      this.#branch = ++this.#branches;
      const ending = yield* run;
      endings.push(ending);
      if (ending === null) ends.push(this.#scope.snapshot());
    }
    this.#branch = outer;
    if (ends.length === 0) {
      this.#scope.restore(before);
      return endings.every((ending) => ending === endings[0]) ? (endings[0] ?? null) : null;
    }
    this.#scope.join(ends);
    return null;
  }

  *#if(arms: Extract<ShellNode, { kind: "if" }>["arms"], otherwise: readonly ShellNode[]): Run {
    const [first, ...rest] = arms;
    if (!first) return yield* this.run(otherwise);
    yield* this.run(first.condition);
    const outcome = this.#outcome;
    if (outcome === true) return yield* this.run(first.body);
    if (outcome === false) return yield* this.#if(rest, otherwise);
    return yield* this.#either([this.run(first.body), this.#if(rest, otherwise)], false);
  }

  *#case({ subject, arms }: Extract<ShellNode, { kind: "case" }>): Run {
    const [value = ""] = this.#words(subject);
    const patterns = arms.map((arm) => arm.patterns.map((pattern) => this.#words(pattern)[0] ?? ""));
    if (isOpen(value)) {
      if (value === "$1") for (const [first = ""] of patterns) this.#scope.choices.add(first);
      return yield* this.#either(
        arms.map((arm) => this.run(arm.body)),
        !patterns.some((all) => all.includes("*")),
      );
    }
    const possible: (readonly ShellNode[])[] = [];
    for (const [index, arm] of arms.entries()) {
      const outcomes = (patterns[index] ?? []).map((pattern) => matches(value, pattern));
      if (outcomes.includes(true)) {
        if (possible.length === 0) return yield* this.run(arm.body);
        possible.push(arm.body);
        break;
      }
      if (outcomes.includes(null)) possible.push(arm.body);
    }
    return yield* this.#either(
      possible.map((body) => this.run(body)),
      true,
    );
  }

  *#for({ variable, words, body }: Extract<ShellNode, { kind: "for" }>): Run {
    if (variable === null) return yield* this.#either([this.#round(body)], true);
    const items = words === null ? this.#scope.args : this.#words(words);
    if (variable === null || items === null || items.length > mostRounds || items.some(isOpen)) {
      if (variable !== null) this.#scope.unset(variable);
      return yield* this.#either([this.#round(body)], true);
    }
    const isUsed = new RegExp(`\\$\\{?!?${variable}\\b`).test(JSON.stringify(body));
    for (const item of isUsed ? items : items.slice(0, 1)) {
      this.#scope.set(variable, item);
      const ending = yield* this.run(body);
      if (ending === "loop") break;
      if (ending !== null && ending !== "round") return ending;
    }
    return null;
  }

  /** A loop goes round again as long as it takes arguments off; of any other, once stands for all. */
  *#while({ isUntil, condition, body }: Extract<ShellNode, { kind: "while" }>): Run {
    for (let round = 0; round < mostRounds; round++) {
      yield* this.run(condition);
      const goesOn = isUntil ? negated(this.#outcome) : this.#outcome;
      if (goesOn === false) return null;
      if (goesOn === null) return yield* this.#either([this.#round(body)], true);
      const before = this.#scope.args?.length;
      const ending = yield* this.run(body);
      if (ending === "loop") return null;
      if (ending !== null && ending !== "round") return ending;
      if (this.#scope.args?.length === before) return null;
    }
    return null;
  }

  *#round(body: readonly ShellNode[]): Run {
    const ending = yield* this.run(body);
    return ending === "loop" || ending === "round" ? null : ending;
  }

  #words(text: string): readonly string[] {
    return tokens(prepared(text, this.#scope), (key) => expansionOf(key, this.#scope)).flatMap((entry) =>
      typeof entry === "string" ? [entry] : "pattern" in entry ? [entry.pattern] : [],
    );
  }

  *#command(text: string, piped: boolean, start: number): Run {
    this.#start = start;
    const [, name, adds, written = ""] = listAssignment.exec(text) ?? [];
    if (name !== undefined) {
      const before = adds === "+" ? this.#scope.list(name) : [];
      this.#scope.setList(name, before && [...before, ...this.#words(written.replace(/\n/g, " "))]);
      return null;
    }
    const isNegated = /^\s*!\s/.test(text);
    if (/^\s*(?:!\s+)?\[\[?\s/.test(text)) {
      this.#outcome = isNegated ? negated(this.#test(text.replace(/^\s*!\s/, ""))) : this.#test(text);
      return null;
    }
    for (const command of commandsOf(
      prepared(text, this.#scope),
      (key) => expansionOf(key, this.#scope),
      this.#depth,
    )) {
      this.#subshells();
      this.#outcome = null;
      const ending = yield* this.#one(command, piped);
      if (isNegated) this.#outcome = negated(this.#outcome);
      // Whatever ends a subshell ends nothing else.
      if (ending !== null && this.#depth.depth === 0) return ending;
    }
    this.#subshells();
    return null;
  }

  /** What a subshell sets is gone when it ends. */
  #subshells(): void {
    while (this.#around.length < this.#depth.depth) this.#around.push(this.#scope.snapshot());
    while (this.#around.length > this.#depth.depth) {
      const before = this.#around.pop();
      if (before) this.#scope.restore(before);
    }
  }

  #test(text: string): boolean | null {
    const entries = tokens(prepared(text, this.#scope), (key) => expansionOf(key, this.#scope));
    const words = entries.map((entry) =>
      typeof entry === "string" ? entry : "pattern" in entry ? entry.pattern : "op" in entry ? entry.op : "",
    );
    return testOutcome(words.slice(1).filter((word) => word !== "]" && word !== "]]"));
  }

  *#one(command: ShellCommand, piped: boolean): Run {
    const [name = "", ...args] = command.words;
    switch (name) {
      case "exit":
        return "script";
      case "return":
        return "function";
      case "break":
        return "loop";
      case "continue":
        return "round";
      case "true":
      case ":":
      case "":
        this.#outcome = true;
        break;
      case "false":
        this.#outcome = false;
        break;
      case "test":
        this.#outcome = testOutcome(args);
        return null;
      case "shift":
        this.#scope.args = this.#scope.args?.slice(Number(args[0] ?? "1") || 1) ?? null;
        return null;
      case "set":
        if (args.includes("--")) this.#scope.args = args.slice(args.indexOf("--") + 1);
        return null;
      case "read":
      case "mapfile":
      case "readarray":
        for (const variable of args.filter((word) => /^[A-Za-z_]\w*$/.test(word))) this.#scope.ask(variable);
        return null;
      case "local":
      case "declare":
      case "typeset":
        this.#own([...command.assignments, ...args.map((word) => ({ name: word.replace(/=.*$/s, ""), value: "" }))]);
        break;
    }
    const body = this.#scope.functions.get(name);
    if (body && !this.#open.includes(name) && this.#open.length < deepestCall)
      return yield* this.#call(name, body, args);
    yield { ...command, piped, branch: this.#branch, start: this.#start };
    return null;
  }

  #own(declared: readonly Assignment[]): void {
    const locals = this.#locals.at(-1);
    for (const { name } of declared) if (locals && !locals.has(name)) locals.set(name, this.#scope.variables.get(name));
  }

  *#call(name: string, body: readonly ShellNode[], args: readonly string[]): Run {
    const outer = this.#scope.args;
    this.#scope.args = args;
    this.#open.push(name);
    this.#locals.push(new Map());
    const ending = yield* this.run(body);
    for (const [variable, value] of this.#locals.pop() ?? [])
      if (value === undefined) this.#scope.unset(variable);
      else this.#scope.set(variable, value);
    this.#open.pop();
    this.#scope.args = outer;
    this.#outcome = null;
    return ending === "script" ? ending : null;
  }
}
