import { type ParseError, parse } from "jsonc-parser";
import { valid } from "semver";
import type { InstalledPackage } from "../../model/package-facts.ts";
import { declaredIn, entryIn, recordOf, textIn } from "./untyped.ts";

/** bun.lock: `packages` holds one list a package, under its name or, where a workspace got its own, under `workspace/name`. */
export function* installedByBun(text: string): Generator<InstalledPackage> {
  const errors: ParseError[] = [];
  const lock = recordOf(parse(text, errors, { allowTrailingComma: true }));
  if (errors.length > 0) throw new Error("not valid JSON");
  const packages = recordOf(entryIn(lock, "packages"));
  for (const [workspace, manifest] of Object.entries(recordOf(entryIn(lock, "workspaces")))) {
    const owner = textIn(recordOf(manifest), "name");
    for (const name of declaredIn(manifest).keys()) {
      const version = versionIn(entryIn(packages, `${owner}/${name}`)) ?? versionIn(entryIn(packages, name));
      if (version !== null) yield { name, version, workspace, range: null };
    }
  }
}

/** `["ai@4.3.1", "", { … }, "sha512-…"]` */
function versionIn(entry: unknown): string | null {
  const [resolved] = Array.isArray(entry) ? entry : [];
  return typeof resolved === "string" ? valid(resolved.slice(resolved.lastIndexOf("@") + 1)) : null;
}
