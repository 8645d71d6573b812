import { describe, expect, test } from "vitest";
import { auditTree, memoryTree, type Report } from "../../../src/audit.ts";
import { maySelect } from "../../../src/link/tools/selections.ts";
import type { Selection, ToolParameter } from "../../../src/model/agent-tool.ts";

const settings = `
  export const urls = { production: "https://crm.dealdesk.example", staging: "https://crm.staging.dealdesk.example" };
  export const regions = { eu: "https://eu.dealdesk.example", us: "https://us.dealdesk.example" };
  export const vendors = { acme: "https://api.acme.example", zenith: "https://api.sandbox.zenith.example" };
  export const clients = { production: { url: urls.production, key: process.env.LIVE_KEY }, staging: { url: urls.staging, key: process.env.TEST_KEY } };`;

/** The audit of a repository with one tool. */
function audited(schema: string, run: string): Report {
  const files = {
    "package.json": JSON.stringify({ name: "deal-desk", dependencies: { ai: "^6.0.0" } }),
    "src/settings.ts": settings,
    "src/tools.ts": `import { tool } from "ai"; import { z } from "zod"; import { clients, regions, urls, vendors } from "./settings";
      export const updateDeal = tool({ description: "Update a deal.", inputSchema: z.object({ id: z.string(), ${schema} }), execute: async (input) => { ${run} } });`,
  };
  return auditTree(memoryTree(files), { rethrow: true });
}

function selections(schema: string, run: string): readonly Selection[] {
  return audited(schema, run).stack.tools.flatMap((t) => t.selections);
}

function signalOf(schema: string, run: string): string | undefined {
  return audited(schema, run)
    .controls.flatMap((c) => c.checks)
    .find((c) => c.signal === 3)?.status;
}

/** How a tool's handler picks a target, as `by → environment environment`. */
function told(list: readonly Selection[]): string[] {
  return list.map((s) => `${s.by} →${s.targets.map((t) => ` ${t.environment}`).join("")}${s.proven ? "" : " ?"}`);
}

const choice = 'environment: z.enum(["production", "staging"])';
const post = (url: string): string => `return fetch(${url}, { method: "POST" });`;

describe("a choice of environment", () => {
  test.each<readonly [string, string, string, readonly string[]]>([
    ["a map", choice, post("urls[input.environment]"), ["environment → production staging"]],
    [
      "a map, in a template",
      choice,
      post("`${urls[input.environment]}/deals/${input.id}`"),
      ["environment → production staging"],
    ],
    [
      "a map, destructured input",
      choice,
      `const { environment } = input; ${post("urls[environment]")}`,
      ["environment → production staging"],
    ],
    [
      "a map of clients",
      choice,
      `const client = clients[input.environment]; return fetch(client.url, { method: "POST", headers: { authorization: client.key } });`,
      ["environment → production staging"],
    ],
    [
      "a conditional",
      choice,
      post('input.environment === "production" ? urls.production : urls.staging'),
      ["environment → production staging"],
    ],
    [
      "an if",
      choice,
      `let url = urls.staging; if (input.environment === "production") url = urls.production; ${post("url")}`,
      ["environment → production staging"],
    ],
    [
      "if and else",
      choice,
      `let url; if (input.environment === "production") { url = urls.production; } else { url = urls.staging; } ${post("url")}`,
      ["environment → staging production"],
    ],
    [
      "a switch",
      choice,
      `let url; switch (input.environment) { case "production": url = urls.production; break; case "staging": url = urls.staging; break; } ${post("url")}`,
      ["environment → staging production"],
    ],
    ["a flag", "live: z.boolean()", post("input.live ? urls.production : urls.staging"), ["live → live staging"]],
    [
      "a flag, negated",
      "sandbox: z.boolean()",
      post("!input.sandbox ? urls.production : urls.staging"),
      ["sandbox → production sandbox"],
    ],
    [
      "a word against any other",
      "environment: z.string()",
      post('input.environment === "production" ? process.env.LIVE_URL : process.env.OTHER_URL'),
      ["environment → production non-production"],
    ],
    [
      "a word of a rehearsal against any other",
      "environment: z.string()",
      post('input.environment === "sandbox" ? process.env.SANDBOX_URL : process.env.MAIN_URL'),
      ["environment → sandbox production"],
    ],
    [
      "unless",
      choice,
      post('input.environment !== "production" ? urls.staging : urls.production'),
      ["environment → staging production"],
    ],
    [
      "a host put together",
      choice,
      post("`https://${input.environment}.dealdesk.example`"),
      ["environment → production staging"],
    ],
    [
      "a name of a variable",
      choice,
      post("process.env[`${input.environment}_URL`]"),
      ["environment → production staging"],
    ],
    [
      "the address of a queue in a request to AWS",
      choice,
      'const { SQSClient, SendMessageCommand } = await import("@aws-sdk/client-sqs"); await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: urls[input.environment], MessageBody: "x" }));',
      ["environment → production staging"],
    ],
    [
      "but not what a record on a stream tells of it",
      choice,
      'const { FirehoseClient, PutRecordCommand } = await import("@aws-sdk/client-firehose"); const line = JSON.stringify({ host: urls[input.environment] }); await new FirehoseClient({}).send(new PutRecordCommand({ DeliveryStreamName: "trail", Record: { Data: new TextEncoder().encode(line) } }));',
      [],
    ],
    ["an address as parameter", "baseUrl: z.string().url()", post("`${input.baseUrl}/deals`"), ["baseUrl →"]],
    [
      "one of some addresses",
      'host: z.enum(["https://dealdesk.example", "https://staging.dealdesk.example"])',
      post("`${input.host}/deals`"),
      ["host → production staging"],
    ],
    [
      "nested in the input",
      'target: z.object({ env: z.enum(["production", "staging"]) })',
      post("urls[input.target.env]"),
      ["target.env → production staging"],
    ],
    [
      "through a function",
      choice,
      `const open = (env) => urls[env]; ${post("open(input.environment)")}`,
      ["environment → production staging"],
    ],
    [
      "free text that is looked up",
      "environment: z.string()",
      post("urls[input.environment]"),
      ["environment → production staging"],
    ],
    [
      "a map of which only one key says its environment",
      'desk: z.enum(["storefront", "rehearsal"])',
      post(
        '({ storefront: "https://crm.dealdesk.example", rehearsal: "https://crm.rehearsal.dealdesk.example" })[input.desk]',
      ),
      ["desk → production rehearsal"],
    ],
    ["free text under any name", "where: z.string()", post("urls[input.where]"), ["where → production staging"]],
  ])("%s", (_title, schema, run, expected) => {
    expect(told(selections(schema, run))).toEqual(expected);
  });
});

describe("a name that leads somewhere, though it is no address", () => {
  const imports =
    'const { execFile } = await import("node:child_process"); const { fromIni } = await import("@aws-sdk/credential-providers");';
  const clusters = '({ prod: "gke_deals_prod", staging: "gke_deals_staging" })';
  test.each<readonly [string, string, string, readonly string[]]>([
    [
      "the context of a cluster, as an option and its value",
      'cluster: z.enum(["prod", "staging"])',
      `${imports} return execFile("kubectl", ["--context", ${clusters}[input.cluster], "rollout", "restart", input.id]);`,
      ["cluster → prod staging"],
    ],
    [
      "the context of a cluster, as one word",
      'cluster: z.enum(["prod", "staging"])',
      `${imports} return execFile("kubectl", [\`--context=\${input.cluster}\`, "delete", "pod", input.id]);`,
      ["cluster → prod staging"],
    ],
    [
      "the profile of a cloud",
      'account: z.enum(["prod", "dev"])',
      `${imports} const credentials = fromIni({ profile: input.account }); ${post("urls.production")}`,
      ["account → prod dev"],
    ],
    [
      "a profile in free text",
      "profile: z.string()",
      `${imports} return fromIni({ profile: input.profile });`,
      ["profile →"],
    ],
    [
      "an option of another program",
      'cluster: z.enum(["prod", "staging"])',
      `${imports} return execFile("echo", ["--context", input.cluster]);`,
      [],
    ],
    [
      "a closed set without an environment",
      'account: z.enum(["sales", "research"])',
      `${imports} return fromIni({ profile: input.account });`,
      [],
    ],
    [
      "a network",
      'chain: z.enum(["mainnet", "sepolia"])',
      post('({ mainnet: "https://a.example", sepolia: "https://b.example" })[input.chain]'),
      ["chain → mainnet sepolia"],
    ],
  ])("%s", (_title, schema, run, expected) => {
    expect(told(selections(schema, run))).toEqual(expected);
  });
});

describe("no choice of environment", () => {
  test.each<readonly [string, string, string]>([
    ["the environment of the process", "note: z.string()", post("urls[process.env.APP_ENV]")],
    ["a region", 'region: z.enum(["eu", "us"])', post("regions[input.region]")],
    ["two vendors, one of them with a sandbox", 'vendor: z.enum(["acme", "zenith"])', post("vendors[input.vendor]")],
    [
      "in the query of a request that only asks",
      choice,
      "return fetch(`https://errors.dealdesk.example/issues?environment=${input.environment}`);",
    ],
    [
      "free text in the body",
      "environment: z.string()",
      'return fetch(urls.production, { method: "POST", body: JSON.stringify({ env: input.environment }) });',
    ],
    [
      "words that are no environments in the body",
      'environment: z.enum(["browser", "server"])',
      'return fetch(urls.production, { method: "POST", body: JSON.stringify({ env: input.environment }) });',
    ],
    [
      "a stage of the sales pipeline",
      'stage: z.enum(["lead", "won"])',
      'return fetch(urls.production, { method: "POST", body: JSON.stringify({ stage: input.stage }) });',
    ],
    [
      "in what a comparison of the target says",
      choice,
      'const allowed = urls[input.environment] === process.env.OWN_URL; return fetch(urls.production, { method: "POST", body: JSON.stringify({ allowed }) });',
    ],
    ["written to the log only", choice, `console.log(urls[input.environment]); ${post("urls.production")}`],
    [
      "texts that open nothing",
      choice,
      `const label = { production: "Live", staging: "Test" }[input.environment]; return fetch(urls.production, { method: "POST", body: label });`,
    ],
    [
      "several places of production",
      'cell: z.enum(["prod-eu", "prod-us"])',
      post('{ "prod-eu": urls.production, "prod-us": "https://us.dealdesk.example" }[input.cell]'),
    ],
    [
      "a preview of a page",
      "preview: z.boolean()",
      post("input.preview ? process.env.DRAFTS_URL : process.env.PAGES_URL"),
    ],
    ["a test of something else", choice, post('input.id === "x" ? urls.production : regions.eu')],
    ["a search query", "query: z.string()", post("`https://crm.dealdesk.example/search/${input.query}`")],
  ])("%s", (_title, schema, run) => {
    expect(told(selections(schema, run))).toEqual([]);
  });
});

describe("signal 3 fails, however the choice is written", () => {
  test.each([
    ["a map", "urls[input.environment]"],
    ["a conditional", 'input.environment === "production" ? urls.production : urls.staging'],
    ["a flag", "input.live ? urls.production : urls.staging"],
    ["a flag of the other side", "input.sandbox ? urls.staging : urls.production"],
    ["variables", 'input.environment === "production" ? process.env.LIVE_URL : process.env.OTHER_URL'],
  ])("%s", (_title, url) => {
    expect(signalOf(`${choice}, live: z.boolean(), sandbox: z.boolean()`, post(url))).toBe("fail");
  });
});

describe("a choice that the remote side makes is not proven, and signal 3 is unknown", () => {
  const body = (value: string): string =>
    `return fetch(urls.production, { method: "POST", body: JSON.stringify({ env: ${value} }) });`;
  test.each<readonly [string, string]>([
    ["in the body", body("input.environment")],
    ["in the body, through a conditional", body('input.environment === "staging" ? "staging" : "production"')],
    ["in the path", post("`https://crm.dealdesk.example/${input.environment}/deals`")],
    ["in the query", post("`https://crm.dealdesk.example/deals?env=${input.environment}`")],
  ])("%s", (_title, run) => {
    expect(told(selections(choice, run))).toEqual(["environment → production staging ?"]);
    expect(signalOf(choice, run)).toBe("unknown");
  });
});

describe("what the model is told of a parameter", () => {
  const send = 'return fetch(urls.production, { method: "POST", body: JSON.stringify({ env: input.environment }) });';
  const described = (text: string): string => `${choice}.describe("${text}")`;

  test.each([
    ["its credentials", "Which environment's system credentials to use. Defaults to 'production'."],
    ["its address", "Sends the deal. Calls the API endpoint of this environment."],
  ])("proves that the other side uses %s", (_title, text) => {
    expect(told(selections(described(text), send))).toEqual(["environment → production staging"]);
    expect(signalOf(described(text), send)).toBe("fail");
  });

  test.each([
    ["a label", "The environment that the deal is filed under."],
    ["a label, beside credentials", "The environment to file the deal under. Never paste credentials."],
  ])("leaves %s a question", (_title, text) => {
    expect(told(selections(described(text), send))).toEqual(["environment → production staging ?"]);
  });

  test.each([
    ["staging and production", "Host of the CRM, of staging or production.", " staging production"],
    ["nothing that is told", "Host of the CRM.", ""],
    ["one side only", "Host of the CRM in production.", ""],
  ])("names the targets of an address that is free text: %s", (_title, text, targets) => {
    const address = `baseUrl: z.string().describe("${text}")`;
    expect(told(selections(address, post("`${input.baseUrl}/deals`")))).toEqual([`baseUrl →${targets}`]);
    expect(signalOf(address, post("`${input.baseUrl}/deals`"))).toBe(targets === "" ? "unknown" : "fail");
  });
});

describe("places", () => {
  test("the parameter, the choice, the targets", () => {
    const [found] = selections(choice, `\n${post("urls[input.environment]")}`);
    expect(
      found &&
        [found.parameterAt, found.chosenAt, ...found.targets.map((t) => t.at)].map(
          (p) => `${p.path}:${p.span.startLine}`,
        ),
    ).toEqual(["src/tools.ts:2", "src/tools.ts:3", "src/settings.ts:2", "src/settings.ts:2"]);
  });
});

describe("whether a parameter could pick one", () => {
  const parameter = (name: string, values: readonly string[] | null = null): ToolParameter => ({
    name,
    values,
    optional: false,
    at: { path: "tools.ts", span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } },
  });
  test.each<readonly [string, ToolParameter, boolean, boolean]>([
    ["by its name", parameter("environment"), false, true],
    ["by a word in its name", parameter("targetEnv"), false, true],
    ["by an environment in its name", parameter("useSandbox"), false, true],
    ["as an address", parameter("baseUrl"), false, true],
    ["by its values", parameter("where", ["production", "staging"]), false, true],
    ["by other values where the code keeps one entry an environment", parameter("shelf", ["a", "b"]), true, true],
    ["not by other values where it does not", parameter("shelf", ["a", "b"]), false, false],
    ["any text where the code keeps one entry an environment", parameter("where"), true, true],
    ["no text where it does not", parameter("where"), false, false],
  ])("%s", (_title, given, codeChooses, expected) => {
    expect(maySelect(given, codeChooses)).toBe(expected);
  });
});
