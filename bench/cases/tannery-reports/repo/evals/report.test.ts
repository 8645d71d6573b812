import { expect, it } from "vitest";
import { writeReport } from "../src/agent.ts";

it("mentions the held vat", async () => {
  expect(await writeReport("2026-10-02")).toMatch(/vat/i);
}, 120_000);
