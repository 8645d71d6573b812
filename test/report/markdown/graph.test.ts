import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { classOf } from "../../../src/model/environment.ts";
import type { Report } from "../../../src/model/report.ts";
import { fail } from "../../../src/model/rule.ts";
import type { Stack } from "../../../src/model/stack.ts";
import { inMermaid } from "../../../src/report/markdown/mermaid-text.ts";
import { markdownReport } from "../../../src/report/markdown.ts";
import { plain } from "../../../src/report/terminal/page.ts";
import { hostileName } from "../../harness/decided-report.ts";
import { flowchartOf } from "../../harness/mermaid.ts";
import { checkOf, controlOf, findingOf, location, place, reportOf, stackOf } from "../../harness/report.ts";

function graphOf(report: Report): string {
  const text = markdownReport(report, { color: plain, width: 80, detail: "normal" });
  return /```mermaid\n([\s\S]*?)\n```/.exec(text)?.[1] ?? "";
}

/** `count` keys, each one secret in staging and production, and a job that uses the first key of production. */
function reportWith(name: string, count = 1): Report {
  const keys = Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
  const stack: Stack = stackOf({
    environments: ["production", "staging"].map((environment) => ({
      name: environment,
      class: classOf(environment),
      declaredAt: [place(`.env.${environment}`)],
    })),
    credentials: keys.map((key, index) => ({
      name: key,
      service: "agent",
      provider: null,
      uses: [],
      values: ["production", "staging"].map((environment) => ({
        environment,
        value: { kind: "unresolved", reason: "set by the platform" },
        at: place(`.env.${environment}`, index + 1),
        via: [],
      })),
      tag: null,
    })),
  });
  const shared = checkOf({ judge: () => fail(keys.map((key) => findingOf({ subject: `agent/${key}` }))) });
  const job = findingOf({
    subject: `${name}/evals`,
    environments: ["production", "ci"],
    at: location("ci.yml", 4, "CI job", "LIVE_KEY: github-secret LIVE_KEY"),
    related: [location(".env.production", 1, "production")],
  });
  const inCi = checkOf({ id: "sandbox-separation/ci-writes-production", signal: 5, judge: () => fail([job]) });
  return reportOf({ ...judge(stack, [controlOf([shared, inCi])], { rethrow: true }), stack });
}

describe("the graph", () => {
  it("has environments as groups, and what crosses into production as links", async () => {
    const { nodes, groups, links } = await flowchartOf(graphOf(reportWith("BILLING_API_KEY")));
    const name = (id: string) => `${nodes[id]} in ${groups.find((group) => group.nodes.includes(id))?.title ?? "none"}`;
    expect(groups.map(({ title }) => title).sort()).toEqual(["ci", "production", "staging"]);
    expect(links.map(({ from, to, label }) => `${name(from)} → ${name(to)}: ${label}`)).toEqual([
      "BILLING_API_KEY 1 in staging → BILLING_API_KEY 1 in production: unscoped-credential",
      "CI: BILLING_API_KEY/evals in ci → LIVE_KEY in production: ci-writes-production",
    ]);
  });

  it("is one graph of the same shape whatever the names are", async () => {
    const { nodes, groups, links } = await flowchartOf(graphOf(reportWith(hostileName)));
    const tame = await flowchartOf(graphOf(reportWith("key")));
    expect({ nodes: Object.keys(nodes), links: links.length, groups: groups.length }).toEqual({
      nodes: Object.keys(tame.nodes),
      links: tame.links.length,
      groups: tame.groups.length,
    });
  });

  it("dots what somebody has decided to live with", async () => {
    const report = reportWith("key");
    const suppression = { by: "config", reason: "retired", owner: null, expires: null, at: null } as const;
    const { links } = await flowchartOf(
      graphOf({ ...report, findings: report.findings.map((finding) => ({ ...finding, suppression })) }),
    );
    expect(links.map(({ stroke }) => stroke)).toEqual(["dotted", "dotted"]);
  });

  it("draws so many links and says how many it does not", async () => {
    const report = reportWith("key", 100);
    const { links } = await flowchartOf(graphOf(report));
    expect(links.length).toBeLessThan(20);
    expect(markdownReport(report, { color: plain, width: 80, detail: "normal" })).toContain(
      `*Not drawn: ${101 - links.length} further findings of these signals`,
    );
  });
});

it("a label reads as what it is", async () => {
  const labels = ['a"b', "end", "`code`", "a#35;b", "<b>", "x --> y", "ü 漢 é", "]] )) }}", "%% comment", "a;b|c"];
  const lines = labels.map((label, index) => `  n${index}["${inMermaid(label)}"]`);
  const { nodes } = await flowchartOf(["flowchart LR", ...lines].join("\n"));
  expect(Object.values(nodes)).toEqual(labels);
});
