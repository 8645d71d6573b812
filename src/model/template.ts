import type { DocumentNode } from "./document.ts";
import type { Sealed } from "./sealed.ts";

/** One action of a Go template, as far as charts use them. */
export type TemplateExpression =
  /** `.Values.a.b`, `$.Chart.Name`, `$item.name`, `.name`: where it starts, and the keys from there. */
  | {
      readonly kind: "path";
      readonly from: "dot" | "root" | "variable";
      readonly variable: string;
      readonly path: readonly string[];
    }
  | { readonly kind: "literal"; readonly sealed: Sealed }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly TemplateExpression[] }
  | { readonly kind: "unread" };

/** Lines of a template that an action opens and closes. */
export interface TemplateBlock {
  readonly kind: "if" | "range" | "with" | "set";
  /** For an `else`, what must not hold; null if it could not be read. */
  readonly expression: TemplateExpression;
  readonly isElse: boolean;
  /** What `range $key, $value :=` and `$name :=` call the values. */
  readonly variables: readonly string[];
  readonly from: number;
  readonly to: number;
}

/**
 * A template as the document that is left when its actions are taken out. A text `{store: "template", name: "3"}` and a
 * key `{{3}}` stand for the expression of that number; the lines tell which blocks a node stands in.
 */
export interface TemplateDocument {
  /** What `define` calls it; null for a file that is rendered for itself. */
  readonly defines: string | null;
  readonly root: DocumentNode;
  readonly expressions: readonly TemplateExpression[];
  readonly blocks: readonly TemplateBlock[];
}

/** The store that the texts of a template refer to for what stands in an action. */
export const templateStore = "template";
