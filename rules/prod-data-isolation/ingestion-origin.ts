import { isLiveIn, isNonLiveIn } from "../../src/model/across-environments.ts";
import { locate } from "../../src/model/location.ts";
import type { Pipeline } from "../../src/model/pipeline.ts";
import { defineCheck, type Finding, notApplicable, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "written-by-tests";

/** PD-4: what feeds the production context takes in production's own records only. */
export const ingestionOrigin = defineCheck<FaultId>({
  id: "prod-data-isolation/ingestion-origin",
  asks: "Does every job that feeds the production context take in production's own records only?",
  references: references(
    "LLM04:2025",
    "LLM08:2025",
    "ASI06",
    "AISVS 12.5.4",
    "AISVS 3.4.2",
    "MAP 2.3",
    "A.7.5",
    "AML.M0025",
    "AML.T0070",
    "Art. 10",
    "CWE-501",
  ),
  faults: {
    "written-by-tests": {
      says: "{ingest} feeds the production context from {source}, which {writer} writes.",
      because:
        "Unless each record tells its origin and the job selects by it, what a test wrote is retrieved for customers.",
      fix: "Keep the origin on each record and select by it, or give tests a store of their own.",
    },
  },
  judge(stack) {
    const ingesting = stack.pipelines.filter((job) => job.roles.includes("ingest") && isLive(stack, job));
    if (ingesting.length === 0) return notApplicable("No job of CI that feeds the production context was found.");
    const suspected = ingesting.flatMap((job) => findingsOf(stack, job));
    return unknown(
      suspected.length > 0
        ? sentences(suspected.map(({ data: { source, writer } }) => `${source} is written by ${writer} too.`))
        : "Which records the job selects was not followed.",
      "Does the ingestion select records by the environment that wrote them?",
      { suspected, evidence: distinctLocations(ingesting.map(({ at, job }) => locate(at, "ingestion", job))) },
    );
  },
});

function isLive(stack: Stack, { actsAs }: Pipeline): boolean {
  return actsAs !== null && isLiveIn(stack, actsAs);
}

function findingsOf(stack: Stack, ingest: Pipeline): Finding<FaultId>[] {
  const sources = [
    ...new Set(ingest.reaches.flatMap(({ store, writes }) => (store !== null && !writes ? [store] : []))),
  ];
  return sources.flatMap((number) => {
    const store = stack.stores[number];
    const writer = stack.pipelines.find(
      (job) =>
        job !== ingest &&
        (job.roles.some((role) => role === "test" || role === "eval") ||
          (job.actsAs !== null && isNonLiveIn(stack, job.actsAs))) &&
        job.reaches.some((reach) => reach.store === number && reach.writes),
    );
    if (!store || !writer) return [];
    return [
      {
        fault: "written-by-tests" as const,
        subject: `${ingest.workflow}/${ingest.job}: ${store.name}`,
        data: { ingest: ingest.job, source: store.name, writer: writer.job },
        at: locate(ingest.at, "ingestion", ingest.job),
        related: distinctLocations([locate(store.at, "source", store.name), locate(writer.at, "writer", writer.job)]),
        environments: [],
        failurePath: 3 as const,
        contamination: [],
      },
    ];
  });
}
