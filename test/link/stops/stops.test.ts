import { describe, expect, it } from "vitest";
import type { StopSwitch } from "../../../src/model/stop-switch.ts";
import { linkedStack } from "../stack-of.ts";

const packages = {
  "package.json": JSON.stringify({
    dependencies: { ai: "^7.0.0", zod: "^4.1.0", "@launchdarkly/node-server-sdk": "^9.13.0", ioredis: "^5.6.0" },
  }),
};

const flag = `
import { init } from "@launchdarkly/node-server-sdk";
export const flags = init(process.env.LAUNCHDARKLY_KEY ?? "");
export const mayAct = async (otherwise = false) => flags.boolVariation("agent-enabled", { key: "desk" }, otherwise);
`;

const entry = `
import { Redis } from "ioredis";
export const redis = new Redis(process.env.REDIS_URL ?? "");
export const isHalted = async () => (await redis.get("agent:halted")) === "1";
`;

/** A tool whose handler starts with these statements and then posts. */
function tool(before: string, imports = ""): string {
  return `
import { tool } from "ai";
import { z } from "zod";
${imports}
export const refund = tool({
  inputSchema: z.object({ order: z.string() }),
  execute: async ({ order }) => {
    ${before}
    return fetch("https://payments.example.com/refunds", { method: "POST", body: order });
  },
});
`;
}

function stopsIn(files: Readonly<Record<string, string>>): readonly StopSwitch[] {
  return linkedStack({ ...packages, ...files }).stops;
}

/** Every stop as `source name, how many effects behind it, why it does not hold`. */
function told(files: Readonly<Record<string, string>>): string[] {
  return stopsIn(files).map(
    ({ source, name, before, weakness }) => `${source} ${name}, ${before.length}${weakness ? `, ${weakness}` : ""}`,
  );
}

const byFlag = (before: string): Readonly<Record<string, string>> => ({
  "src/stop.ts": flag,
  "src/refund.ts": tool(before, 'import { mayAct } from "./stop";'),
});
const byEntry = (before: string): Readonly<Record<string, string>> => ({
  "src/stop.ts": entry,
  "src/refund.ts": tool(before, 'import { isHalted, redis } from "./stop";'),
});

describe("what is a stop", () => {
  it("is a flag that is read before an effect", () => {
    expect(told(byFlag('if (!(await mayAct())) throw new Error("stopped");'))).toEqual(["flag agent-enabled, 1"]);
  });

  it("is an entry of a store whose key says so", () => {
    expect(told(byEntry('if (await isHalted()) return "stopped";'))).toEqual(["store agent:halted, 1"]);
  });

  it("is a row that a statement asks for by such a word", () => {
    const rows = `import { Pool } from "pg"; const pool = new Pool();
      export const isHalted = async () => (await pool.query("SELECT 1 FROM state WHERE key = 'agent-halted'")).rows.length > 0;`;
    const files = { ...byEntry('if (await isHalted()) throw new Error("stopped");'), "src/stop.ts": rows };
    expect(told(files)).toEqual(["store agent-halted, 1"]);
  });

  it("is no entry with another key", () => {
    expect(told(byEntry('if (await redis.get("order:seen")) return "seen";'))).toEqual([]);
  });

  it("is a variable with the name of a switch", () => {
    expect(
      told({ "src/refund.ts": tool('if (process.env.AGENT_ENABLED !== "1") throw new Error("stopped");') }),
    ).toEqual(["variable AGENT_ENABLED, 1"]);
  });

  it("is no variable with another name", () => {
    expect(told({ "src/refund.ts": tool('if (process.env.REGION !== "eu") throw new Error("elsewhere");') })).toEqual(
      [],
    );
  });

  it("is nothing that is read behind the effect", () => {
    const files = byFlag("");
    const after = files["src/refund.ts"]
      ?.replace("return fetch(", "await fetch(")
      .replace("});\n  },", "});\n    if (!(await mayAct())) throw new Error();\n  },");
    expect(told({ ...files, "src/refund.ts": after ?? "" })).toEqual([]);
  });
});

describe("what does not hold", () => {
  it("is not awaited", () => {
    const [stop] = stopsIn(byFlag('if (!mayAct()) throw new Error("stopped");'));
    expect(stop?.weakness ?? null).not.toBeNull();
  });

  it("stands in one branch", () => {
    const files = byFlag('if (order.startsWith("x")) { if (!(await mayAct())) throw new Error("stopped"); }');
    expect(stopsIn(files).filter(({ weakness }) => weakness === null)).toEqual([]);
  });
});

describe("what it does where it cannot be read", () => {
  it("stops by a default that does not let the effect go on", () => {
    expect(stopsIn(byFlag('if (!(await mayAct())) throw new Error("stopped");'))[0]?.failsOpen).toBeNull();
  });

  it("goes on by a default that does", () => {
    const [stop] = stopsIn(byFlag('if (!(await mayAct(true))) throw new Error("stopped");'));
    expect(stop?.failsOpen?.how).toBe("default");
  });

  it("goes on where its error is caught", () => {
    const open = entry.replace(
      /export const isHalted.*/,
      'export async function isHalted() {\n  try {\n    return (await redis.get("agent:halted")) === "1";\n  } catch {\n    return false;\n  }\n}',
    );
    const [stop] = stopsIn({ ...byEntry('if (await isHalted()) return "stopped";'), "src/stop.ts": open });
    expect(stop?.failsOpen?.how).toBe("caught");
  });
});

describe("with which answer the effect goes on", () => {
  it.each([
    ["if (!(await mayAct())) throw new Error();", true],
    ["if (await mayAct()) throw new Error();", false],
  ])("%s", (before, goesOn) => {
    const [stop] = stopsIn(byFlag(before));
    expect([stop?.goesOnWhen, stop?.callGoesOnWhen]).toEqual([goesOn, goesOn]);
  });

  it("is not told of a reading that is compared", () => {
    const [stop] = stopsIn(byEntry('if (await isHalted()) return "stopped";'));
    expect([stop?.goesOnWhen, stop?.callGoesOnWhen]).toEqual([null, false]);
  });

  it("is not told of a check that throws by itself", () => {
    const check = `${flag}\nexport async function assertRunning() { if (!(await mayAct())) throw new Error(); }\n`;
    const [stop] = stopsIn({
      "src/stop.ts": check,
      "src/refund.ts": tool("await assertRunning();", 'import { assertRunning } from "./stop";'),
    });
    expect([stop?.goesOnWhen, stop?.callGoesOnWhen]).toEqual([true, null]);
  });
});

describe("when it is read", () => {
  it("tells what is read as the module is loaded", () => {
    const [stop] = stopsIn({
      "src/stop.ts": `${flag}\nexport const enabled = await mayAct();\n`,
      "src/refund.ts": tool('if (!enabled) throw new Error("stopped");', 'import { enabled } from "./stop";'),
    });
    expect([stop?.name, stop?.isReadAtStart]).toEqual(["agent-enabled", false]);
  });

  it("tells a reading that stands outside all functions", () => {
    const [stop] = stopsIn({
      "src/stop.ts": `${flag}\nexport const enabled = await flags.boolVariation("agent-enabled", { key: "desk" }, false);\n`,
      "src/refund.ts": tool('if (!enabled) throw new Error("stopped");', 'import { enabled } from "./stop";'),
    });
    expect(stop?.isReadAtStart).toBe(true);
  });
});

describe("who else has to do with it", () => {
  it("names the tools that write what it reads", () => {
    const [stop] = stopsIn({
      ...byEntry('if (await isHalted()) return "stopped";'),
      "src/resume.ts": `
import { tool } from "ai";
import { z } from "zod";
import { redis } from "./stop";
export const resume = tool({ inputSchema: z.object({}), execute: async () => redis.set("agent:halted", "0") });
`,
    });
    expect(stop?.writtenBy.map(({ at }) => at.path)).toEqual(["src/resume.ts"]);
  });

  it("names the calls of models behind it", () => {
    const [stop] = stopsIn({
      "src/stop.ts": flag,
      "src/answer.ts": `
import { generateText } from "ai";
import { mayAct } from "./stop";
export async function answer(prompt) {
  if (!(await mayAct())) throw new Error("stopped");
  return generateText({ model: "anthropic/claude-sonnet-5", prompt });
}
`,
    });
    expect(stop?.beforeCalls.map(({ path, span }) => `${path}:${span.startLine}`)).toEqual(["src/answer.ts:6"]);
  });

  it("names the calls that ask for it before each step", () => {
    const steps = (hook: string) =>
      stopsIn({
        "src/stop.ts": flag,
        "src/answer.ts": `
import { generateText } from "ai";
import { mayAct } from "./stop";
export async function answer(prompt) {
  if (!(await mayAct())) throw new Error("stopped");
  return generateText({ model: "anthropic/claude-sonnet-5", prompt, ${hook} });
}
`,
      })[0]?.inSteps?.length ?? 0;
    expect(steps("prepareStep: async () => { if (!(await mayAct())) throw new Error('stopped'); return {}; }")).toBe(1);
    expect(steps("prepareStep: async () => ({})")).toBe(0);
  });

  it.each([
    ["claims-triage-enabled", "claims-triage", true],
    ["claims-triage-preview", "claims-triage", false],
    ["letters-enabled", "claims-triage", false],
    ["api-enabled", "api", false],
  ])("takes %s in %s for a stop of the agent: %s", (key, name, isNamedStop) => {
    const [stop] = linkedStack({
      "package.json": JSON.stringify({ name, ...JSON.parse(packages["package.json"]) }),
      "src/stop.ts": flag.replace("agent-enabled", key),
      "src/answer.ts": `
import { generateText } from "ai";
import { mayAct } from "./stop";
export async function answer(prompt) {
  if (!(await mayAct())) throw new Error("stopped");
  return generateText({ model: "anthropic/claude-sonnet-5", prompt });
}
`,
    }).stops;
    expect(stop?.isNamedStop).toBe(isNamedStop);
  });

  it("keeps one stop before two effects together", () => {
    const files = byFlag(
      'if (!(await mayAct())) throw new Error("stopped"); await fetch("https://x.example.com", { method: "DELETE" });',
    );
    expect(told(files)).toEqual(["flag agent-enabled, 2"]);
  });
});
