import { describe, expect, test } from "vitest";
import { isSoundGate } from "../../../src/model/gate.ts";
import { audited } from "./desk.ts";
import { soundInFrameworks, unsoundInFrameworks } from "./frameworks.ts";
import { sound } from "./sound.ts";
import { switchedOff } from "./switched-off.ts";
import { soundThroughCalls, weakThroughCalls } from "./through-calls.ts";
import { soundUnderConditions, weakUnderConditions } from "./under-conditions.ts";
import { unsound } from "./unsound.ts";
import { rightTargets, wrongTargets } from "./wrong-targets.ts";

describe("sound: signal 3 passes", () => {
  test.each([...sound, ...rightTargets, ...soundThroughCalls, ...soundUnderConditions, ...soundInFrameworks])(
    "$where: $title",
    (variant) => {
      const { gates, isGuarded, signal } = audited(variant);
      expect({ weaknesses: gates.map((g) => g.weakness), isGuarded, signal }).toMatchObject({
        isGuarded: true,
        signal: "pass",
      });
    },
  );
});

describe("weak: signal 3 does not pass", () => {
  test.each([
    ...unsound,
    ...wrongTargets,
    ...switchedOff,
    ...weakThroughCalls,
    ...weakUnderConditions,
    ...unsoundInFrameworks,
  ])("$where: $title", ({ weakness, verdict = "fail", isApproval = false, ...variant }) => {
    const { gates, sinkGates, isGuarded, signal } = audited(variant);
    expect({ isGuarded, signal }).toEqual({ isGuarded: false, signal: verdict });
    expect(sinkGates.some((g) => g.kind === "approval")).toBe(isApproval);
    const weaknesses = gates.filter((g) => !isSoundGate(g)).flatMap((g) => g.weakness ?? []);
    expect(weaknesses).toEqual(weakness === null ? [] : expect.arrayContaining([weakness]));
  });
});
