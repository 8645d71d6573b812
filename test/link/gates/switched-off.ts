import { assertSame } from "./checks.ts";
import { aiTools, dispatched, type Unsound } from "./desk.ts";

/** Checks that configuration or a default switches off. */
export const switchedOff: readonly Unsound[] = [
  {
    title: "unless a variable is set",
    where: "called",
    weakness: "SKIP_GATE lets the call past it",
    gate: 'export function assertSame(k, t) { if (process.env.SKIP_GATE === "1") return; if (k.environment !== t.environment) throw new Error("refused"); }',
    run: "gate.assertSame(key, target); return send(target, input.id);",
  },
  {
    title: "only if a variable is set",
    where: "called",
    weakness: "GATE_ENABLED lets the call past it",
    gate: 'const settings = { enabled: process.env.GATE_ENABLED === "true" }; export function assertSame(k, t) { if (!settings.enabled) return; if (k.environment !== t.environment) throw new Error("refused"); }',
    run: "gate.assertSame(key, target); return send(target, input.id);",
  },
  {
    title: "only if a variable is set, in one condition",
    where: "inline",
    weakness: "GATE_ENABLED lets the call past it",
    run: 'if (process.env.GATE_ENABLED === "true" && key.environment !== target.environment) throw new Error(); return send(target, input.id);',
  },
  {
    title: "off by default",
    where: "called",
    weakness: "it is switched off by default",
    gate: "export function assertSame(k, t, { enforce = false } = {}) { if (!enforce) return; if (k.environment !== t.environment) throw new Error(); }",
    run: "gate.assertSame(key, target); return send(target, input.id);",
  },
  {
    title: "in one environment of the process only",
    where: "called",
    weakness: "APP_ENV decides whether it runs",
    gate: assertSame,
    run: 'if (appEnvironment === "staging") gate.assertSame(key, target); return send(target, input.id);',
  },
  {
    title: "a logger that only warns unless it is strict",
    where: "called",
    weakness: null,
    gate: 'export function assertSame(k, t) { if (k.environment !== t.environment) { if (process.env.GATE_STRICT) throw new Error("refused"); console.warn("mismatch"); } }',
    run: "gate.assertSame(key, target); return send(target, input.id);",
  },
  {
    title: "a tool that the policy table leaves out",
    where: "in a policy table",
    weakness: null,
    gate: "export const policies = { refund_order: (input) => false };",
    tools: dispatched(
      'if (gate.policies[name]?.(input) === false) throw new Error("refused"); return tools[name].run(input);',
    ),
  },
  {
    title: "a tool that is not on the list of those that are checked",
    where: "in the dispatcher",
    weakness: "it stands in one branch only",
    gate: `${'export const checked = new Set(["refund_order"]);'} ${assertSame}`,
    tools: dispatched(
      "if (gate.checked.has(name)) gate.assertSame(key, endpoints[input.environment]); return tools[name].run(input);",
    ),
  },
  {
    title: "a second tool that calls the same client without it",
    where: "called",
    weakness: null,
    gate: assertSame,
    tools: aiTools(`
      export const updateDeal = tool({ description: "", inputSchema, execute: async (input: Input) => send(endpoints[input.environment], input.id) });
      export async function updateByHand(input: Input) { gate.assertSame(key, endpoints[input.environment]); return send(endpoints[input.environment], input.id); }`),
  },
  {
    title: "an assertion that only prints",
    where: "inline",
    weakness: null,
    run: "console.assert(key.environment === target.environment); return send(target, input.id);",
  },
  {
    title: "a race with a timer",
    where: "called",
    weakness: "the call goes on without it",
    gate: 'export async function assertSame(k, t) { if (k.environment !== t.environment) throw new Error("refused"); }',
    run: "await Promise.race([gate.assertSame(key, target), new Promise((done) => setTimeout(done, 50))]); return send(target, input.id);",
  },
  {
    title: "settled and not looked at",
    where: "called",
    weakness: "its refusal is caught and the call goes on",
    gate: 'export async function assertSame(k, t) { if (k.environment !== t.environment) throw new Error("refused"); }',
    run: "await Promise.allSettled([gate.assertSame(key, target)]); return send(target, input.id);",
  },
  {
    title: "in a finally after the call",
    where: "called",
    weakness: null,
    gate: assertSame,
    run: "try { return await send(target, input.id); } finally { gate.assertSame(key, target); }",
  },
  {
    title: "the call in a finally",
    where: "called",
    weakness: null,
    gate: assertSame,
    run: "try { gate.assertSame(key, target); } finally { await send(target, input.id); }",
  },
  {
    title: "a wrapper that catches the refusal and runs on",
    where: "around the handler",
    weakness: "its refusal is caught and the call goes on",
    gate: `${assertSame} export const withGate = (k, pick, run) => async (input) => { try { assertSame(k, pick(input)); } catch (error) { console.error(error); } return run(input); };`,
    tools: aiTools(
      'export const updateDeal = tool({ description: "", inputSchema, execute: gate.withGate(key, (input: Input) => endpoints[input.environment], async (input: Input) => send(endpoints[input.environment], input.id)) });',
    ),
  },
  {
    title: "a subclass that overrides the check",
    where: "in a base class",
    weakness: null,
    gate: "class Base { admit(k, t) { if (k.environment !== t.environment) throw new Error(); } } export class Gate extends Base { admit(k, t) {} }",
    run: "new gate.Gate().admit(key, target); return send(target, input.id);",
  },
];
