import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import { classOf } from "../model/environment.ts";
import { maxLength } from "./config-node.ts";
import { readDotenvName } from "./dotenv-name.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { createPositions, fileStart, withoutMark } from "./positions.ts";
import { bindingValue, literalSyntax } from "./references.ts";

/**
 * Reads templates of dotenv files that a tool fills in from a secret store: `op inject -i env/staging.tpl`, the templates of
 * the agents of Vault. An example for people has no such references, and is none.
 */
export const secretTemplate: Extractor = {
  id: "secret-template",
  version: 1,
  wants(path, zone) {
    return zone !== "docs" && zone !== "fixture" && zone !== "generated" && templateName(path) !== null;
  },
  extract({ path, text: source }, { seal }) {
    const name = templateName(path);
    if (name === null || source.length > maxLength || !/op:\/\/|\{\{-?\s*(?:with\s+)?secret\s/.test(source)) return [];
    const entries = entriesIn(withoutMark(source), seal);
    const fact: BindingsFact = {
      ...{ kind: "bindings", source: "dotenv", environment: name.environment, service: null, layer: "override" },
      ...{ entries, includes: [], hints: [{ kind: "file", text: "template", span: fileStart }], span: fileStart },
    };
    return entries.length === 0 ? [] : [fact];
  },
};

const ending = /\.(?:tpl|tmpl|template|ctmpl)$/i;

/** `.env.staging.tpl`, `staging.env.ctmpl`, `ops/env/staging.tpl`; null for any other file. */
function templateName(path: string): { readonly environment: string | null } | null {
  const stem = fileName(path).replace(ending, "");
  if (stem === fileName(path)) return null;
  const told = readDotenvName(stem)?.environment ?? stem;
  return { environment: /^[\w-]+$/.test(told) && classOf(told) !== "other" ? told.toLowerCase() : null };
}

const assignment = /^[^\S\n]*(?:export[^\S\n]+)?([A-Za-z_]\w*)=(.*)$/;

function entriesIn(text: string, seal: Seal): readonly BindingEntry[] {
  const positions = createPositions(text);
  const found = new Map<string, BindingEntry>();
  /** What `{{ with secret "path" }}` has opened; null inside another block. */
  const open: (string | null)[] = [];
  let offset = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const marks = line.length > longestLine ? [] : [...line.matchAll(mark)];
    for (const [, word, path] of marks) if (word !== "end") open.push(path ?? null);
    const [, name, written = ""] = assignment.exec(line.slice(0, longestLine).trimEnd().replace(blocks, "")) ?? [];
    if (name !== undefined) {
      const path = open.findLast((one) => one !== null) ?? null;
      const value = bindingValue(unbraced(unquoted(written.trim()), path), name, literalSyntax, seal);
      const start = offset + line.search(/\S/);
      found.set(name, { name, value, span: positions.span(start, offset + line.trimEnd().length) });
    }
    for (const [, word] of marks) if (word === "end") open.pop();
    offset += line.length;
  }
  return [...found.values()];
}

const longestLine = 4_000;
const mark = /\{\{-?\s*(with|range|if|end)\b\s*(?:secret\s+"([^"]+)")?[^}]*\}\}/g;

/** Blocks that stand around a value on its own line. */
const blocks = /\{\{-?\s*(?:with|end)\b[^}]*\}\}/g;

function unquoted(text: string): string {
  return (
    /^"([^"]*)"$|^'([^']*)'$/
      .exec(text)
      ?.slice(1)
      .find((inside) => inside !== undefined) ?? text
  );
}

/** `{{ op://vault/item/field }}` and `{{ .Data.data.key }}` as the references that they are. */
function unbraced(text: string, path: string | null): string {
  const inside = /^\{\{-?([^{}]*?)-?\}\}$/.exec(text)?.[1]?.trim();
  if (inside === undefined) return text;
  if (inside.startsWith("op://")) return inside;
  const field = /^\.Data(?:\.data)?\.([\w-]+)$/.exec(inside)?.[1];
  return field !== undefined && path !== null ? `vault:${path}#${field}` : text;
}
