import type { McpServerFact, McpSettingFact, PermissionSettingFact, ToolRecordFact } from "./agent-facts.ts";
import type { BindingsFact, DatasourceFact } from "./binding-facts.ts";
import type { DocumentFact, IgnoredInImageFact, ImageCopiesFact, TemplateFact } from "./deployment-facts.ts";
import type { GitlabFact } from "./gitlab-facts.ts";
import type { IgnoreComment } from "./ignore-comment.ts";
import type { AzdFact, InfrastructureFact } from "./infrastructure.ts";
import type { InstructionsFact } from "./instructions.ts";
import type { ModuleIR } from "./ir.ts";
import type { Span } from "./location.ts";
import type { AlertRuleFact, CodeOwnersFact, RunbookFact } from "./operations-facts.ts";
import type {
  ImportMapFact,
  LockfileFact,
  PackageFact,
  ScriptsFact,
  TsconfigFact,
  WorkspaceFact,
} from "./package-facts.ts";
import type { CompositeActionFact, WorkflowFact } from "./workflow-facts.ts";

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

/** Something in the file was not read, and why. */
export interface GapFact {
  readonly kind: "gap";
  readonly reason: string;
  readonly line: number | null;
}

/** A fact with the file it was read in. */
export type Located<F extends Fact = Fact> = F & { readonly path: string };
