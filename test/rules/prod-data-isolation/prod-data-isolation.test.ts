import { expect, it } from "vitest";
import { productionCopy } from "../../../rules/prod-data-isolation/production-copy.ts";
import { tenantFromModel } from "../../../rules/prod-data-isolation/tenant-from-model.ts";
import { type DataCopy, noDataFlows, type TenantChoice } from "../../../src/model/data-flows.ts";
import { place, stackOf } from "../../support/stack.ts";

const copy = (to: string | null, masked = false): DataCopy => ({
  tool: "pg_dump",
  workflow: "w",
  job: "refresh",
  from: { name: "PROD_URL", environment: "production", at: place(".github/workflows/w.yml:9") },
  to: { name: "TARGET_URL", environment: to, at: place(".github/workflows/w.yml:9") },
  masked: masked ? { command: "mask", at: place(".github/workflows/w.yml:8") } : null,
});

it("judges copies by where they go and what masks them", () => {
  const judge = (...copies: DataCopy[]) =>
    productionCopy.judge(stackOf({ dataFlows: { ...noDataFlows, copies } })).status;
  expect(judge()).toBe("not-applicable");
  expect(judge(copy("staging"))).toBe("fail");
  expect(judge(copy(null))).toBe("unknown");
  expect(judge(copy("staging", true))).toBe("pass");
  expect(judge(copy("production"))).toBe("not-applicable");
});

it("has nothing to say of tenants where there is no tool", () => {
  const choice: TenantChoice = {
    tool: "search",
    service: "agent",
    toolAt: place("src/t.ts:1"),
    parameter: "tenantId",
    operation: "pinecone query",
    scope: "namespace",
    at: place("src/t.ts:5"),
    path: [],
    guarded: false,
  };
  expect(tenantFromModel.judge(stackOf({ dataFlows: { ...noDataFlows, tenantChoices: [choice] } })).status).toBe(
    "not-applicable",
  );
});
