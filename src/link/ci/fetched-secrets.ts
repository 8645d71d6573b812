import { parse } from "shell-quote";
import { secretCommand } from "../../catalog/secret-commands.ts";
import type { Meaning } from "./meaning.ts";
import { readOptions, valuesOf } from "./options.ts";

const longest = 2_000;

/** What `$(aws ssm get-parameter --name /desk/key …)` prints, if the command names one secret; null for any other. */
export function fetchedSecret(substitution: string): Meaning | null {
  const inside = /^(?:\$\((.*)\)|`(.*)`)$/s.exec(substitution.trim());
  const text = inside?.[1] ?? inside?.[2];
  if (text === undefined || text.length > longest) return null;
  const words = wordsOf(text);
  const found = secretCommand(words);
  if (!found) return null;
  const { entry, rest } = found;
  const named = [...(entry.options ?? []), ...(entry.account === undefined ? [] : [entry.account])];
  const options = readOptions(rest, new Set([...named, ...otherOptions]));
  const [from, to = (from ?? 0) + 1] = entry.positionals ?? [];
  const parts = [
    ...valuesOf(options, ...(entry.options ?? [])),
    ...(from === undefined ? [] : options.positionals.slice(from, to)),
  ].map((part) => part.replace(/^op:\/\//, ""));
  // A name that a variable decides may be any.
  if (parts.length === 0 || parts.some((part) => part === "" || /[$`\uE000]/.test(part))) return null;
  const [account] = entry.account === undefined ? [] : valuesOf(options, entry.account);
  const scope = account !== undefined && !/[$`\uE000]/.test(account) ? { scope: `${entry.account} ${account}` } : {};
  return { kind: "elsewhere", store: entry.store, name: parts.join("/"), ...scope };
}

const otherOptions = ["query", "output", "region", "o", "format", "version-stage", "type"];

/** The words up to the first operator: what the secret is piped through does not change which it is. */
function wordsOf(text: string): readonly string[] {
  try {
    const words: string[] = [];
    for (const entry of parse(text, (key) => `$${key}`)) {
      if (typeof entry !== "string") break;
      words.push(entry);
    }
    return words;
  } catch {
    return [];
  }
}
