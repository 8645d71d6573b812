import type { Place } from "../../model/location.ts";
import type { Command, Opaque } from "./job.ts";
import type { Assignment } from "./shell-commands.ts";
import { wayTo } from "./shell-files.ts";

/** Where a script of a step stands. */
export interface ScriptOrigin {
  readonly at: Place;
  readonly chain: readonly Place[];
  readonly names: readonly string[];
  /** Relative to the root; null if it is computed. */
  readonly cwd: string | null;
  /** The script's own file, where it is one from the first line to the last. */
  readonly file?: string;
}

/** A variable that a script sets. */
export interface SetVariable extends Assignment {
  /** `job`: for the steps after it too. `output`: for those that ask for it. `platform`: for an environment elsewhere. */
  readonly reach: "command" | "job" | "output" | "platform";
  readonly at: Place;
  /** What a command tells of an environment of a platform that it sets the variable in. */
  readonly given?: GivenTo;
}

export interface GivenTo {
  /** Empty where the command leaves it to what is called around it. */
  readonly environments: readonly string[];
  readonly application?: string;
  readonly names: readonly string[];
  readonly cwd: string | null;
  /** Which of the branches that nothing decides it stands in; 0 for what every run comes to. */
  readonly branch: number;
}

export interface ScriptReading {
  readonly commands: readonly Command[];
  readonly variables: readonly SetVariable[];
  readonly opaque: readonly Opaque[];
  /** Values that the script tells its first argument from, where nobody says which it is. */
  readonly choices: readonly string[];
  /** Scripts of the shell that it starts. */
  readonly called: readonly string[];
}

/** The place of a command within the file that it stands in. */
export function onLine(origin: ScriptOrigin, line: number): ScriptOrigin {
  const { file, at, chain } = origin;
  if (file === undefined) return origin;
  const place = { path: file, span: { startLine: line, startColumn: 1, endLine: line, endColumn: 1 } };
  return chain.length === 0
    ? { ...origin, at: at.path === file ? place : at }
    : { ...origin, chain: [...chain.slice(0, -1), place] };
}

/** How a script gets to its own folder and to the root from where it is started. */
export function placeOf(
  folder: string,
  cwd: string | null,
): { readonly folder: string | null; readonly root: string | null } {
  return cwd === null ? { folder: null, root: null } : { folder: wayTo(folder, cwd), root: wayTo("", cwd) };
}

/** Of a script that stands inside another, which has no lines of its own. */
export function insideOf({ file: _, ...origin }: ScriptOrigin, cwd: string | null): ScriptOrigin {
  return { ...origin, cwd };
}
