import type { DeclaredSuppression } from "./declared-suppression.ts";
import type { EnvironmentClass } from "./environment.ts";
import type { Location } from "./location.ts";

/**
 * What the users of a repository say of it in `bulkhead.config.yaml`, beside what is read from the repository itself:
 * plain data, each entry with the place where it is written.
 */
export interface Settings {
  readonly source: SettingsSource;
  readonly environments: readonly DeclaredEnvironment[];
  /** In the order in which they are written: of several that fit a host the first one counts. */
  readonly endpoints: readonly DeclaredEndpoint[];
  readonly functions: DeclaredFunctions;
  /** Variables whose value is meant to be known to everyone; globs over their names. */
  readonly publicKeys: readonly DeclaredGlob[];
  /** Files that are left out of the audit; globs over their paths. */
  readonly ignore: readonly DeclaredGlob[];
  readonly suppressions: readonly DeclaredSuppression[];
}

/** Which settings were applied. Whoever is audited may have written them, so every report says it. */
export interface SettingsSource {
  /** Relative to the audited root; the bare file name where it lies outside. */
  readonly path: string;
  /** `repository`: found at the root of what is audited; `caller`: handed in by whoever runs the audit. */
  readonly from: "repository" | "caller";
}

export interface DeclaredEnvironment {
  /** As reports call it, lower case. */
  readonly name: string;
  readonly class: EnvironmentClass;
  /** Globs over the names by which the repository knows it; its own name is one of them. */
  readonly aliases: readonly string[];
  readonly at: Location;
}

export interface DeclaredEndpoint {
  /** Glob over a host, with a port only if it is about that port. */
  readonly pattern: string;
  readonly environment: string;
  readonly at: Location;
}

export interface DeclaredFunctions {
  readonly gates: readonly DeclaredGate[];
  readonly audit: readonly DeclaredFunction[];
  readonly tools: readonly DeclaredFunction[];
}

export interface DeclaredFunction {
  /** The name under which it is exported, dotted for a method: `record`, `auditLog.write`. */
  readonly name: string;
  /** A package, or a glob over the path of the file that defines it; null for any. */
  readonly module: string | null;
  readonly at: Location;
}

/** What is said of a gate counts where the repository does not hold its code; null where nobody says it. */
export interface DeclaredGate extends DeclaredFunction {
  /** Whether it gives a promise. */
  readonly async: boolean | null;
  /** Whether it refuses by throwing, or by what it answers. */
  readonly refuses: "throws" | "answers" | null;
}

export interface DeclaredGlob {
  readonly pattern: string;
  readonly at: Location;
}

/** Names under which the configuration is found at the root of the audited directory. */
export const settingsFiles = ["bulkhead.config.yaml", "bulkhead.config.yml", "bulkhead.config.json"] as const;

/** Whether a file speaks to Bulkhead: it lies at the root, and configures no agent. */
export function isOwnFile(path: string): boolean {
  return /^bulkhead\.(?:config|attest|baseline)\.(?:ya?ml|json)$/.test(path);
}
