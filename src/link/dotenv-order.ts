import type { Place } from "../model/location.ts";
import { join } from "./program/resolve.ts";

/** Files of variables that one start of a program reads together. */
export interface Cascade {
  /** Where they are read. */
  readonly at: Place;
  /** Which of two files a variable comes from that both of them set; null if they are not read together. */
  readonly wins: (base: string, named: string) => "base" | "named" | null;
}

interface Read {
  /** The first that sets a variable wins; a path as the texts that it can be, `\0` in them for what is not known. */
  readonly files: readonly (readonly string[])[];
  /** Folders that the paths may be relative to. */
  readonly folders: readonly string[];
  readonly at: Place;
  /** Whether the file is not where the program is deployed. */
  readonly isAbsent: (path: string) => boolean;
}

/** The order of the files that a program reads. */
export function cascadeOf({ files, folders, at, isAbsent }: Read): Cascade {
  const readers = files.map((texts) => texts.map((text) => folders.map((folder) => matcher(join(folder, text)))));
  const wins = (base: string, named: string): "base" | "named" | null => {
    // A base is read in every environment, so that its path is one and known.
    const below = files.findIndex(
      (texts) => texts.length === 1 && folders.some((folder) => join(folder, texts[0] ?? "") === base),
    );
    const above = readers.findIndex(
      (texts, index) => index !== below && texts.some((matchers) => matchers.some((matches) => matches(named))),
    );
    if (below < 0 || above < 0 || (isAbsent(base) && !isAbsent(named))) return null;
    return below < above ? "base" : "named";
  };
  return { at, wins };
}

function matcher(path: string): (text: string) => boolean {
  if (!path.includes("\0")) return (text) => text === path;
  const [first = "", ...rest] = path.split("\0");
  const last = rest.at(-1) ?? "";
  // What is put in is a name, and no folder.
  return (text) =>
    text.startsWith(first) &&
    text.endsWith(last) &&
    text.length > first.length + last.length &&
    !text.slice(first.length, text.length - last.length).includes("/");
}
