import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Log, Result, Run } from "sarif";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { fail } from "../../src/model/rule.ts";
import { sarifReport } from "../../src/report/sarif.ts";
import { decidedReport, hostileName } from "../harness/decided-report.ts";
import { checkOf, findingOf, location, reportOf, stackOf } from "../harness/report.ts";
import { sampleReport } from "../harness/sample-report.ts";

function runOf(report: Report): Run {
  const [run] = (JSON.parse(sarifReport(report)) as Log).runs;
  if (run === undefined) throw new Error("a log without a run");
  return run;
}

/** The validator's package for this platform carries the schema of the standard. */
const schema = createRequire(import.meta.url).resolve(
  `@microsoft/sarif-multitool-${process.platform}/sarif-2.1.0.json`,
);

const validate = new Ajv2020({
  allErrors: true,
  strict: false,
  formats: { "date-time": true, uuid: true, uri: isUri, "uri-reference": isReference },
}).compile(JSON.parse(readFileSync(schema, "utf8")));

const resultsOf = (report: Report): Result[] => runOf(report).results ?? [];

describe.each(
  Object.entries({
    "with every verdict": sampleReport(),
    "with decisions": decidedReport(),
    "of a hostile repository": decidedReport(hostileName),
    "with nothing in it": reportOf({ stack: stackOf({ agentEvidence: [] }) }),
  }),
)("a log %s", (_, report) => {
  it("is valid by the schema of the standard", () => {
    validate(JSON.parse(sarifReport(report)));
    expect(validate.errors).toBeNull();
  });

  it("refers to nothing that is not there", () => {
    const { tool, artifacts = [], taxonomies = [], results = [], invocations = [] } = runOf(report);
    for (const { ruleId, ruleIndex = -1 } of results) expect(tool.driver.rules?.[ruleIndex]?.id).toBe(ruleId);
    for (const rule of tool.driver.rules ?? []) {
      for (const { target } of rule.relationships ?? []) {
        const taxonomy = taxonomies[target.toolComponent?.index ?? -1];
        expect(taxonomy?.name).toBe(target.toolComponent?.name);
        expect(taxonomy?.taxa?.[target.index ?? -1]?.id).toBe(target.id);
      }
    }
    const notifications = invocations.flatMap(
      ({ toolExecutionNotifications = [], toolConfigurationNotifications = [] }) => [
        ...toolExecutionNotifications,
        ...toolConfigurationNotifications,
      ],
    );
    for (const { descriptor } of notifications) {
      expect(tool.driver.notifications?.[descriptor?.index ?? -1]?.id).toBe(descriptor?.id);
    }
    for (const { location: at } of results.flatMap(({ locations = [], relatedLocations = [] }) =>
      [...locations, ...relatedLocations].map((one) => ({ location: one.physicalLocation?.artifactLocation })),
    )) {
      expect(artifacts[at?.index ?? -1]?.location?.uri).toBe(at?.uri);
    }
  });

  it("quotes no source and steers nobody", () => {
    const text = sarifReport(report);
    expect(text).not.toContain('"snippet"');
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
    for (const { message } of resultsOf(report)) expect(message.text).not.toMatch(/[\p{Cc}\u202e]|\]\([^0-9]|\{\d+\}/u);
  });
});

it("holds a proven finding as an error with both sides, links to them and its path", () => {
  const [result] = resultsOf(sampleReport());
  expect(result).toMatchObject({ kind: "fail", level: "error", suppressions: [] });
  expect(result?.message.text).toBe(
    "PINECONE_API_KEY is one secret in production and staging. A call of the staging agent is billed and executed as if production had made it. Issue a key of its own to each environment. See [use](1) and [staging binding](2).",
  );
  expect(result?.relatedLocations?.map(({ id, message }) => [id, message?.text])).toEqual([
    [1, "use: Pinecone client"],
    [2, "staging binding"],
  ]);
  expect(result?.codeFlows?.map(({ message }) => message?.text)).toEqual([
    "A staging agent reads live customer data and pollutes the eval",
  ]);
});

it("tells the way from a tool to what it does as a code flow", () => {
  const check = checkOf({
    judge: () =>
      fail([
        findingOf({
          at: location("src/tool.ts", 1, "tool", "refund"),
          related: [
            location("src/tool.ts", 3, "call"),
            location("src/pay.ts", 9, "effect"),
            location("x.ts", 1, "gate"),
          ],
          contamination: [],
          failurePath: null,
        }),
      ]),
  });
  const [first] = resultsOf(sampleReport([check])).flatMap(({ codeFlows = [] }) =>
    codeFlows.filter(({ message }) => message?.text === "From the tool to what it does"),
  );
  expect(first?.threadFlows[0]?.locations.map((step) => step.location?.message?.text)).toEqual([
    "tool: refund",
    "call",
    "effect",
  ]);
});

it("gives what is only suspected no level, as the standard has it of a review", () => {
  const suspected = resultsOf(decidedReport()).filter(({ properties }) => properties?.confidence === "suspected");
  expect(suspected.map(({ kind, level }) => [kind, level])).toEqual([["review", "none"]]);
});

it("tells who suppressed what, why, until when and where, and what is new since the baseline", () => {
  const results = resultsOf(decidedReport()).filter(({ kind }) => kind === "fail");
  expect(results.map(({ baselineState, suppressions = [] }) => [baselineState, suppressions[0]?.kind])).toEqual([
    ["new", "inSource"],
    ["unchanged", "external"],
    ["new", "external"],
    ["new", undefined],
  ]);
  expect(results[2]?.suppressions?.[0]).toMatchObject({
    status: "accepted",
    justification: "support-agent is retired",
    location: { physicalLocation: { artifactLocation: { uri: "bulkhead.config.support-agent.yaml" } } },
    properties: { by: "config", owner: "support-agent team", expires: "2027-01-31" },
  });
  expect(resultsOf(sampleReport())[0]).not.toHaveProperty("baselineState");
});

it("makes no result of a verdict, which would be an alert", () => {
  expect(new Set(resultsOf(decidedReport()).map(({ kind }) => kind))).toEqual(new Set(["fail", "review"]));
});

it("percent-encodes paths, so that a name cannot be a scheme, a query or a parent", () => {
  const at = location("app/api/[id]/a b#c?d%e:f\ud800.ts", 1, "use");
  const [result] = resultsOf(sampleReport([checkOf({ judge: () => fail([findingOf({ at })]) })])).filter(
    ({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri?.startsWith("app/"),
  );
  expect(result?.locations?.[0]?.physicalLocation?.artifactLocation).toMatchObject({
    uri: "app/api/%5Bid%5D/a%20b%23c%3Fd%25e%3Af%EF%BF%BD.ts",
    uriBaseId: "%SRCROOT%",
  });
});

it("names GitHub's fingerprint, which does not move with the lines", () => {
  const [result] = resultsOf(sampleReport());
  const fingerprint = sampleReport().findings[0]?.fingerprint;
  expect(result?.partialFingerprints).toEqual({
    "bulkhead/v1": fingerprint,
    primaryLocationLineHash: `${fingerprint}:1`,
  });
});

it("says what was not inspected, and that nothing was audited where nothing was found", () => {
  const [{ toolExecutionNotifications = [] } = {}] = runOf(sampleReport()).invocations ?? [];
  expect(toolExecutionNotifications).toHaveLength(6);
  expect(
    toolExecutionNotifications.find(({ message }) => message.text === "Python is not read.")?.locations,
  ).toMatchObject([{ physicalLocation: { artifactLocation: { uri: "src/agent.py" }, region: { startLine: 1 } } }]);
  const [empty] = runOf(reportOf({ stack: stackOf({ agentEvidence: [] }) })).invocations ?? [];
  expect(empty?.toolExecutionNotifications?.[0]?.descriptor?.id).toBe("nothing-to-audit");
});

it("keeps within what GitHub takes of tags", () => {
  const rules = runOf(decidedReport()).tool.driver.rules ?? [];
  expect(rules[0]?.properties?.tags).toEqual(["security", "sandbox-separation", "signal-1", "external/cwe/cwe-653"]);
  for (const { shortDescription, fullDescription, properties } of rules) {
    expect(properties?.tags?.length).toBeLessThanOrEqual(10);
    expect((shortDescription?.text ?? "").length).toBeLessThan(1024);
    expect((fullDescription?.text ?? "").length).toBeLessThan(1024);
  }
});

function isUri(text: string): boolean {
  return URL.canParse(text);
}

function isReference(text: string): boolean {
  return /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text);
}
