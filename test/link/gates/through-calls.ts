import { assertAsync, assertSame } from "./checks.ts";
import { aiTools, type Unsound, type Variant } from "./desk.ts";

const otel = 'import { trace } from "@opentelemetry/api"; const tracer = trace.getTracer("desk");';

const spanned = `
  ${otel}
  import type { Endpoint, Key } from "./settings";
  const spanned = <T>(name: string, work: () => Promise<T>): Promise<T> =>
    tracer.startActiveSpan(name, async (span) => {
      try { return await work(); } catch (err) { span.recordException(err as Error); throw err; } finally { span.end(); }
    });
  export const admit = (k: Key, t: Endpoint): Promise<void> =>
    spanned("gate", async () => { if (k.environment !== t.environment) throw new Error("refused"); });`;

const handing = `${assertAsync} export function admit(k, t) { return assertSame(k, t); }`;

/** A check that throws, behind a function that says in a word how it came out. */
const worded = (check: string, more = 'return "yes";') => `
  ${check}
  import type { Endpoint, Key } from "./settings";
  export async function verdict(k: Key, t: Endpoint) { try { await assertSame(k, t); } catch { return "no"; } ${more} }`;

const desk = (body: string) =>
  aiTools(`
    const rows = z.array(z.object({ id: z.string(), environment: z.enum(["production", "staging"]).optional() }));
    export const copyDeals = tool({ description: "Copy deals.", inputSchema: z.object({ environment: z.enum(["production", "staging"]), rows }), execute: async (input) => {
      ${body}
    } });`);

const postAll = "for (const row of input.rows) await send(endpoints[row.environment ?? input.environment], row.id);";
const compare = "if (target.environment !== key.environment) throw new Error();";

/** Checks that are obeyed although other calls stand between them and the call that they guard. */
export const soundThroughCalls: readonly Variant[] = [
  {
    title: "in a span that a tracer runs, awaited",
    where: "called",
    gate: spanned,
    run: "await gate.admit(key, target); return send(target, input.id);",
  },
  {
    title: "in a plain function that hands on the promise, awaited",
    where: "called",
    gate: handing,
    run: "await gate.admit(key, target); return send(target, input.id);",
  },
  {
    title: "a check that throws, turned into a word",
    where: "called",
    gate: worded(assertAsync),
    run: 'if ((await gate.verdict(key, target)) !== "yes") throw new Error(); return send(target, input.id);',
  },
  {
    title: "a check that throws, turned into a boolean",
    where: "called",
    gate: `${assertSame} export function ok(k, t) { try { assertSame(k, t); return true; } catch { return false; } }`,
    run: "if (!gate.ok(key, target)) throw new Error(); return send(target, input.id);",
  },
  {
    title: "of every element of the list that is looped over",
    where: "inline",
    tools: desk(`for (const name of input.rows.map((row) => row.environment ?? input.environment)) {
      const target = endpoints[name]; ${compare}
    } ${postAll}`),
  },
  {
    title: "of every element, in a loop of its own over the same list",
    where: "inline",
    tools: desk(`for (const row of input.rows) {
      const target = endpoints[row.environment ?? input.environment]; ${compare}
    } ${postAll}`),
  },
];

/** The same, where something on the way lets the call past. */
export const weakThroughCalls: readonly Unsound[] = [
  {
    title: "in a span that a tracer runs, not awaited",
    where: "called",
    weakness: "it is not awaited",
    gate: spanned,
    run: "gate.admit(key, target); return send(target, input.id);",
  },
  {
    title: "in a plain function that hands on the promise, not awaited",
    where: "called",
    weakness: "it is not awaited",
    gate: handing,
    run: "gate.admit(key, target); return send(target, input.id);",
  },
  {
    title: "a check that throws, not awaited where its error is caught",
    where: "called",
    weakness: "it is not awaited",
    gate: worded(assertAsync).replace("await assertSame", "assertSame"),
    run: 'if ((await gate.verdict(key, target)) !== "yes") throw new Error(); return send(target, input.id);',
  },
  {
    title: "a check that throws, whose catch says yes as well",
    where: "called",
    weakness: "it allows the call when the check itself fails",
    gate: worded(assertAsync).replace('return "no"', 'return "yes"'),
    run: 'if ((await gate.verdict(key, target)) !== "yes") throw new Error(); return send(target, input.id);',
  },
  {
    title: "of the first elements of the list only",
    where: "inline",
    weakness: null,
    tools: desk(`for (const row of input.rows) {
      const target = endpoints[row.environment ?? input.environment]; ${compare} break;
    } ${postAll}`),
  },
  {
    title: "of every element by another of its names than the call uses",
    where: "inline",
    weakness: "whether the target that it compares is the one that is called cannot be told",
    verdict: "unknown",
    tools: desk(`for (const row of input.rows) {
      const target = endpoints[row.environment ?? "staging"]; ${compare}
    } ${postAll}`),
  },
  {
    title: "a test of the choice in a loop that may not run",
    where: "inline",
    weakness: null,
    tools: desk(`for (const row of input.rows) {
      if (input.environment === "production") throw new Error(row.id);
    } await send(endpoints[input.environment], "all");`),
  },
  {
    title: "of every element of a list, and the call is of what stands beside it",
    where: "inline",
    weakness: null,
    tools: desk(`for (const row of input.rows) {
      const target = endpoints[row.environment ?? input.environment]; ${compare}
    } await send(endpoints[input.environment], "all");`),
  },
];
