import { createHash } from "node:crypto";

/** What makes a finding the same finding after the lines around it have moved. */
export interface FindingIdentity {
  readonly check: string;
  readonly fault: string;
  readonly subject: string;
  /** Path of the primary location. */
  readonly path: string;
}

/**
 * Fingerprints for findings in their reported order. Findings that agree in everything get an ordinal: when one of
 * them is repaired, a baseline still covers as many as are left.
 */
export function fingerprintAll(identities: readonly FindingIdentity[]): string[] {
  const seen = new Map<string, number>();
  return identities.map((identity) => {
    const key = JSON.stringify([identity.check, identity.fault, identity.subject, identity.path]);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return digest(ordinal === 0 ? key : `${key}#${ordinal}`);
  });
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
