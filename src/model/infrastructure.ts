import type { Span } from "./location.ts";
import type { Sealed } from "./sealed.ts";

/**
 * What a file of Terraform or Bicep declares, as written: nothing is evaluated, since what a name stands for is decided by
 * other files. Plain data.
 */
export interface InfrastructureFact {
  readonly kind: "infrastructure";
  readonly language: "terraform" | "bicep";
  /** `template`: what a module fills in. `terragrunt`: a file that configurations of Terragrunt include or read. `values`: a file that only gives values to variables (`prod.tfvars`, `main.bicepparam`). `backend`: the settings of a state backend. */
  readonly role: "module" | "values" | "backend" | "template" | "terragrunt";
  /** Settings at the top level. */
  readonly values: readonly InfraValue[];
  readonly blocks: readonly InfraBlock[];
  /** The module whose variables the file gives values to, as a path from the root, if it says so. */
  readonly of?: string;
}

/** `name = value`. */
export interface InfraValue {
  readonly name: string;
  readonly value: InfraExpression;
  /** From the name to the end of the value. */
  readonly span: Span;
}

/** `type "label" "label" { … }`; in Bicep `param name type = …` and its like. */
export interface InfraBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly values: readonly InfraValue[];
  readonly blocks: readonly InfraBlock[];
  /** The head of the block: its type and labels. */
  readonly span: Span;
}

/** An expression of a configuration language. */
export type InfraExpression =
  /** A string; one that looks like a secret has `sealed` and an empty `text`. */
  | { readonly kind: "text"; readonly text: string; readonly sealed?: Sealed; readonly span: Span }
  | { readonly kind: "scalar"; readonly value: number | boolean | null; readonly span: Span }
  | { readonly kind: "template"; readonly parts: readonly InfraExpression[]; readonly span: Span }
  /** The first name of `var.region`, `data.aws_ssm_parameter.key.value`. */
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "member"; readonly object: InfraExpression; readonly property: string; readonly span: Span }
  | {
      readonly kind: "index";
      readonly object: InfraExpression;
      readonly index: InfraExpression;
      readonly span: Span;
    }
  /** `list[*].attribute`: the attributes of each element. */
  | {
      readonly kind: "splat";
      readonly object: InfraExpression;
      readonly properties: readonly string[];
      readonly span: Span;
    }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly InfraExpression[];
      /** Whether the last argument is a list whose elements are the arguments. */
      readonly expands: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: "conditional";
      readonly test: InfraExpression;
      /** If it holds, and if it does not. */
      readonly branches: readonly [InfraExpression, InfraExpression];
      readonly span: Span;
    }
  | { readonly kind: "object"; readonly entries: readonly InfraEntry[]; readonly span: Span }
  | { readonly kind: "list"; readonly items: readonly InfraExpression[]; readonly span: Span }
  | {
      readonly kind: "operation";
      readonly operator: string;
      readonly operands: readonly InfraExpression[];
      readonly span: Span;
    }
  | InfraLoop
  /** Syntax that is not modelled, by its name. */
  | { readonly kind: "opaque"; readonly syntax: string; readonly span: Span };

export interface InfraEntry {
  /** A name where it is fixed. */
  readonly key: string | InfraExpression;
  readonly value: InfraExpression;
  readonly span: Span;
}

/** `[for k, v in list : v]`, `{ for k, v in map : k => v if v != null }`. */
export interface InfraLoop {
  readonly kind: "loop";
  readonly over: InfraExpression;
  /** The variable of the key or index; null if the loop has none. */
  readonly key: string | null;
  readonly item: string;
  /** Of an object; null where a list is made. */
  readonly makesKey: InfraExpression | null;
  readonly makes: InfraExpression;
  readonly when: InfraExpression | null;
  readonly span: Span;
}

/** A project of the Azure Developer CLI: the module that each of its environments is a deployment of, and what it runs. */
export interface AzdFact {
  readonly kind: "azd";
  /** Path from the root, without an extension. */
  readonly module: string;
  readonly services: readonly { readonly name: string; readonly folder: string; readonly span: Span }[];
  readonly span: Span;
}
