import { describe, expect, it } from "vitest";
import { controls } from "../../rules/index.ts";
import { checksByKind } from "../../src/explain/judgements.ts";
import {
  auditEvent,
  credential,
  evalJob,
  githubSecret,
  known,
  secret,
  stackOf,
  store,
  tool,
} from "../support/stack.ts";
import { explained } from "./explained.ts";

it("knows only checks that there are", () => {
  const ids = controls.flatMap(({ checks }) => checks.map(({ id }) => id));
  expect(checksByKind.filter((id) => !ids.includes(id))).toEqual([]);
});

const judged = (stack: ReturnType<typeof stackOf>, at: string, check: string) =>
  explained(stack, at).judgements.find((j) => j.check === `sandbox-separation/${check}`);

describe("a check", () => {
  const shared = stackOf({ credentials: [credential({ production: secret("a"), staging: secret("a") })] });

  it("that fails by the line tells the finding", () => {
    const judgement = judged(shared, ".env.staging:3", "unscoped-credential");
    expect(judgement).toMatchObject({ status: "fail", citesLine: true, otherFindings: 0 });
    expect(judgement?.as).toEqual(["staging: PINECONE_API_KEY: a literal (32 characters)"]);
    expect(judgement?.findings).toMatchObject([{ confidence: "proven", namesLine: true }]);
  });

  it("that fails by another line of what this one is tells the finding, and that it names another", () => {
    const [one] = shared.credentials;
    const more = {
      environment: "qa",
      value: secret("b"),
      at: { path: ".env.qa", span: { startLine: 9, startColumn: 1, endLine: 9, endColumn: 2 } },
      via: [],
    };
    const stack = stackOf({ credentials: one ? [{ ...one, values: [...one.values, more] }] : [] });
    expect(judged(stack, ".env.qa:9", "unscoped-credential")).toMatchObject({
      status: "fail",
      citesLine: false,
      findings: [{ namesLine: false }],
    });
  });

  it("that fails by something else says so", () => {
    const stack = stackOf({
      credentials: [
        ...shared.credentials,
        credential({ production: secret("c"), staging: secret("d") }, { name: "OTHER_KEY", uses: [] }),
      ].map((c, i) =>
        i === 0 ? c : { ...c, values: c.values.map((v) => ({ ...v, at: { ...v.at, path: `other/${v.at.path}` } })) },
      ),
    });
    expect(judged(stack, "other/.env.staging:3", "unscoped-credential")).toMatchObject({
      status: "fail",
      citesLine: false,
      findings: [],
      otherFindings: 1,
    });
  });

  it("that passes says what the line was to it", () => {
    const stack = stackOf({ stores: [store({ production: known(), staging: known({ host: "other.svc.io" }) })] });
    const judgement = judged(stack, ".env.staging:4", "shared-context-store");
    expect(judgement).toMatchObject({ status: "pass", citesLine: true });
    expect(judgement?.as).toEqual(["staging: pinecone other.svc.io"]);
  });

  it("that is open tells the reason and the question of the line, and not those of others", () => {
    const open = { kind: "unresolved", reason: "it is not set" } as const;
    const stores = ["KB", "FAQ", "DOCS"].map((name, i) =>
      store(
        {
          production: known(),
          staging: {
            identity: open,
            at: { path: `.env.${name}`, span: { startLine: i + 1, startColumn: 1, endLine: i + 1, endColumn: 2 } },
          },
        },
        { name: `Pinecone index (${name})` },
      ),
    );
    const judgement = judged(stackOf({ stores }), ".env.FAQ:2", "shared-context-store");
    expect(judgement?.status).toBe("unknown");
    expect(judgement?.reason).toContain("Pinecone index (FAQ)");
    expect(judgement?.question).toContain("Pinecone index (FAQ)");
    expect(`${judgement?.reason}${judgement?.question}`).not.toMatch(/\((KB|DOCS)\)/);
  });

  it("that does not apply is left out", () => {
    expect(judged(shared, ".env.staging:3", "untagged-audit-event")).toBeUndefined();
  });

  it.each([
    ["src/tools/refund.ts:8", "selectable-endpoint", { tools: [tool()] }],
    ["src/dispatch.ts:30", "untagged-audit-event", { auditEvents: [auditEvent()], tools: [tool()] }],
    [
      ".github/workflows/evals.yml:9",
      "ci-writes-production",
      {
        pipelines: [
          evalJob({
            credentials: [
              {
                variable: "K",
                value: githubSecret("K"),
                at: {
                  path: ".github/workflows/evals.yml",
                  span: { startLine: 22, startColumn: 1, endLine: 22, endColumn: 2 },
                },
              },
            ],
          }),
        ],
        stores: [store({ production: known() })],
      },
    ],
  ])("about what %s is stands there: %s", (at, check, parts) => {
    expect(judged(stackOf(parts), at, check)).toBeDefined();
  });
});
