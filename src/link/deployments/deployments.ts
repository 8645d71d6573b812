import type { BindingsFact } from "../../model/binding-facts.ts";
import type { DocumentFact, TemplateFact } from "../../model/deployment-facts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { Job } from "../ci/job.ts";
import { readJobs } from "../ci/jobs.ts";
import { readCharts } from "./charts.ts";
import { ecosystemBlocks } from "./ecosystem.ts";
import { withEvidence } from "./evidence.ts";
import { type Delivery, deliveriesIn } from "./gitops.ts";
import { helmfileDeliveries } from "./helmfile.ts";
import { readManifests } from "./manifests.ts";
import { manifestsByFile } from "./objects.ts";
import { clusterStarts, type Start, startsIn } from "./starts.ts";
import { typedRuns } from "./typed-runs.ts";

/**
 * The facts with what configuration comes to once it is joined: the variables that each workload of each environment is
 * given, after overlays and values were laid over what they share, and files as commands say that they are used.
 */
export function withDeployments(
  facts: readonly Located<Fact>[],
  jobs: readonly Job[] = readJobs(facts),
): readonly Located<Fact>[] {
  const runs = typedRuns(facts, jobs);
  const starts = startsIn(runs, jobs);
  return [...withEvidence(facts, starts, runs), ...ecosystemBlocks(facts), ...joined(facts, starts)];
}

function joined(facts: readonly Located<Fact>[], starts: readonly Start[]): readonly Located<Fact>[] {
  const documents = facts.filter((fact): fact is Located<DocumentFact> => fact.kind === "document");
  if (documents.length === 0) return [];
  const dotenv = facts.filter(
    (fact): fact is Located<BindingsFact> => fact.kind === "bindings" && fact.source === "dotenv",
  );
  const sources = {
    manifests: manifestsByFile(documents),
    dotenv: new Map(dotenv.map((fact) => [fact.path, fact])),
  };
  const manifests = documents.filter(({ format }) => format === "manifest");
  const deliveries = [...deliveriesIn(manifests), ...helmfileDeliveries(documents), ...commanded(starts)];
  const templates = facts.filter((fact): fact is Located<TemplateFact> => fact.kind === "template");
  return readManifests(manifests, sources, readCharts(documents, templates, deliveries), deliveries);
}

function commanded(starts: readonly Start[]): readonly Delivery[] {
  return clusterStarts(starts).map((start) => ({ ...start, name: start.path }));
}
