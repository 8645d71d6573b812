import type { RunbookFact } from "../model/operations-facts.ts";
import { type MarkNode, spanOf } from "./mark-node.ts";

type Reference = RunbookFact["references"][number];

const programs = /^(?:node|tsx|ts-node|bun|deno run|bash|sh|zsh|python3?)$/;
const extension = /\.(?:[cm]?[jt]sx?|sh|bash|py|ya?ml|json|sql|toml|md|mdx|tf)$/;
/** What a person fills in, or what another tool makes, is not looked for. */
const filledIn = /[<>{}$*`"'|\\]|\.\.\.|…/;
const made = /(?:^|\/)(?:node_modules|dist|build|out|tmp|coverage|\.next|\.env[^/]*)(?:\/|$)/;

/** What a node of a runbook refers to in its repository, as far as that is beyond doubt. */
export function referencesIn(node: MarkNode): readonly Reference[] {
  const span = spanOf(node.position);
  if (node.type === "link" && node.url !== undefined) {
    const path = decoded(node.url.replace(/[?#].*$/, ""));
    const isLocal = path !== "" && !/^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(path);
    return isLocal && isPlainPath(path) ? [{ kind: "link", text: path, span }] : [];
  }
  if (node.type === "inlineCode" && node.value !== undefined) {
    const bare = node.value.trim();
    if (/^[\w.-]+(?:\/[\w.-]+)+$/.test(bare) && isPlainPath(bare)) return [{ kind: "path", text: bare, span }];
    return commandIn(bare).map((one) => ({ ...one, span }));
  }
  return node.type === "code" ? inBlock(node) : [];
}

function inBlock({ value = "", lang, position }: MarkNode): readonly Reference[] {
  if (lang && !/^(?:sh|bash|shell|zsh|console|shellsession|text|terminal)$/i.test(lang)) return [];
  const block = spanOf(position);
  const found: Reference[] = [];
  const lines = value.split("\n");
  // Between fences the first line is the next one; a block that is indented begins with it.
  const first = block.startLine + (block.endLine - block.startLine + 1 > lines.length ? 1 : 0);
  for (const [index, line] of lines.entries()) {
    const command = line.trim().replace(/^\$\s+/, "");
    // From here on the folder is another one.
    if (/^(?:cd|pushd|ssh|docker|kubectl exec|git clone)\b/.test(command)) break;
    const startLine = first + index;
    const startColumn = block.startColumn + line.length - line.trimStart().length;
    const span = { startLine, startColumn, endLine: startLine, endColumn: block.startColumn + line.length };
    found.push(...commandIn(command).map((one) => ({ ...one, span })));
  }
  return found;
}

function commandIn(command: string): readonly Omit<Reference, "span">[] {
  if (command.startsWith("#")) return [];
  const words = command
    .replace(/\s+#.*$/, "")
    .split(/\s+/)
    .filter((word) => !/^[A-Z_][A-Z0-9_]*=/.test(word));
  const [program = "", first = "", second = ""] = words;
  if (/^(?:npm|pnpm|yarn|bun)$/.test(program) && first === "run") {
    return /^[\w:.-]+$/.test(second) && /^\w/.test(second) ? [{ kind: "script", text: second }] : [];
  }
  if (program === "gh" && first === "workflow" && second === "run") {
    const name = (words[3] ?? "").replace(/^(?:\.\/)?\.github\/workflows\//, "");
    const isElsewhere = words.some((word) => /^(?:-R|--repo)/.test(word));
    return !isElsewhere && /^[\w.-]+\.ya?ml$/.test(name) ? [{ kind: "workflow", text: name }] : [];
  }
  const path = programs.test(program) ? first : /^\.\/[\w./-]+$/.test(program) ? program : "";
  const text = path.replace(/^\.\//, "");
  return text.includes("/") && isPlainPath(text) ? [{ kind: "command", text }] : [];
}

function isPlainPath(path: string): boolean {
  return extension.test(path) && !filledIn.test(path) && !made.test(path) && path.length < 200;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
