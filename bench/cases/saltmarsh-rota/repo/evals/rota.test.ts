import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { rotaServer } from "../src/server.ts";

test("assigns a shift that can be read again", async () => {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "eval", version: "0" });
  await Promise.all([rotaServer().connect(theirs), client.connect(ours)]);
  await client.callTool({ name: "assign_shift", arguments: { day: "2026-12-01", warden: "Ansa", site: "hide" } });
  const shifts = await client.callTool({ name: "shifts_on", arguments: { day: "2026-12-01" } });
  assert.match(JSON.stringify(shifts), /Ansa/);
});
