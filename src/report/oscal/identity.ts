import { createHash } from "node:crypto";
import type { Report } from "../../model/report.ts";

/** Makes the UUID of one part of the document from what the part is about. */
export type Identify = (kind: string, ...about: readonly string[]) => string;

/** UUIDs that are the same for the same part of the same repository at the same commit, on any machine. */
export function identifierFor({ target }: Report): Identify {
  return (kind, ...about) => uuidOf(JSON.stringify([target.name, target.revision, kind, ...about]));
}

/** This project's namespace for names (RFC 9562, version 5). */
const namespace = Buffer.from("6f1d0a4c2b7e5c3d9a8e4b1f7c6d5e2a", "hex");

/** A version 5 UUID: the digest of a name, so that nothing random gets into the document. */
export function uuidOf(name: string): string {
  const digest = createHash("sha1").update(namespace).update(name).digest().subarray(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  return digest.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
