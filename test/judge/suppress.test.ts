import { describe, expect, it } from "vitest";
import { judge } from "../../src/judge/judge.ts";
import type { DeclaredSuppression } from "../../src/model/declared-suppression.ts";
import type { IgnoreCommentFact, Located } from "../../src/model/facts.ts";
import { type Finding, fail, unknown } from "../../src/model/rule.ts";
import { checkOf, controlOf, findingOf, location, stackOf } from "../harness/report.ts";

const check = "sandbox-separation/unscoped-credential";
const at = location("bulkhead.config.yaml", 4, "suppression");

function declared(parts: Partial<DeclaredSuppression> = {}): DeclaredSuppression {
  return {
    by: "config",
    check,
    path: null,
    line: null,
    subject: null,
    fingerprint: null,
    reason: "Both are sandbox accounts.",
    owner: null,
    expires: null,
    at,
    ...parts,
  };
}

function commentOn(line: number, parts: Partial<Located<IgnoreCommentFact>> = {}): Located<IgnoreCommentFact> {
  return {
    kind: "ignore-comment",
    path: ".env.production",
    check: "unscoped-credential",
    reason: "A sandbox account.",
    owner: null,
    expires: null,
    flaw: null,
    line,
    span: { startLine: line, startColumn: 1, endLine: line, endColumn: 40 },
    ...parts,
  };
}

const twins: readonly Finding[] = [
  findingOf(),
  findingOf({ subject: "STRIPE_API_KEY", at: location("services/[id]/.env.production", 7, "production binding") }),
];

interface World {
  readonly findings?: readonly Finding[];
  readonly suppressions?: readonly DeclaredSuppression[];
  readonly comments?: readonly Located<IgnoreCommentFact>[];
  readonly today?: string;
}

function run({ findings = twins, ...decisions }: World) {
  const other = checkOf({ id: "sandbox-separation/shared-context-store", signal: 2 });
  return judge(stackOf(), [controlOf([checkOf({ judge: () => fail(findings) }), other])], decisions);
}

/** Subjects of the findings that are suppressed, with what did it. */
function suppressed(world: World): string[] {
  return run(world).findings.flatMap((f) => (f.suppression ? [`${f.subject} by ${f.suppression.by}`] : []));
}

function notices(world: World): string[] {
  return run(world).notices.map(({ kind, message, at }) => `${at?.path}:${at?.startLine} ${kind}: ${message}`);
}

const both = ["PINECONE_API_KEY by config", "STRIPE_API_KEY by config"];
const [pinecone = "", stripe = ""] = both;

describe("an entry of the configuration covers what agrees with all it names", () => {
  const [first] = run({}).findings;
  it.each([
    ["a check", {}, both],
    ["its short name", { check: "unscoped-credential" }, both],
    ["a fault of it", { check: `${check}/same-secret` }, both],
    ["a fault by its short name", { check: "unscoped-credential/same-secret" }, both],
    ["another check", { check: "shared-context-store" }, []],
    ["a path", { path: ".env.production" }, [pinecone]],
    ["a pattern", { path: "services/**" }, [stripe]],
    ["a pattern that reaches hidden files", { path: "**/.env*" }, both],
    ["a path of another side", { path: ".env.staging" }, []],
    ["a subject", { subject: "STRIPE_API_KEY" }, [stripe]],
    ["a part of a subject", { subject: "STRIPE" }, []],
    ["a fingerprint", { fingerprint: first?.fingerprint ?? "" }, [pinecone]],
    ["a subject elsewhere", { subject: "STRIPE_API_KEY", path: ".env.production" }, []],
  ] as const)("%s", (_, parts, expected) => {
    expect(suppressed({ suppressions: [declared(parts)] })).toEqual(expected);
  });
});

it("takes a folder in parentheses for what it is, as a route group is written", () => {
  const findings = [findingOf({ at: location("app/(chat)/tools.ts", 4, "call") }), findingOf()];
  expect(suppressed({ findings, suppressions: [declared({ path: "app/(chat)/**" })] })).toEqual([pinecone]);
});

describe("a comment covers", () => {
  it("the findings whose first place begins on its line", () => {
    expect(suppressed({ comments: [commentOn(3)] })).toEqual(["PINECONE_API_KEY by inline"]);
    expect(suppressed({ comments: [commentOn(4)] })).toEqual([]);
  });

  it("nothing of another file, whatever characters its path has", () => {
    expect(suppressed({ comments: [commentOn(7, { path: "services/i/.env.production" })] })).toEqual([]);
    expect(suppressed({ comments: [commentOn(7, { path: "services/[id]/.env.production" })] })).toEqual([
      "STRIPE_API_KEY by inline",
    ]);
  });

  it("nothing of another check on that line", () => {
    expect(suppressed({ comments: [commentOn(3, { check: "shared-context-store" })] })).toEqual([]);
  });

  it("no finding that only passes through its line, and says where it belongs", () => {
    const world = { comments: [commentOn(12, { path: "src/retriever.ts" })] };
    expect(suppressed(world)).toEqual([]);
    expect(notices(world)).toEqual([
      `src/retriever.ts:12 unused-suppression: No finding of ${check} is suppressed by this. The finding that names this line begins at .env.production:3: suppress it there.`,
    ]);
  });

  it("more closely than the configuration, whose entry counts as used all the same", () => {
    const world = { suppressions: [declared()], comments: [commentOn(3)] };
    expect(suppressed(world)).toEqual(["PINECONE_API_KEY by inline", stripe]);
    expect(notices(world)).toEqual([]);
    const covered = { suppressions: [declared({ subject: "PINECONE_API_KEY" })], comments: [commentOn(3)] };
    expect(notices(covered)).toEqual([]);
  });
});

describe("what is suppressed stays what it is", () => {
  it("a finding with its reason, in a check that fails and a control with a gap", () => {
    const { findings, controls, failurePaths } = run({
      suppressions: [declared({ owner: "payments", expires: "2027-03-31" })],
    });
    expect(findings[0]?.suppression).toEqual({
      by: "config",
      reason: "Both are sandbox accounts.",
      owner: "payments",
      expires: "2027-03-31",
      at,
    });
    expect(controls[0]?.readiness).toBe("gap");
    expect(controls[0]?.checks[0]).toMatchObject({ status: "fail", findings: { length: 2 } });
    expect(failurePaths.some(({ open }) => open)).toBe(true);
  });

  it("also a suspicion", () => {
    const suspicious = checkOf({ judge: () => unknown("By name.", "Are they?", { suspected: twins }) });
    const { findings, controls } = judge(stackOf(), [controlOf([suspicious])], { suppressions: [declared()] });
    expect(findings.map(({ suppression }) => suppression?.by)).toEqual(["config", "config"]);
    expect(controls[0]?.checks[0]?.status).toBe("unknown");
  });
});

describe("the last day", () => {
  const world = (expires: string, today?: string): World => ({
    suppressions: [declared({ expires, subject: "STRIPE_API_KEY" })],
    ...(today === undefined ? {} : { today }),
  });

  it("counts", () => {
    expect(suppressed(world("2026-11-27", "2026-11-27"))).toEqual([stripe]);
    expect(notices(world("2026-11-27", "2026-11-27"))).toEqual([]);
  });

  it("past, the finding counts again, and that is told", () => {
    expect(suppressed(world("2026-11-26", "2026-11-27"))).toEqual([]);
    expect(notices(world("2026-11-26", "2026-11-27"))).toEqual([
      `bulkhead.config.yaml:4 expired-suppression: The suppression of ${check} held until 2026-11-26: 1 finding counts again.`,
    ]);
  });

  it("past and without a finding, it may go", () => {
    expect(notices({ findings: [findingOf()], ...world("2026-11-26", "2026-11-27") })).toEqual([
      `bulkhead.config.yaml:4 expired-suppression: The suppression of ${check} held until 2026-11-26: it covers nothing any more.`,
    ]);
  });

  it("never comes where nobody says what day it is", () => {
    expect(suppressed(world("1999-01-01"))).toEqual([stripe]);
  });
});

describe("of no effect, and told", () => {
  it("is what covers nothing", () => {
    expect(notices({ suppressions: [declared({ path: "docs/**" })] })).toEqual([
      `bulkhead.config.yaml:4 unused-suppression: No finding of ${check} is suppressed by this.`,
    ]);
  });

  it("is what names no check, with the nearest", () => {
    expect(notices({ suppressions: [declared({ check: "unscoped-credentials" })] })).toEqual([
      "bulkhead.config.yaml:4 malformed-suppression: This suppresses nothing: there is no check unscoped-credentials. Did you mean unscoped-credential? See bulkhead list.",
    ]);
    expect(notices({ suppressions: [declared({ check: "unscoped-credential/same-secrets" })] })[0]).toContain(
      "Did you mean unscoped-credential/same-secret?",
    );
  });

  it("is a comment with a flaw", () => {
    const world = { comments: [commentOn(3, { flaw: "it gives no reason", reason: "" })] };
    expect(suppressed(world)).toEqual([]);
    expect(notices(world)).toEqual([
      ".env.production:3 malformed-suppression: This comment suppresses nothing: it gives no reason. It is written bulkhead-ignore <check> [owner=<name>] [until=<YYYY-MM-DD>] -- <reason>",
    ]);
  });

  it("in the order of the places", () => {
    const comments = [commentOn(90), commentOn(9), commentOn(1, { path: ".env" })];
    expect(notices({ comments }).map((text) => text.split(" ")[0])).toEqual([
      ".env:1",
      ".env.production:9",
      ".env.production:90",
    ]);
  });

  it("is nothing of a check that was not run, nor of a repository without an agent", () => {
    const controls = [controlOf([checkOf({ judge: () => fail(twins) })])];
    const suppressions = [declared({ path: "docs/**" })];
    expect(judge(stackOf(), controls, { suppressions, runs: () => false }).notices).toEqual([]);
    expect(judge(stackOf({ agentEvidence: [] }), controls, { suppressions }).notices).toEqual([]);
  });
});
