import { expect, it } from "vitest";
import { auditTree, memoryTree } from "../../src/audit.ts";

const files = {
  "package.json": '{ "name": "orders-agent" }',
  ".env.staging": "ORDERS_URL=https://orders.staging.example.com/v1\nSHARED_URL=https://status.example.com\n",
  ".env.production": "ORDERS_URL=https://orders.example.com/v1\nSHARED_URL=https://status.example.com\n",
};

it("names each outbound host with the environment whose configuration has it", () => {
  const { endpoints } = auditTree(memoryTree(files)).stack;
  expect(
    endpoints.map(({ host, environment, at }) => `${host} ${environment} ${at.path}:${at.span.startLine}`),
  ).toEqual([
    "orders.example.com production .env.production:1",
    "orders.staging.example.com staging .env.staging:1",
    "status.example.com production .env.production:2",
    "status.example.com staging .env.staging:2",
  ]);
});
