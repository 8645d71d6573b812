import type { BoundValue } from "../../model/bound-value.ts";
import type { Place } from "../../model/location.ts";
import type { PipelineRole } from "../../model/pipeline.ts";
import type { Held } from "../units/unit.ts";
import type { ComposeContainer } from "./compose-services.ts";
import type { Assignment } from "./shell-commands.ts";
import type { Injector } from "./wrappers.ts";

/** One CI job as it runs: calls of reusable workflows and actions of the repository expanded, one environment decided. */
export interface Job {
  readonly workflow: string;
  /** The job's id; `caller / called` where a reusable workflow is called. */
  readonly id: string;
  readonly name: string | null;
  /** The job in the workflow that is started; a called workflow's own places stand on its commands and variables. */
  readonly at: Place;
  /** The workflow that is started: its name tells the environment where nothing else does. */
  readonly path: string;
  readonly triggers: readonly string[];
  /** Its `environment:` or `deployment:`; the expression as written, with its braces, where it is only known when the job starts. */
  readonly environment: { readonly name: string; readonly at: Place; readonly from?: Place } | null;
  readonly roles: readonly PipelineRole[];
  /** The environment a deploying, running, migrating or ingesting job acts as, lower case. */
  readonly actsAs: string | null;
  readonly commands: readonly Command[];
  readonly variables: readonly Variable[];
  readonly services: readonly JobService[];
  readonly runsOn: readonly string[];
  /** How the job was told apart from its alternatives: `matrix.environment is staging`. */
  readonly notes: readonly string[];
  readonly opaque: readonly Opaque[];
  /** A place in a secret store, all of whose variables an action hands to the job. */
  readonly holds?: Held;
  /** What a variable is that nothing of the job sets; null where it gets none but those. */
  readonly ambient: ((variable: string) => BoundValue | null) | null;
}

export interface Variable {
  readonly variable: string;
  readonly value: BoundValue;
  readonly at: Place;
  /** The default that it takes by leaving an input out. */
  readonly via?: readonly Place[];
}

export interface JobService {
  readonly name: string;
  readonly image: string | null;
  readonly at: Place;
}

export interface Opaque {
  readonly reason: string;
  readonly at: Place;
}

/** Something a step runs, after package scripts and wrappers are taken off. */
export interface Command {
  /** As run, without the values of variables set in front of it. */
  readonly text: string;
  /** The step. */
  readonly at: Place;
  /** Further places on the way, outermost first: step of the composite action, lines of package scripts. */
  readonly chain: readonly Place[];
  /** Names on the way that say what it is for: step, action, package scripts. */
  readonly names: readonly string[];
  readonly program: RunProgram;
  /** Dotenv files it is started with, relative to the root. */
  readonly environmentFiles: readonly string[];
  /** Vaults that hand it all their variables. */
  readonly injectors?: readonly Injector[];
  /** Variables that stand in front of it: `APP_ENV=staging npm start`. */
  readonly given?: readonly Assignment[];
  /** The container of compose that it runs in. */
  readonly container?: ComposeContainer;
}

export type ProgramKind =
  | "test-runner"
  | "eval-runner"
  | "script"
  | "server"
  | "migrate"
  | "deploy"
  | "build"
  | "action"
  | "cli"
  /** What it runs is not in the facts: `make`, a shell script, a package script that does not exist. */
  | "opaque";

/** What is run in the end. */
export interface RunProgram {
  readonly kind: ProgramKind;
  /** `vitest`, `playwright`, `tsx`, `wrangler`; for an action its name without version. */
  readonly runner: string;
  readonly args: readonly string[];
  /** Relative to the root; null if the folder is computed. */
  readonly cwd: string | null;
  /** Folder of the nearest package; null if the folder is not known. */
  readonly packageDirectory: string | null;
  /** Patterns that limit which test files run, as written. */
  readonly testFilters: readonly string[];
  readonly configPath: string | null;
  /** Files that are run, relative to the root; they need not exist under exactly this name. */
  readonly entryFiles: readonly string[];
}
