import { randomBytes } from "node:crypto";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { controls } from "../../rules/index.ts";
import { audit } from "../audit.ts";
import { attestationTemplate } from "../config/attestation-template.ts";
import { attestationsFile, readAttestations } from "../config/attestations.ts";
import { AuditError } from "../model/error.ts";
import { counted } from "../report/terminal/page.ts";
import { type ExitStatus, exitStatus } from "./exit-status.ts";
import { type Io, todayOf } from "./io.ts";
import { writeReport } from "./write-report.ts";

/** Writes the questions that an audit of the directory leaves open into its file of attestations, beside the answers in it. */
export function initAttestations(root: string, io: Io): ExitStatus {
  const file = join(root, attestationsFile);
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new AuditError(`${attestationsFile} is a link.`, "target", "Put a file of its own in its place.");
  const present = existsSync(file) ? readFileSync(file, "utf8") : null;
  // What cannot be read cannot be kept either.
  if (present !== null) readAttestations(attestationsFile, present, controls);

  // Without the answers there are, so that what they answer is still asked.
  const report = audit(root, { key: randomBytes(32), attestations: null, today: todayOf(io) });
  if (report.stack.agentEvidence.length === 0) {
    io.err(`bulkhead: no agent stack was found, so ${attestationsFile} was not written.\n`);
    return exitStatus.empty;
  }
  const open = report.controls
    .flatMap(({ checks }) => checks)
    .filter(({ status }) => status === "unknown")
    .map(({ id, asks, question }) => ({ check: id, asked: asks, about: question ?? "" }));
  const { text, added, answered } = attestationTemplate(open, present);
  writeReport(file, text, io.cwd, "the attestations");
  io.out(
    `${attestationsFile}: ${counted(open.length, "open question")}, ${added} new; ${counted(answered, "answer")} kept.\n`,
  );
  return exitStatus.clean;
}
