import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** The ways in which one signal is made true, or seems to be (`look-alike`). */
export const ways = [
  "same literal",
  "same value under two names",
  "shared through a default",
  "sub-scope only",
  "through several modules",
  "same secret reference",
  "CI with production's secret",
  "selectable by the model",
  "untagged event",
  "look-alike",
] as const;

const edit = z.union([
  z.strictObject({ file: z.string(), replace: z.string(), by: z.string() }),
  z.strictObject({ file: z.string(), create: z.string() }),
  z.strictObject({ file: z.string(), delete: z.literal(true) }),
]);

const mutant = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    way: z.enum(ways),
    /** The signal that becomes true; absent for a look-alike, which makes none true. */
    signal: z.number().int().min(1).max(5).optional(),
    edits: z.array(edit).min(1),
    /** Lines that one proven finding must name, as `file: text on the line` (see `lineOf`), after the edits. */
    at: z.array(z.record(z.string(), z.string())).default([]),
    /** Further signals that become true with it. */
    also: z.array(z.number().int().min(1).max(5)).default([]),
    /** Why it is not caught yet; the bench fails once it is, so that the note goes. */
    missed: z.string().optional(),
  })
  .refine((one) => (one.way === "look-alike") === (one.signal === undefined), "a look-alike makes no signal true")
  .refine((one) => one.signal === undefined || one.at.length > 0, "a mutant says where it has to be found");

const manifest = z.strictObject({
  /** How the stack is deployed, for the table. */
  style: z.string(),
  /** The five verdicts of the clean stack, as in `pass pass pass pass not-applicable`. */
  clean: z.string(),
  mutants: z.array(mutant),
});

export type Mutant = z.infer<typeof mutant>;
export type Files = Readonly<Record<string, string>>;

/** A clean stack with everything that is made of it. */
export interface Case {
  readonly name: string;
  readonly style: string;
  readonly clean: string;
  readonly files: Files;
  readonly mutants: readonly Mutant[];
}

/** Reads every folder of `folder` that holds a `repo/` and a `mutants.yaml`. */
export function readCases(folder: string): Case[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const read = manifest.parse(parse(readFileSync(join(folder, name, "mutants.yaml"), "utf8")));
      return { name, ...read, files: readFiles(join(folder, name, "repo")) };
    });
}

/** @throws Error if the stack is not what the mutant was written for. */
export function mutate(files: Files, { id, edits }: Mutant): Files {
  const changed: Record<string, string> = { ...files };
  for (const one of edits) {
    const text = changed[one.file];
    if ("create" in one) {
      if (text !== undefined) throw new Error(`${id}: ${one.file} is there already`);
      changed[one.file] = one.create;
    } else if (text === undefined) throw new Error(`${id}: there is no ${one.file}`);
    else if ("delete" in one) delete changed[one.file];
    else if (text.split(one.replace).length !== 2)
      throw new Error(
        `${id}: ${one.file} holds ${JSON.stringify(one.replace)} ${text.split(one.replace).length - 1} times`,
      );
    else changed[one.file] = text.replace(one.replace, () => one.by);
  }
  return changed;
}

/**
 * The line that a place of `at` means, counted from 1: the only one that holds `needle`, or for `section >> needle` the first
 * that holds it at or below the only one that holds `section`.
 */
export function lineOf(files: Files, file: string, needle: string): number {
  const lines = (files[file] ?? "").split(/\r?\n/);
  const [section, inner] = needle.split(" >> ");
  if (section === undefined || inner === undefined) return onlyLine(lines, file, needle);
  const start = onlyLine(lines, file, section);
  const below = lines.slice(start - 1).findIndex((line) => line.includes(inner));
  if (below === -1) throw new Error(`${file}: no line below ${section} holds ${inner}`);
  return start + below;
}

function onlyLine(lines: readonly string[], file: string, needle: string): number {
  const found = lines.flatMap((line, index) => (line.includes(needle) ? [index + 1] : []));
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${file}: ${found.length} lines hold ${needle}`);
  return only;
}

function readFiles(root: string, below = ""): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(files, readFiles(root, path));
    else files[path] = readFileSync(join(root, path), "utf8");
  }
  return files;
}
