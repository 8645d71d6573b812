import type { BindingEntry, BindingsFact } from "../../model/binding-facts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { directoryOf, join } from "../program/resolve.ts";

/** What a container of a compose file runs where the command that starts it does not say. */
export interface ServiceRun {
  readonly command: string;
  /** Where its program is built from. */
  readonly folder: string;
  readonly environmentFiles: readonly string[];
}

/** What compose gives to one container, whatever it is told to run. */
export interface ComposeContainer {
  /** Its own variables, each with the file that it stands in. */
  readonly entries: readonly BindingEntry[];
  readonly environmentFiles: readonly string[];
  /** The services of the same files, which are started on the same machine. */
  readonly beside: readonly { readonly name: string; readonly image: string | null; readonly at: Place }[];
}

type Bindings = Located<BindingsFact>;

/** The files that compose reads where it is not told any, in this order. */
const ownFiles = /^(?:docker-)?compose(?:\.override)?\.ya?ml$/;

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

  /** What a service has from these files, the later ones over the earlier; of a folder those that compose reads by itself. */
  containerOf(service: string, files: readonly string[], cwd: string): ComposeContainer | null {
    const named =
      files.length > 0
        ? files.map((file) => join(cwd, file))
        : [...new Set(this.#services.map(({ path }) => path))]
            .filter((path) => directoryOf(path) === cwd && ownFiles.test(path.slice(path.lastIndexOf("/") + 1)))
            .sort((a, b) => Number(a.includes(".override.")) - Number(b.includes(".override.")));
    const inFiles = named.flatMap((path) => this.#services.filter((fact) => fact.path === path));
    const found = inFiles.filter((fact) => fact.service === service).flatMap((fact) => [...this.#extended(fact), fact]);
    if (found.length === 0) return null;
    const entries = new Map<string, BindingEntry>();
    for (const fact of found)
      for (const entry of fact.entries)
        if (entry.resource === undefined) entries.set(entry.name, { ...entry, path: entry.path ?? fact.path });
    const beside = inFiles.flatMap(({ service: name, path, span, hints }) =>
      name === null || name === service
        ? []
        : [{ name, image: hints.find(({ kind }) => kind === "image")?.text ?? null, at: { path, span } }],
    );
    const environmentFiles = found.flatMap(({ includes }) => includes.map(({ path }) => path));
    return { entries: [...entries.values()], environmentFiles, beside };
  }

  /** The service of another file that this one is laid over. */
  #extended({ extends: base }: Bindings): readonly Bindings[] {
    return base ? this.#services.filter(({ path, service }) => path === base.path && service === base.service) : [];
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
