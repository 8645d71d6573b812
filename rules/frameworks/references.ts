import type { FrameworkName, Reference } from "../../src/model/reference.ts";
import { euAiAct, nist } from "./government.ts";
import { iso42001 } from "./iso.ts";
import { atlas, cwe } from "./mitre.ts";
import { aisvs, owaspAgentic, owaspLlm, owaspNhi } from "./owasp.ts";

const frameworks = {
  "OWASP LLM Top 10": owaspLlm,
  "OWASP Agentic Top 10": owaspAgentic,
  "OWASP NHI Top 10": owaspNhi,
  "OWASP AISVS 1.0": aisvs,
  "NIST AI RMF 1.0": nist,
  "ISO/IEC 42001:2023": iso42001,
  "MITRE ATLAS": atlas,
  "EU AI Act": euAiAct,
  CWE: cwe,
} as const satisfies Record<FrameworkName, Readonly<Record<string, string>>>;

type Frameworks = typeof frameworks;

/** The ids of all frameworks: a mapping to an entry that does not exist does not compile. */
export type ReferenceId = { [Name in FrameworkName]: keyof Frameworks[Name] }[FrameworkName];

const all: readonly Reference[] = Object.entries(frameworks).flatMap(([framework, entries]) =>
  Object.entries(entries).map(([id, title]) => ({ framework: framework as FrameworkName, id, title })),
);

/** The entries of these ids, in the order of the frameworks. */
export function references(...ids: readonly ReferenceId[]): readonly Reference[] {
  return all.filter(({ id }) => (ids as readonly string[]).includes(id));
}
