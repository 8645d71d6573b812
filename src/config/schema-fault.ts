import { z } from "zod";
import { didYouMean } from "../model/nearest.ts";
import type { ValuePath } from "./settings-document.ts";

/** A value that a schema refuses, told for the one who wrote it. */
export interface SchemaFault {
  /** Leads to the value, or to the key that is not known. */
  readonly path: ValuePath;
  readonly says: string;
  readonly hint: string;
}

/** The first fault of a refused document. Values are never quoted: a secret may stand in the wrong place. */
export function firstFault(error: z.ZodError, schema: z.ZodType): SchemaFault {
  // A mistyped key is often what makes another one missing.
  const first = error.issues.find(({ code }) => code === "unrecognized_keys") ?? error.issues[0];
  if (first === undefined) return { path: [], says: "it does not keep to its schema.", hint: "Correct the file." };
  const issue = innermost(first);
  const where = pathText(issue.path);
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const known = keysAt(schema, issue.path);
    const all = known.length === 0 ? "Remove it." : `The keys are ${known.join(", ")}.`;
    const place = where === "" ? "" : ` in ${where}`;
    return { path: [...issue.path, key], says: `there is no key ${key}${place}.`, hint: didYouMean(key, known, all) };
  }
  if (issue.code === "invalid_key") {
    // Unlike a key that is not known, this one is free text, and may hold more than a name.
    const place = pathText(issue.path.slice(0, -1));
    const [why] = issue.issues;
    return { path: issue.path, says: `a key of ${place}: ${why?.message ?? "it is none"}.`, hint: "Correct the key." };
  }
  const subject = where === "" ? "the file" : where;
  if (issue.code === "invalid_value") {
    const all = `It is one of ${issue.values.map(String).join(", ")}.`;
    if ("input" in issue && issue.input === undefined)
      return { path: issue.path, says: `${subject} is missing.`, hint: all };
    const written = "input" in issue && typeof issue.input === "string" ? issue.input : "";
    const hint = written === "" ? all : didYouMean(written, issue.values.map(String), all);
    return { path: issue.path, says: `${subject} is none of the values it may have.`, hint };
  }
  if (issue.code === "invalid_type") {
    const isMissing = issue.message.endsWith("received undefined");
    return {
      path: issue.path,
      says: isMissing ? `${subject} is missing.` : `${subject} must be ${nounOf(issue.expected)}.`,
      hint: isMissing ? "Add it." : "Correct its value.",
    };
  }
  return { path: issue.path, says: `${subject}: ${issue.message}.`, hint: "Correct its value." };
}

/** Of a choice between shapes, what is wrong with the one that came closest. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
  const [closest] = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a) || a.length - b.length);
  const [inner] = closest ?? [];
  return inner === undefined ? issue : innermost({ ...inner, path: [...issue.path, ...inner.path] });
}

function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(...issues.map(({ path }) => path.length));
}

/** `suppressions[0].check`: how a value is named in a message. */
export function pathText(path: ValuePath): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

/** The keys that an object of the schema may have. */
function keysAt(schema: z.ZodType, path: ValuePath): string[] {
  let current: z.core.$ZodType | undefined = bare(schema);
  for (const part of path) current = bare(childOf(current, part));
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

function childOf(schema: z.core.$ZodType | undefined, part: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(part)];
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

function bare(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  let current = schema;
  while (current instanceof z.ZodOptional || current instanceof z.ZodDefault || current instanceof z.ZodNullable)
    current = current.unwrap();
  // Of a choice between a word and a mapping, the mapping is the one that has keys.
  return current instanceof z.ZodUnion ? current.options.find((option) => option instanceof z.ZodObject) : current;
}

const nouns: Readonly<Record<string, string>> = {
  array: "a list",
  object: "a mapping",
  record: "a mapping",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

function nounOf(expected: string): string {
  return nouns[expected] ?? `of type ${expected}`;
}
