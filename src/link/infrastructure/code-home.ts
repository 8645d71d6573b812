import { isEnvironmentWord, splitWords } from "../../model/environment.ts";
import type { Fact, Located } from "../../model/facts.ts";
import { ancestors, directoryOf, join } from "../program/resolve.ts";

/** What infrastructure says of the program that it runs. */
export interface ProgramClues {
  /** Folder of the file that declares it. */
  readonly directory: string;
  readonly names: readonly string[];
  readonly images: readonly string[];
  readonly code: readonly string[];
}

/** Tells which package of the repository a program is made of, by the path of its code, else by its name. */
export class CodeHomes {
  readonly #packages: ReadonlyMap<string, string | null>;

  constructor(facts: readonly Located<Fact>[]) {
    const isInfrastructure = new Set(
      facts.flatMap((fact) => (fact.kind === "infrastructure" ? ancestors(directoryOf(fact.path)).slice(0, -1) : [])),
    );
    const modules = facts.flatMap((fact) => (fact.kind === "module" ? ancestors(directoryOf(fact.path)) : []));
    const withCode = new Set(modules);
    this.#packages = new Map(
      facts.flatMap((fact) => {
        if (fact.kind !== "package") return [];
        const directory = directoryOf(fact.path);
        // The package around the infrastructure itself has no program in it, unless it has code.
        const isProgram = withCode.has(directory) && (!isInfrastructure.has(directory) || directory === "");
        return isProgram ? [[directory, fact.name] as const] : [];
      }),
    );
  }

  /** The folder of the program; the root of the repository where nothing tells it apart. */
  homeOf({ directory, names, images, code }: ProgramClues): string {
    for (const path of code) {
      const home = this.#byPath(directory, path);
      if (home !== null) return home;
    }
    for (const name of [...names, ...images]) {
      const home = this.#byName(name);
      if (home !== null) return home;
    }
    const [only, ...more] = [...this.#packages.keys()].filter((home) => home !== "");
    return only !== undefined && more.length === 0 && !this.#packages.has("") ? only : "";
  }

  #byPath(directory: string, path: string): string | null {
    if (!/^[\w@./-]+$/.test(path)) return null;
    // Paths that start with the folder of the module have been told from the root already.
    for (const full of [join(path), join(directory, path)]) {
      if (full.startsWith("..")) continue;
      const home = ancestors(full).find((folder) => folder !== "" && this.#packages.has(folder));
      if (home !== undefined) return home;
    }
    return null;
  }

  #byName(name: string): string | null {
    const wanted = wordsOf(name.replace(/[:@].*$/, ""));
    const fitting = [...this.#packages].filter(([directory, called]) =>
      [directory.slice(directory.lastIndexOf("/") + 1), called ?? ""].some((one) => {
        const words = wordsOf(one.slice(one.lastIndexOf("/") + 1));
        return directory !== "" && words.length > 0 && endsWith(wanted, words);
      }),
    );
    const [only, ...more] = fitting;
    return only && more.length === 0 ? only[0] : null;
  }
}

/** Words of what a thing does around its name. */
const around = new Set([
  ...["lambda", "function", "service", "svc", "app", "task", "def", "definition", "container", "image", "server"],
  ...["latest", "repository", "ecr", "run", "fn", "deployment", "settings", "appsettings"],
]);

function wordsOf(name: string): readonly string[] {
  return splitWords(name).filter((word) => !isEnvironmentWord(word) && !around.has(word));
}

/** `acme-support-api` is the program in `packages/support-api`. */
function endsWith(words: readonly string[], last: readonly string[]): boolean {
  return words.length >= last.length && last.every((word, index) => words[words.length - last.length + index] === word);
}
