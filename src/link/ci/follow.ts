import type { Pipeline } from "../../model/pipeline.ts";
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
  /** Whether all the code that they run was followed. */
  readonly complete: boolean;
  /** Commands of which no module was found. */
  readonly unfound: readonly Command[];
}

/** What running one module reaches. */
export type ReachOf = (
  modulePath: string,
  served: boolean,
) => { readonly reaches: readonly Reached[]; readonly complete: boolean };

/** Follows commands into the modules they run; asked again, it remembers. */
export class Follower {
  readonly #program: Program;
  readonly #reachOf: ReachOf;
  readonly #byModule = new Map<string, ReturnType<ReachOf>>();
  readonly #byCommand = new Map<string, Followed>();

  constructor(program: Program, reachOf: ReachOf) {
    this.#program = program;
    this.#reachOf = reachOf;
  }

  follow(commands: readonly Command[]): Followed {
    const all = commands.map((command) => this.#command(command));
    return {
      reaches: distinctReaches(all.flatMap(({ reaches }) => reaches)),
      mocks: distinct(all.flatMap(({ mocks }) => mocks)),
      complete: all.every(({ complete }) => complete),
      unfound: all.flatMap(({ unfound }) => unfound),
    };
  }

  #command(command: Command): Followed {
    const { modules, setup, routes } = startsOf(this.#program, command);
    if (modules.length === 0) return { reaches: [], mocks: [], complete: true, unfound: [command] };
    const key = [...modules, "", ...setup, "", ...routes].join("\0");
    const known = this.#byCommand.get(key);
    if (known) return known;
    const reaches: Reached[] = [];
    const mocks: Pipeline["ephemeral"][number][] = [...libraryMocks(this.#program, [...modules, ...setup])];
    let complete = true;
    const all = [...modules, ...setup].map((path) => ({ path, served: false }));
    for (const { path, served } of [...all, ...routes.map((path) => ({ path, served: true }))]) {
      const replaced = moduleMocks(this.#program, new Set([path, ...setup]));
      const found = this.#module(path, served);
      complete &&= found.complete;
      for (const reached of found.reaches) {
        // A thing that is only reached through a mocked module is not reached; the mock is told instead.
        const mock = replaced.find((each) => this.#goesThrough(reached, each, path));
        if (mock) mocks.push({ what: mock.what, at: mock.at });
        else reaches.push(reached);
      }
    }
    const followed = { reaches: distinctReaches(reaches), mocks: distinct(mocks), complete, unfound: [] };
    this.#byCommand.set(key, followed);
    return followed;
  }

  #module(path: string, served: boolean): ReturnType<ReachOf> {
    const key = `${served} ${path}`;
    const known = this.#byModule.get(key) ?? this.#reachOf(path, served);
    this.#byModule.set(key, known);
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

/** One thing is told once, on the first way that leads to it. */
function distinctReaches(reaches: readonly Reached[]): readonly Reached[] {
  const found = new Map<string, Reached>();
  for (const reached of reaches) {
    const { what, name, at, writes } = reached;
    const key = `${what}|${name}|${at.path}:${at.span.startLine}:${at.span.startColumn}|${writes}`;
    if (!found.has(key)) found.set(key, reached);
  }
  return [...found.values()];
}
