import type { DocumentNode } from "./document.ts";
import type { Span } from "./location.ts";
import type { TemplateDocument } from "./template.ts";

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
