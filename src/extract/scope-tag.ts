import { isEnvironmentWord } from "../model/environment.ts";

/** The environment that stands in front of a secret, `prd.…`, and the rest of it; null if nothing does. */
export function projectTag(text: string): { readonly says: string; readonly rest: string } | null {
  const match = /^([A-Za-z]{2,12})([._:/-])(.{6,})$/s.exec(text);
  const [, says, , rest] = match ?? [];
  return says && rest && isEnvironmentWord(says) ? { says, rest } : null;
}
