import { auditTree, memoryTree, type Report } from "../../../src/audit.ts";
import type { Tool } from "../../../src/model/agent-tool.ts";
import { type Gate, gatesAt, isSoundGate } from "../../../src/model/gate.ts";
import type { Stack } from "../../../src/model/stack.ts";

/** Where a check stands, from the call that it guards outwards. */
export type Where =
  | "inline"
  | "called"
  | "around the call"
  | "in the client"
  | "around the handler"
  | "around the registration"
  | "in a class"
  | "in a base class"
  | "in a policy table"
  | "in the dispatcher"
  | "in middleware"
  | "in a hook"
  | "nowhere";

/**
 * A deal desk whose one tool lets the model choose production or staging, and what stands before the call. `run` is the
 * handler's body, where `target` is what the model chose and `send` the call; `tools` is the whole module instead.
 */
export interface Variant {
  readonly title: string;
  readonly where: Where;
  readonly framework?: string;
  readonly run?: string;
  /** `src/gate.ts`. */
  readonly gate?: string;
  readonly tools?: string;
  /** `bulkhead.config.yaml`. */
  readonly config?: string;
}

/** A variant that does not guard, with the weakness that is shown of what stands there; null where there is no gate. */
export interface Unsound extends Variant {
  readonly weakness: string | null;
  /** What signal 3 says; `fail` if absent. */
  readonly verdict?: "fail" | "unknown";
  /** A person is asked before what the tool does. */
  readonly isApproval?: true;
}

const common = {
  "package.json": JSON.stringify({ name: "deal-desk", dependencies: { ai: "^6.0.0", zod: "^4.0.0" } }),
  ".env.production": "APP_ENV=production\nCRM_KEY=crm-prd-8f2kq0z8mw2c5hxd\nCRM_KEY_ENVIRONMENT=production\n",
  ".env.staging": "APP_ENV=staging\nCRM_KEY=crm-stg-2kq8v5x0bz7n4mwc\nCRM_KEY_ENVIRONMENT=staging\n",
  "src/settings.ts": `
    export interface Key { value: string; environment: string }
    export const key: Key = { value: process.env.CRM_KEY!, environment: process.env.CRM_KEY_ENVIRONMENT! };
    export const appEnvironment = process.env.APP_ENV;
    export interface Endpoint { url: string; environment: string }
    export const endpoints: Record<string, Endpoint> = {
      production: { url: "https://crm.dealdesk.example", environment: "production" },
      staging: { url: "https://crm.staging.dealdesk.example", environment: "staging" },
    };`,
  "src/audit.ts": `
    import { pino } from "pino";
    const log = pino({ base: { environment: process.env.APP_ENV } });
    export function record(event: { type: string; tool: string; decision?: string; reason?: string }) { log.info(event); }`,
};

/** What every tool module begins with. */
const imports = `
  import { z } from "zod";
  import { record } from "./audit";
  import { appEnvironment, endpoints, key, type Endpoint, type Key } from "./settings";
  import * as gate from "./gate";
  const inputSchema = z.object({ id: z.string(), confirmed: z.boolean(), environment: z.enum(["production", "staging"]) });
  type Input = z.infer<typeof inputSchema>;
  const send = (target: Endpoint, id: string) =>
    fetch(\`\${target.url}/deals/\${id}\`, { method: "POST", headers: { authorization: key.value } });`;

/** A module of tools of the AI SDK. */
export function aiTools(code: string): string {
  return `import { tool } from "ai"; ${imports}\n${code}`;
}

/** A tool of the AI SDK whose handler has this body. */
function handled(run: string): string {
  return aiTools(`export const updateDeal = tool({ description: "Update a deal.", inputSchema, execute: async (input: Input) => {
      const target = endpoints[input.environment];
      ${run}
    } });`);
}

/** A low-level MCP server whose request handler for tool calls has this body; `name` and `input` are what the model gave. */
export function mcpServer(code: string, dispatch: string): string {
  return `${imports}
    import { Server } from "@modelcontextprotocol/sdk/server/index.js";
    import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
    ${code}
    const server = new Server({ name: "deals", version: "1.0.0" }, { capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: Object.values(tools) }));
    server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: input } }) => { ${dispatch} });`;
}

/** The same tool in a table behind the request handler of an MCP server. */
export function dispatched(dispatch: string): string {
  return mcpServer(
    `const tools = {
      update_deal: {
        name: "update_deal",
        description: "Update a deal.",
        inputSchema: { type: "object", properties: { id: { type: "string" }, environment: { type: "string", enum: ["production", "staging"] } } },
        run: (input: Input) => send(endpoints[input.environment], input.id),
      },
    };`,
    dispatch,
  );
}

/** What the audit of a variant shows of its tool. */
export interface Audited {
  readonly tool: Tool;
  /** The gates before the choice of the environment. */
  readonly gates: readonly Gate[];
  /** The gates before what the tool does. */
  readonly sinkGates: readonly Gate[];
  readonly isGuarded: boolean;
  readonly signal: string | undefined;
}

type Given = Omit<Variant, "title" | "where">;

function reportOf({ run, gate = "export {};", tools, config }: Given): Report {
  const code = tools ?? handled(run ?? "return send(target, input.id);");
  const settings = config === undefined ? {} : { "bulkhead.config.yaml": config };
  return auditTree(memoryTree({ ...common, ...settings, "src/gate.ts": gate, "src/tools.ts": code }), {
    rethrow: true,
  });
}

/** The stack of a desk of any number of tools. */
export function stackOf(given: Given): Stack {
  return reportOf(given).stack;
}

/** Audits the desk with what stands before the call of its one tool. */
export function audited(given: Given): Audited {
  const { stack, controls } = reportOf(given);
  const [tool, ...more] = stack.tools;
  if (!tool || more.length > 0) throw new Error(`tools: ${stack.tools.map((t) => t.name).join(", ")}`);
  if (tool.selections.length === 0) throw new Error(`nothing is chosen; ${tool.opaque}`);
  return {
    tool,
    gates: tool.selections.flatMap((s) => gatesAt(stack, s.gates)),
    sinkGates: tool.sinks.flatMap((s) => gatesAt(stack, s.gates)),
    isGuarded: tool.selections.every((s) => gatesAt(stack, s.gates).some(isSoundGate)),
    signal: controls.flatMap((c) => c.checks).find((c) => c.signal === 3)?.status,
  };
}
