import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import type { BoundValue } from "../../../src/model/bound-value.ts";
import type { Credential } from "../../../src/model/credential.ts";
import { classOf } from "../../../src/model/environment.ts";
import { type Check, type Finding, fail } from "../../../src/model/rule.ts";
import type { Stack } from "../../../src/model/stack.ts";
import { layoutScene, sizes } from "../../../src/report/html/picture/layout.ts";
import { composeScene } from "../../../src/report/scene/compose.ts";
import type { Scene } from "../../../src/report/scene/scene.ts";
import { checkOf, controlOf, findingOf, location, place, reportOf, stackOf } from "../../harness/report.ts";

const secret = (digest: string): BoundValue => ({
  kind: "literal",
  sealed: { digest, nature: "secret", shape: "32 characters" },
});

function credential(name: string, values: Readonly<Record<string, BoundValue>>): Credential {
  return {
    name,
    service: "agent",
    provider: null,
    uses: [],
    values: Object.entries(values).map(([environment, value]) => ({
      environment,
      value,
      at: place(`.env.${environment}`),
      via: [],
    })),
    tag: null,
  };
}

const environments = (...names: readonly string[]): Stack["environments"] =>
  names.map((name) => ({ name, class: classOf(name), declaredAt: [place(`.env.${name}`)] }));

const sharedKey = (name: string): Finding => findingOf({ subject: `agent/${name}`, data: { name } });

function sceneOf(parts: Partial<Stack>, checks: readonly Check[] = []): Scene {
  const stack = stackOf({ environments: environments("staging", "production"), ...parts });
  return composeScene(reportOf({ ...judge(stack, [controlOf(checks)]), stack }));
}

/** `KEY@staging -breach 1-> KEY@production`, sorted as drawn. */
function linesOf({ items, crossings }: Scene): string[] {
  const nameOf = (key: string) => {
    const item = items.find((one) => one.key === key);
    return `${item?.name}@${item?.environment}`;
  };
  return crossings.map(
    ({ from, to, kind, signal }) => `${nameOf(from)} -${kind}${signal === null ? "" : ` ${signal}`}-> ${nameOf(to)}`,
  );
}

describe("what goes through a wall", () => {
  it("is a proven finding of a signal, from what is not live to production", () => {
    const scene = sceneOf({ credentials: [credential("KEY", { production: secret("1"), staging: secret("1") })] }, [
      checkOf({ judge: () => fail([sharedKey("KEY")]) }),
    ]);
    expect(linesOf(scene)).toEqual(["KEY@staging -breach 1-> KEY@production"]);
    expect(scene.items.map(({ breach }) => breach?.signals)).toEqual([[1], [1]]);
  });

  it("is told apart from what is kept apart, what is not known, and what is one without being judged a breach", () => {
    const scene = sceneOf({
      credentials: [
        credential("APART", { production: secret("1"), staging: secret("2") }),
        credential("OPEN", { production: secret("3"), staging: { kind: "unresolved", reason: "set by the platform" } }),
        credential("SHARED", { production: secret("4"), staging: secret("4") }),
      ],
    });
    expect(linesOf(scene)).toEqual([
      "OPEN@staging -open-> OPEN@production",
      "SHARED@staging -shared-> SHARED@production",
      "APART@staging -held-> APART@production",
    ]);
  });

  it("is an event that names no environment: it could be of either side", () => {
    const untagged = findingOf({ subject: "agent/audit.record", environments: [], failurePath: null });
    const scene = sceneOf({}, [checkOf({ signal: 4, judge: () => fail([untagged]) })]);
    expect(linesOf(scene)).toEqual(["audit.record@staging -breach 4-> audit.record@production"]);
  });

  it("is a CI job, up to the very credential that it was given", () => {
    const job = findingOf({
      subject: "ci/evals",
      environments: ["production", "ci"],
      at: location("ci.yml", 3, "CI", "KEY: github-secret KEY"),
      related: [location("deploy.yml", 9, "production", "KEY: github-secret KEY")],
    });
    const scene = sceneOf({ credentials: [credential("KEY", { production: secret("1"), staging: secret("2") })] }, [
      checkOf({ signal: 5, judge: () => fail([job]) }),
    ]);
    expect(linesOf(scene)).toEqual(["ci/evals@ci -breach 5-> KEY@production", "KEY@staging -held-> KEY@production"]);
    expect(scene.compartments.map(({ name }) => name)).toEqual(["ci", "staging", "production"]);
  });

  it("is a tool whose model chooses, and a pair of servers under their own names", () => {
    const choice = findingOf({ fault: "ungated-choice", subject: "agent/refund#target", data: {} });
    const twins = findingOf({
      fault: "twin-servers",
      subject: "claude/crm+crm-staging",
      data: {},
      at: location(".mcp.json", 8, "production", "crm → crm.example"),
      related: [location(".mcp.json", 3, "staging", "crm-staging → crm.staging.example")],
    });
    const faults = { "ungated-choice": fault, "twin-servers": fault };
    const scene = sceneOf({}, [checkOf({ signal: 3, faults, judge: () => fail([choice, twins]) })]);
    expect(linesOf(scene).sort()).toEqual([
      "crm-staging@staging -breach 3-> crm@production",
      "refund@staging -breach 3-> target in production@production",
    ]);
  });

  it("is a mark on the thing alone where there is no production to go to", () => {
    const untagged = findingOf({ subject: "agent/audit.record", environments: [], failurePath: null });
    const scene = sceneOf({ environments: environments("staging") }, [
      checkOf({ signal: 4, judge: () => fail([untagged]) }),
    ]);
    expect(scene.crossings).toEqual([]);
    expect(scene.items.map(({ name, breach }) => [name, breach?.signals])).toEqual([["audit.record", [4]]]);
  });
});

const fault = { says: "It is so.", because: "It matters.", fix: "Change it." };

describe("a large stack", () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    credential(`KEY_${String(index).padStart(3, "0")}`, {
      production: secret(`p${index}`),
      staging: secret(`s${index}`),
    }),
  );

  it("shows every breach first, and says how much is left out", () => {
    const scene = sceneOf({ credentials: many }, [checkOf({ judge: () => fail([sharedKey("KEY_299")]) })]);
    expect(linesOf(scene)[0]).toBe("KEY_299@staging -breach 1-> KEY_299@production");
    expect(scene.items.length).toBeLessThan(40);
    expect(scene.leftOut.things).toBe(300 - scene.items.length / 2);
  });

  it("counts the breaches that are too many", () => {
    const findings = many.slice(0, 40).map(({ name }) => sharedKey(name));
    const scene = sceneOf({ credentials: many }, [checkOf({ judge: () => fail(findings) })]);
    const drawn = scene.crossings.filter(({ kind }) => kind === "breach").length;
    expect(scene.leftOut.breaches).toBe(40 - drawn);
    expect(drawn).toBeGreaterThan(5);
  });

  it("keeps the environments of a breach, and names those it leaves out", () => {
    const names = ["production", "staging", "preview", "blue", "green", "development"];
    const values = Object.fromEntries(names.map((name) => [name, secret("1")]));
    const finding = { ...sharedKey("KEY"), environments: ["production", "development"] };
    const scene = sceneOf({ environments: environments(...names), credentials: [credential("KEY", values)] }, [
      checkOf({ judge: () => fail([finding]) }),
    ]);
    const shown = scene.compartments.map(({ name }) => name);
    expect(shown).toContain("development");
    expect(shown.at(-1)).toBe("production");
    expect([...shown, ...scene.leftOut.environments].sort()).toEqual([...names].sort());
  });

  it("tells things of one name that stand alike in many services once", () => {
    const credentials = ["a", "b", "c"].map((service) => ({
      ...credential("OAUTH_KEY", { production: secret(`p${service}`), staging: secret(`s${service}`) }),
      service,
    }));
    expect(sceneOf({ credentials }).items.map(({ name, alike }) => [name, alike])).toEqual([
      ["OAUTH_KEY", 2],
      ["OAUTH_KEY", 2],
    ]);
  });
});

describe("the layout", () => {
  const scene = sceneOf(
    {
      environments: environments("development", "staging", "production"),
      credentials: [
        credential("KEY", { production: secret("1"), staging: secret("1"), development: secret("2") }),
        credential("FAR", { production: secret("5"), development: secret("5") }),
        credential("MIDDLE", { staging: secret("6") }),
        credential("A_NAME_THAT_IS_LONGER_THAN_ANY_BOX_COULD_EVER_HOLD_ON_TWO_LINES_OF_TEXT", {
          production: secret("7"),
        }),
      ],
    },
    [
      checkOf({
        judge: () => fail([sharedKey("KEY"), { ...sharedKey("FAR"), environments: ["production", "development"] }]),
      }),
    ],
  );
  const layout = layoutScene(scene);

  it("keeps items apart, each in its compartment and in the picture", () => {
    for (const one of layout.items) {
      const column = scene.compartments.findIndex(({ name }) => name === one.item.environment);
      expect(one.left).toBe(layout.columns[column]);
      expect(one.top).toBeGreaterThan(layout.headerHeight);
      expect(one.top + one.height).toBeLessThan(layout.height);
      const overlapping = layout.items.filter(
        (other) =>
          other !== one &&
          other.left === one.left &&
          other.top < one.top + one.height &&
          one.top < other.top + other.height,
      );
      expect(overlapping).toEqual([]);
    }
  });

  it("leads a line through the compartments between past what stands in them", () => {
    const far = layout.crossings.find(({ walls }) => walls.length === 2);
    expect(far?.crossing.kind).toBe("breach");
    const [middle = 0] = layout.columns.slice(1);
    for (const { x, y } of far?.points ?? []) {
      const hit = layout.items.filter(
        ({ left, top, height }) =>
          left === middle && x >= left && x <= left + sizes.item && y >= top && y <= top + height,
      );
      expect(hit).toEqual([]);
    }
  });

  it("puts breaches above everything else", () => {
    const breached = layout.items.filter(({ item }) => item.breach !== null).map(({ top }) => top);
    const others = layout.items.filter(({ item }) => item.environment === "production" && item.breach === null);
    expect(others.length).toBeGreaterThan(0);
    for (const { top } of others) expect(top).toBeGreaterThan(Math.max(...breached));
  });

  it("is the same every time", () => {
    expect(layoutScene(scene)).toEqual(layout);
  });
});
