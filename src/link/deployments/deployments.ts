import type { BindingsFact, DocumentFact, Fact, Located, TemplateFact } from "../../model/facts.ts";
import { readCharts } from "./charts.ts";
import { deliveriesIn } from "./gitops.ts";
import { helmfileDeliveries } from "./helmfile.ts";
import { readManifests } from "./manifests.ts";
import { manifestsByFile } from "./objects.ts";

/**
 * The facts with what documents come to once they are joined: the variables that each workload of each environment is
 * given, after overlays and values were laid over what they share.
 */
export function withDeployments(facts: readonly Located<Fact>[]): readonly Located<Fact>[] {
  const documents = facts.filter((fact): fact is Located<DocumentFact> => fact.kind === "document");
  if (documents.length === 0) return facts;
  const dotenv = facts.filter(
    (fact): fact is Located<BindingsFact> => fact.kind === "bindings" && fact.source === "dotenv",
  );
  const sources = {
    manifests: manifestsByFile(documents),
    dotenv: new Map(dotenv.map((fact) => [fact.path, fact])),
  };
  const manifests = documents.filter(({ format }) => format === "manifest");
  const charts = readCharts(
    documents,
    facts.filter((fact): fact is Located<TemplateFact> => fact.kind === "template"),
    [...deliveriesIn(manifests), ...helmfileDeliveries(documents)],
  );
  return [...facts, ...readManifests(manifests, sources, charts)];
}
