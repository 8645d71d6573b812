import { roleVariable } from "../../catalog/infrastructure/signing-variables.ts";
import type { BindingEntry } from "../../model/binding-facts.ts";
import { nodeAt, plainAt } from "../../model/document.ts";
import type { Place } from "../../model/location.ts";
import { findObject, type KubeObject } from "./objects.ts";

/** The role of AWS that whoever runs under a service account assumes. */
export function roleOfAccount(
  objects: readonly KubeObject[],
  name: string,
  namespace: string | null,
): { readonly role: string; readonly at: Place } | null {
  const account = findObject(objects, ["ServiceAccount"], name, namespace);
  const role = nodeAt(account?.root, "metadata", "annotations", "eks.amazonaws.com/role-arn");
  const text = role?.kind === "scalar" ? role.text : null;
  return role && text !== null && accountIn(text) !== null ? { role: text, at: role.at } : null;
}

/** The number of the account in the name of a role. */
export function accountIn(role: string | null): string | null {
  return /^arn:aws[\w-]*:iam::(\d+):role\//.exec(role ?? "")?.[1] ?? null;
}

/** The role that a workload runs under: a credential, though it is handed over as none. */
export function roleOfWorkload(
  { root, namespace }: KubeObject,
  objects: readonly KubeObject[],
): readonly BindingEntry[] {
  const spec = nodeAt(root, "spec", "jobTemplate", "spec") ?? nodeAt(root, "spec");
  const name = plainAt(nodeAt(spec, "template", "spec") ?? spec, "serviceAccountName");
  const found = name === null ? null : roleOfAccount(objects, name, namespace);
  if (!found) return [];
  const { role, at } = found;
  const value = { kind: "reference", store: "aws-role", name: role, default: null } as const;
  return [{ name: roleVariable, value, span: at.span, path: at.path }];
}
