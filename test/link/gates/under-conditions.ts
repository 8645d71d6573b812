import { assertSame } from "./checks.ts";
import { aiTools, dispatched, mcpServer, type Unsound, type Variant } from "./desk.ts";

/** Wrappers that know what a tool is and what the model passes, and check first where they find that there is something to check. */
const wrapper = (check: string, more = "") =>
  `import { endpoints, key } from "./settings"; ${assertSame} ${more} export const guarded = (spec, run) => async (input) => { ${check} return run(input); };`;

/** The desk's tool with its parameter under a wrapper; the schema and the call as they are told. */
function wrapped(
  spec = "{ name: 'update_deal', shape: inputSchema.shape }",
  schema = "inputSchema",
  target = "endpoints[input.environment]",
): string {
  return aiTools(`
    const optional = z.object({ id: z.string(), environment: z.enum(["production", "staging"]).optional(), lane: z.string().optional() });
    const required = z.object({ id: z.string(), environment: z.enum(["production", "staging"]), lane: z.string().optional() });
    export const updateDeal = tool({ description: "", inputSchema: ${schema}, execute: gate.guarded(${spec}, async (input: Input) => send(${target}, input.id)) });`);
}

const optional = (target = "endpoints[input.environment]"): string =>
  wrapped("{ name: 'update_deal', shape: {} }", "optional", target);
const other = (): string => wrapped("{ name: 'update_deal', shape: {} }", "required");
const compare = "assertSame(key, endpoints[input.environment]);";
const table = (rows: string, more = "") => `const rules = { ${rows} }; ${more}`;
const rule = "(input) => assertSame(key, endpoints[input.environment])";
const partly = "it stands in one branch only";
const past = "one way past it compares nothing";

/** Checks under a condition that the tool always meets, or without which nothing is chosen. */
export const soundUnderConditions: readonly Variant[] = [
  {
    title: "for tools whose schema has the parameter",
    where: "around the handler",
    gate: wrapper(`if ("environment" in spec.shape) ${compare}`),
    tools: wrapped(),
  },
  {
    title: "for tools whose JSON schema has the parameter",
    where: "around the handler",
    gate: wrapper(`if (Object.hasOwn(spec.schema.properties, "environment")) { ${compare} }`),
    tools: wrapped("{ name: 'update_deal', schema: { properties: { environment: { type: 'string' } } } }"),
  },
  {
    title: "for tools whose specification has the parameter",
    where: "around the handler",
    gate: wrapper(`if (spec.shape.environment) { ${compare} }`),
    tools: wrapped(),
  },
  {
    title: "for inputs that have a parameter that must be there",
    where: "around the handler",
    gate: wrapper(`if ("environment" in input) { ${compare} }`),
    tools: wrapped(),
  },
  {
    title: "for inputs that have a parameter that must be there, whatever its default",
    where: "around the handler",
    gate: wrapper(`if ("environment" in input) { ${compare} }`),
    tools: wrapped("{}", "inputSchema", 'endpoints[input.environment ?? "production"]'),
  },
  {
    title: "where the parameter that chooses is there",
    where: "around the handler",
    gate: wrapper(`if (input.environment) { ${compare} }`),
    tools: optional(),
  },
  {
    title: "where the parameter that chooses is not undefined",
    where: "around the handler",
    gate: wrapper(`if (input.environment !== undefined) { ${compare} }`),
    tools: optional(),
  },
  {
    title: "where the parameter that chooses is not null",
    where: "around the handler",
    gate: wrapper(`const { environment } = input; if (environment != null) { ${compare} }`),
    tools: optional(),
  },
  {
    title: "where the parameter that chooses is a text",
    where: "around the handler",
    gate: wrapper(`if (typeof input.environment !== "undefined") { ${compare} }`),
    tools: optional(),
  },
  {
    title: "where the parameter that chooses is there, with &&",
    where: "around the handler",
    gate: wrapper("input.environment && assertSame(key, endpoints[input.environment]);"),
    tools: optional(),
  },
  {
    title: "where the parameter that chooses is there, in one condition",
    where: "around the handler",
    gate: wrapper(
      'if (input.environment && key.environment !== endpoints[input.environment].environment) throw new Error("refused");',
    ),
    tools: optional(),
  },
  {
    title: "an early return where the parameter that chooses is not there",
    where: "called",
    gate: wrapper(
      "admit(input);",
      "const admit = (input) => { if (!input.environment) return; assertSame(key, endpoints[input.environment]); };",
    ),
    tools: optional(),
  },
  {
    title: "a predicate that is true where the parameter that chooses is not there",
    where: "called",
    gate: wrapper(
      'if (!allowed(input)) throw new Error("refused");',
      "const allowed = (input) => { if (input.environment === undefined) return true; return key.environment === endpoints[input.environment].environment; };",
    ),
    tools: optional(),
  },
  {
    title: "the call at once where the parameter that chooses is not there",
    where: "around the handler",
    gate: wrapper(`if (!("environment" in input)) return run(input); ${compare}`),
    tools: optional(),
  },
  {
    title: "a refusal that is returned, where the parameter that chooses is there",
    where: "around the handler",
    gate: wrapper(
      'if (input.environment) { if (key.environment !== endpoints[input.environment].environment) return { error: "refused" }; }',
    ),
    tools: optional(),
  },
  {
    title: "where a target was found",
    where: "around the handler",
    gate: wrapper("const target = endpoints[input.environment]; if (target) assertSame(key, target);"),
    tools: optional(),
  },
  {
    title: "where the table has the target",
    where: "around the handler",
    gate: wrapper(`if (input.environment in endpoints) { ${compare} }`),
    tools: optional(),
  },
  {
    title: "a rule of the tool, looked up by its name",
    where: "in a policy table",
    gate: wrapper("const rule = rules[spec.name]; if (rule) rule(input);", table(`update_deal: ${rule}`)),
    tools: wrapped(),
  },
  {
    title: "the call at once where the tool has no rule",
    where: "in a policy table",
    gate: wrapper(
      "const rule = rules[spec.name]; if (!rule) return run(input); rule(input);",
      table(`update_deal: ${rule}`),
    ),
    tools: wrapped(),
  },
  {
    title: "a word for the tool, with a default for those left out",
    where: "in a policy table",
    gate: wrapper(
      `const rule = rules[spec.name] ?? "not-applicable"; if (rule === "not-applicable") return run(input); ${compare}`,
      table('update_deal: "same-environment", list_deals: "not-applicable"'),
    ),
    tools: wrapped(),
  },
  {
    title: "a rule of the tool in a Map",
    where: "in a policy table",
    gate: wrapper(
      "const rule = rules.get(spec.name); if (rule) rule(input);",
      `const rules = new Map([["update_deal", ${rule}]]);`,
    ),
    tools: wrapped(),
  },
  {
    title: "a rule of the tool, where another module writes that of another",
    where: "in a policy table",
    gate: wrapper(
      "const rule = rules[spec.name]; if (rule) rule(input);",
      `export const rules = { update_deal: ${rule} };`,
    ),
    tools: `${wrapped()} gate.rules.list_deals = () => undefined;`,
  },
  {
    title: "a rule that is an object, in the dispatcher",
    where: "in a policy table",
    gate: `import { endpoints, key } from "./settings"; ${assertSame} export const rules: Record<string, { compares: boolean }> = { update_deal: { compares: true } };`,
    tools: dispatched(
      "const rule = gate.rules[name]; if (!rule) return tools[name].run(input); if (rule.compares) gate.assertSame(key, endpoints[input.environment]); return tools[name].run(input);",
    ),
  },
  {
    title: "in the dispatcher, for tools whose schema has the parameter",
    where: "in the dispatcher",
    gate: assertSame,
    tools: dispatched(
      'if ("environment" in tools[name].inputSchema.properties) gate.assertSame(key, endpoints[input.environment]); return tools[name].run(input);',
    ),
  },
];

/** Checks under a condition that the call may well miss. */
export const weakUnderConditions: readonly Unsound[] = [
  {
    title: "where the parameter is there, and production is called where it is not",
    where: "around the handler",
    weakness: partly,
    gate: wrapper(`if (input.environment) { ${compare} }`),
    tools: optional('endpoints[input.environment ?? "production"]'),
  },
  {
    title: "where the parameter is there, and a fixed target is called where the table has none",
    where: "around the handler",
    weakness: partly,
    gate: wrapper(`if (input.environment !== undefined) { ${compare} }`),
    tools: optional("(endpoints[input.environment] ?? endpoints.production)"),
  },
  {
    title: "where the parameter is there, and the handler's default is production",
    where: "around the handler",
    weakness: partly,
    gate: wrapper(`if ("environment" in input) { ${compare} }`),
    tools: optional("(input.environment ? endpoints[input.environment] : endpoints.production)"),
  },
  {
    title: "where another parameter is there",
    where: "around the handler",
    weakness: partly,
    gate: wrapper(`if (input.lane) { ${compare} }`),
    tools: other(),
  },
  {
    title: "where another parameter is in the input",
    where: "around the handler",
    weakness: partly,
    gate: wrapper(`if ("lane" in input) { ${compare} }`),
    tools: other(),
  },
  {
    title: "for tools whose schema has another parameter",
    where: "around the handler",
    weakness: null,
    gate: wrapper(`if ("lane" in spec.shape) { ${compare} }`),
    tools: wrapped(),
  },
  {
    title: "unless the parameter is there",
    where: "around the handler",
    weakness: partly,
    gate: wrapper(`if (!input.environment) { ${compare} }`),
    tools: optional(),
  },
  {
    title: "a rule that the tool does not have",
    where: "in a policy table",
    weakness: null,
    gate: wrapper("const rule = rules[spec.name]; if (rule) rule(input);", table(`refund_deal: ${rule}`)),
    tools: wrapped(),
  },
  {
    title: "the call at once where the tool has no rule, and it has none",
    where: "in a policy table",
    weakness: null,
    gate: wrapper(
      `const rule = rules[spec.name]; if (!rule) return run(input); ${compare}`,
      table(`refund_deal: ${rule}`),
    ),
    tools: wrapped(),
  },
  {
    title: "a word for the tool that says that nothing is checked",
    where: "in a policy table",
    weakness: null,
    gate: wrapper(
      `const rule = rules[spec.name] ?? "not-applicable"; if (rule === "not-applicable") return run(input); ${compare}`,
      table('update_deal: "not-applicable", refund_deal: "same-environment"'),
    ),
    tools: wrapped(),
  },
  {
    title: "no word for the tool, so the default says that nothing is checked",
    where: "in a policy table",
    weakness: null,
    gate: wrapper(
      `const rule = rules[spec.name] ?? "not-applicable"; if (rule === "not-applicable") return run(input); ${compare}`,
      table('refund_deal: "same-environment"'),
    ),
    tools: wrapped(),
  },
  {
    title: "a rule that is looked up by what the model passes",
    where: "in a policy table",
    weakness: partly,
    gate: wrapper(`const rule = rules[input.id]; if (rule) { ${compare} }`, table(`update_deal: ${rule}`)),
    tools: wrapped(),
  },
  {
    title: "a rule that may be taken out of the table",
    where: "in a policy table",
    weakness: partly,
    gate: wrapper(
      `const rule = rules[spec.name]; if (rule) { ${compare} }`,
      table(`update_deal: ${rule}`, "export function relax(name) { delete rules[name]; }"),
    ),
    tools: wrapped(),
  },
  {
    title: "a rule that may be overwritten",
    where: "in a policy table",
    weakness: partly,
    gate: wrapper(
      `const rule = rules[spec.name]; if (rule) { ${compare} }`,
      table(`update_deal: ${rule}`, "export function relax(name) { rules[name] = undefined; }"),
    ),
    tools: wrapped(),
  },
  {
    title: "a rule that another module may take out of the table",
    where: "in a policy table",
    weakness: partly,
    gate: wrapper(
      `const rule = rules[spec.name]; if (rule) { ${compare} }`,
      `export const rules = { update_deal: ${rule} };`,
    ),
    tools: `${wrapped()} import { rules } from "./gate"; export function relax(name: string) { delete rules[name]; }`,
  },
  {
    title: "a rule that another module may overwrite",
    where: "in a policy table",
    weakness: partly,
    gate: wrapper(
      `const rule = rules[spec.name]; if (rule) { ${compare} }`,
      `export const rules = { update_deal: ${rule} };`,
    ),
    tools: `${wrapped()} export function relax() { gate.rules.update_deal = undefined; }`,
  },
  {
    title: "a rule that may be taken out of a Map",
    where: "in a policy table",
    weakness: partly,
    gate: wrapper(
      `const rule = rules.get(spec.name); if (rule) { ${compare} }`,
      `const rules = new Map([["update_deal", ${rule}]]); export function relax(name) { rules.delete(name); }`,
    ),
    tools: wrapped(),
  },
  {
    title: "a rule of a table that configuration gives",
    where: "in a policy table",
    weakness: partly,
    gate: wrapper(
      `const rule = rules[spec.name]; if (rule) { ${compare} }`,
      'import { readFileSync } from "node:fs"; const rules = JSON.parse(readFileSync(process.env.RULES, "utf8"));',
    ),
    tools: wrapped(),
  },
  {
    title: "where another table has a target",
    where: "around the handler",
    weakness: partly,
    gate: wrapper(
      `const zone = zones[input.environment]; if (zone) { ${compare} }`,
      "const zones = { staging: { name: 'east' } };",
    ),
    tools: optional(),
  },
  {
    title: "a predicate that is true where another parameter is not there",
    where: "called",
    weakness: past,
    gate: wrapper(
      'if (!allowed(input)) throw new Error("refused");',
      "const allowed = (input) => { if (input.lane === undefined) return true; return key.environment === endpoints[input.environment].environment; };",
    ),
    tools: other(),
  },
  {
    title: "where the parameter of a client is there, that has a default of its own",
    where: "around the handler",
    weakness: "whether anything is called where environment is not given cannot be told",
    verdict: "unknown",
    gate: wrapper(`if (input.environment) { ${compare} }`),
    tools: `import { CrmClient } from "@dealdesk/crm"; ${optional()}`.replace(
      "send(endpoints[input.environment], input.id)",
      "new CrmClient({ baseUrl: endpoints[input.environment]?.url, apiKey: key.value }).update(input.id)",
    ),
  },
  {
    title: "where a parameter is there that a low-level server does not insist on, with production as default",
    where: "in the dispatcher",
    weakness: partly,
    gate: assertSame,
    tools: mcpServer(
      `const tools = { update_deal: { name: "update_deal", description: "Update a deal.", inputSchema: { type: "object", properties: { environment: { type: "string", enum: ["production", "staging"] } }, required: ["environment"] }, run: (input: Input) => send(endpoints[input.environment ?? "production"], input.id) } };`,
      "if (input.environment) gate.assertSame(key, endpoints[input.environment]); return tools[name].run(input);",
    ),
  },
];
