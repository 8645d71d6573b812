import type { Fact, Located } from "../../model/facts.ts";
import type { PackageFact } from "../../model/package-facts.ts";
import { ancestors, directoryOf } from "../program/resolve.ts";
import type { KnownPackages } from "./launch.ts";

/** What the manifests of a repository say of packages, for a command that is run beside this file. */
export function packagesAround(facts: readonly Located<Fact>[], path: string): KnownPackages {
  const manifests = facts.filter((f): f is Located<PackageFact> => f.kind === "package");
  const folders = new Set(ancestors(directoryOf(path)));
  const near = manifests.filter((m) => folders.has(directoryOf(m.path)));
  return {
    isOwn: (name) => manifests.some((m) => m.name === name),
    isDependency: (name) => near.some((m) => m.dependencies.some((d) => d.name === name)),
  };
}
