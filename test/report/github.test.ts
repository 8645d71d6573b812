import { describe, expect, it } from "vitest";
import { unknown } from "../../src/model/rule.ts";
import { command, logLine } from "../../src/report/github/command.ts";
import { githubReport } from "../../src/report/github.ts";
import { decidedReport, hostileName } from "../harness/decided-report.ts";
import { checkOf, location, reportOf, stackOf } from "../harness/report.ts";
import { sampleReport } from "../harness/sample-report.ts";

const commandsIn = (text: string) => text.split("\n").filter((line) => /^\s*::/.test(line) || line.includes("##["));

describe("a command", () => {
  it("escapes what would end a property or the message", () => {
    const at = location("a,b:c%.ts", 3, "use");
    expect(command("error", "a: b, c", "50% off: now,\nlater", at)).toBe(
      "::error file=a%2Cb%3Ac%25.ts,line=3,endLine=3,col=1,endColumn=2,title=a%3A b%2C c::50%25 off: now,\\u{a}later",
    );
  });

  it("names columns within one line only", () => {
    const at = { ...location("a.ts", 3, "use"), endLine: 5 };
    expect(command("warning", "t", "m", at)).toBe("::warning file=a.ts,line=3,endLine=5,title=t::m");
  });
});

it.each(["::error::no", "  ::error::no", "a ##[error]no", "\n::error::no"])(
  "a line of the log is no command: %j",
  (line) => {
    expect(commandsIn(logLine(line))).toEqual([]);
  },
);

it("annotates what is proven, the signals first, and sums it up before", () => {
  const lines = githubReport(sampleReport()).split("\n");
  expect(lines[0]).toBe(
    "::notice title=bulkhead%3A support-agent::At least one check fails. 4 checks: 1 failed, 1 passed, 1 unknown, 1 not applicable. 2 findings. 12 files inspected.",
  );
  expect(lines[1]).toMatch(/^::error file=\.env\.production,line=3,.*title=sandbox-separation\/unscoped-credential::/);
});

it("warns of a signal that is not decided once, without a file, and of no other check", () => {
  const { signal: _, ...open } = checkOf({ id: "kill-switch/open", judge: () => unknown("Not told.", "Is it?") });
  const warnings = githubReport(sampleReport([open]))
    .split("\n")
    .filter((line) => line.startsWith("::warning"));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^::warning title=Signal 3 is not decided%3A sandbox-separation\/selectable-endpoint::/);
});

it("tells what is suppressed in one notice, and lists it in the log", () => {
  const text = githubReport(decidedReport());
  expect(text.split("\n").filter((line) => line.startsWith("::error"))).toHaveLength(1);
  expect(text).toContain("::notice title=3 findings suppressed::");
  expect(text).toContain("Suppressed by config: support-agent is retired (support-agent team; until 2027-01-31)");
  expect(text).toContain("  fail, suppressed  sandbox-separation/accepted (signal 2)");
});

it("annotates a setting without effect where it stands", () => {
  expect(githubReport(decidedReport())).toContain(
    "::warning file=bulkhead.config.support-agent.yaml,line=2,endLine=2,col=1,endColumn=2,title=expired-suppression::expired-suppression of support-agent.",
  );
});

it("warns where nothing was found", () => {
  const text = githubReport(reportOf({ stack: stackOf({ agentEvidence: [] }) }));
  expect(text).toBe(
    "::warning title=bulkhead%3A support-agent::No agent stack was found in 12 files: nothing was audited.\n",
  );
});

it("lets a hostile name start no command of its own", () => {
  const levels = (name: string) =>
    commandsIn(githubReport(decidedReport(name))).map((line) => /^::[a-z]+/.exec(line)?.[0]);
  expect(levels(hostileName)).toEqual(levels("support-agent"));
  expect(githubReport(decidedReport(hostileName)).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
});
