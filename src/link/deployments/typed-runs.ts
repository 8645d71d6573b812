import { classOf } from "../../model/environment.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { readScript } from "../ci/commands.ts";
import type { Job } from "../ci/job.ts";
import type { ScriptReading } from "../ci/script-origin.ts";
import { isShellFile, nameWith } from "../ci/shell-files.ts";
import { Workspace } from "../ci/workspace.ts";
import { directoryOf } from "../program/resolve.ts";

/** A package script, task or script of the shell as people start it. */
export interface TypedRun {
  readonly at: Place;
  readonly reading: ScriptReading;
}

const mostScripts = 1500;
const mostChoices = 12;

interface Script {
  readonly name: string;
  readonly command: string;
  readonly at: Place;
}

/**
 * What people start, each as often as the repository shows that it is started: a script that others call is read there, and one that nobody calls once for each environment that it tells its first argument from.
 */
export function typedRuns(facts: readonly Located<Fact>[], jobs: readonly Job[]): readonly TypedRun[] {
  const workspace = new Workspace(facts);
  const scripts = facts
    .flatMap((fact) =>
      fact.kind === "package" || fact.kind === "scripts"
        ? fact.scripts.map(({ name, command, span }) => ({ name, command, at: { path: fact.path, span } }))
        : [],
    )
    .slice(0, mostScripts);
  const read = ({ name, command, at }: Script, args: readonly string[] | null = null): TypedRun => {
    // A shell script is run from the root as often as from its own folder.
    const own = { at, chain: [], names: [nameWith(name, args ?? [])], cwd: directoryOf(at.path) };
    const origin = isShellFile(at.path) ? { ...own, file: at.path } : own;
    return { at, reading: readScript(command, origin, new Map(), workspace, args) };
  };
  const runs = scripts.map((script) => ({ script, run: read(script) }));
  const called = new Set(runs.flatMap(({ run }) => run.reading.called));
  const byJobs = new Set(
    jobs.flatMap(({ commands }) => commands.flatMap(({ chain }) => chain.map(({ path }) => path))),
  );
  return runs.flatMap(({ script, run }) => {
    if (!isShellFile(script.at.path)) return [run];
    if (called.has(script.at.path)) return [];
    if (!takesArguments(script.command)) return [run];
    // Which arguments people give it, the jobs that call it show.
    if (byJobs.has(script.at.path)) return [];
    const choices = run.reading.choices.filter((choice) => /^[\w-]+$/.test(choice) && classOf(choice) !== "other");
    return choices.length === 0 ? [run] : choices.slice(0, mostChoices).map((choice) => read(script, [choice]));
  });
}

function takesArguments(text: string): boolean {
  return /\$(?:[1-9@*]|\{[1-9@*])/.test(text);
}
