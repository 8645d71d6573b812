import { isDay } from "../../model/day.ts";
import { type IgnoreComment, ignoreWord } from "../../model/ignore-comment.ts";
import { nearest } from "../../model/nearest.ts";

export type Directive = Omit<IgnoreComment, "line">;

/** Enough for a reason; what is longer is cut, as it is printed wherever the finding is. */
const longestReason = 500;
const longestName = 120;

const beginning = new RegExp(`^[\\s/*#!{-]*${ignoreWord}(?<more>[\\w-]*):?(?<rest>.*)$`);
const settings: readonly string[] = ["owner", "until"];

/** Reads one line of a comment; null if it asks for nothing. Prose that only mentions the word does not begin with it. */
export function readDirective(line: string): Directive | null {
  const match = beginning.exec(line);
  if (match === null) return null;
  const { more = "", rest = "" } = match.groups ?? {};
  const [, head = "", reason = ""] = /^(.*?)(?:(?:^|\s)--(?:\s+(.*))?)?$/.exec(rest.trim()) ?? [];
  const [check = "", ...words] = head.match(/[^\s="]+="[^"]*"|\S+/g) ?? [];
  const told = new Map(words.map(readSetting));
  const directive = {
    check: bounded(check, longestName),
    reason: bounded(reason.trim(), longestReason),
    owner: told.get("owner") || null,
    expires: told.get("until") || null,
  };
  return { ...directive, flaw: flawOf({ ...directive, more, words, told }) };
}

function readSetting(word: string): readonly [name: string, value: string] {
  const at = word.indexOf("=");
  if (at < 0) return [word, ""];
  return [word.slice(0, at), bounded(word.slice(at + 1).replace(/^"(.*)"$/, "$1"), longestName)];
}

interface Written extends Omit<Directive, "flaw"> {
  /** What follows the word without a space. */
  readonly more: string;
  readonly words: readonly string[];
  readonly told: ReadonlyMap<string, string>;
}

function flawOf({ more, check, reason, words, told, expires }: Written): string | null {
  if (more !== "") return `the word is ${ignoreWord}, and it covers its own line or the next`;
  if (check === "") return "it names no check";
  if (words.some((word) => !word.includes("="))) return "it names more than one check; each needs a comment of its own";
  const strange = [...told.keys()].find((name) => !settings.includes(name));
  if (strange !== undefined) {
    const guess = nearest(strange, settings);
    return `it knows owner= and until= only${guess === null ? "" : `; did you mean ${guess}=`}`;
  }
  if ([...told.values()].includes("")) return "one of its settings has no value";
  if (expires !== null && !isDay(expires)) return "until= is no day written as YYYY-MM-DD";
  return reason === "" ? "it gives no reason" : null;
}

function bounded(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
