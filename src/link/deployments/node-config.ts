import type { BindingsFact } from "../../model/binding-facts.ts";
import { classOf } from "../../model/environment.ts";
import type { Fact, Located } from "../../model/facts.ts";
import { directoryOf } from "../program/resolve.ts";

/** Whether the programs around a file load their settings with the package `config`. */
export function loadsNodeConfig(path: string, facts: readonly Located<Fact>[]): boolean {
  return facts.some((fact) => {
    if (fact.kind !== "package" || !fact.dependencies.some(({ name }) => name === "config")) return false;
    const home = directoryOf(fact.path);
    return home === "" || path.startsWith(`${home}/`);
  });
}

const moduleFile = /^(?:.*\/)?config\/([\w-]+)\.[cm]?[jt]s$/;
const start = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/**
 * The environments for which node-config has a file that is a program, `config/production.ts`: what it sets is evaluated with
 * the code that asks for it, so that it only says here that the environment is there.
 */
export function settingsModules(facts: readonly Located<Fact>[]): readonly Located<BindingsFact>[] {
  const stems = new Map(
    facts.flatMap((fact) => {
      const stem = fact.kind === "module" ? moduleFile.exec(fact.path)?.[1] : undefined;
      return stem === undefined ? [] : [[fact.path, stem] as const];
    }),
  );
  return [...stems].flatMap(([path, stem]): readonly Located<BindingsFact>[] => {
    if (classOf(stem) === "other" || /^local(?:-|$)/.test(stem) || !loadsNodeConfig(path, facts)) return [];
    return [
      {
        ...{ kind: "bindings", source: "yaml-config", path, environment: stem, service: null, layer: "override" },
        ...{ entries: [], includes: [], hints: [], span: { ...start } },
      },
    ];
  });
}
