import { describe, expect, test } from "vitest";
import { isSoundGate } from "../../../src/model/gate.ts";
import { audited } from "./desk.ts";
import { sound } from "./sound.ts";
import { unsound } from "./unsound.ts";

describe("sound: signal 3 passes", () => {
  test.each(sound)("$where: $title", (variant) => {
    const { gates, isGuarded, signal } = audited(variant);
    expect({ weaknesses: gates.map((g) => g.weakness), isGuarded, signal }).toMatchObject({
      isGuarded: true,
      signal: "pass",
    });
  });
});

describe("weak: signal 3 does not pass", () => {
  test.each(unsound)("$where: $title", ({ weakness, verdict = "fail", ...variant }) => {
    const { gates, signal } = audited(variant);
    expect({ sound: gates.filter(isSoundGate).map((g) => g.name), signal }).toEqual({ sound: [], signal: verdict });
    expect(gates.map((g) => g.weakness)).toEqual(weakness === null ? [] : expect.arrayContaining([weakness]));
  });
});
