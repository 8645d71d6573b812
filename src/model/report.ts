import type { Attestation } from "./attestation.ts";
import type { Location } from "./location.ts";
import type { Notice } from "./notice.ts";
import type { Reference } from "./reference.ts";
import type { Control, Fault } from "./rule.ts";
import type { SettingsSource } from "./settings.ts";
import type { Stack } from "./stack.ts";
import type { Suppression } from "./suppression.ts";

export type Status = "pass" | "fail" | "unknown" | "not-applicable";
export type Readiness = "ready" | "gap" | "unknown" | "not-applicable";

/** What a repository holds, before anything of it is judged. */
export interface Inventory {
  readonly tool: { readonly name: string; readonly version: string };
  readonly target: { readonly name: string; readonly revision: string | null };
  readonly stack: Stack;
  readonly inspected: { readonly files: number; readonly modules: number };
  /** Which settings were applied; null if none were. */
  readonly settings: SettingsSource | null;
}

/** The outcome of an audit; every format is a pure function of it. */
export interface Report extends Inventory {
  readonly controls: readonly ControlResult[];
  /** Sorted by check, path, position. */
  readonly findings: readonly ReportedFinding[];
  readonly failurePaths: readonly FailurePath[];
  /** What of the user's own settings needs attention, sorted by path and position. */
  readonly notices: readonly Notice[];
}

export interface ControlResult {
  readonly control: Control;
  readonly readiness: Readiness;
  /** Why the control is `unknown`, or how much of its being `ready` rests on attestations; null otherwise. */
  readonly reason: string | null;
  readonly checks: readonly CheckResult[];
}

export interface CheckResult {
  readonly id: string;
  readonly asks: string;
  readonly signal: number | null;
  /** Whether it looks for a test that shows the control at work. */
  readonly isTestLeg: boolean;
  readonly references: readonly Reference[];
  readonly status: Status;
  /** Fingerprints of its findings; suspected ones too when `status` is `unknown`. */
  readonly findings: readonly string[];
  readonly evidence: readonly Location[];
  readonly reason: string | null;
  readonly question: string | null;
  readonly notes: readonly string[];
  /** The statement that answers it where the repository does not; null if there is none in force. */
  readonly attestation: Attestation | null;
}

export interface ReportedFinding {
  readonly fingerprint: string;
  readonly check: string;
  readonly fault: string;
  readonly confidence: "proven" | "suspected";
  readonly subject: string;
  /** What it stands for beside its subject, sorted; empty where the subject says it all. */
  readonly members: readonly string[];
  /** `says`, `because` and `fix` of the fault with the data filled in. */
  readonly message: Fault;
  readonly environments: readonly string[];
  readonly failurePath: 1 | 2 | 3 | 4 | null;
  readonly contamination: readonly Location[];
  /** The primary location first. */
  readonly locations: readonly Location[];
  /** Why it is not held against the build; null if it is. */
  readonly suppression: Suppression | null;
}

export interface FailurePath {
  readonly number: 1 | 2 | 3 | 4;
  readonly open: boolean;
  /** Fingerprints of the proven findings that open it. */
  readonly findings: readonly string[];
  /** From the non-production actor through what is shared to production. */
  readonly steps: readonly Location[];
}
