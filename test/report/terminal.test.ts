import { describe, expect, it } from "vitest";
import { judge } from "../../src/judge/judge.ts";
import type { Report } from "../../src/model/report.ts";
import { fail, pass, unknown } from "../../src/model/rule.ts";
import { type Page, type Painter, plain } from "../../src/report/terminal/page.ts";
import { terminalReport } from "../../src/report/terminal.ts";
import { checkOf, controlOf, findingOf, location, place, reportOf, stackOf } from "../harness/report.ts";
import { sampleReport } from "../harness/sample-report.ts";

const page: Page = { color: plain, width: 80, detail: "normal" };
const print = (report: Report, more: Partial<Page> = {}) => terminalReport(report, { ...page, ...more });

describe("the report", () => {
  it("reads as a person would want it", async () => {
    await expect(print(sampleReport())).toMatchFileSnapshot("__snapshots__/report.txt");
  });

  it("is the checklist and the summary where it shall be quiet", async () => {
    await expect(print(sampleReport(), { detail: "quiet" })).toMatchFileSnapshot("__snapshots__/quiet.txt");
  });

  it("hides nothing where it shall be verbose", async () => {
    await expect(print(sampleReport(), { detail: "verbose" })).toMatchFileSnapshot("__snapshots__/verbose.txt");
  });

  it.each([40, 60, 80, 100])("fits %i columns but for what must not be broken", (width) => {
    const wide = print(sampleReport(), { width })
      .split("\n")
      .filter((line) => [...line].length > width);
    const isOneWord = (line: string) => !/\w [\w→]/.test(line.replace(/^[ ✗?→]+/, ""));
    expect(wide.filter((line) => !isOneWord(line))).toEqual([]);
  });

  it("says the same with colour as without", () => {
    const mark = (text: string) => `<${text}>`;
    const color: Painter = { bold: mark, dim: mark, red: mark, green: mark, yellow: mark, cyan: mark };
    expect(print(sampleReport(), { color }).replace(/[<>]/g, "")).toBe(print(sampleReport()));
  });
});

describe("a long list", () => {
  const many = (count: number) =>
    sampleReport([
      checkOf({
        id: "sandbox-separation/many",
        judge: () =>
          fail(
            Array.from({ length: count }, (_, index) =>
              findingOf({
                subject: `KEY_${index}`,
                data: { name: `KEY_${index}` },
                at: location(`a${index}.env`, 1, "use"),
              }),
            ),
          ),
      }),
    ]);

  it("is cut, and says so", () => {
    expect(print(many(9))).toContain("and 4 more (--verbose)");
    expect(print(many(9), { detail: "verbose" })).not.toContain("more (--verbose)");
  });

  it("is not cut to hide a single item", () => {
    expect(print(many(6))).toContain("KEY_5");
  });
});

it("states a reason in one sentence first, and whole with its question", () => {
  const reason = "PINECONE_API_KEY is set by the platform. STRIPE_API_KEY is set by the platform.";
  const check = checkOf({ id: "sandbox-separation/open", judge: () => unknown(reason, "Are they separate?") });
  const text = print(sampleReport([check]), { width: 200 });
  expect(text.split("STRIPE_API_KEY is set by the platform")).toHaveLength(2);
  expect(text).toContain(reason);
});

it("says why a control without a failure is not ready", () => {
  const check = checkOf({ judge: () => pass([location(".env", 1, "production")]) });
  const stack = stackOf();
  const text = print(reportOf({ ...judge(stack, [controlOf([check])]), stack }));
  expect(text).toContain("(control 4): unknown\nNo test was found that shows it at work.");
});

it("keeps suspicion apart from findings", () => {
  const check = checkOf({
    id: "sandbox-separation/suspect",
    judge: () => unknown("Two keys, told apart by name only.", "Are they separate?", { suspected: [findingOf()] }),
  });
  const text = print(sampleReport([check]));
  expect(text.slice(text.indexOf("Open questions"))).toContain("Suspected  PINECONE_API_KEY");
  expect(text).toContain("2 findings.");
});

it("names the numbers that are a reading of this project, once", () => {
  const report = sampleReport();
  const controls = report.controls.flatMap((result) => [
    { ...result, control: { ...result.control, number: 1, numberCertainty: "inferred" as const } },
    { ...result, control: { ...result.control, number: 2, numberCertainty: "inferred" as const } },
    { ...result, control: { ...result.control, number: 9, numberCertainty: "proposed" as const } },
  ]);
  const text = print({ ...report, controls }, { width: 1000 });
  expect(text).toContain("Control numbers 1 and 2 are inferred");
  expect(text).toContain("Control number 9 is this project's own reading");
  expect(print(report)).not.toContain("inferred");
});

it("says what was looked for where nothing was found", async () => {
  const gaps = [{ path: "agent.py", reason: "Python is not read." }];
  const report = reportOf({ stack: stackOf({ agentEvidence: [], gaps }) });
  await expect(print(report)).toMatchFileSnapshot("__snapshots__/empty.txt");
});

it("neutralises hostile names wherever they stand", () => {
  const hostile = "\u001b]8;;http://evil\u0007\u202e\nFAKE ✓";
  const at = location(`${hostile}.ts`, 1, `production ${hostile}`, hostile);
  const check = checkOf({
    judge: () => fail([findingOf({ data: { name: hostile }, at, related: [at], failurePath: 1 })], [hostile]),
  });
  const open = checkOf({ id: "sandbox-separation/open", judge: () => unknown(hostile, hostile, { evidence: [at] }) });
  const gaps = [{ path: hostile, reason: hostile }];
  const report = sampleReport([check, open], { target: { name: hostile, revision: null } });
  for (const detail of ["quiet", "normal", "verbose"] as const) {
    const text = print({ ...report, stack: { ...report.stack, gaps, agentEvidence: [place(hostile)] } }, { detail });
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).not.toMatch(/^FAKE/m);
  }
});

describe("questions of checks that are no signals", () => {
  const { signal: _, ...base } = checkOf();
  const undecided = {
    ...base,
    id: "kill-switch/uncovered-effect",
    judge: () => unknown("No stop was found.", "What stops the agent?", { suspected: [findingOf()] }),
  };

  it("are told without their reasons, and how many suspicions there are", () => {
    const text = print(sampleReport([undecided]));
    expect(text).toContain("--verbose tells the reasons, and 1 suspicion.");
    expect(text).toContain("kill-switch/uncovered-effect\n    What stops the agent?");
    expect(text).not.toContain("No stop was found.");
  });

  it("are told whole on a verbose page", () => {
    expect(print(sampleReport([undecided]), { detail: "verbose" })).toContain("No stop was found.");
  });
});
