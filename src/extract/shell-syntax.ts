import type { Mention, Segment, Syntax } from "./references.ts";

/** `${VAR}`, `${VAR:-default}` and whatever else a shell, Compose or dotenv expands; `$$` and `\$` are a plain `$`. */
export const shellSyntax: Syntax = (text) => expand(text, false);

/** As {@link shellSyntax}, and `$VAR` without braces, which dotenv values often hold as a part of a password. */
export const composeSyntax: Syntax = (text) => expand(text, true);

function expand(text: string, bare: boolean): readonly Segment[] {
  const segments: Segment[] = [];
  let fixed = "";
  const push = (segment: Segment): void => {
    if (fixed !== "") segments.push({ kind: "text", text: fixed });
    fixed = "";
    segments.push(segment);
  };
  for (let index = 0; index < text.length; ) {
    const rest = text.slice(index, index + 2);
    if ((rest === "$$" && bare) || rest === "\\$") {
      fixed += "$";
      index += 2;
      continue;
    }
    const end = rest === "${" ? closing(text, index + 1) : -1;
    if (end > 0) {
      push(inBraces(text.slice(index + 2, end)));
      index = end + 1;
      continue;
    }
    const name = bare || index === 0 ? bareName(text, index, bare) : null;
    if (name !== null) {
      push({ kind: "reference", store: "environment", name, fallback: null });
      index += name.length + 1;
      continue;
    }
    fixed += text.charAt(index);
    index++;
  }
  if (fixed !== "" || segments.length === 0) segments.push({ kind: "text", text: fixed });
  return segments;
}

/** Without braces only the whole value is taken for a reference, unless the format surely expands it. */
function bareName(text: string, index: number, anywhere: boolean): string | null {
  if (text.charAt(index) !== "$") return null;
  const pattern = anywhere ? /\$([A-Za-z_][A-Za-z0-9_]*)/y : /\$([A-Z_][A-Z0-9_]*)$/y;
  pattern.lastIndex = index;
  return pattern.exec(text)?.[1] ?? null;
}

function inBraces(inside: string): Segment {
  const match = /^([A-Za-z_][\w.]*)(?:(:?[-?+])(.*))?$/s.exec(inside);
  const [, name = "", operator = "", word = ""] = match ?? [];
  const isDefault = operator.endsWith("-");
  if (name !== "" && !(isDefault && word.includes("${")) && !operator.endsWith("+")) {
    return { kind: "reference", store: "environment", name, fallback: isDefault ? word : null };
  }
  return { kind: "expression", text: `\${${inside}}`, mentions: namesIn(inside) };
}

function namesIn(inside: string): readonly Mention[] {
  const names = [
    /^[A-Za-z_]\w*/.exec(inside)?.[0] ?? "",
    ...[...inside.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ""),
  ];
  return names.filter((name) => name !== "").map((name) => ({ store: "environment", name }));
}

/** The brace that closes the one at `start`; -1 if none does. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return index;
    else if (character === "\n") return -1;
  }
  return -1;
}
