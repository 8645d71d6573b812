import { accountVariable, roleVariable } from "../../catalog/infrastructure/signing-variables.ts";
import type { BindingEntry } from "../../model/binding-facts.ts";
import { nodeAt } from "../../model/document.ts";
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

/** The account of Google that whoever runs under a service account of the cluster acts as. */
function googleAccountOf(
  objects: readonly KubeObject[],
  name: string,
  namespace: string | null,
): { readonly email: string; readonly at: Place } | null {
  const account = findObject(objects, ["ServiceAccount"], name, namespace);
  const node = nodeAt(account?.root, "metadata", "annotations", "iam.gke.io/gcp-service-account");
  const email = node?.kind === "scalar" ? node.text : null;
  return node && email !== null && isGoogleAccount(email) ? { email, at: node.at } : null;
}

function isGoogleAccount(email: string): boolean {
  return /^[\w.-]+@[\w.-]+\.gserviceaccount\.com$/.test(email);
}

/** The role or account that a workload runs as: a credential, though it is handed over as none. */
export function roleOfWorkload(
  { root, namespace }: KubeObject,
  objects: readonly KubeObject[],
): readonly BindingEntry[] {
  const spec = nodeAt(root, "spec", "jobTemplate", "spec") ?? nodeAt(root, "spec");
  const node = nodeAt(nodeAt(spec, "template", "spec") ?? spec, "serviceAccountName");
  const name = node?.kind === "scalar" ? node.text : null;
  if (!node || name === null) return [];
  // Cloud Run is told the account itself.
  if (isGoogleAccount(name)) return [signIn(accountVariable, "gcp-service-account", name, node.at)];
  const found = roleOfAccount(objects, name, namespace);
  const google = googleAccountOf(objects, name, namespace);
  return [
    ...(found ? [signIn(roleVariable, "aws-role", found.role, found.at)] : []),
    ...(google ? [signIn(accountVariable, "gcp-service-account", google.email, google.at)] : []),
  ];
}

function signIn(variable: string, store: string, name: string, at: Place): BindingEntry {
  return { name: variable, value: { kind: "reference", store, name, default: null }, span: at.span, path: at.path };
}
