import type { DocumentEntry, DocumentNode } from "../../model/document.ts";
import type { Place } from "../../model/location.ts";
import { type Options, valuesOf } from "../ci/options.ts";
import { scalarOf, undecided } from "./template-values.ts";

/** Values that a command line of helm gives a chart, over those of its files: `--set index=kb-staging,store.host=…`. */
export function commandValues(options: Options, at: Place): readonly DocumentNode[] {
  const written = valuesOf(options, "set", "set-string").flatMap((text) => text.split(/(?<!\\),/));
  const pairs = [...written, ...valuesOf(options, "set-literal")].flatMap((text) => pairIn(text, true));
  const open = valuesOf(options, "set-file", "set-json").flatMap((text) => pairIn(text, false));
  return [...pairs, ...open].map(({ keys, text }) => nested(keys, text, at));
}

interface Pair {
  readonly keys: readonly string[];
  /** Null for what the command line does not tell. */
  readonly text: string | null;
}

function pairIn(written: string, isTold: boolean): readonly Pair[] {
  const [, key = "", text = ""] = /^([^=]+)=([\s\S]*)$/.exec(written.trim()) ?? [];
  const keys = key.split(/(?<!\\)\./).map((part) => part.replaceAll("\\", ""));
  const list = keys.findIndex((part) => part.includes("["));
  // One element of a list is set: what the list is then depends on the rest of it.
  const told = list < 0 ? keys : [...keys.slice(0, list), (keys[list] ?? "").replace(/\[.*$/, "")];
  if (told.some((part) => !/^[\w$-]{1,100}$/.test(part)) || told.length > 12) return [];
  const isKnown = isTold && list < 0 && !/[$`\uE000{]|^\[/.test(text);
  return [{ keys: told, text: isKnown ? text.replaceAll("\\,", ",") : null }];
}

function nested([key = "", ...rest]: readonly string[], text: string | null, at: Place): DocumentNode {
  const inside =
    rest.length > 0
      ? nested(rest, text, at)
      : text === null
        ? undecided("given on the command line", at)
        : scalarOf(text, at);
  const entry: DocumentEntry = { key, at, value: inside };
  return { kind: "map", entries: [entry], at };
}
