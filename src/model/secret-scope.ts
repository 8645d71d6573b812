import type { Place } from "./location.ts";
import type { Sealed } from "./sealed.ts";

/** Who can come to hold which secret, as far as the repository shows it (CONTROLS §4.5). */
export interface SecretScope {
  readonly written: readonly WrittenSecret[];
  readonly handovers: readonly Handover[];
  readonly prints: readonly PrintedEnvironment[];
  readonly jobs: readonly JobScope[];
  readonly grants: readonly WideGrant[];
  readonly images: readonly ImageCopy[];
  readonly prompts: readonly Prompt[];
}

export const noSecretScope: SecretScope = {
  written: [],
  handovers: [],
  prints: [],
  jobs: [],
  grants: [],
  images: [],
  prompts: [],
};

/** A secret value that stands in a file of the repository; what git ignores is none. */
export interface WrittenSecret {
  /** The variable, header or property that holds it. */
  readonly name: string;
  readonly where: "dotenv" | "configuration" | "mcp-config" | "ci" | "manifest" | "infrastructure" | "image" | "code";
  readonly sealed: Sealed;
  /** The environment that its file is for; null where it says none. */
  readonly environment: string | null;
  /** It answers where the reference in front of it has no value: `${TOKEN:-…}`, `process.env.TOKEN ?? "…"`. */
  readonly isDefault: boolean;
  /** Every address beside it leads to the same machine or network of containers. */
  readonly besideLocal?: true;
  readonly at: Place;
}

/** The whole environment of a process, with every secret in it, given to another program. */
export interface Handover {
  /** What is called: `StdioClientTransport`, `spawn`. */
  readonly call: string;
  readonly to: "mcp-server" | "program";
  /** The command that is started, where it is one fixed text. */
  readonly program: string | null;
  /** Whether it runs what a model writes: then the model can read all of it. */
  readonly runsModelInput: boolean;
  readonly at: Place;
  /** Where the environment is handed over; the call itself where it is inherited. */
  readonly environmentAt: Place;
  /** Names of the tools whose calls lead there. */
  readonly tools: readonly string[];
}

/** The whole environment of a process written to a log or to standard output. */
export interface PrintedEnvironment {
  /** `console.log`, `printenv`. */
  readonly by: string;
  readonly where: "code" | "ci";
  /** The job whose secrets it would show; null in code. */
  readonly job: string | null;
  readonly at: Place;
}

/** What one CI job is trusted with, and by whom it can be started. */
export interface JobScope {
  readonly workflow: string;
  readonly job: string;
  readonly at: Place;
  /** Events that people without rights in the repository can cause, and that run with its secrets. */
  readonly openTriggers: readonly { readonly event: string; readonly at: Place }[];
  /** Checkouts of code that such an event brings. */
  readonly checksOutHead: readonly Place[];
  /** Steps after that checkout that run what was checked out. */
  readonly runsHead: readonly { readonly command: string; readonly at: Place }[];
  /** Why not everybody's event gets this far: a condition, an environment with rules of its own. */
  readonly guardedBy: readonly { readonly what: string; readonly at: Place }[];
  /** Secrets of the repository that the job is handed; the token of the run itself is none. */
  readonly secrets: readonly { readonly name: string; readonly at: Place }[];
  /** Whether it runs an agent, a model, or tools: an action of that kind, or a key of a model's vendor. */
  readonly runsAgent: boolean;
  /** Keys of a cloud account that do not expire by themselves. */
  readonly cloudKeys: readonly { readonly name: string; readonly cloud: string; readonly at: Place }[];
  /** Where it takes a cloud identity from the run's own token instead. */
  readonly federated: readonly Place[];
  /** Where the run's token is given every right. */
  readonly allRights: Place | null;
  /** Where it hands all secrets of the repository on. */
  readonly inheritsAll: readonly Place[];
}

/** A grant of every action on every resource. */
export interface WideGrant {
  readonly name: string;
  readonly at: Place;
  /** The kind of program that takes the role on: `lambda`, `ecs-tasks`; null if that was not followed. */
  readonly takenOnBy: { readonly service: string; readonly at: Place } | null;
}

/** An instruction that copies files of variables into an image. */
export interface ImageCopy {
  readonly at: Place;
  /** The file of variables that it copies. */
  readonly file: string;
  readonly fileAt: Place;
  /** Named by the instruction, or taken along with its folder. */
  readonly named: boolean;
}

/** What one call of a model gives it to read. */
export interface Prompt {
  /** `generateText`. */
  readonly call: string;
  readonly at: Place;
  /** Secrets whose values are a part of it, and the option that it stands under. */
  readonly secrets: readonly { readonly variable: string; readonly option: string; readonly at: Place }[];
  /** Parts that were not followed to their origin; what a user or a caller outside passes in is no secret of the agent's. */
  readonly open: readonly Place[];
}
