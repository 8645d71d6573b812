import type { BindingsFact } from "../../model/binding-facts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import { directoryOf, join } from "../program/resolve.ts";

/** What a container of a compose file runs where the command that starts it does not say. */
export interface ServiceRun {
  readonly command: string;
  /** Where its program is built from. */
  readonly folder: string;
  readonly environmentFiles: readonly string[];
}

type Bindings = Located<BindingsFact>;

/** The services of all compose files, with the Dockerfiles they are built from. */
export class ComposeServices {
  readonly #services: readonly Bindings[];
  readonly #dockerfiles: readonly Bindings[];

  constructor(facts: readonly Located<Fact>[]) {
    const bindings = facts.filter((fact): fact is Bindings => fact.kind === "bindings");
    this.#services = bindings.filter(({ source }) => source === "compose");
    this.#dockerfiles = bindings.filter(({ source }) => source === "dockerfile");
  }

  /** The service of this name in one of these files, or in the files of this folder where none is named. */
  runOf(service: string, files: readonly string[], cwd: string): ServiceRun | null {
    const isMeant = (path: string): boolean =>
      files.length > 0 ? files.some((file) => join(cwd, file) === path) : directoryOf(path) === cwd;
    const found = this.#services.filter((fact) => fact.service === service && isMeant(fact.path));
    const folder = found.flatMap((fact) => fact.folder ?? []).at(-1);
    const said = (kind: "command" | "target"): string | undefined =>
      found.flatMap(({ hints }) => hints.filter((hint) => hint.kind === kind)).at(-1)?.text;
    const command = said("command") ?? (folder === undefined ? undefined : this.#built(folder, said("target")));
    if (command === undefined) return null;
    const environmentFiles = found.flatMap(({ includes }) => includes.map(({ path }) => path));
    return { command, folder: folder ?? cwd, environmentFiles };
  }

  /** What the image runs that is built from a folder, up to a stage. */
  #built(folder: string, target: string | undefined): string | undefined {
    const own = this.#dockerfiles.filter(({ path }) => directoryOf(path) === folder);
    const [only, ...others] = own;
    const file = own.find(({ path }) => /(?:^|\/)Dockerfile$/.test(path)) ?? (others.length === 0 ? only : undefined);
    if (!file) return undefined;
    if (target !== undefined) return file.hints.find(({ kind, text }) => kind === "target" && text === target)?.command;
    const commands = file.hints.filter(({ kind }) => kind === "command").map(({ text }) => text);
    return commands.length === 0 ? undefined : commands.join(" ");
  }
}
