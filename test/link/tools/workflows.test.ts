import { describe, expect, test } from "vitest";
import { auditTree, memoryTree } from "../../../src/audit.ts";

const settings = `
  export const key = { secret: process.env.DOCK_KEY!, environment: process.env.DOCK_KEY_ENVIRONMENT! };
  export const docks: Record<string, { url: string; environment: string }> = {
    production: { url: "https://docks.quayside.example", environment: "production" },
    staging: { url: "https://docks.staging.quayside.example", environment: "staging" },
  };
  export const send = (url: string, path: string) => fetch(\`\${url}/\${path}\`, { method: "POST", headers: { authorization: key.secret } });`;

const booking = 'z.object({ berth: z.string(), environment: z.enum(["production", "staging"]) })';

/** A harbour desk whose agent is given a workflow; the module says what it is made of. */
function audited(
  code: string,
  agent = 'new Agent({ id: "desk", name: "desk", instructions: "", model: "m", workflows: { bookBerth } })',
) {
  const files = {
    "package.json": JSON.stringify({ name: "quayside", dependencies: { "@mastra/core": "^1.60.0" } }),
    "src/settings.ts": settings,
    "src/agent.ts": `
      import { Agent } from "@mastra/core/agent";
      import { createStep, createWorkflow } from "@mastra/core/workflows";
      import { createTool } from "@mastra/core/tools";
      import { MCPServer } from "@mastra/mcp";
      import { z } from "zod";
      import { docks, key, send } from "./settings";
      ${code}
      export const desk = ${agent};`,
  };
  const { stack, controls } = auditTree(memoryTree(files), { rethrow: true });
  const signal = controls.flatMap((c) => c.checks).find((c) => c.signal === 3)?.status;
  return {
    signal,
    tools: stack.tools.map(
      (t) => `${t.name}: ${t.selections.map((s) => s.by).join() || (t.opaque ?? "nothing chosen")}`,
    ),
  };
}

const workflow = (steps: string, input = booking) =>
  `export const bookBerth = createWorkflow({ id: "book-berth", description: "Book a berth.", inputSchema: ${input}, outputSchema: z.any() })${steps}.commit();`;
const step = (name: string, body: string) =>
  `const ${name} = createStep({ id: "${name}", inputSchema: z.any(), outputSchema: z.any(), execute: async ({ inputData, getInitData }) => { ${body} } });`;
const book = step("book", "await send(docks[inputData.environment].url, inputData.berth); return inputData;");

describe("workflows that an agent is given are tools", () => {
  test.each<readonly [string, string, string, string | undefined]>([
    ["a step that is let choose", `${book} ${workflow(".then(book)")}`, "workflow-bookBerth: environment", "fail"],
    [
      "in the second step, through what the first gives",
      `${step("check", "return { berth: inputData.berth, environment: inputData.environment };")} ${book} ${workflow(".then(check).then(book)")}`,
      "workflow-bookBerth: environment",
      "fail",
    ],
    [
      "in the second step, from what the workflow was given",
      `${step("check", "return { ok: true };")} ${step("late", "const { environment, berth } = getInitData(); return send(docks[environment].url, berth);")} ${workflow(".then(check).then(late)")}`,
      "workflow-bookBerth: environment",
      "fail",
    ],
    ["in parallel", `${book} ${workflow(".parallel([book])")}`, "workflow-bookBerth: environment", "fail"],
    [
      "in a branch",
      `${book} ${workflow(".branch([[async ({ inputData }) => inputData.berth !== '', book]])")}`,
      "workflow-bookBerth: environment",
      "fail",
    ],
    [
      "of a tool as a step",
      `const bookTool = createTool({ id: "book_tool", description: "", inputSchema: ${booking}, execute: async (input) => send(docks[input.environment].url, input.berth) }); ${workflow(".then(createStep(bookTool))")}`,
      "workflow-bookBerth: environment",
      "fail",
    ],
    [
      "of a workflow inside it",
      `${book} const inner = createWorkflow({ id: "inner", inputSchema: ${booking}, outputSchema: z.any() }).then(book).commit(); ${workflow(".then(inner)")}`,
      "workflow-bookBerth: environment",
      "fail",
    ],
    [
      "with its steps in statements of their own",
      `${book} export const bookBerth = createWorkflow({ id: "book-berth", inputSchema: ${booking}, outputSchema: z.any() }); bookBerth.then(book).commit();`,
      "workflow-bookBerth: environment",
      "fail",
    ],
    [
      "a check in a step before",
      `${step("check", 'if (key.environment !== docks[inputData.environment].environment) throw new Error("refused"); return inputData;')} ${book} ${workflow(".then(check).then(book)")}`,
      "workflow-bookBerth: environment",
      "pass",
    ],
    [
      "a check in a step after",
      `${step("check", 'if (key.environment !== docks[inputData.environment].environment) throw new Error("refused"); return inputData;')} ${book} ${workflow(".then(book).then(check)")}`,
      "workflow-bookBerth: environment",
      "fail",
    ],
    [
      "a target that is settled outside the model",
      `${step("fixed", "return send(docks[process.env.APP_ENV].url, inputData.berth);")} ${workflow(".then(fixed)")}`,
      "workflow-bookBerth: nothing chosen",
      "pass",
    ],
    [
      "steps that a package brings",
      `import { book } from "@quayside/steps"; ${workflow(".then(book)")}`,
      "workflow-bookBerth: what it runs was not found in the repository",
      "unknown",
    ],
  ])("%s", (_title, code, tool, signal) => {
    const { tools, signal: found } = audited(code);
    expect(tools).toContain(tool);
    expect(found).toBe(signal);
  });

  test("and so are those of a server", () => {
    const server =
      'new MCPServer({ id: "quayside", name: "quayside", version: "1.0.0", tools: {}, workflows: { bookBerth } })';
    expect(audited(`${book} ${workflow(".then(book)")}`, server)).toEqual({
      signal: "fail",
      tools: ["run_bookBerth: environment"],
    });
  });

  test("what nobody gives to an agent is none", () => {
    const alone = 'new Agent({ id: "desk", name: "desk", instructions: "", model: "m" })';
    expect(audited(`${book} ${workflow(".then(book)")}`, alone).tools).toEqual([]);
  });
});
