import type { CodeView, Reading } from "./line-view.ts";
import type { Location } from "./location.ts";
import type { Report, Status } from "./report.ts";
import type { Zone } from "./tree.ts";

/** A line of the audited repository. */
export interface LineAddress {
  /** Relative to the audited root, with forward slashes. */
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
  /** Null for the whole line. */
  readonly column: number | null;
}

/** What is known of one line, why it was judged so, and what that does not establish: every format is a function of it. */
export interface Explanation {
  readonly tool: Report["tool"];
  readonly target: Report["target"];
  readonly line: LineAddress;
  readonly file: FileAccount;
  /** What the line is to the model; what it defines comes first. */
  readonly subjects: readonly Subject[];
  readonly readings: readonly Reading[];
  readonly code: CodeView | null;
  readonly judgements: readonly Judgement[];
  /** Why the line may be unknown; empty if the model knows it. */
  readonly unknownBecause: readonly string[];
  /** The nearest lines of the file about which something is known, if the model does not know this one. */
  readonly nearby: readonly Nearby[];
  /** What all this does not establish. */
  readonly limits: readonly string[];
}

export interface FileAccount {
  readonly zone: Zone;
  /** Ids of the extractors that read it. */
  readonly extractors: readonly string[];
  readonly lines: number;
}

export type SubjectKind =
  | "binding"
  | "credential"
  | "environment"
  | "service"
  | "store"
  | "endpoint"
  | "tool"
  | "gate"
  | "audit-event"
  | "pipeline"
  | "mcp-server"
  | "model-use"
  | "gap";

/** Something of the model that the line defines, or is a step of. */
export interface Subject {
  readonly kind: SubjectKind;
  /** `step`: the thing is defined elsewhere, and the line lies on the way to it. */
  readonly relation: "is" | "step";
  /** What it is called; several names where one line is a step of many things in the same way. */
  readonly names: readonly string[];
  /** What the line is to it. */
  readonly roles: readonly string[];
  readonly rows: readonly Row[];
}

/** One thing known of a subject. */
export interface Row {
  readonly label: string;
  readonly text: string;
  readonly places: readonly Location[];
}

/** A check that speaks of the line, or of what the line is. */
export interface Judgement {
  readonly check: string;
  readonly asks: string;
  readonly status: Status;
  /** Who answers it where the repository does not; null if nobody does. */
  readonly attestedBy: string | null;
  /** Whether the line itself is among the places it cites. */
  readonly citesLine: boolean;
  /** What the line is to the findings and the evidence: `production: PINECONE_API_KEY`. */
  readonly as: readonly string[];
  /** Findings that name the line; if none does, those that name other lines of what it is. */
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly confidence: "proven" | "suspected";
    readonly namesLine: boolean;
    readonly says: string;
    readonly because: string;
    readonly fix: string;
    /** Why it is not held against the build; null if it is. */
    readonly suppressed: string | null;
    readonly locations: readonly Location[];
  }[];
  /** How many other findings the check has. */
  readonly otherFindings: number;
  /** Why it could not be decided, and the question whose answer would; null if that is about other things. */
  readonly reason: string | null;
  readonly question: string | null;
}

export interface Nearby {
  readonly line: number;
  readonly says: string;
}
