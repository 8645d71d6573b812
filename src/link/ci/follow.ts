import type { Pipeline } from "../../model/stack.ts";
import type { Program } from "../program/program.ts";
import { libraryMocks, type ModuleMock, moduleMocks } from "./ephemeral.ts";
import { importClosure } from "./import-closure.ts";
import type { Command } from "./job.ts";
import { startsOf } from "./test-files.ts";

/** Something that a pipeline's command can do, followed into code. */
export type Reached = Pipeline["reaches"][number];

/** What commands reach, and what stands in for the rest. */
export interface Followed {
  readonly reaches: readonly Reached[];
  readonly mocks: Pipeline["ephemeral"];
}

/** Follows commands into the modules they run; asked again, it remembers. */
export class Follower {
  readonly #program: Program;
  readonly #reachOf: (modulePaths: readonly string[]) => readonly Reached[];
  readonly #byModule = new Map<string, readonly Reached[]>();
  readonly #byCommand = new Map<string, Followed>();

  constructor(program: Program, reachOf: (modulePaths: readonly string[]) => readonly Reached[]) {
    this.#program = program;
    this.#reachOf = reachOf;
  }

  follow(commands: readonly Command[]): Followed {
    const all = commands.map((command) => this.#command(command));
    return {
      reaches: distinct(all.flatMap(({ reaches }) => reaches)),
      mocks: distinct(all.flatMap(({ mocks }) => mocks)),
    };
  }

  #command(command: Command): Followed {
    const { modules, setup } = startsOf(this.#program, command);
    const key = [...modules, "", ...setup].join("\0");
    const known = this.#byCommand.get(key);
    if (known) return known;
    const reaches: Reached[] = [];
    const mocks: Pipeline["ephemeral"][number][] = [...libraryMocks(this.#program, [...modules, ...setup])];
    for (const path of [...modules, ...setup]) {
      const replaced = moduleMocks(this.#program, new Set([path, ...setup]));
      for (const reached of this.#module(path)) {
        // A thing that is only reached through a mocked module is not reached; the mock is told instead.
        const mock = replaced.find((each) => this.#goesThrough(reached, each, path));
        if (mock) mocks.push({ what: mock.what, at: mock.at });
        else reaches.push(reached);
      }
    }
    const followed = { reaches: distinct(reaches), mocks: distinct(mocks) };
    this.#byCommand.set(key, followed);
    return followed;
  }

  #module(path: string): readonly Reached[] {
    const known = this.#byModule.get(path) ?? this.#reachOf([path]);
    this.#byModule.set(path, known);
    return known;
  }

  #goesThrough(reached: Reached, { target }: ModuleMock, start: string): boolean {
    const modules = [...reached.path, reached.at].map((place) => place.path).filter((path) => path !== start);
    if (target.kind === "module") return modules.includes(target.path);
    // A client of a mocked package does nothing; only the module that uses it is asked, not what it imports.
    return importClosure(this.#program, [reached.at.path], 1).external.some(
      (external) => external.package === target.name,
    );
  }
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
