import { describe, expect, it } from "vitest";
import { modelLoopsOf } from "../../../src/link/limits/model-loops.ts";
import { contextOf } from "../repository.ts";

const head = `import Anthropic from "@anthropic-ai/sdk";
const client = new Anthropic();
const tools = [{ name: "refund", input_schema: { type: "object" } }];
const runTool = async (block: { name: string }) => ({ role: "user", content: block.name });
`;

function endings(code: string): string[] {
  const { loops, retries } = modelLoopsOf(contextOf({ "package.json": "{}", "src/agent.ts": head + code }));
  return [
    ...loops.map(({ form, name, ends, why }) => `${form} ${name} ${ends}${why === "" ? "" : `: ${why}`}`),
    ...retries.map(({ name }) => `retry ${name}`),
  ];
}

const ask = `await client.messages.create({ model: "claude-sonnet-5", max_tokens: 800, messages, tools })`;

/** An agent's loop with the given head and exit. */
const loop = (start: string, exit: string): string => `export async function answer(messages: object[]) {
  ${start} {
    const response = ${ask};
    messages.push(response);
    ${exit}
    for (const block of response.content) messages.push(await runTool(block));
  }
}`;

const modelStops = `if (response.stop_reason !== "tool_use") return response;`;

describe("a loop around a call of a model", () => {
  it.each([
    ["for ever, until the model stops", loop("while (true)", modelStops)],
    ["for (;;)", loop("for (;;)", modelStops)],
    [
      "until there are no calls of tools",
      loop(
        "while (true)",
        `const calls = response.content.filter((b) => b.type === "tool_use"); if (calls.length === 0) break;`,
      ),
    ],
    [
      "until a flag that the answer sets",
      `export async function answer(messages: object[]) {
  let done = false;
  while (!done) {
    const response = ${ask};
    messages.push(response);
    if (response.stop_reason === "end_turn") done = true;
  }
}`,
    ],
    ["though it counts its rounds", loop("for (let step = 0; ; step++)", modelStops)],
    ["though the answer is called a turn", loop("while (true)", modelStops).replaceAll("response", "turn")],
    [
      "though each round has a time limit of its own",
      loop("while (true)", modelStops).replace(
        "messages, tools })",
        "messages, tools }, { signal: AbortSignal.timeout(30_000) })",
      ),
    ],
  ])("is the model's decision: %s", (_, code) => {
    expect(endings(code)).toEqual(["loop answer model-decides"]);
  });

  it.each([
    ["a for with a count", loop("for (let i = 0; i < 10; i++)", modelStops)],
    [
      "a count that is tested inside",
      `let rounds = 0;\n${loop("while (true)", `${modelStops} if (++rounds > 8) throw new Error("too long");`)}`,
    ],
    [
      "a deadline",
      loop("while (Date.now() < end)", modelStops).replace("messages: object[]", "messages: object[], end: number"),
    ],
    [
      "a signal",
      loop("while (!stop.signal.aborted)", modelStops).replace(
        "messages: object[]",
        "messages: object[], stop: AbortController",
      ),
    ],
  ])("is bounded by %s", (_, code) => {
    expect(endings(code)).toEqual(["loop answer bounded"]);
  });

  it.each([
    [
      "waits for a person in each round",
      loop("while (true)", `const line = await readLine(); if (line === "exit") return;`),
    ],
    [
      "is given a time limit for all rounds",
      `const signal = AbortSignal.timeout(600_000);\n${loop("while (true)", modelStops).replace("messages, tools })", "messages, tools }, { signal })")}`,
    ],
    [
      "is given a signal",
      loop("while (true)", modelStops).replace("messages, tools })", "messages, tools }, { signal })"),
    ],
    [
      "counts what tools may still be used",
      loop("while (true)", `${modelStops} used.set("refund", (used.get("refund") ?? 0) + 1);`),
    ],
    ["charges a budget that may throw", loop("while (true)", `${modelStops} chargeBudget(response.usage);`)],
    ["asks something else whether to go on", loop("while (true)", `if (this.done) return response;`)],
    [
      "yields to whoever consumes it",
      loop("while (true)", modelStops)
        .replace("async function", "async function*")
        .replace("messages.push(response);", "yield response;"),
    ],
  ])("is unclear where it %s", (_, code) => {
    expect(endings(code)[0]).toMatch(/^loop answer unclear: /);
  });

  it("is found around what calls the function that asks the model", () => {
    const code = `const next = async (messages: object[]) => ${ask};
export async function answer(messages: object[]) {
  while (true) {
    const response = await next(messages);
    ${modelStops}
    messages.push(response);
  }
}`;
    expect(endings(code)).toEqual(["loop answer model-decides"]);
  });

  it("is nothing of the model's where it goes through a list, or the model has no tools", () => {
    const each = `export async function label(all: object[][]) { for (const messages of all) ${ask}; }`;
    const plain = loop("while (true)", modelStops).replace(", tools }", " }");
    expect([endings(each), endings(plain)]).toEqual([[], []]);
  });

  it("is told where the model's stop ends a worker's round, and the worker's own loop is not", () => {
    const code = `export async function work(queue: { take(): Promise<object[]> }) {
  while (true) {
    const messages = await queue.take();
    for (let i = 0; i < 5; i++) { ${ask}; }
  }
}`;
    expect(endings(code)).toEqual(["loop work bounded"]);
  });
});

describe("a recursion around a call of a model", () => {
  it("is the model's decision if nothing is counted", () => {
    const code = `export async function step(messages: object[]): Promise<object> {
  const response = ${ask};
  if (response.stop_reason !== "tool_use") return response;
  messages.push(await runTool(response.content[0]));
  return step(messages);
}`;
    expect(endings(code)).toEqual(["recursion step model-decides"]);
  });

  it("is bounded or unclear if it hands a depth on", () => {
    const code = `export async function step(messages: object[], depth: number): Promise<object> {
  const response = ${ask};
  if (response.stop_reason !== "tool_use" || depth > 4) return response;
  return step(messages, depth + 1);
}`;
    expect(endings(code)).toEqual(["recursion step bounded"]);
  });
});

describe("a call that is repeated for as long as it fails", () => {
  const retry = (handling: string): string => `export async function answer(messages: object[]) {
  while (true) {
    try {
      return ${ask};
    } catch (error) {
      ${handling}
    }
  }
}`;

  it("is told if nothing counts the attempts", () => {
    expect(endings(retry("console.warn(error);"))).toEqual(["retry answer"]);
  });

  it("is not told if an attempt too many throws", () => {
    expect(endings(`let attempts = 0;\n${retry("if (++attempts > 3) throw error;")}`)).not.toContain("retry answer");
  });
});
