import type { Fact, Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import type { ScriptsFact } from "../../model/package-facts.ts";
import { directoryOf, join } from "../program/resolve.ts";
import { readOptions, valuesOf } from "./options.ts";
import { commandName } from "./wrappers.ts";

/** What a recipe of a Makefile, justfile or Taskfile runs. */
export interface Recipe {
  readonly name: string;
  readonly command: string;
  readonly at: Place;
  readonly directory: string;
}

const files: Readonly<Record<string, RegExp>> = {
  make: /^(?:GNU)?[Mm]akefile$/,
  gmake: /^(?:GNU)?[Mm]akefile$/,
  just: /^\.?justfile$/i,
  task: /^Taskfile(?:\.dist)?\.ya?ml$/i,
};

/** The recipes that people and CI start by name, with `make test` and its like. */
export class Recipes {
  readonly #facts: readonly Located<ScriptsFact>[];

  constructor(facts: readonly Located<Fact>[]) {
    this.#facts = facts.filter((fact): fact is Located<ScriptsFact> => fact.kind === "scripts");
  }

  /** The recipes that a command names, of the file in the folder it runs in; none for any other command. */
  startedBy(words: readonly string[], cwd: string): readonly Recipe[] {
    const [first = "", ...args] = words;
    const file = files[commandName(first)];
    if (!file) return [];
    const options = readOptions(
      args,
      new Set(["C", "directory", "f", "file", "j", "jobs", "d", "dir", "working-directory"]),
    );
    const directory = join(cwd, valuesOf(options, "C", "directory", "d", "dir", "working-directory")[0] ?? "");
    const fact = this.#facts.find(({ path }) => directoryOf(path) === directory && file.test(fileName(path)));
    return options.positionals.flatMap((name): readonly Recipe[] => {
      const found = fact?.scripts.find((script) => script.name === name);
      return fact && found
        ? [{ name, command: found.command, at: { path: fact.path, span: found.span }, directory }]
        : [];
    });
  }
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
