import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { neutralise } from "../../src/report/neutralise.ts";
import { markup } from "../../src/report/oscal/text.ts";
import { oscalReport } from "../../src/report/oscal.ts";
import { decidedReport, hostileName } from "../harness/decided-report.ts";
import { type OscalDocument, oscalSchema } from "../harness/oscal-schema.ts";
import { reportOf, stackOf } from "../harness/report.ts";
import { sampleReport } from "../harness/sample-report.ts";

const moment = "2026-01-15T12:00:00Z";
const documentOf = (report: Report): OscalDocument["assessment-results"] =>
  oscalSchema.parse(JSON.parse(oscalReport(report, { moment })))["assessment-results"];

function resultOf(report: Report) {
  const [result] = documentOf(report).results;
  if (result === undefined) throw new Error("a document without a result");
  return result;
}

describe.each(
  Object.entries({
    "with every verdict": sampleReport(),
    "with decisions": decidedReport(),
    "of a hostile repository": decidedReport(hostileName),
    "with nothing in it": reportOf({ stack: stackOf({ agentEvidence: [] }) }),
  }),
)("a document %s", (_, report) => {
  it("is built as NIST's reference has it", () => {
    expect(() => documentOf(report)).not.toThrow();
  });

  it("gives every UUID to one thing, and refers to nothing that is not there", () => {
    const text = oscalReport(report, { moment });
    const defined = [...text.matchAll(/"uuid": "([^"]+)"/g)].map(([, uuid]) => uuid);
    expect(new Set(defined).size).toBe(defined.length);
    const used = [...text.matchAll(/"(?:[a-z]+-uuid": "|href": "#)([^"]+)"/g)].map(([, uuid]) => uuid);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((uuid) => !defined.includes(uuid))).toEqual([]);
  });

  it("steers nobody", () => {
    expect(oscalReport(report, { moment }).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
  });
});

it("takes its dates from the page and nothing else: a later one is the same document", () => {
  const early = oscalReport(decidedReport(), { moment });
  const late = oscalReport(decidedReport(), { moment: "2027-01-15T12:00:00Z" });
  expect(late).toBe(early.replaceAll(moment, "2027-01-15T12:00:00Z"));
  expect(late).not.toBe(early);
  expect(oscalReport(decidedReport(), {})).toContain('"last-modified": "1970-01-01T00:00:00Z"');
});

it("is another document if a verdict is another", () => {
  expect(documentOf(sampleReport()).uuid).not.toBe(documentOf(decidedReport()).uuid);
  expect(documentOf(sampleReport()).uuid).toBe(documentOf(sampleReport()).uuid);
});

it("takes somebody's word where the repository is silent, else calls it not satisfied; determines nothing that does not apply", () => {
  const states = (resultOf(decidedReport()).findings ?? []).map(({ target }) => [
    target["target-id"],
    `${target.status.state}, ${target.status.reason}`,
  ]);
  expect(Object.fromEntries(states)).toEqual({
    "sandbox-separation": "not-satisfied, fail",
    "sandbox-separation.unscoped-credential": "not-satisfied, fail",
    "sandbox-separation.accepted": "not-satisfied, fail",
    "sandbox-separation.attested": "satisfied, other",
    "sandbox-separation.passes": "satisfied, pass",
    "ready-control": "satisfied, pass",
    "ready-control.works": "satisfied, pass",
    "ready-control.tested": "satisfied, pass",
    "open-control": "not-satisfied, other",
    "open-control.open": "not-satisfied, other",
  });
});

it("shows the evidence of a pass and of a finding as links into the repository", () => {
  const { observations = [] } = resultOf(sampleReport());
  const passed = observations.find(({ title }) => title === "sandbox-separation/shared-context-store");
  expect(passed?.["relevant-evidence"]).toEqual([
    { href: ".env.production#L5", description: "production address: index support-live" },
    { href: ".env.staging#L6", description: "staging address: index support-staging" },
  ]);
  expect(observations.filter(({ types }) => types[0] === "finding")[0]?.["relevant-evidence"]).toHaveLength(3);
});

it("holds who accepted a finding, why and until when, as a deviation of its risk", () => {
  const { risks = [] } = resultOf(decidedReport());
  expect(risks.map(({ status, deadline }) => [status, deadline])).toEqual([
    ["deviation-approved", undefined],
    ["deviation-approved", undefined],
    ["deviation-approved", "2027-01-31T23:59:59Z"],
    ["open", undefined],
  ]);
  expect(risks[2]?.remediations[1]).toMatchObject({ title: "Accepted", description: "support-agent is retired" });
  expect(risks[2]?.remediations[1]?.props?.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    "type: accept",
    "by: config",
    "owner: support-agent team",
    "expires: 2027-01-31",
    "written-at: bulkhead.config.support-agent.yaml:4",
  ]);
});

it("holds an attestation as an interview that expires", () => {
  const { observations = [] } = resultOf(decidedReport());
  expect(observations.filter(({ methods }) => methods[0] === "INTERVIEW")).toMatchObject([
    { description: "Is support-agent separate? support-agent states: yes.", expires: "2027-01-31T23:59:59Z" },
  ]);
});

it("tells what was not inspected, and logs which settings had no effect", () => {
  const { observations = [], "assessment-log": log } = resultOf(decidedReport());
  expect(observations.filter(({ title }) => title === "Not inspected")).toHaveLength(2);
  expect(log?.entries.map(({ title }) => title)).toContain("expired-suppression");
});

it.each([hostileName, "- item", "# heading", "1. one", "__init__", "{{ insert: param, x }}", "&amp; <b>"])(
  "markup reads as what it is: %j",
  (text) => {
    const [paragraph, ...others] = fromMarkdown(markup(text)).children;
    expect(others).toEqual([]);
    expect(paragraph).toMatchObject({
      type: "paragraph",
      children: [{ type: "text", value: neutralise(text).trim() }],
    });
  },
);
