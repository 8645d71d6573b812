import type { ShellNode } from "./shell-program.ts";

/** What a run of a script knows: its variables, its arguments, its functions. */
export class ShellScope {
  #variables: Map<string, string>;
  readonly #lists = new Map<string, readonly string[]>();
  readonly functions = new Map<string, readonly ShellNode[]>();
  /** What the script or function is called with; null where nobody in the repository calls it. */
  args: readonly string[] | null;
  /** The folder of the script, as one gets there from where it runs; null where that is not known. */
  readonly folder: string | null;
  /** The root of the repository, likewise. */
  readonly root: string | null;
  /** Variables that a command has asked somebody for. */
  readonly #asked = new Set<string>();
  /** Dotenv files that it has taken in. */
  readonly files: string[] = [];
  /** Values that the script tells its first argument from, where nobody says which it is. */
  readonly choices = new Set<string>();

  constructor(
    variables: ReadonlyMap<string, string>,
    args: readonly string[] | null = null,
    place: { readonly folder: string | null; readonly root: string | null } = { folder: null, root: null },
  ) {
    this.#variables = new Map(variables);
    this.args = args;
    this.folder = place.folder;
    this.root = place.root;
  }

  get variables(): ReadonlyMap<string, string> {
    return this.#variables;
  }

  set(name: string, value: string): void {
    this.#lists.delete(name);
    this.#variables.set(name, value);
  }

  unset(name: string): void {
    this.#variables.delete(name);
  }

  /** A value that a person types or a pipe gives: one until it is asked for again, and then any. */
  ask(name: string): void {
    if (this.#asked.has(name)) this.#variables.set(name, openVariable(name));
    else this.#variables.delete(name);
    this.#asked.add(name);
  }

  setList(name: string, items: readonly string[]): void {
    this.set(name, items[0] ?? "");
    this.#lists.set(name, items);
  }

  list(name: string): readonly string[] | undefined {
    return this.#lists.get(name);
  }

  snapshot(): ReadonlyMap<string, string> {
    return new Map(this.#variables);
  }

  restore(variables: ReadonlyMap<string, string>): void {
    this.#variables = new Map(variables);
  }

  /** Goes on from one of several ends: a variable that differs between them is open. */
  join(ends: readonly ReadonlyMap<string, string>[]): void {
    const [first = this.#variables, ...rest] = ends;
    const joined = new Map(first);
    for (const name of new Set(ends.flatMap((end) => [...end.keys()]))) {
      const value = first.get(name);
      if (rest.some((end) => end.get(name) !== value)) joined.set(name, openVariable(name));
    }
    this.#variables = joined;
  }
}

/** Stands for one of several values: no two uses of it need be one. */
export function openVariable(name: string): string {
  return `$(${name}?)`;
}
