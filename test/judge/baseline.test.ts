import { describe, expect, it } from "vitest";
import { baselineOf } from "../../src/config/baseline.ts";
import { judge } from "../../src/judge/judge.ts";
import type { BaselineEntry } from "../../src/model/baseline-entry.ts";
import { type Finding, fail, unknown } from "../../src/model/rule.ts";
import { checkOf, controlOf, findingOf, location, stackOf } from "../harness/report.ts";

const at = (line: number, path = ".env.production") => location(path, line, "production binding");

function run(findings: readonly Finding[], baseline: readonly BaselineEntry[] = [], suspected = false) {
  const verdict = () => (suspected ? unknown("By name.", "Are they?", { suspected: findings }) : fail(findings));
  return judge(stackOf(), [controlOf([checkOf({ judge: verdict })])], { baseline });
}

function taken(...findings: readonly Finding[]): readonly BaselineEntry[] {
  return baselineOf(run(findings).findings);
}

/** `path:line` of the findings that are new. */
function fresh(findings: readonly Finding[], baseline: readonly BaselineEntry[]): string[] {
  return run(findings, baseline).findings.flatMap(({ suppression, locations: [first] }) =>
    suppression === null ? [`${first?.path}:${first?.startLine}`] : [],
  );
}

describe("a baseline covers what was there", () => {
  it("wherever its lines have moved to", () => {
    const baseline = taken(findingOf({ at: at(3) }), findingOf({ at: at(9), subject: "STRIPE_API_KEY" }));
    expect(fresh([findingOf({ at: at(40) }), findingOf({ at: at(2), subject: "STRIPE_API_KEY" })], baseline)).toEqual(
      [],
    );
  });

  it("whatever files are beside it now", () => {
    const baseline = taken(findingOf({ at: at(3) }));
    const renamed = findingOf({ at: at(3), related: [location(".env.preview", 4, "staging binding")] });
    const neighbour = findingOf({ at: at(1, ".env.aaa"), subject: "OPENAI_API_KEY" });
    expect(fresh([renamed, neighbour], baseline)).toEqual([".env.aaa:1"]);
  });

  it("and nothing in another file, of another subject or of another check", () => {
    const baseline = taken(findingOf({ at: at(3) }));
    const others = [findingOf({ at: at(3, "b/.env.production") }), findingOf({ at: at(3), subject: "STRIPE_API_KEY" })];
    expect(fresh(others, baseline)).toHaveLength(2);
    const elsewhere = judge(
      stackOf(),
      [controlOf([checkOf({ id: "sandbox-separation/other", judge: () => fail([findingOf({ at: at(3) })]) })])],
      { baseline },
    );
    expect(elsewhere.findings[0]?.suppression).toBeNull();
  });
});

describe("findings of one subject in one file are counted", () => {
  const three = [findingOf({ at: at(3) }), findingOf({ at: at(5) }), findingOf({ at: at(7) })];

  it("so that one more is new, wherever it stands", () => {
    const baseline = taken(...three);
    expect(fresh(three, baseline)).toEqual([]);
    for (const line of [1, 4, 6, 90]) {
      expect(fresh([...three, findingOf({ at: at(line) })], baseline)).toHaveLength(1);
    }
  });

  it("and one less leaves an entry that is stale", () => {
    const { findings, notices } = run(three.slice(1), taken(...three));
    expect(findings.map(({ suppression }) => suppression?.by)).toEqual(["baseline", "baseline"]);
    expect(notices.map(({ kind }) => kind)).toEqual(["stale-baseline"]);
  });

  it("so that one repaired and one made anew are as many as before", () => {
    expect(fresh([...three.slice(1), findingOf({ at: at(2) })], taken(...three))).toEqual([]);
  });
});

describe("a finding that stands for several", () => {
  const standing = (...members: readonly string[]) => findingOf({ at: at(3), members });

  it("is covered as long as the baseline has all of them", () => {
    const baseline = taken(standing("refund", "search"));
    expect(fresh([standing("search", "refund")], baseline)).toEqual([]);
    expect(fresh([standing("search")], baseline)).toEqual([]);
  });

  it("is new with one more, and says which", () => {
    const { findings, notices } = run([standing("refund", "wire", "search")], taken(standing("refund", "search")));
    expect(findings[0]?.suppression).toBeNull();
    expect(notices).toEqual([
      {
        kind: "outgrown-baseline",
        message:
          "The finding of sandbox-separation/unscoped-credential about PINECONE_API_KEY is in the baseline for 2 of the 3 it stands for; new: wire.",
        at: null,
      },
    ]);
  });

  it("counts those of one name", () => {
    const baseline = taken(standing("a.ts#generateText"));
    expect(fresh([standing("a.ts#generateText", "a.ts#generateText")], baseline)).toHaveLength(1);
  });

  it("is covered by a baseline from before members were kept", () => {
    const baseline = taken(standing("refund")).map((entry) => ({ ...entry, members: null }));
    expect(fresh([standing("refund", "search")], baseline)).toEqual([]);
  });
});

it("tells of entries that are no longer found, and of none whose check was not run", () => {
  const baseline = taken(findingOf({ at: at(3) }));
  const [notice] = run([findingOf({ at: at(3), subject: "STRIPE_API_KEY" })], baseline).notices;
  expect(notice).toEqual({
    kind: "stale-baseline",
    message:
      "The baseline holds a finding of sandbox-separation/unscoped-credential about PINECONE_API_KEY in .env.production that is no longer found; --update-baseline drops it.",
    at: null,
  });
  const skipped = judge(stackOf(), [controlOf([checkOf()])], { baseline, runs: () => false });
  expect(skipped.notices).toEqual([]);
});

it("does not let an old suspicion cover what is proven now", () => {
  const suspicion = baselineOf(run([findingOf()], [], true).findings);
  expect(suspicion.map(({ confidence }) => confidence)).toEqual(["suspected"]);
  expect(run([findingOf()], suspicion, true).findings[0]?.suppression?.by).toBe("baseline");
  expect(run([findingOf()], suspicion).findings[0]?.suppression).toBeNull();
  expect(run([findingOf()], taken(findingOf()), true).findings[0]?.suppression?.by).toBe("baseline");
});

it("does not take in what is suppressed with a reason, which may expire", () => {
  const suppressions = [
    {
      by: "config" as const,
      check: "unscoped-credential",
      path: null,
      line: null,
      subject: "STRIPE_API_KEY",
      fingerprint: null,
      reason: "A sandbox account.",
      owner: null,
      expires: "2027-01-01",
      at: location("bulkhead.config.yaml", 2, "suppression"),
    },
  ];
  const check = checkOf({ judge: () => fail([findingOf(), findingOf({ subject: "STRIPE_API_KEY" })]) });
  const { findings } = judge(stackOf(), [controlOf([check])], { suppressions });
  expect(baselineOf(findings).map(({ subject }) => subject)).toEqual(["PINECONE_API_KEY"]);
});
