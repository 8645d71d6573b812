import type { Fact } from "../model/facts.ts";
import type { InstalledPackage } from "../model/package-facts.ts";
import { gap } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { installedByBun } from "./lockfiles/bun.ts";
import { installedByNpm } from "./lockfiles/npm.ts";
import { installedByPnpm } from "./lockfiles/pnpm.ts";
import { TooLarge } from "./lockfiles/untyped.ts";
import { installedByYarn } from "./lockfiles/yarn.ts";
import { fileName } from "./paths.ts";
import { withoutMark } from "./positions.ts";

/** What a lockfile of this format installs. Throws where the text is not of the format. */
type Reader = (text: string) => Iterable<InstalledPackage>;

const readers: Readonly<Record<string, Reader>> = {
  "package-lock.json": installedByNpm,
  "npm-shrinkwrap.json": installedByNpm,
  "pnpm-lock.yaml": installedByPnpm,
  "yarn.lock": installedByYarn,
  "bun.lock": installedByBun,
};

/** Far beyond the direct dependencies of any repository, and an end to a lockfile that was made to have none. */
const mostInstalled = 50_000;

/** Reads which version of each declared dependency is installed, for facts of SDKs that differ by version. */
export const lockfile: Extractor = {
  id: "lockfile",
  version: 1,
  wants: (path, zone) => zone !== "fixture" && Object.hasOwn(readers, fileName(path)),
  extract({ path, text }) {
    const read = readers[fileName(path)];
    const source = withoutMark(text);
    if (!read || source.trim() === "") return [];
    try {
      return installedIn(read(source));
    } catch (error) {
      // A parser's message quotes the file; a lockfile may hold the token of a private registry.
      return [gap(error instanceof TooLarge ? "the lockfile is too large to be read" : "not a readable lockfile")];
    }
  },
};

function installedIn(found: Iterable<InstalledPackage>): readonly Fact[] {
  const installed = new Map<string, InstalledPackage>();
  for (const one of found) {
    if (installed.size >= mostInstalled)
      return [
        { kind: "lockfile", installed: [...installed.values()] },
        gap(`only the first ${mostInstalled} installed packages are read`),
      ];
    installed.set(`${one.workspace ?? ""}\0${one.range ?? ""}\0${one.name}\0${one.version}`, one);
  }
  return installed.size === 0 ? [] : [{ kind: "lockfile", installed: [...installed.values()] }];
}
