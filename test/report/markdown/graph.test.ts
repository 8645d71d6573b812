import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
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

/** `count` keys, each one secret in staging and production, and a job that uses the first. */
function reportWith(name: string, count = 1): Report {
  const keys = Array.from({ length: count }, (_, index) => index + 1);
  const stack: Stack = stackOf({
    credentials: keys.map((line) => ({
      name: `${name} ${line}`,
      service: "agent",
      provider: null,
      uses: [],
      values: ["production", "staging"].map((environment) => ({
        environment,
        value: { kind: "unresolved", reason: "set by the platform" },
        at: place(`.env.${environment}`, line),
        via: [],
      })),
      tag: null,
    })),
    pipelines: [
      {
        workflow: name,
        job: "evals",
        at: place("ci.yml", 4),
        triggers: [],
        roles: ["eval"],
        environment: null,
        actsAs: null,
        commands: [],
        credentials: [],
        reaches: [],
        ephemeral: [],
        opaque: [],
      },
    ],
  });
  const check = checkOf({
    judge: () =>
      fail([
        ...keys.map((line) =>
          findingOf({
            subject: String(line),
            at: location(".env.production", line, "production"),
            related: [location(".env.staging", line, "staging")],
          }),
        ),
        findingOf({
          subject: "job",
          at: location("ci.yml", 4, "CI job"),
          related: [location(".env.production", 1, "production")],
          environments: ["production"],
        }),
      ]),
  });
  return reportOf({ ...judge(stack, [controlOf([check])], { rethrow: true }), stack });
}

describe("the graph", () => {
  it("has environments as groups, and what crosses into production as links", async () => {
    const { nodes, groups, links } = await flowchartOf(graphOf(reportWith("BILLING_API_KEY")));
    const name = (id: string) => `${nodes[id]} in ${groups.find((group) => group.nodes.includes(id))?.title ?? "none"}`;
    expect(groups.map(({ title }) => title)).toEqual(["production", "staging"]);
    expect(links.map(({ from, to, label }) => `${name(from)} → ${name(to)}: ${label}`)).toEqual([
      "BILLING_API_KEY 1 in staging → BILLING_API_KEY 1 in production: unscoped-credential",
      "CI: BILLING_API_KEY / evals in none → BILLING_API_KEY 1 in production: unscoped-credential",
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
    expect((await flowchartOf(graphOf(report))).links).toHaveLength(40);
    expect(markdownReport(report, { color: plain, width: 80, detail: "normal" })).toMatch(
      /\*Not drawn: .*61 links\.\*/,
    );
  });
});

it("a label reads as what it is", async () => {
  const labels = ['a"b', "end", "`code`", "a#35;b", "<b>", "x --> y", "ü 漢 é", "]] )) }}", "%% comment", "a;b|c"];
  const lines = labels.map((label, index) => `  n${index}["${inMermaid(label)}"]`);
  const { nodes } = await flowchartOf(["flowchart LR", ...lines].join("\n"));
  expect(Object.values(nodes)).toEqual(labels);
});
