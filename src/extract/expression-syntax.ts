import type { Mention, Segment, Syntax } from "./references.ts";

const contexts: Readonly<Record<string, string>> = {
  secrets: "github-secret",
  vars: "github-variable",
  env: "github-env",
  inputs: "github-input",
  matrix: "github-matrix",
  steps: "github-output",
  needs: "github-output",
  jobs: "github-output",
  github: "github-context",
  runner: "github-context",
};

/** `${{ … }}` of GitHub Actions. What is more than the name of one value is an expression, and is not evaluated. */
export const expressionSyntax: Syntax = (text) => {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{\{((?:'[^']*'|[^'}]|\}(?!\})){0,2000})\}\}/g)) {
    if (match.index > end) segments.push({ kind: "text", text: text.slice(end, match.index) });
    segments.push(readExpression(match[1] ?? "", match[0]));
    end = match.index + match[0].length;
  }
  if (end < text.length || segments.length === 0) segments.push({ kind: "text", text: text.slice(end) });
  return segments;
};

function readExpression(inside: string, written: string): Segment {
  const mentions = mentionsIn(inside);
  const [only] = mentions;
  const isOne = /^\s*[a-z]+(?:\s*\.\s*[\w*-]+|\s*\[\s*'[^']*'\s*\])+\s*$/i.test(inside);
  if (isOne && only && mentions.length === 1 && only.name !== "*")
    return { kind: "reference", ...only, fallback: null };
  return { kind: "expression", text: written, mentions };
}

/** The values that an expression may take in: `secrets.A`, `vars['B']`; the name `*` where all of them may be meant. */
export function mentionsIn(expression: string): readonly Mention[] {
  const found = new Map<string, Mention>();
  const pattern =
    /'[^']*'|\b(secrets|vars|env|inputs|matrix|steps|needs|jobs|github|runner)\b((?:\s*\.\s*[\w*-]+|\s*\[\s*'[^']*'\s*\])*)/gi;
  for (const match of expression.matchAll(pattern)) {
    if (match[1] === undefined || isMember(expression, match.index)) continue;
    const mention = toMention(match[1].toLowerCase(), pathOf(match[2] ?? ""));
    found.set(`${mention.store} ${mention.name}`, mention);
  }
  return [...found.values()];
}

/** `github.event.inputs` is not the context `inputs`. */
function isMember(expression: string, index: number): boolean {
  return /[.\w-]\s*$/.test(expression.slice(Math.max(0, index - 3), index));
}

function pathOf(written: string): readonly string[] {
  return [...written.matchAll(/\.\s*([\w*-]+)|\[\s*'([^']*)'\s*\]/g)].map((match) => match[1] ?? match[2] ?? "");
}

function toMention(context: string, path: readonly string[]): Mention {
  const store = contexts[context] ?? context;
  const [first = "*"] = path;
  if (context === "github" && path[0] === "event" && path[1] === "inputs" && path[2]) {
    return { store: "github-input", name: path[2] };
  }
  // `secrets.github_token` and `github.token` are one.
  if (context === "github" && path.length === 1 && path[0] === "token")
    return { store: "github-secret", name: "GITHUB_TOKEN" };
  if (context === "secrets" || context === "vars") return { store, name: first === "*" ? "*" : first.toUpperCase() };
  if (context === "env" || context === "inputs") return { store, name: first };
  const owner = context === "matrix" || context === "github" ? [] : [context];
  return { store, name: [...owner, ...(path.length === 0 ? ["*"] : path)].join(".") };
}
