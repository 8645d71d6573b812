import type { BindingEntry, BindingValue } from "./binding-facts.ts";
import type { Span } from "./location.ts";
import type { Sealed } from "./sealed.ts";

export interface McpServerFact {
  readonly kind: "mcp-server";
  /** `claude`, `cursor`, `vscode`, `opencode`, `zed`, `codex`, `windsurf`, `plugin`, … */
  readonly client: string;
  readonly name: string;
  readonly transport: "stdio" | "http" | "sse" | "unknown";
  readonly command: string | null;
  readonly args: readonly Sealed[];
  /** Where each of them stands. */
  readonly argSpans?: readonly Span[];
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

/** A committed setting by which an agent asks for no call at all, or not for some of them. */
export interface PermissionSettingFact {
  readonly kind: "permission-setting";
  readonly agent: string;
  readonly setting: string;
  readonly waives: "everything" | "commands" | "files" | "server-tools";
  /** The tools of a server that it names; `*` for all of them. */
  readonly tools: readonly string[];
  /** What the same file keeps the calls in bounds by. */
  readonly heldBy: { readonly what: "sandbox" | "hook"; readonly span: Span } | null;
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
