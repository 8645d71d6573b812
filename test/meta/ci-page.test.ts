import { readFileSync } from "node:fs";
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { commandsIn, documentedRefusal, refusal } from "../harness/command-line.ts";

const page = readFileSync("docs/ci.md", "utf8");
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

/** The examples below a heading of the page, by language. */
function examples(heading: string, language: string): string[] {
  const sections = page.split(/^## /m).filter((section) => section.startsWith(heading));
  return sections.flatMap((section) =>
    [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, of, text = ""]) =>
      of === language ? [text] : [],
    ),
  );
}

function faultsOf(content: string): string[] {
  const { context } = parseWorkflow({ name: "workflow.yml", content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

const workflows = examples("GitHub", "yaml");
const pipelines = examples("GitLab", "yaml").map((text) => parse(text) as Record<string, { script: string[] }>);
const hooks = examples("pre-commit", "yaml").map((text) => parse(text) as PreCommit);
const [hook] = parse(readFileSync(".pre-commit-hooks.yaml", "utf8")) as readonly Hook[];

interface Hook {
  readonly id: string;
  readonly entry?: string;
  readonly args?: readonly string[];
  readonly language?: string;
  readonly pass_filenames?: boolean;
  readonly additional_dependencies?: readonly string[];
}

interface PreCommit {
  readonly repos: readonly { readonly repo: string; readonly rev?: string; readonly hooks: readonly Hook[] }[];
}

describe("docs/ci.md", () => {
  it("has examples for GitHub, GitLab and pre-commit", () => {
    expect([workflows.length, pipelines.length, hooks.length]).toEqual([3, 2, 2]);
  });

  it("shows workflows that are valid by GitHub's own schema", () => {
    expect(workflows.map(faultsOf)).toEqual(workflows.map(() => []));
    expect(faultsOf("on: push\njobs:\n  audit:\n    runs-on: ubuntu-latest\n    step: []\n")).not.toEqual([]);
  });

  it("shows workflows whose actions are pinned, and whose scripts hold no expression", () => {
    for (const workflow of workflows) {
      for (const [, name] of workflow.matchAll(/uses: (.*)/g)) {
        expect(name).toMatch(/^(?:actions\/[a-z-]+@[0-9a-f]{40} # v\d[\d.]*|OWNER\/agent-bulkhead@COMMIT)$/);
      }
      for (const [, script] of workflow.matchAll(/run: (.*)/g)) expect(script).not.toContain("${{");
    }
  });

  it("hands the action only inputs that it has", () => {
    const { inputs } = parse(readFileSync("action.yml", "utf8")) as { inputs: Record<string, unknown> };
    type Job = { steps: { uses?: string; with?: Record<string, string> }[] };
    const used = workflows
      .flatMap((text) => Object.values((parse(text) as { jobs: Record<string, Job> }).jobs))
      .flatMap(({ steps }) => steps.filter(({ uses }) => uses?.startsWith("OWNER/")));
    expect(used.length).toBe(2);
    for (const { with: given = {} } of used) {
      for (const name of Object.keys(given)) expect(Object.keys(inputs)).toContain(name);
    }
  });

  it("shows jobs of GitLab that keep their reports also where the audit fails", () => {
    for (const pipeline of pipelines) {
      for (const job of Object.values(pipeline)) {
        expect(job).toMatchObject({ artifacts: { when: "always", reports: { junit: expect.any(String) } } });
        const { artifacts } = job as unknown as { artifacts: { reports: { junit: string } } };
        expect(job.script.join("\n")).toContain(`--report junit=${artifacts.reports.junit}`);
      }
    }
  });

  it("runs only what the command line understands, at the version of the package", async () => {
    const scripts = [
      ...workflows.flatMap((text) => [...text.matchAll(/run: (.*)/g)].flatMap(([, script = ""]) => script)),
      ...pipelines.flatMap((pipeline) => Object.values(pipeline).flatMap(({ script }) => script)),
      ...examples("Anywhere else", "sh"),
    ];
    const commands = scripts.flatMap(commandsIn);
    expect(commands.length).toBe(5);
    for (const { argv, version: named } of commands) {
      // What was installed by a command of its own is run without its version.
      expect(named ?? version).toBe(version);
      expect(await documentedRefusal(argv)).toBeNull();
    }
  });
});

describe("pre-commit", () => {
  it("has a hook that audits the whole repository, whatever was changed", async () => {
    expect(hook).toMatchObject({ id: "bulkhead", language: "system", pass_filenames: false });
    const [command] = commandsIn(hook?.entry ?? "");
    expect(command?.version).toBe(version);
    expect(await documentedRefusal(command?.argv ?? ["?"])).toBeNull();
  });

  it("is shown with the hook that there is, and arguments that it takes", async () => {
    for (const { repos } of hooks) {
      for (const { repo, rev, hooks: used } of repos) {
        for (const { id, entry, args = [], additional_dependencies: packages } of used) {
          expect(id).toBe(hook?.id);
          const [command] = commandsIn(entry ?? hook?.entry ?? "");
          expect(await documentedRefusal([...(command?.argv ?? ["?"]), ...args])).toBeNull();
          if (repo === "local") expect(packages).toEqual([`agent-bulkhead@${version}`]);
          else expect(rev).toBe("COMMIT");
        }
      }
    }
  });
});

describe("the check of command lines", () => {
  it("refuses what the command line refuses", async () => {
    expect(await refusal(["audit", "--strict", "."])).toBeNull();
    expect(await refusal(["--no-such-option"])).toBe("unknown option '--no-such-option'.");
    expect(await documentedRefusal(["--report", "jsn=a"])).toBe("There is no format jsn.");
    expect(await documentedRefusal(["--fromat=github"])).toBe("unknown option '--fromat=github'.");
  });

  it("finds commands in scripts, up to what ends them", () => {
    expect(commandsIn("npm install --prefix /tmp agent-bulkhead@1.2.3 || exit 2")).toEqual([
      { argv: [], version: "1.2.3" },
    ]);
    expect(commandsIn("/tmp/node_modules/.bin/bulkhead list")).toEqual([{ argv: ["list"], version: null }]);
    const script = 'cd "$X" && npx --yes agent-bulkhead@1.2.3 --report json="$X/a b.json" > log # all\nbulkhead list';
    expect(commandsIn(script)).toEqual([
      { argv: ["--report", "json=$X/a b.json"], version: "1.2.3" },
      { argv: ["list"], version: null },
    ]);
  });
});
