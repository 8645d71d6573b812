import { isEnvironmentWord } from "../../model/environment.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import type { ScriptsFact } from "../../model/package-facts.ts";
import { located } from "./folders.ts";
import { commandName } from "./wrappers.ts";

/** A script of the shell that a command runs. */
export interface ShellFile {
  readonly path: string;
  readonly text: string;
  readonly at: Place;
  readonly args: readonly string[];
  /** It is called so, with the environment that it is told. */
  readonly name: string;
}

/** The scripts of the shell in the repository, by their path. */
export class ShellFiles {
  readonly #files: ReadonlyMap<string, { readonly text: string; readonly at: Place }>;

  constructor(facts: readonly Located<Fact>[]) {
    const scripts = facts.filter((fact): fact is Located<ScriptsFact> => fact.kind === "scripts");
    this.#files = new Map(
      scripts.flatMap(({ path, scripts: [only, ...more] }) =>
        only && more.length === 0 && isShellFile(path)
          ? [[path, { text: only.command, at: { path, span: only.span } }] as const]
          : [],
      ),
    );
  }

  /** The script that a command line starts, `./ops/deploy.sh staging` or `bash ops/deploy.sh staging`; null for any other. */
  startedBy(words: readonly string[], cwd: string | null): ShellFile | null {
    const at = /^(?:ba|z|da|k)?sh$/.test(commandName(words[0] ?? ""))
      ? words.findIndex((word, index) => index > 0 && !/^[-+]/.test(word))
      : 0;
    return at < 0 ? null : this.#file(words[at] ?? "", words.slice(at + 1), cwd);
  }

  /** The script whose commands a command line takes for its own: `. ops/lib.sh`. */
  sourcedBy(words: readonly string[], cwd: string | null): ShellFile | null {
    return words[0] === "." || words[0] === "source" ? this.#file(words[1] ?? "", words.slice(2), cwd) : null;
  }

  #file(word: string, args: readonly string[], cwd: string | null): ShellFile | null {
    const [path = ""] = word.includes("/") || isShellFile(word) ? located(cwd, word) : [];
    const found = this.#files.get(path);
    return found ? { ...found, path, args, name: nameWith(path.slice(path.lastIndexOf("/") + 1), args) } : null;
  }
}

/** `deploy.sh staging`: one argument that is an environment says which; of two, the one may as well be where it comes from. */
export function nameWith(name: string, args: readonly string[]): string {
  const told = [...new Set(args.map((arg) => arg.toLowerCase()).filter(isEnvironmentWord))];
  return told.length === 1 ? `${name} ${told[0]}` : name;
}

export function isShellFile(path: string): boolean {
  return /\.(?:sh|bash|zsh)$/.test(path);
}

/** A place in the repository as one gets there from another. */
export function wayTo(target: string, from: string): string {
  const [there, here] = [target, from].map((path) => path.split("/").filter((part) => part !== ""));
  const shared = (there ?? []).findIndex((part, index) => part !== here?.[index]);
  const common = shared < 0 ? (there ?? []).length : shared;
  const up = (here ?? []).slice(common).map(() => "..");
  return [...up, ...(there ?? []).slice(common)].join("/") || ".";
}
