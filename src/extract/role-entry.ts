import { roleVariable } from "../catalog/infrastructure/signing-variables.ts";
import type { BindingEntry } from "../model/binding-facts.ts";
import type { Span } from "../model/location.ts";

/** The role that a program runs under, by its ARN, or by what makes it; it stands in the variable that clients read their key from. */
export function roleCalled(name: string, span: Span): BindingEntry {
  return { name: roleVariable, value: { kind: "reference", store: "aws-role", name, default: null }, span };
}

export function isRoleArn(text: string | null): text is string {
  return /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(text ?? "");
}
