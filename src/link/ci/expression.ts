import { data, type Expr, Lexer, Parser } from "@actions/expressions";
import type { Place } from "../../model/location.ts";
import {
  choiceOf,
  joinMeanings,
  type Meaning,
  optionsOf,
  type Scope,
  textMeaning,
  textOf,
  truthOf,
  unknownMeaning,
} from "./meaning.ts";
import { type Outside, outsideVariable } from "./outside.ts";

/** What the names in an expression stand for where it is written. */
export interface Context {
  readonly inputs: ReadonlyMap<string, Meaning>;
  readonly matrix: ReadonlyMap<string, string>;
  readonly env: ReadonlyMap<string, Meaning>;
  readonly scope: Scope;
  /** What the caller of a reusable workflow hands over; null where the repository's secrets are in reach. */
  readonly passedSecrets: ReadonlyMap<string, Meaning> | null;
  /** Where the caller writes what it hands over: inputs in lower case, secrets as `secrets.NAME`. */
  readonly handedAt: ReadonlyMap<string, Place>;
  /** Where the defaults of inputs stand that the caller leaves out, and the step that takes them by doing so. */
  readonly defaultAt?: ReadonlyMap<string, { readonly at: Place; readonly by: Place }>;
  /** What earlier steps of the job wrote, as `step.name`. */
  readonly outputs: ReadonlyMap<string, Meaning>;
  /** What variables are that no file sets; null where jobs get none but those that are written down. */
  readonly outside: Outside | null;
}

export const emptyContext: Context = {
  inputs: new Map(),
  matrix: new Map(),
  env: new Map(),
  scope: { kind: "repository" },
  passedSecrets: null,
  handedAt: new Map(),
  outputs: new Map(),
  outside: null,
};

const contexts = [
  "github",
  "env",
  "vars",
  "job",
  "jobs",
  "steps",
  "runner",
  "secrets",
  "strategy",
  "matrix",
  "needs",
  "inputs",
  "gitea",
];
const longest = 2_000;

/** One expression in a text. Its strings may hold braces; longer ones than anybody writes are left as they are. */
export const expressionPattern = /\$\{\{((?:'[^']*'|[^'}]|\}(?!\})){0,2000})\}\}/g;

/** The meaning of a text in which `${{ … }}` may stand. */
export function meaningOfTemplate(text: string, context: Context): Meaning {
  const parts: Meaning[] = [];
  let end = 0;
  for (const match of text.matchAll(expressionPattern)) {
    if (match.index > end) parts.push(textMeaning(text.slice(end, match.index)));
    parts.push(meaningOfExpression(match[1] ?? "", context));
    end = match.index + match[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push(textMeaning(text.slice(end)));
  return joinMeanings(parts);
}

/** Whether an `if:` is certainly not met, so that what it guards never runs. */
export function neverHolds(condition: string | null, context: Context): boolean {
  if (condition === null) return false;
  const text = condition.trim();
  return (
    truthOf(text.startsWith("${{") ? meaningOfTemplate(text, context) : meaningOfExpression(text, context)) === false
  );
}

/** The meaning of one expression, without its braces. What only the running job knows stays unknown. */
export function meaningOfExpression(text: string, context: Context): Meaning {
  const source = text.trim();
  if (source.length > longest) return unknownMeaning("the expression is too long");
  try {
    return evaluate(new Parser(new Lexer(source).lex().tokens, contexts, functions).parse(), context);
  } catch {
    return unknownMeaning(`${shortened(source)} is not understood`);
  }
}

/** Functions beyond those the language has everywhere. */
const functions = ["success", "failure", "always", "cancelled", "hashFiles"].map((name) => ({
  name,
  minArgs: 0,
  maxArgs: 100,
}));

type Path = readonly (string | null)[];

function evaluate(root: Expr, context: Context): Meaning {
  const go = (expr: Expr): Meaning =>
    expr.accept<Meaning>({
      visitLiteral: ({ literal }) =>
        literal.kind === data.Kind.Boolean
          ? { kind: "flag", value: literal.coerceString() === "true" }
          : textMeaning(literal.coerceString()),
      visitGrouping: ({ group }) => go(group),
      visitUnary: ({ expr: inner }) => {
        const truth = truthOf(go(inner));
        return { kind: "flag", value: truth === null ? null : !truth };
      },
      visitBinary: ({ left, operator, right }) => compare(go(left), operator.lexeme, go(right)),
      visitLogical: ({ operator, args }) => args.map(go).reduce(operator.lexeme === "&&" ? both : either),
      visitContextAccess: ({ name }) => lookUp([name.lexeme.toLowerCase()], context),
      visitIndexAccess: (access) => {
        const map = mapIn(access.expr);
        if (map) return pick(map, go(access.index));
        return lookUpAny(pathsOf(access as unknown as Expr, go), context);
      },
      visitFunctionCall: ({ functionName, args }) => call(functionName.lexeme.toLowerCase(), args, go),
    });
  return go(root);
}

/** `a && b` */
function both(left: Meaning, right: Meaning): Meaning {
  const truth = truthOf(left);
  if (truth !== null) return truth ? right : left;
  return choiceOf([right, { kind: "flag", value: false }]);
}

/** `a || b`: what is surely false gives way; what may be false leaves both. */
function either(left: Meaning, right: Meaning): Meaning {
  const options = optionsOf(left);
  const kept = options.filter((option) => truthOf(option) !== false);
  if (options.every((option) => truthOf(option) === true)) return left;
  return choiceOf([...kept, right]);
}

function compare(left: Meaning, operator: string, right: Meaning): Meaning {
  const [a, b] = [textOf(left), textOf(right)];
  if (a === null || b === null || (operator !== "==" && operator !== "!=")) return { kind: "flag", value: null };
  return { kind: "flag", value: (a.toLowerCase() === b.toLowerCase()) === (operator === "==") };
}

function call(name: string, args: readonly Expr[], go: (expr: Expr) => Meaning): Meaning {
  const values = args.map(go);
  const [first, second] = values;
  if (name === "tojson" && first?.kind === "all-secrets") return first;
  if (name === "format" && first) return format(textOf(first), values.slice(1));
  if ((name === "fromjson" || name === "tojson") && first) return first;
  const [a, b] = [first ? textOf(first)?.toLowerCase() : null, second ? textOf(second)?.toLowerCase() : null];
  if (typeof a === "string" && typeof b === "string") {
    if (name === "contains") return { kind: "flag", value: a.includes(b) };
    if (name === "startswith") return { kind: "flag", value: a.startsWith(b) };
    if (name === "endswith") return { kind: "flag", value: a.endsWith(b) };
  }
  return { kind: "flag", value: name === "always" ? true : null };
}

function format(pattern: string | null, args: readonly Meaning[]): Meaning {
  if (pattern === null) return unknownMeaning("a text that is put together when the job runs");
  const parts = pattern
    .split(/\{(\d+)\}/)
    .map((part, index) => (index % 2 === 0 ? textMeaning(part) : (args[Number(part)] ?? textMeaning(""))));
  return joinMeanings(parts.filter((part) => part.kind !== "text" || part.text !== ""));
}

/** `fromJSON('{"dev": "d"}')`: a table written into the expression. */
function mapIn(expr: Expr): ReadonlyMap<string, Meaning> | null {
  return expr.accept<ReadonlyMap<string, Meaning> | null>({
    visitFunctionCall: ({ functionName, args: [only] }) => {
      if (functionName.lexeme.toLowerCase() !== "fromjson" || !only) return null;
      const text = textOf(evaluate(only, emptyContext));
      const parsed: unknown = text === null ? null : JSON.parse(text);
      if (typeof parsed !== "object" || parsed === null) return null;
      return new Map(Object.entries(parsed).map(([key, value]) => [key.toLowerCase(), textMeaning(String(value))]));
    },
    visitGrouping: ({ group }) => mapIn(group),
    visitLiteral: () => null,
    visitUnary: () => null,
    visitBinary: () => null,
    visitLogical: () => null,
    visitContextAccess: () => null,
    visitIndexAccess: () => null,
  });
}

function pick(map: ReadonlyMap<string, Meaning>, key: Meaning): Meaning {
  const text = textOf(key);
  if (text !== null) return map.get(text.toLowerCase()) ?? textMeaning("");
  return choiceOf([...map.values()]);
}

/** `secrets.A`, `secrets[inputs.name]` as paths; null where a step of the path is not known. */
function pathsOf(expr: Expr, go: (expr: Expr) => Meaning): readonly Path[] {
  return expr.accept<readonly Path[]>({
    visitContextAccess: ({ name }) => [[name.lexeme.toLowerCase()]],
    visitIndexAccess: ({ expr: object, index }) => {
      const keys = isStar(index) ? [null] : optionsOf(go(index)).map(textOf);
      return pathsOf(object, go).flatMap((path) => keys.map((key) => [...path, key]));
    },
    visitGrouping: ({ group }) => pathsOf(group, go),
    visitLiteral: () => [],
    visitUnary: () => [],
    visitBinary: () => [],
    visitLogical: () => [],
    visitFunctionCall: () => [],
  });
}

function isStar(expr: Expr): boolean {
  return Object.keys(expr).length === 0;
}

function lookUpAny(paths: readonly Path[], context: Context): Meaning {
  return paths.length === 0
    ? unknownMeaning("a value that is known when the job runs")
    : choiceOf(paths.map((path) => lookUp(path, context)));
}

function lookUp(path: Path, context: Context): Meaning {
  const [root, ...rest] =
    path[0] === "github" && path[1] === "event" && path[2] === "inputs" ? ["inputs", ...path.slice(3)] : path;
  const [name] = rest;
  if (root === "secrets" && name === undefined) return { kind: "all-secrets" };
  if (typeof name !== "string") return unknownMeaning(`one of \`${root}\` that is picked when the job runs`);
  if (root === "secrets") return secretNamed(name, context);
  if (root === "vars") return { kind: "secret", store: "github-variable", name, scope: context.scope };
  if (root === "inputs")
    return (
      context.inputs.get(name.toLowerCase()) ??
      unknownMeaning(`\`inputs.${name}\` is given when the workflow is started`)
    );
  if (root === "matrix") return matrixValue(name, context);
  if (root === "env")
    return variableNamed(name, context) ?? unknownMeaning(`\`env.${name}\` is not set in the workflow`);
  const output = root === "steps" && rest[1] === "outputs" ? context.outputs.get(`${name}.${rest[2]}`) : undefined;
  if (output) return output;
  if (root === "github" && name === "token") return secretNamed("GITHUB_TOKEN", context);
  return unknownMeaning(`\`${path.join(".")}\` is known when the job runs`);
}

function matrixValue(name: string, context: Context): Meaning {
  const value = context.matrix.get(name.toLowerCase());
  return value === undefined ? unknownMeaning(`\`matrix.${name}\` takes several values`) : textMeaning(value);
}

/** A variable of the job: set in the workflow, by its matrix, or by the CI system for every job; null if by none. */
export function variableNamed(name: string, context: Context): Meaning | null {
  const set = context.env.get(name);
  if (set || !context.outside) return set ?? null;
  const value = context.matrix.get(name.toLowerCase());
  return value === undefined ? outsideVariable(name, context.outside, context.scope) : textMeaning(value);
}

/** A secret of the environment goes before one that the caller passes (CONTROLS §5.1.5). */
export function secretNamed(name: string, context: Context): Meaning {
  const own: Meaning = { kind: "secret", store: "github-secret", name, scope: context.scope };
  if (name === "GITHUB_TOKEN") return { ...own, scope: { kind: "repository" } };
  if (context.passedSecrets === null || context.scope.kind !== "repository") return own;
  // What the caller does not pass is empty.
  return context.passedSecrets.get(name.toUpperCase()) ?? textMeaning("");
}

function shortened(text: string): string {
  return `\`${text.length > 80 ? `${text.slice(0, 80)}…` : text}\``;
}
