import type { Place, Span } from "./location.ts";
import type { Address, Sealed } from "./sealed.ts";

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
  /** What the platform calls the resource besides, for commands: a database has a name and an id. */
  readonly alias?: string;
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
      /** What of an unplaced one is known: two within one cluster are in one store, whichever that is. */
      readonly within?: string;
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

/** A Prisma datasource: where a client that takes no argument gets its address. */
export interface DatasourceFact {
  readonly kind: "datasource";
  readonly provider: string;
  readonly url: BindingValue;
  readonly span: Span;
}
