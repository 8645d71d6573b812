import type { ReportingDescriptorRelationship, ToolComponent } from "sarif";
import { groupBy } from "../../model/group.ts";
import { compareText } from "../../model/location.ts";
import type { FrameworkName, Reference } from "../../model/reference.ts";
import type { Report } from "../../model/report.ts";
import { checksOf } from "../check-findings.ts";

/** The public frameworks that the checks of this run bear on, each with the entries that are named and no others. */
export function taxonomiesOf(report: Report): ToolComponent[] {
  return groupBy(entriesOf(report), ({ framework }) => framework).map((entries) => ({
    name: entries[0]?.framework ?? "",
    organization: organizations[entries[0]?.framework ?? "CWE"],
    shortDescription: { text: "The entries that the checks of this run bear on." },
    isComprehensive: false,
    taxa: entries.map((entry) => ({ id: taxonId(entry), shortDescription: { text: entry.title } })),
  }));
}

const organizations: Readonly<Record<FrameworkName, string>> = {
  "OWASP LLM Top 10": "OWASP",
  "OWASP Agentic Top 10": "OWASP",
  "OWASP NHI Top 10": "OWASP",
  "OWASP AISVS 1.0": "OWASP",
  "NIST AI RMF 1.0": "NIST",
  "ISO/IEC 42001:2023": "ISO/IEC",
  "MITRE ATLAS": "MITRE",
  "EU AI Act": "European Union",
  CWE: "MITRE",
};

/** Ties a rule to the entries of its references. */
export function relationshipsOf(
  references: readonly Reference[],
  taxonomies: readonly ToolComponent[],
): ReportingDescriptorRelationship[] {
  return references.map((reference) => {
    const component = taxonomies.findIndex(({ name }) => name === reference.framework);
    const taxon = taxonomies[component]?.taxa?.findIndex(({ id }) => id === taxonId(reference)) ?? -1;
    // The kind is left at `relevant`: a check is never the same thing as an entry, it shows one way in which that can be missing.
    return {
      target: { id: taxonId(reference), index: taxon, toolComponent: { name: reference.framework, index: component } },
    };
  });
}

/** CWE's own taxonomy in SARIF counts without the prefix. */
function taxonId({ framework, id }: Reference): string {
  return framework === "CWE" ? id.replace("CWE-", "") : id;
}

function entriesOf(report: Report): Reference[] {
  const entries = new Map<string, Reference>();
  for (const { references } of checksOf(report)) {
    for (const reference of references) entries.set(`${reference.framework}\n${reference.id}`, reference);
  }
  return [...entries.values()].sort((a, b) => compareText(a.framework, b.framework) || compareText(a.id, b.id));
}
