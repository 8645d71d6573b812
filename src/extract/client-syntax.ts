import type { Segment, Syntax } from "./references.ts";

/**
 * The references of MCP clients: `${VAR}` and `${VAR:-default}` (Claude, Gemini), `${env:VAR}` and `${input:id}` (VS Code,
 * Cursor), `{env:VAR}` and `{file:path}` (opencode), and `$VAR` as the whole value.
 */
export const clientSyntax: Syntax = (text) => {
  const whole = /^\$([A-Z_][A-Z0-9_]*)$/.exec(text)?.[1];
  if (whole !== undefined) return [{ kind: "reference", store: "environment", name: whole, fallback: null }];
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([^{}]+)\}|\{((?:env|file):[^{}]+)\}/g)) {
    if (match.index > end) segments.push({ kind: "text", text: text.slice(end, match.index) });
    segments.push(read(match[1] ?? match[2] ?? ""));
    end = match.index + match[0].length;
  }
  if (end < text.length || segments.length === 0) segments.push({ kind: "text", text: text.slice(end) });
  return segments;
};

const stores: Readonly<Record<string, string>> = {
  env: "environment",
  input: "prompt",
  file: "file",
  command: "editor",
  config: "editor",
};

function read(inside: string): Segment {
  const prefixed = /^(env|input|file|command|config):(.+)$/s.exec(inside);
  const store = stores[prefixed?.[1] ?? "env"] ?? "environment";
  const rest = (prefixed?.[2] ?? inside).trim();
  const [, name = rest, fallback = null] = /^([^:]+?):-(.*)$/s.exec(rest) ?? [];
  const isEditor = !prefixed && /^(?:workspaceFolder|userHome|extensionPath|cwd|file|pathSeparator|\/)/.test(name);
  return { kind: "reference", store: isEditor ? "editor" : store, name, fallback };
}
