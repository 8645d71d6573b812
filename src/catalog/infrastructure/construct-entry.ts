import type { ArgumentPath } from "../types.ts";

/** A class or function with which a program in TypeScript declares infrastructure. */
export interface ConstructEntry {
  /** Packages, `*` at the end for any rest; the empty one holds the globals of SST. */
  readonly packages: readonly string[];
  /** The dotted name, as it ends: `lambda.Function` is also `aws.lambda.Function`. */
  readonly names: readonly string[];
  /** The argument that names it in the program; what is made without another name is called after it, stage by stage. */
  readonly id: number;
  /** Where its name outside the program stands, if it is given one. */
  readonly name?: readonly ArgumentPath[];
  /** Attributes that say that name. */
  readonly says?: readonly string[];
  /** It is looked up by its name and not made. */
  readonly isLookup?: true;
  /** Its name counts in the account and region where it is looked up. */
  readonly inAccount?: true;
  /** An entry of a secret store, or a secret of the platform of its own. */
  readonly stored?: string;
  /** Attributes that hold a secret. */
  readonly secret?: readonly string[];
  /** It runs a program of the repository. */
  readonly program?: {
    readonly maps?: readonly ArgumentPath[];
    /** Lists of `{ name, value }`. */
    readonly lists?: readonly ArgumentPath[];
    /** Lists of `{ name, valueFrom }`, which name an entry of a secret store of AWS. */
    readonly secrets?: readonly ArgumentPath[];
    /** Lists of containers of ECS, with both. */
    readonly containers?: readonly ArgumentPath[];
    /** Variables and platform resources in one map, which the program finds under their keys. */
    readonly bindings?: readonly ArgumentPath[];
    /** Resources that it reads through `Resource` of SST. */
    readonly links?: readonly ArgumentPath[];
    /** One variable: its name, and its value behind it. */
    readonly pair?: readonly [ArgumentPath, ArgumentPath];
    readonly code?: readonly ArgumentPath[];
    readonly names?: readonly ArgumentPath[];
    /** What it stands in, where it is not made by a method of it. */
    readonly within?: readonly ArgumentPath[];
    /** The image of its container, made by what `image` describes. */
    readonly image?: readonly ArgumentPath[];
  };
  /** The role of AWS that what it runs works under. */
  readonly role?: readonly ArgumentPath[];
  /** It makes a role where it is given none. */
  readonly makesRole?: true;
  /** An image: the folder it is built in, the Dockerfile there and its arguments, or its name in a registry. */
  readonly image?: {
    readonly folder?: readonly ArgumentPath[];
    readonly file?: readonly ArgumentPath[];
    readonly arguments?: readonly ArgumentPath[];
    /** The stage of its Dockerfile that it is built up to. */
    readonly target?: readonly ArgumentPath[];
    /** Another image that this one is. */
    readonly of?: readonly ArgumentPath[];
    readonly name?: readonly ArgumentPath[];
  };
  /** What a Worker knows a resource as, in `bindings`. */
  readonly binding?: { readonly resource: string; readonly provider: string };
}
