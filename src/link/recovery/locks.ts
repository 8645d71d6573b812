import { deploymentFile, installOf, lockfiles } from "../../catalog/reverts.ts";
import { compareText, type Place } from "../../model/location.ts";
import type { PackageFact } from "../../model/package-facts.ts";
import type { DependencyLock } from "../../model/recovery.ts";
import type { Gap, TreeFile } from "../../model/tree.ts";
import type { Job } from "../ci/job.ts";
import type { LinkContext } from "../context.ts";
import { ancestors, directoryOf } from "../program/resolve.ts";

const start = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** What the audited tree holds, the files it could not read included: a lockfile that is too large is still there. */
export interface Present {
  readonly files: readonly TreeFile[];
  readonly gaps: readonly Gap[];
}

/** The packages that hold an agent, with the lockfile that decides what they are installed with. */
export function locksOf(
  context: LinkContext,
  agents: readonly Place[],
  jobs: readonly Job[],
  { files, gaps }: Present,
): readonly DependencyLock[] {
  const paths = new Set([...files.map(({ path }) => path), ...gaps.map(({ path }) => path)]);
  const locks = new Map([...paths].filter(isLockfile).map((path) => [directoryOf(path), path]));
  const manifests = new Map(
    context.facts.flatMap((fact) => (fact.kind === "package" ? [[directoryOf(fact.path), fact] as const] : [])),
  );
  const homes = new Set(
    agents.filter(({ path }) => context.isDeployed(path)).map(({ path }) => context.packageOf(path)),
  );
  const installs = installsOf(jobs);
  return [...homes].sort(compareText).flatMap((home): readonly DependencyLock[] => {
    const manifest = manifests.get(home);
    if (!manifest?.dependencies.some(({ group }) => group === "runtime")) return [];
    const around = ancestors(home);
    const lock = around.flatMap((folder) => locks.get(folder) ?? [])[0];
    const deployed = [...paths]
      .filter((path) => directoryOf(path) === home && deploymentFile.test(nameOf(path)))
      .sort()[0];
    return [
      {
        service: context.serviceName(home),
        at: { path: manifest.path, span: manifest.span },
        deployedBy: deployed === undefined ? null : { path: deployed, span: start },
        lockfile: lock === undefined ? null : { path: lock, span: start },
        elsewhere: elsewhere(manifest, around, context),
        installs: installs.filter(({ folder }) => around.includes(folder)).map(({ folder: _, ...rest }) => rest),
      },
    ];
  });
}

/** A package that leans on a workspace whose root was not audited has its lockfile there. */
function elsewhere(manifest: PackageFact, around: readonly string[], { facts }: LinkContext): string | null {
  const declared = facts.some(
    (fact) =>
      (fact.kind === "workspace" || (fact.kind === "package" && fact.workspaces.length > 0)) &&
      around.includes(directoryOf(fact.path)),
  );
  const leans = manifest.dependencies.find(({ range }) => /^(?:workspace|catalog|file:\.\.|link:\.\.)/.test(range));
  return leans && !declared ? `${leans.name} comes from a workspace whose root was not audited` : null;
}

function installsOf(jobs: readonly Job[]) {
  const seen = new Set<string>();
  return jobs.flatMap(({ commands }) =>
    commands.flatMap(({ text, at, program }) => {
      const install = program.cwd === null ? null : installOf(text);
      const key = `${at.path}:${at.span.startLine}:${text}`;
      if (!install || seen.has(key)) return [];
      seen.add(key);
      return [{ text, at, frozen: install.frozen, folder: program.cwd ?? "" }];
    }),
  );
}

function isLockfile(path: string): boolean {
  return lockfiles.has(nameOf(path));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
