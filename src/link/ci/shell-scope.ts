import type { ShellNode } from "./shell-program.ts";

/** What a script can set, at one moment of its run. */
export interface ShellState {
  readonly variables: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[] | null>;
  readonly args: readonly string[] | null;
  readonly files: readonly string[];
}

/** What a run of a script knows: its variables, its arguments, its functions. */
export class ShellScope {
  #variables: Map<string, string>;
  /** Null for a list that may be one of several. */
  #lists = new Map<string, readonly string[] | null>();
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
  files: readonly string[] = [];
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
    this.#lists.delete(name);
    if (this.#asked.has(name)) this.#variables.set(name, openVariable(name));
    else this.#variables.delete(name);
    this.#asked.add(name);
  }

  setList(name: string, items: readonly string[] | null): void {
    if (items === null) this.unset(name);
    else this.set(name, items[0] ?? "");
    this.#lists.set(name, items);
  }

  /** Null where it is not known, as for one that a command fills. */
  list(name: string): readonly string[] | null {
    return this.#lists.get(name) ?? null;
  }

  snapshot(): ShellState {
    return { variables: new Map(this.#variables), lists: new Map(this.#lists), args: this.args, files: this.files };
  }

  restore({ variables, lists, args, files }: ShellState): void {
    this.#variables = new Map(variables);
    this.#lists = new Map(lists);
    this.args = args;
    this.files = files;
  }

  /** Goes on from one of several ends: what differs between them is open, and each file of them may be taken in. */
  join(ends: readonly ShellState[]): void {
    const [first, ...rest] = ends;
    if (!first) return;
    this.restore(first);
    for (const name of new Set(ends.flatMap(({ variables }) => [...variables.keys()]))) {
      const value = first.variables.get(name);
      if (rest.some(({ variables }) => variables.get(name) !== value)) this.#variables.set(name, openVariable(name));
    }
    for (const name of new Set(ends.flatMap(({ lists }) => [...lists.keys()]))) {
      if (rest.some(({ lists }) => !areAlike(lists.get(name), first.lists.get(name)))) this.#lists.set(name, null);
    }
    if (rest.some(({ args }) => !areAlike(args, first.args))) this.args = null;
    this.files = [...new Set(ends.flatMap(({ files }) => files))];
  }
}

type Items = readonly string[] | null | undefined;

function areAlike(a: Items, b: Items): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** Stands for one of several values: no two uses of it need be one. */
export function openVariable(name: string): string {
  return `$(${name}?)`;
}
