import type { BoundValue } from "../../model/bound-value.ts";
import type { InfraExpression } from "../../model/infrastructure.ts";
import type { Place } from "../../model/location.ts";
import type { Sealed } from "../../model/sealed.ts";
import type { CiRun } from "./ci-runs.ts";
import type { Functions } from "./evaluate.ts";
import type { PlacedBlock, TerraformModule } from "./modules.ts";

/** One application of a root module: what it is given, and what it remembers under a name of its own. */
export interface Deployment {
  readonly root: TerraformModule;
  /** Unique in the repository: two resources of one state are one, those of two states never are. */
  readonly state: string;
  /** How a person would call it: `infra (prod)`. */
  readonly name: string;
  /** As the repository names it, lower case; null if nothing does. */
  readonly environment: string | null;
  readonly workspace: string | null;
  readonly declared: Place;
  /** Values for the variables of the root module, the last one of a name counts. */
  readonly inputs: ReadonlyMap<string, Input>;
  /** Settings of the state's backend that stand outside the module. */
  readonly backend: ReadonlyMap<string, Input>;
  /** What CI runs to apply it. */
  readonly runs: readonly CiRun[];
}

/** A value that a variable is given: written in a file, or bound by a CI job. */
export type Input =
  | { readonly kind: "written"; readonly value: InfraExpression; readonly path: string }
  | { readonly kind: "bound"; readonly value: BoundValue; readonly at: Place }
  /** Worked out by what stands around Terraform. */
  | { readonly kind: "given"; readonly value: TerraformValue };

/** A module as it is called once. */
export interface Scope {
  readonly module: TerraformModule;
  readonly deployment: Deployment;
  /** `module.chat["eu"].`; empty for the root module. */
  readonly address: string;
  readonly caller: { readonly block: PlacedBlock; readonly context: Context } | null;
  readonly depth: number;
  /** Names and functions of the tool whose file it is, where that is not Terraform itself. */
  readonly foreign?: { readonly names: Context["names"]; readonly call: Functions };
}

/** Where an expression is evaluated. */
export interface Context {
  readonly scope: Scope;
  readonly path: string;
  /** `each`, `count` and the variables of loops. */
  readonly names: ReadonlyMap<string, TerraformValue>;
  /** The functions that count here; without them those of the language. */
  readonly call?: Functions;
}

/** What an expression is in one deployment, as far as the repository tells. */
export type TerraformValue =
  /** A secret has `sealed` and no text. */
  | {
      readonly kind: "scalar";
      readonly value: string | number | boolean | null;
      readonly sealed?: Sealed;
      readonly at: Place;
    }
  | { readonly kind: "list"; readonly items: readonly TerraformValue[]; readonly at: Place }
  | {
      readonly kind: "object";
      readonly entries: ReadonlyMap<string, TerraformValue>;
      /** Where each entry is written, where that is one place. */
      readonly places?: ReadonlyMap<string, Place>;
      readonly at: Place;
    }
  /** A text of which a part is only known when it is applied. */
  | { readonly kind: "template"; readonly parts: readonly TerraformValue[]; readonly at: Place }
  /** Text that holds a value as JSON or YAML. */
  | { readonly kind: "encoded"; readonly value: TerraformValue; readonly at: Place }
  /** Made when it is applied; equal labels are one thing. */
  | {
      readonly kind: "generated";
      readonly label: string;
      readonly secret: boolean;
      /** Parts of the label are not known, so that equal labels may be two things. */
      readonly partial?: true;
      /** What kind of credential it is, if it is no password: a role. */
      readonly store?: string;
      /** It is not made but looked up by its name, which counts in the account of the deployment. */
      readonly lookup: { readonly deployment: Deployment; readonly provider: string | null } | null;
      readonly at: Place;
    }
  /** Kept in a secret store, under a name that counts in the account of the deployment. */
  | {
      readonly kind: "stored";
      readonly store: string;
      readonly name: string;
      readonly provider: string | null;
      readonly deployment: Deployment;
      readonly at: Place;
    }
  /** A variable that nothing in the repository gives a value. */
  | { readonly kind: "input"; readonly variable: string; readonly deployment: Deployment; readonly at: Place }
  | { readonly kind: "bound"; readonly value: BoundValue; readonly at: Place }
  /** A resource or data source; `instance` is its key where there are several. */
  | {
      readonly kind: "resource";
      readonly key: string;
      readonly scope: Scope;
      readonly instance: TerraformValue | null;
      readonly at: Place;
    }
  | {
      readonly kind: "module";
      readonly name: string;
      readonly scope: Scope;
      readonly instance: TerraformValue | null;
      readonly at: Place;
    }
  /** `var`, `local`, `data`, `data.aws_ssm_parameter`, `aws_s3_bucket`: a name that means nothing without the next. */
  | { readonly kind: "prefix"; readonly words: readonly string[]; readonly context: Context; readonly at: Place }
  | { readonly kind: "unknown"; readonly reason: string; readonly at: Place };

export function unknown(reason: string, at: Place): TerraformValue {
  return { kind: "unknown", reason, at };
}

export function text(value: string, at: Place): TerraformValue {
  return { kind: "scalar", value, at };
}

/** The text of a value that is known and no secret. */
export function textOf(value: TerraformValue | undefined): string | null {
  if (value?.kind !== "scalar" || value.value === null) return null;
  return value.sealed && value.sealed.text === undefined ? null : String(value.value);
}

/** Whether something holds; null if that is not known. */
export function truthOf(value: TerraformValue): boolean | null {
  if (value.kind !== "scalar" || value.sealed) return null;
  if (typeof value.value === "boolean") return value.value;
  return value.value === "true" ? true : value.value === "false" ? false : null;
}

export function isNull(value: TerraformValue | undefined): boolean {
  return value === undefined || (value.kind === "scalar" && value.value === null && !value.sealed);
}

/** Joins texts; what is known of them on both sides of what is not stays one piece. */
export function concatenate(parts: readonly TerraformValue[], at: Place): TerraformValue {
  const joined: TerraformValue[] = [];
  const pieces = parts.flatMap((p) => (p.kind === "template" ? p.parts : [p]));
  for (const part of pieces) {
    const last = joined.at(-1);
    const [before, own] = [textOf(last), textOf(part)];
    if (last && before !== null && own !== null) joined[joined.length - 1] = text(before + own, last.at);
    else joined.push(part);
  }
  const [only] = joined;
  const origin = originIn(pieces, at);
  if (!only) return text("", at);
  if (joined.length > 1) return { kind: "template", parts: joined, at: origin };
  const known = textOf(only);
  return known === null || (only.kind === "scalar" && only.sealed) ? only : text(known, origin);
}

/** What is filled in decides more than the text around it, and stands elsewhere. */
function originIn(pieces: readonly TerraformValue[], at: Place): Place {
  const isWithin = ({ path, span }: Place): boolean =>
    path === at.path && span.startLine >= at.span.startLine && span.endLine <= at.span.endLine;
  return pieces.find((piece) => !isWithin(piece.at))?.at ?? at;
}
