import { z } from "zod";
import { isDay } from "../model/day.ts";
import type { DeclaredAttestation } from "../model/declared-attestation.ts";
import { AuditError } from "../model/error.ts";
import { didYouMean } from "../model/nearest.ts";
import type { Control } from "../model/rule.ts";
import { readSettingsDocument, type SettingsDocument } from "./settings-document.ts";

/** Where attestations are kept unless another file is named: at the root of the audited repository. */
export const attestationsFile = "bulkhead.attest.yaml";

const text = z.string().trim();
const day = text.refine(isDay, "it is no day written as YYYY-MM-DD");

const entrySchema = z
  .strictObject({
    control: text.describe("Slug of the control, as bulkhead list prints it."),
    question: text.describe("The check whose question is answered: its id without the control."),
    asked: text.describe("What the check asks, so that yes is the good answer."),
    about: text.describe("What of it is open, as the report puts it. An answer counts as long as the same is open."),
    answer: z.enum(["yes", "no", "not-applicable"]).nullish().describe("Empty until somebody answers."),
    evidence: text.nullish().describe("A link, or a path in the repository."),
    by: text.nullish().describe("Who says so."),
    date: day.nullish().describe("Day on which it was said."),
    expires: day.nullish().describe("Last day on which it holds."),
    note: text.nullish().describe("Anything else; why the check does not apply, where that is the answer."),
  })
  .superRefine((entry, context) => {
    for (const { path, message } of faultsOf(entry)) context.addIssue({ code: "custom", path: [path], message });
  });

const attestationsSchema = z
  .strictObject({ version: z.literal(1).optional(), attestations: z.array(entrySchema).nullish() })
  .meta({ title: "Bulkhead attestations, version 1" });

interface Written {
  readonly answer?: string | null | undefined;
  readonly evidence?: string | null | undefined;
  readonly by?: string | null | undefined;
  readonly date?: string | null | undefined;
  readonly expires?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** An answer needs a person and a term; without evidence it is read, and counts for nothing. */
function faultsOf({ answer, evidence, by, date, expires, note }: Written) {
  const holdsPassword = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i.test(evidence ?? "");
  const always = holdsPassword ? [{ path: "evidence", message: "the link holds a user name or a password" }] : [];
  if (!answer) return always;
  const needed = (value: string | null | undefined, path: string, message: string) =>
    value ? [] : [{ path, message }];
  return [
    ...always,
    ...needed(by, "by", "an answer needs somebody who gives it"),
    ...needed(date, "date", "an answer needs the day on which it is given"),
    ...needed(expires, "expires", "an answer needs a last day on which it holds"),
    ...(answer === "not-applicable" ? needed(note, "note", "this answer needs the reason why it does not apply") : []),
    ...(date && expires && expires < date ? [{ path: "expires", message: "it lies before the date" }] : []),
  ];
}

/** The JSON Schema of the file, for editors. */
export function attestationsJsonSchema(): unknown {
  return z.toJSONSchema(attestationsSchema, { target: "draft-2020-12", io: "input" });
}

/**
 * Reads the attestations of a repository, answered or not.
 *
 * @throws AuditError blaming the configuration, with line and column, if one of them names nothing that is asked, lacks
 * what an answer needs, or answers what another one answers.
 */
export function readAttestations(
  name: string,
  source: string,
  controls: readonly Control[],
): readonly DeclaredAttestation[] {
  const document = readSettingsDocument(name, source, attestationsSchema);
  const first = new Map<string, number>();
  return (document.data.attestations ?? []).map((entry, index) => {
    const at = document.at(["attestations", index], "attestation");
    const check = checkOf(entry, controls, (key) => place(document, ["attestations", index, key]));
    const earlier = first.get(check);
    if (earlier !== undefined)
      throw new AuditError(
        `${place(document, ["attestations", index])}: ${check} is answered twice.`,
        "config",
        `The first answer stands in line ${earlier}; keep one of them.`,
      );
    first.set(check, at.startLine);
    const { asked, about, answer, evidence, by, date, expires, note } = entry;
    return {
      check,
      asked,
      about,
      answer: answer ?? null,
      evidence: evidence ?? "",
      by: by ?? "",
      date: date ?? "",
      expires: expires ?? "",
      note: note ?? null,
      at,
    };
  });
}

function checkOf(
  { control: slug, question }: { readonly control: string; readonly question: string },
  controls: readonly Control[],
  where: (key: string) => string,
): string {
  const control = controls.find((one) => one.slug === slug);
  if (control === undefined) {
    const hint = didYouMean(
      slug,
      controls.map((one) => one.slug),
      "See bulkhead list.",
    );
    throw new AuditError(`${where("control")}: there is no control of this name.`, "config", hint);
  }
  const found = control.checks.find(({ id }) => id === `${slug}/${question}`);
  if (found) return found.id;
  const names = control.checks.map(({ id }) => id.slice(slug.length + 1));
  const all = `Its questions are ${names.join(", ")}.`;
  throw new AuditError(
    `${where("question")}: ${slug} has no check of this name.`,
    "config",
    didYouMean(question, names, all),
  );
}

function place(document: SettingsDocument<unknown>, path: readonly PropertyKey[]): string {
  const { path: name, startLine, startColumn } = document.at(path, "");
  return `${name}:${startLine}:${startColumn}`;
}
