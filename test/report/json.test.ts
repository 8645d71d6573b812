import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { reportJsonSchema, reportSchema } from "../../src/report/json/report-schema.ts";
import { jsonReport, reportToJson } from "../../src/report/json.ts";
import { fullStack, secretDigest } from "../harness/full-stack.ts";
import { reportOf, stackOf } from "../harness/report.ts";
import { sampleReport } from "../harness/sample-report.ts";

const reports = {
  "with every verdict": sampleReport(),
  "with everything a stack can hold": sampleReport([], { stack: fullStack() }),
  "with nothing in it": reportOf({ stack: stackOf({ agentEvidence: [] }) }),
};

describe.each(Object.entries(reports))("a report %s", (_, report) => {
  it("has exactly the fields of the schema", () => {
    expect(() => reportSchema.parse(JSON.parse(jsonReport(report)))).not.toThrow();
  });

  it("is valid by the published JSON Schema", () => {
    const validate = new Ajv2020({ allErrors: true }).compile(reportJsonSchema());
    validate(JSON.parse(jsonReport(report)));
    expect(validate.errors).toBeNull();
  });
});

it("keeps the published schema up to date (npm run schema)", () => {
  const published = readFileSync("schema/report.v1.schema.json", "utf8");
  expect(published).toBe(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
});

it("lets digests, texts of values and references to them stay inside", () => {
  expect(jsonReport(sampleReport([], { stack: fullStack() }))).not.toContain(secretDigest);
});

it("does not depend on the order of discovery", () => {
  const stack = fullStack();
  const reversed = Object.fromEntries(
    Object.entries(stack).map(([key, list]) => [key, Array.isArray(list) ? [...list].reverse() : list]),
  );
  const again = { ...stack, ...reversed };
  expect(jsonReport(sampleReport([], { stack: again }))).toBe(jsonReport(sampleReport([], { stack })));
});

it("counts what it holds", () => {
  expect(reportToJson(sampleReport()).summary).toEqual({
    agentStackFound: true,
    checks: { pass: 1, fail: 1, unknown: 1, notApplicable: 1 },
    controls: { ready: 0, gap: 1, unknown: 0, notApplicable: 0 },
    findings: { proven: 2, suspected: 0, suppressed: 0 },
    attested: 0,
    openFailurePaths: [1, 2],
    gaps: 6,
    files: 12,
  });
});

it("escapes what would steer a terminal, and reads back the same", () => {
  const name = "agent\u001b[31m\u009b2J\u202e\u2028\ud800";
  const text = jsonReport(reportOf({ target: { name, revision: null } }));
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
  expect(JSON.parse(text)).toMatchObject({ target: { name } });
});
