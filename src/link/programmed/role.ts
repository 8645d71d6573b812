import type { ConstructEntry } from "../../catalog/infrastructure/construct-entry.ts";
import { roleVariable } from "../../catalog/infrastructure/signing-variables.ts";
import type { AppliedValue } from "../program/value.ts";
import type { ProvidedVariable } from "../terraform/provided.ts";
import { keptIn } from "../terraform/provisions.ts";
import { isNull, type TerraformValue, unknown } from "../terraform/value.ts";
import type { Settler } from "./settle.ts";

/** The role that a program runs under, which stands in the place of a key; some constructs make one where none is given. */
export function roleOf(
  settler: Settler,
  entry: ConstructEntry,
  value: AppliedValue,
): readonly Omit<ProvidedVariable, "environment">[] {
  if (!entry.role) return [];
  const given = settler.argument(value, entry.role);
  const own = entry.makesRole ? settler.resource(entry, value) : null;
  // Settings that are not known to the last may give it one of others.
  const role = given && !isNull(given) ? given : settler.isWhole(value, entry.role) ? own : null;
  // Without one it has none, and signs in by whatever it is handed.
  if (role === null && !entry.makesRole && settler.isWhole(value, entry.role)) return [];
  const named = role?.kind === "object" ? role.entries.get("roleName") : role;
  const kept =
    named && named.kind !== "unknown" ? keptAs(settler, named) : unknown("it is not known which role it is", value.at);
  return [{ variable: roleVariable, value: kept, at: kept.at }];
}

function keptAs({ deployment }: Settler, role: TerraformValue): TerraformValue {
  return role.kind === "generated"
    ? { ...role, secret: true, store: "aws-role" }
    : keptIn("aws-role", role, deployment);
}
