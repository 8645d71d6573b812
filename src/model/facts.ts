import type { DocumentNode } from "./document.ts";
import type { GitlabFact } from "./gitlab-facts.ts";
import type { IgnoreComment } from "./ignore-comment.ts";
import type { AzdFact, InfrastructureFact } from "./infrastructure.ts";
import type { InstructionsFact } from "./instructions.ts";
import type { ModuleIR } from "./ir.ts";
import type { Place, Span } from "./location.ts";
import type { Address, Sealed } from "./sealed.ts";
import type { TemplateDocument } from "./template.ts";

/** What one extractor read in one file. Plain data; the linker joins the facts of all files into a Stack. */
export type Fact =
  | ModuleFact
  | BindingsFact
  | DocumentFact
  | TemplateFact
  | McpServerFact
  | McpSettingFact
  | PermissionSettingFact
  | ToolRecordFact
  | WorkflowFact
  | CompositeActionFact
  | GitlabFact
  | PackageFact
  | ScriptsFact
  | WorkspaceFact
  | LockfileFact
  | TsconfigFact
  | ImportMapFact
  | DatasourceFact
  | InstructionsFact
  | InfrastructureFact
  | AzdFact
  | RunbookFact
  | CodeOwnersFact
  | AlertRuleFact
  | ImageCopiesFact
  | IgnoredInImageFact
  | IgnoreCommentFact
  | GapFact;

/** A decision beside the line that it is about. */
export interface IgnoreCommentFact extends IgnoreComment {
  readonly kind: "ignore-comment";
  /** Of the line of the comment that says so. */
  readonly span: Span;
}

export interface ModuleFact {
  readonly kind: "module";
  readonly module: ModuleIR;
}

/**
 * A block of configuration that gives variables to one process in one environment: a dotenv file, the `environment`
 * of a compose service, a wrangler `env.*` block.
 */
export interface BindingsFact {
  readonly kind: "bindings";
  readonly source: BindingSource;
  /** The environment as the file writes it (`staging` for `.env.staging`); null where it names none. */
  readonly environment: string | null;
  /** The deployable unit as the file names it (compose service, worker); null if the file's folder is the unit. */
  readonly service: string | null;
  /**
   * `whole`: all that the environment has. `base`: holds for every environment of the unit unless overridden
   * (`.env` beside `.env.production`, compose file beside its override). `override`: on top of a base.
   */
  readonly layer: "whole" | "base" | "override";
  readonly entries: readonly BindingEntry[];
  /** A block of another file that this one is laid over (`extends` of a compose service). */
  readonly extends?: { readonly path: string; readonly service: string; readonly span: Span };
  /** Folder of the program that gets the variables, where the file says so (`build.context`). */
  readonly folder?: string;
  /** Files whose variables this block takes in (`env_file`), relative to the audited root, in order. */
  readonly includes: readonly { readonly path: string; readonly span: Span }[];
  /** Maps of other files whose entries it has: `environment: ${file(config/prod.yml):environment}`. */
  readonly spreads?: readonly Spread[];
  /** Compose profiles, image, command: what tells which environment an unnamed block belongs to. */
  readonly hints: readonly {
    readonly kind: "profile" | "image" | "command" | "file" | "target";
    readonly text: string;
    readonly span: Span;
    /** Of a stage of a Dockerfile: what runs when an image is built up to it. */
    readonly command?: string;
  }[];
  /**
   * The file tells the platform to keep what its dashboard holds (wrangler's `keep_vars`): a variable left out here may
   * be set there, and one that the code has a default for may have another value.
   */
  readonly platformMayAdd?: true;
  /** The process has these variables and, beside those of its image, no others: the block is a container's or function's, read to its end. */
  readonly isWhole?: true;
  /** A place in a secret store, all of whose variables the environment has: what `doppler run --config prd` hands over. */
  readonly holds?: { readonly store: string; readonly name: string; readonly unplaced?: true };
  /** Where the environment or unit is declared. */
  readonly span: Span;
}

/** A document that is read together with others: which variables it gives is known once they are joined. */
export interface DocumentFact {
  readonly kind: "document";
  /**
   * `manifest`: an object of Kubernetes or of the tools around it, kustomizations among them. `patch`: changes that a
   * kustomization makes to one. `chart` and `values` belong to Helm, and `helmfile` says which chart gets which values.
   */
  readonly format: "manifest" | "patch" | "chart" | "values" | "helmfile";
  readonly root: DocumentNode;
}

/** A template of a chart, or one of the parts that it defines for others. */
export interface TemplateFact extends TemplateDocument {
  readonly kind: "template";
}

/**
 * Kind of file. `yaml-config`: YAML or JSON named after an environment, Helm values and Kubernetes manifests among them.
 * `fly` to `serverless` are the files of hosting platforms, which know secrets of their own besides.
 */
export type BindingSource =
  | "dotenv"
  | "compose"
  | "wrangler"
  | "dockerfile"
  | "yaml-config"
  | "fly"
  | "vercel"
  | "railway"
  | "render"
  | "netlify"
  | "serverless"
  /** ECS, App Runner, App Engine, Container Apps, DigitalOcean, Heroku, CloudFormation, PM2, systemd, development containers. */
  | "platform"
  /** The settings of a stack. */
  | "pulumi"
  /** A program that declares infrastructure: the stages that it tells apart, and what it binds in them. */
  | "program";

/** A map that stands in another file, under a key of it or as the whole of it. */
export interface Spread {
  readonly path: string;
  readonly key: string | null;
  /** It is laid over the entries that are written out, and not under them. */
  readonly isOver?: true;
  readonly span: Span;
}

export interface BindingEntry {
  readonly name: string;
  readonly value: BindingValue;
  readonly span: Span;
  /** The file it stands in, if another than the fact's: what an overlay takes over from its base. */
  readonly path?: string;
  /** The top-level key of its file that it stands under, as one of a block of variables. */
  readonly under?: string;
  /** Lines that take it in from where it stands. */
  readonly via?: readonly Place[];
  /** For platform bindings that are resources and not strings: `vectorize`, `d1`, `kv`, `r2`, `queue`, `ai-search`, `secret`, … */
  readonly resource?: string;
}

export type BindingValue =
  | { readonly kind: "literal"; readonly sealed: Sealed }
  /** A value kept elsewhere: `github-secret`, `github-variable`, `environment` (`${VAR}`), `prompt` (`${input:x}`), `secrets-store`, `vault`, … */
  | {
      readonly kind: "reference";
      readonly store: string;
      readonly name: string;
      readonly default: Sealed | null;
      /** Which cluster, account or vault holds the name is not said: equal names need not be one secret. */
      readonly unplaced?: true;
    }
  /** Literal text with references inside. */
  | {
      readonly kind: "template";
      readonly parts: readonly (Sealed | { readonly store: string; readonly name: string })[];
      /** What the whole opens, if no reference stands where the address is: `postgres://app:${PASSWORD}@db/app`. */
      readonly address?: Address;
    }
  /** An expression that is not evaluated (`${{ matrix.x && secrets.A || secrets.B }}`): what it may refer to. */
  | {
      readonly kind: "expression";
      readonly text: string;
      readonly mentions: readonly { readonly store: string; readonly name: string }[];
    };

export interface McpServerFact {
  readonly kind: "mcp-server";
  /** `claude`, `cursor`, `vscode`, `opencode`, `zed`, `codex`, `windsurf`, `plugin`, … */
  readonly client: string;
  readonly name: string;
  readonly transport: "stdio" | "http" | "sse" | "unknown";
  readonly command: string | null;
  readonly args: readonly Sealed[];
  readonly url: BindingValue | null;
  readonly urlSpan?: Span;
  readonly env: readonly BindingEntry[];
  readonly headers: readonly BindingEntry[];
  readonly disabled: boolean;
  readonly span: Span;
}

/** A setting of a client by which it starts every configured server without asking for each. */
export interface McpSettingFact {
  readonly kind: "mcp-setting";
  readonly setting: string;
  readonly span: Span;
}

/** A committed setting by which an agent asks for no call at all. */
export interface PermissionSettingFact {
  readonly kind: "permission-setting";
  readonly agent: string;
  readonly setting: string;
  readonly span: Span;
}

/** A file that lists the tools of a server. */
export interface ToolRecordFact {
  readonly kind: "tool-record";
  readonly entries: readonly { readonly name: string; readonly span: Span }[];
  /** It says itself that there are more. */
  readonly isOpen: boolean;
  readonly span: Span;
}

/** The CI system that runs a workflow: how it hands out variables and environments differs. */
export type CiProvider = "github" | "gitlab" | "circleci" | "azure" | "bitbucket";

/** A workflow of GitHub, and what other CI systems call pipelines, lowered to the same shape. */
export interface WorkflowFact {
  readonly kind: "workflow";
  readonly provider: CiProvider;
  readonly name: string;
  /** Event names; `workflow_call` marks a reusable workflow. */
  readonly triggers: readonly {
    readonly event: string;
    readonly branches: readonly string[];
    readonly types?: readonly string[];
    readonly span: Span;
  }[];
  /** What the run's own token may do, unless a job says otherwise. */
  readonly permissions?: TokenRights;
  /** What `workflow_dispatch` and `workflow_call` ask for. */
  readonly inputs?: readonly InputFact[];
  readonly env: readonly BindingEntry[];
  readonly jobs: readonly JobFact[];
  readonly span: Span;
}

/** An input of a workflow or action; `options` are those of a choice. */
export interface InputFact {
  readonly name: string;
  readonly default: string | null;
  readonly options: readonly string[];
  readonly span?: Span;
}

export interface JobFact {
  readonly id: string;
  readonly name: string | null;
  /** `environment:`; `name` null when it is an expression, whose text is then in `expression`. */
  readonly environment: {
    readonly name: string | null;
    readonly expression: string | null;
    readonly path?: string;
    readonly span: Span;
  } | null;
  readonly needs: readonly string[];
  readonly permissions?: TokenRights;
  readonly if: string | null;
  readonly env: readonly BindingEntry[];
  readonly steps: readonly StepFact[];
  readonly services: readonly {
    readonly name: string;
    readonly image: string | null;
    readonly path?: string;
    readonly span: Span;
  }[];
  readonly matrix: Readonly<Record<string, readonly string[]>>;
  readonly runsOn: readonly string[];
  /** A call of a reusable workflow. */
  readonly calls: {
    readonly workflow: string;
    readonly with: readonly BindingEntry[];
    readonly secrets: readonly BindingEntry[];
    readonly inheritsSecrets: boolean;
    readonly span: Span;
  } | null;
  /** What starts this job, where the CI system decides that for each job by itself. */
  readonly triggers?: readonly string[];
  /** Contexts or groups that its variables come from, where the environment is not their scope. */
  readonly variableScope?: readonly string[];
  /** What it takes in and could not be read. */
  readonly unread?: readonly { readonly reason: string; readonly span: Span }[];
  /** `continue-on-error: true`: the run goes on, and passes, if it fails. */
  readonly toleratedAt?: Span;
  /** The file it is written in, where that is not the fact's own. */
  readonly path?: string;
  readonly span: Span;
}

/** `permissions:` of GitHub: all scopes at one level (`write`), or some each at its own. */
export interface TokenRights {
  readonly all: string | null;
  readonly scopes: Readonly<Record<string, string>>;
  readonly span: Span;
}

export interface StepFact {
  /** By which later steps call its outputs. */
  readonly id?: string;
  readonly name: string | null;
  readonly if: string | null;
  readonly run: string | null;
  readonly uses: string | null;
  readonly with: readonly BindingEntry[];
  readonly env: readonly BindingEntry[];
  readonly workingDirectory: string | null;
  /** `continue-on-error: true`: the job goes on, and passes, if it fails. */
  readonly toleratedAt?: Span;
  /** The file it is written in, where that is not the fact's own. */
  readonly path?: string;
  /** Of `run` or `uses`. */
  readonly span: Span;
}

export interface CompositeActionFact {
  readonly kind: "composite-action";
  readonly inputs: readonly string[];
  /** Inputs that have a value where the caller gives none. */
  readonly defaults?: readonly InputFact[];
  readonly steps: readonly StepFact[];
  readonly span: Span;
}

export interface PackageFact {
  readonly kind: "package";
  readonly name: string | null;
  readonly workspaces: readonly string[];
  readonly scripts: readonly { readonly name: string; readonly command: string; readonly span: Span }[];
  readonly dependencies: readonly {
    readonly name: string;
    readonly range: string;
    readonly group: "runtime" | "development" | "peer" | "optional";
    readonly span: Span;
  }[];
  readonly main: string | null;
  readonly module: string | null;
  readonly types: string | null;
  readonly bin: readonly string[];
  /** `exports` and `imports`, flattened: subpath pattern → target patterns in order of preference. */
  readonly exports: readonly { readonly subpath: string; readonly targets: readonly string[] }[];
  readonly imports: readonly { readonly subpath: string; readonly targets: readonly string[] }[];
  readonly span: Span;
}

/** Named command lines beside those of a package: targets of a Makefile, tasks, shell scripts. */
export interface ScriptsFact {
  readonly kind: "scripts";
  readonly scripts: readonly { readonly name: string; readonly command: string; readonly span: Span }[];
}

/** pnpm-workspace.yaml, lerna.json. */
export interface WorkspaceFact {
  readonly kind: "workspace";
  readonly patterns: readonly string[];
  readonly span: Span;
}

/** What a lockfile installs of what packages declare. Dependencies of dependencies are no part of it: no code here imports them. */
export interface LockfileFact {
  readonly kind: "lockfile";
  readonly installed: readonly InstalledPackage[];
}

/** A version that a declared dependency got: in one workspace, or for one range wherever it is declared. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Folder of the workspace, relative to the lockfile's; "" is that folder itself. Null where the format does not tell. */
  readonly workspace: string | null;
  /** The range as package.json writes it; null where the format tells the workspace. */
  readonly range: string | null;
}

export interface TsconfigFact {
  readonly kind: "tsconfig";
  readonly extends: readonly string[];
  readonly baseUrl: string | null;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
  /** Projects that this file only gathers: each has paths of its own. */
  readonly references: readonly string[];
  /** Folders that count as one, so that a relative import may lead from one into another. */
  readonly rootDirs: readonly string[];
  readonly rootDir: string | null;
  readonly outDir: string | null;
  readonly span: Span;
}

/** The import map of Deno or a browser: what a specifier, or its beginning up to a slash, stands for. */
export interface ImportMapFact {
  readonly kind: "import-map";
  readonly imports: readonly { readonly specifier: string; readonly target: string }[];
  readonly span: Span;
}

/** A Prisma datasource: where a client that takes no argument gets its address. */
export interface DatasourceFact {
  readonly kind: "datasource";
  readonly provider: string;
  readonly url: BindingValue;
  readonly span: Span;
}

/** A document that is followed in an incident, as words and references. */
export interface RunbookFact {
  readonly kind: "runbook";
  /** Each word once, in lower case, where it is first used. */
  readonly words: readonly { readonly word: string; readonly span: Span }[];
  readonly hasCommands: boolean;
  /**
   * What it refers to in the repository. `link`: relative to the document. `path`: a path in running text, of which it is
   * not sure that it belongs here. `command`: a file that a command line runs from the root.
   */
  readonly references: readonly {
    readonly kind: "link" | "path" | "command" | "script" | "workflow";
    readonly text: string;
    readonly span: Span;
  }[];
  readonly span: Span;
}

/** CODEOWNERS: patterns in order, of which the last that matches counts; `owners` is how many are named. */
export interface CodeOwnersFact {
  readonly kind: "code-owners";
  readonly rules: readonly { readonly pattern: string; readonly owners: number; readonly span: Span }[];
  readonly span: Span;
}

/** A rule that alerts somebody when a measurement is out of bounds; for `alertmanager` the receivers of all of them. */
export interface AlertRuleFact {
  readonly kind: "alert-rule";
  readonly product: "prometheus" | "alertmanager" | "cloudwatch";
  readonly name: string;
  /** Whether it tells somebody, nobody, or whoever is configured in another place. */
  readonly routing: "receiver" | "none" | "elsewhere";
  /** Whether its words name what agents, models or tools do. */
  readonly watchesAgent: boolean;
  readonly span: Span;
}

/** What a Dockerfile copies from the folder it is built in into the image that runs. */
export interface ImageCopiesFact {
  readonly kind: "image-copies";
  readonly copies: readonly { readonly sources: readonly string[]; readonly span: Span }[];
}

/** A .dockerignore: what a build does not see of its folder. */
export interface IgnoredInImageFact {
  readonly kind: "ignored-in-image";
  /** In order; a later one wins, and `!` takes back. */
  readonly patterns: readonly string[];
}

/** Something in the file was not read, and why. */
export interface GapFact {
  readonly kind: "gap";
  readonly reason: string;
  readonly line: number | null;
}

/** A fact with the file it was read in. */
export type Located<F extends Fact = Fact> = F & { readonly path: string };
