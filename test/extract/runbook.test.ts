import { describe, expect, it } from "vitest";
import { codeOwners } from "../../src/extract/code-owners.ts";
import { runbook } from "../../src/extract/runbook.ts";
import type { RunbookFact } from "../../src/model/operations-facts.ts";

const tools = { seal: () => ({ digest: "", nature: "plain", shape: "text" }) as const };
const read = (text: string): RunbookFact | undefined =>
  runbook.extract({ path: "RUNBOOK.md", text }, tools).find((fact): fact is RunbookFact => fact.kind === "runbook");
const references = (text: string) => read(text)?.references.map((r) => `${r.kind} ${r.text} @ ${r.span.startLine}`);
const block = (text: string) => references(`\`\`\`sh\n${text}\n\`\`\`\n`);

describe("runbook", () => {
  it("wants documents that are followed in an incident", () => {
    const wanted = ["RUNBOOK.md", "docs/runbooks/agent.md", "docs/ops/stop.md", "docs/incident-response.md"];
    expect(wanted.filter((path) => !runbook.wants(path, "docs"))).toEqual([]);
    const others = ["README.md", "src/incident.md", "docs/setup.md", "docs/operations/logging.md", "runbook.ts"];
    expect(others.filter((path) => runbook.wants(path, "docs"))).toEqual([]);
  });

  it("reads what it refers to", () => {
    expect(references("Run `npm run agent:stop`, see [the script](../scripts/stop.ts#top).")).toEqual([
      "script agent:stop @ 1",
      "link ../scripts/stop.ts @ 1",
    ]);
    expect(block("gh workflow run .github/workflows/undo.yml -f why=x")).toEqual(["workflow undo.yml @ 2"]);
    expect(block("gh workflow run undo.yml\nAGENT=1 node scripts/stop.mjs --now")).toEqual([
      "workflow undo.yml @ 2",
      "command scripts/stop.mjs @ 3",
    ]);
  });

  it("counts the lines of a block that is indented", () => {
    expect(references("1. Stop it:\n\n       gh workflow run undo.yml\n       node scripts/stop.mjs\n")).toEqual([
      "workflow undo.yml @ 3",
      "command scripts/stop.mjs @ 4",
    ]);
  });

  it("leaves out what may mean something else", () => {
    expect(block("cd infra\nnode scripts/stop.mjs")).toEqual([]);
    expect(block("node scripts/<name>.mjs\nnode $DIR/stop.mjs\nnpm install\n# npm run x")).toEqual([]);
    expect(block("gh workflow run undo.yml -R acme/infra")).toEqual([]);
    expect(references("[wiki](https://wiki.example/runbook.md) [site](/docs/stop.md) `and/or` `dist/stop.js`")).toEqual(
      [],
    );
    expect(references("```ts\nnpm run x\n```")).toEqual([]);
  });

  it("survives CRLF, a byte order mark, nothing, half a document and an enormous one", () => {
    expect(references("\uFEFF# Stop\r\n\r\n`npm run stop`\r\n")).toEqual(["script stop @ 3"]);
    expect(read("")).toBeUndefined();
    expect(references("```sh\nnpm run stop")).toEqual(["script stop @ 2"]);
    expect(runbook.extract({ path: "RUNBOOK.md", text: "a ".repeat(300_000) }, tools)).toMatchObject([{ kind: "gap" }]);
  });

  it.each(
    ["> ".repeat(5_000), "- ".repeat(2_000), "*a**".repeat(10_000), "[".repeat(20_000), `${" ".repeat(200)}- a`].map(
      (text) => [text],
    ),
  )("does not parse what takes unbounded time", (text) => {
    expect(runbook.extract({ path: "RUNBOOK.md", text }, tools)).toMatchObject([{ kind: "gap" }]);
  });
});

describe("code-owners", () => {
  const rules = (text: string) =>
    codeOwners
      .extract({ path: "CODEOWNERS", text }, tools)
      .flatMap((fact) => (fact.kind === "code-owners" ? fact.rules.map((r) => `${r.pattern} ${r.owners}`) : []));

  it("reads rules with their owners", () => {
    expect(rules("# all\r\n* @acme/all\r\n/src/ @a @b # agents\n/docs/\n[Section] @x\n")).toEqual([
      "* 1",
      "/src/ 2",
      "/docs/ 0",
    ]);
    expect(rules("")).toEqual([]);
  });
});
