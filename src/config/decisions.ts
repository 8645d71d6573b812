import type { BaselineEntry } from "../model/baseline-entry.ts";
import type { DeclaredAttestation } from "../model/declared-attestation.ts";
import { AuditError } from "../model/error.ts";
import type { Control } from "../model/rule.ts";
import type { Tree } from "../model/tree.ts";
import { attestationsFile, readAttestations } from "./attestations.ts";
import { baselineFile, readBaseline } from "./baseline.ts";

/** A settings file that the caller has read; errors begin with its name. */
export interface SettingsText {
  readonly name: string;
  readonly text: string;
}

/** Files with decisions. Absent takes the one at the root of the repository, if there is one; null takes none. */
export interface DecisionFiles {
  readonly baseline?: SettingsText | null | undefined;
  readonly attestations?: SettingsText | null | undefined;
}

/**
 * Reads the baseline and the attestations of an audit.
 *
 * @throws AuditError blaming the configuration if one of them cannot be read as what it is.
 */
export function readDecisions(
  tree: Tree,
  controls: readonly Control[],
  files: DecisionFiles,
): { readonly baseline: readonly BaselineEntry[]; readonly attestations: readonly DeclaredAttestation[] } {
  const baseline = fileOf(tree, baselineFile, files.baseline);
  const attestations = fileOf(tree, attestationsFile, files.attestations);
  return {
    baseline: baseline ? readBaseline(baseline.name, baseline.text) : [],
    attestations: attestations ? readAttestations(attestations.name, attestations.text, controls) : [],
  };
}

function fileOf(tree: Tree, name: string, given: SettingsText | null | undefined): SettingsText | null {
  if (given !== undefined) return given;
  if (!tree.holds(name)) return null;
  const text = tree.read(name);
  if (text !== undefined) return { name, text };
  // Going on without it would fail, or pass, a build for no reason that anybody can see.
  throw new AuditError(
    `${name} cannot be read.`,
    "config",
    "Make it a text file that git does not ignore, or name another.",
  );
}
