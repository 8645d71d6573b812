import { describe, expect, it } from "vitest";
import { judge } from "../../src/judge/judge.ts";
import { fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { checkOf, controlOf, findingOf, location, stackOf } from "../harness/report.ts";

const evidence = [location(".env.production", 3, "production binding")];

describe("a verdict becomes a result", () => {
  it("with the words of its fault and the primary location first", () => {
    const check = checkOf({ judge: () => fail([findingOf()]) });
    const { controls, findings } = judge(stackOf(), [controlOf([check])], { rethrow: true });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      message: { says: "PINECONE_API_KEY is one secret in production and staging." },
      confidence: "proven",
      suppression: null,
    });
    expect(findings[0]?.locations.map(({ path }) => path)).toEqual([
      ".env.production",
      "src/retriever.ts",
      ".env.staging",
    ]);
    expect(controls[0]?.checks[0]?.findings).toEqual([findings[0]?.fingerprint]);
  });

  it("with suspected findings where it is unknown", () => {
    const check = checkOf({
      judge: () => unknown("Two keys, told apart by name.", "Are they?", { suspected: [findingOf()] }),
    });
    const { controls, findings } = judge(stackOf(), [controlOf([check])]);
    expect(findings.map(({ confidence }) => confidence)).toEqual(["suspected"]);
    expect(controls[0]?.checks[0]).toMatchObject({ status: "unknown", question: "Are they?" });
  });

  it("sorted by check, path and position, whatever the order of the check", () => {
    const at = (path: string, line: number) =>
      findingOf({ subject: `${path}:${line}`, at: location(path, line, "use") });
    const check = checkOf({ judge: () => fail([at("b.ts", 1), at("a.ts", 10), at("a.ts", 9)]) });
    const earlier = checkOf({ id: "sandbox-separation/ci", judge: () => fail([at("z.ts", 1)]) });
    const { findings } = judge(stackOf(), [controlOf([check, earlier])]);
    expect(findings.map(({ subject }) => subject)).toEqual(["z.ts:1", "a.ts:9", "a.ts:10", "b.ts:1"]);
  });
});

describe("a check at fault", () => {
  const secret = "sk-quoted-by-a-parser";
  const broken = [
    [
      "throws",
      () => {
        throw new SyntaxError(`unexpected token in ${secret}`);
      },
    ],
    [
      "throws something that is no error",
      () => {
        throw secret;
      },
    ],
    ["passes without evidence", () => pass([])],
    ["fails without a finding", () => fail([])],
    ["reports a fault that it does not declare", () => fail([findingOf({ fault: "else" })])],
  ] as const;

  it.each(broken)("that %s is unknown, named, and quotes nothing", (_, run) => {
    const sound = checkOf({ id: "sandbox-separation/sound", judge: () => pass(evidence) });
    const { controls } = judge(stackOf(), [controlOf([checkOf({ judge: run }), sound])]);
    const [first, second] = controls[0]?.checks ?? [];
    expect(first?.status).toBe("unknown");
    expect(first?.reason).toContain("sandbox-separation/unscoped-credential");
    expect(JSON.stringify(first)).not.toContain(secret);
    expect(second?.status).toBe("pass");
  });

  it.each(broken)("that %s throws where tests ask for it", (_, run) => {
    expect(() => judge(stackOf(), [controlOf([checkOf({ judge: run })])], { rethrow: true })).toThrow();
  });

  it("for want of a word still fails, and throws in tests", () => {
    const controls = [controlOf([checkOf({ judge: () => fail([findingOf({ data: {} })]) })])];
    expect(judge(stackOf(), controls).findings[0]?.message.says).toBe("name is one secret in production and staging.");
    expect(() => judge(stackOf(), controls, { rethrow: true })).toThrow("lacks data for name");
  });
});

describe("what is judged", () => {
  it("is nothing where no agent stack was found", () => {
    const check = checkOf({ judge: () => fail([findingOf()]) });
    const { controls, findings } = judge(stackOf({ agentEvidence: [] }), [controlOf([check])]);
    expect(findings).toEqual([]);
    expect(controls[0]?.readiness).toBe("not-applicable");
  });

  it("is the selection; a control without a chosen check is left out", () => {
    const chosen = checkOf({ judge: () => fail([findingOf()]) });
    const other = checkOf({ id: "rollback/index", judge: () => notApplicable("No index.") });
    const all = [controlOf([chosen]), controlOf([other], { slug: "rollback" })];
    const { controls } = judge(stackOf(), all, { runs: ({ id }) => id === chosen.id });
    expect(controls.map(({ control }) => control.slug)).toEqual(["sandbox-separation"]);
  });
});
