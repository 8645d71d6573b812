import { classOf } from "../../model/environment.ts";

/** `prod` in a workflow and `production` in a dotenv file are one environment if no other shares the class. */
export function sameEnvironment(name: string, known: readonly string[]): string | null {
  const lower = name.toLowerCase();
  if (known.includes(lower)) return lower;
  const cls = classOf(lower);
  const alike = cls === "other" ? [] : known.filter((k) => classOf(k) === cls);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}
