import type { Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import type { RunbookFact } from "../../model/operations-facts.ts";
import type { Runbook, RunbookField } from "../../model/runbook.ts";
import type { Gap, TreeFile } from "../../model/tree.ts";
import type { LinkContext } from "../context.ts";
import { directoryOf, join } from "../program/resolve.ts";
import { agentWords, fieldWords, meansWord } from "./fields.ts";

export interface RunbookInput {
  readonly files: readonly TreeFile[];
  readonly gaps: readonly Gap[];
  /** Names of tools and services, which a runbook of this stack may use. */
  readonly names: readonly string[];
}

/** The runbooks of the repository, with what they say and whether what they name is there. */
export function runbooksOf(context: LinkContext, { files, gaps, names }: RunbookInput): readonly Runbook[] {
  const facts = context.facts.filter((fact): fact is Located<RunbookFact> => fact.kind === "runbook");
  if (facts.length === 0) return [];
  const known = new Set(
    names.flatMap((name) => (name.length > 3 ? [name.toLowerCase().replace(/^@[^/]*\//, "")] : [])),
  );
  const index = new RepositoryIndex(context, [...files.map(({ path }) => path), ...gaps.map(({ path }) => path)]);
  return facts.map((fact): Runbook => {
    const at = (span: Place["span"]): Place => ({ path: fact.path, span });
    return {
      at: at(fact.span),
      mentions: fact.words.flatMap(({ word, span }) =>
        agentWords.has(word) || known.has(word) ? [{ word, at: at(span) }] : [],
      ),
      fields: fieldsOf(fact).map(({ field, span }) => ({ field, at: at(span) })),
      references: fact.references.flatMap((reference) => {
        const resolves = index.resolves(fact.path, reference);
        return resolves === null
          ? []
          : [{ what: whatOf[reference.kind], text: reference.text, at: at(reference.span), resolves }];
      }),
    };
  });
}

const whatOf: Readonly<Record<RunbookFact["references"][number]["kind"], string>> = {
  link: "the file",
  path: "the file",
  command: "the file",
  script: "the package script",
  workflow: "the workflow",
};

function fieldsOf({ words, hasCommands }: RunbookFact) {
  return (Object.keys(fieldWords) as RunbookField[]).flatMap((field) => {
    const found = words.find(({ word }) => fieldWords[field].some((wanted) => meansWord(wanted, word)));
    // A policy says that something is stopped; a runbook shows with what.
    const told = found && (field !== "stop command" || hasCommands);
    return told ? [{ field, span: found.span }] : [];
  });
}

/** What there is in the repository to be referred to. */
class RepositoryIndex {
  readonly #paths: ReadonlySet<string>;
  readonly #folders: ReadonlySet<string>;
  readonly #scripts: ReadonlySet<string>;
  readonly #hasPackages: boolean;

  constructor(context: LinkContext, paths: readonly string[]) {
    this.#paths = new Set(paths);
    this.#folders = new Set(paths.map((path) => path.split("/")[0] ?? "").filter((folder) => !this.#paths.has(folder)));
    const packages = context.facts.flatMap((fact) => (fact.kind === "package" ? [fact] : []));
    this.#scripts = new Set(packages.flatMap(({ scripts }) => scripts.map(({ name }) => name)));
    this.#hasPackages = packages.length > 0;
  }

  /** Null where it is not sure that the reference is one to this repository. */
  resolves(from: string, { kind, text }: RunbookFact["references"][number]): boolean | null {
    switch (kind) {
      case "script":
        return this.#hasPackages ? this.#scripts.has(text) : null;
      case "workflow":
        return this.#hasFolder(".github") ? this.#paths.has(`.github/workflows/${text}`) : null;
      case "link":
        return this.#leads(from, text);
      default: {
        const [folder = ""] = text.replace(/^\.\//, "").split("/");
        if (this.#paths.has(join(text)) || this.#endsSomewhere(text)) return true;
        return this.#hasFolder(folder) ? false : null;
      }
    }
  }

  #leads(from: string, text: string): boolean | null {
    const path = join(directoryOf(from), text);
    if (path.startsWith("..")) return null;
    return this.#paths.has(path);
  }

  #hasFolder(folder: string): boolean {
    return this.#folders.has(folder);
  }

  /** A path may be told from a package's folder on. */
  #endsSomewhere(text: string): boolean {
    return [...this.#paths].some((path) => path.endsWith(`/${text}`));
  }
}
