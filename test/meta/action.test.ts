import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { NoOperationTraceWriter } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/index";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { documentedRefusal } from "../harness/command-line.ts";
import { folderWith } from "../harness/folder.ts";

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const text = readFileSync("action.yml", "utf8");
const action = parse(text) as Action;
const audit = action.runs.steps.find((step) => step.run !== undefined);

function faultsOf(content: string): string[] {
  const { context } = parseAction({ name: "action.yml", content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

describe("action.yml", () => {
  it("is an action by GitHub's own schema", () => {
    expect(faultsOf(text)).toEqual([]);
    expect(faultsOf(text.replace("using: composite", "using: nothing"))).not.toEqual([]);
    expect(faultsOf(text.replace("      shell: bash\n", ""))).not.toEqual([]);
  });

  it("writes no expression into a script, where an input could be a command", () => {
    const scripts = action.runs.steps.flatMap(({ run }) => run ?? []);
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).not.toContain("${{");
  });

  it("pins every other action at a commit, with its version beside it", () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(0);
    for (const name of used) expect(name).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("runs the version it belongs to, and hands every input on", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(action.inputs.version?.default).toBe(version);
    const handed = Object.values(audit?.env ?? {});
    for (const name of Object.keys(action.inputs)) expect(handed).toContain(`\${{ inputs.${name} }}`);
    for (const variable of Object.keys(audit?.env ?? {})) expect(audit?.run).toContain(`$${variable}`);
  });

  it("is told of in docs/ci.md with its inputs and their defaults", () => {
    const page = readFileSync("docs/ci.md", "utf8");
    for (const [name, { default: standard }] of Object.entries(action.inputs)) {
      const told = name === "version" ? "that of the action" : standard === "" ? "" : `\`${standard}\``;
      expect(page).toContain(`| \`${name}\` |${told === "" ? "" : ` ${told}`} |`);
    }
  });
});

/** Stands for npm: notes its arguments and puts the given program where it would put the package's. */
const npm = `#!/usr/bin/env bash
printf '%s\\0' "$@" > "$NOTES.npm"
[[ $NPM_STATUS == 0 ]] || exit "$NPM_STATUS"
while [[ $1 != --prefix ]]; do shift; done
mkdir -p "$2/node_modules/.bin"
cp "$PROGRAM" "$2/node_modules/.bin/agent-bulkhead"
`;

/** Stands for the package: notes its arguments, writes the reports that they ask for, and ends with a given status. */
const program = `#!/usr/bin/env bash
printf '%s\\0' "$@" > "$NOTES"
for argument in "$@"; do
  case $argument in --report=*) file=\${argument#--report=*=}; echo "\${argument%%"=$file"}" > "$file" ;; esac
done
exit "$STATUS"
`;

function run(inputs: Readonly<Record<string, string>> = {}, status = 0, npmStatus = 0) {
  const files = { "bin/npm": npm, program, "temp/.keep": "", "work/.keep": "", output: "", summary: "" };
  const folder = folderWith(files);
  for (const file of ["bin/npm", "program"]) chmodSync(join(folder, file), 0o755);
  const env = Object.fromEntries(
    Object.entries(audit?.env ?? {}).map(([variable, expression]) => {
      const name = /inputs\.([a-z-]+)/.exec(expression)?.[1] ?? "";
      return [variable, inputs[name] ?? action.inputs[name]?.default ?? ""];
    }),
  );
  // As the runner calls it.
  const { status: ended, stdout } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", audit?.run ?? ""],
    {
      cwd: join(folder, "work"),
      encoding: "utf8",
      env: {
        ...env,
        PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
        NOTES: join(folder, "notes"),
        PROGRAM: join(folder, "program"),
        STATUS: String(status),
        NPM_STATUS: String(npmStatus),
        RUNNER_TEMP: join(folder, "temp"),
        GITHUB_OUTPUT: join(folder, "output"),
        GITHUB_STEP_SUMMARY: join(folder, "summary"),
      },
    },
  );
  const read = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : "");
  const words = (file: string) => read(file).split("\0").slice(0, -1);
  return {
    status: ended,
    stdout,
    npm: words("notes.npm"),
    argv: words("notes"),
    temporary: join(folder, "temp"),
    output: read("output"),
    summary: read("summary"),
    wrote: (file: string) => existsSync(join(folder, "work", file)),
  };
}

describe("the script of the action", () => {
  it("audits the checkout with what is there by default, and shows it in the summary", async () => {
    const { status, npm: called, argv, output, summary, temporary } = run();
    expect(status).toBe(0);
    expect(called.slice(0, 2)).toEqual(["install", "--prefix"]);
    expect(called[2]?.startsWith(temporary)).toBe(true);
    expect(called.at(-1)).toBe(`agent-bulkhead@${action.inputs.version?.default}`);
    expect(argv[0]).toBe("audit");
    expect(argv).toContain("--format=github");
    expect(argv.slice(-2)).toEqual(["--", "."]);
    expect(summary).toBe("--report=markdown\n");
    expect(output).toBe("exit-status=0\n");
    expect(await documentedRefusal(argv)).toBeNull();
  });

  it("hands on every input", async () => {
    const { argv, output, wrote } = run({
      path: "services/agent",
      format: "terminal",
      args: "--control=kill-switch\r\n\n--verbose",
      config: "a b.yaml",
      baseline: "known.json",
      "sarif-file": "bulkhead.sarif",
      "fail-on": "unknown",
      summary: "false",
    });
    expect(argv).toEqual([
      "audit",
      "--format=terminal",
      "--strict",
      "--config=a b.yaml",
      "--baseline=known.json",
      "--report=sarif=bulkhead.sarif",
      "--control=kill-switch",
      "--verbose",
      "--",
      "services/agent",
    ]);
    expect(wrote("bulkhead.sarif")).toBe(true);
    expect(output).toBe("exit-status=0\nsarif-file=bulkhead.sarif\n");
    expect(await documentedRefusal(argv)).toBeNull();
  });

  it.each([
    [0, "violation", 0],
    [1, "violation", 1],
    [2, "violation", 2],
    [3, "violation", 3],
    [1, "unknown", 1],
    [1, "never", 0],
    [2, "never", 2],
    [3, "never", 3],
  ])("status %i with fail-on %s ends the step with %i, the reports written", (status, failOn, expected) => {
    const answer = run({ "fail-on": failOn, "sarif-file": "bulkhead.sarif" }, status);
    expect(answer.status).toBe(expected);
    expect(answer.output).toBe(`exit-status=${status}\nsarif-file=bulkhead.sarif\n`);
    expect(answer.summary).toBe("--report=markdown\n");
  });

  it.each([
    ["path", "$(touch owned)"],
    ["path", "`touch owned`; touch owned"],
    ["path", "--output=owned"],
    ["format", '"; touch owned; "'],
    ["args", "$(touch owned)\n; touch owned"],
    ["config", "a'; touch owned; '"],
    ["sarif-file", "$(touch owned)"],
  ])("takes %s %j as a word, and runs nothing of it", (input, value) => {
    const { argv, wrote, status } = run({ [input]: value });
    expect(wrote("owned")).toBe(false);
    expect(status).toBe(0);
    const words = input === "args" ? value.split("\n") : [value];
    for (const word of words) expect(argv.some((one) => one.endsWith(word))).toBe(true);
    if (input === "path") expect(argv.at(-2)).toBe("--");
  });

  it.each([
    ["version", "npm:another-package"],
    ["version", "0.1.0 --call"],
    ["version", "../here"],
    ["version", ""],
    ["fail-on", "always"],
    ["fail-on", "never\n::warning::x"],
  ])("refuses %s %j and runs nothing", (input, value) => {
    const { status, npm: called, argv, output, stdout } = run({ [input]: value });
    expect(status).toBe(2);
    expect([called, argv]).toEqual([[], []]);
    expect(output).toBe("exit-status=2\n");
    expect(stdout).toMatch(/^::error title=Bulkhead::The input "[a-z-]+" is [^\n]+\n$/);
  });

  it("does not take a package that cannot be fetched for a failing check", () => {
    const { status, output, argv } = run({ "fail-on": "never" }, 0, 1);
    expect({ status, output, argv }).toEqual({ status: 2, output: "exit-status=2\n", argv: [] });
  });

  it("lets no file name add an output", () => {
    expect(run({ "sarif-file": "a\nexit-status=0" }, 1).output).toBe("exit-status=1\n");
  });
});
