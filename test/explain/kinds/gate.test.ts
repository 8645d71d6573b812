import { describe, expect, it } from "vitest";
import { gate, sink, stackOf, tool } from "../../support/stack.ts";
import { explained, rows, told } from "../explained.ts";

describe("a gate", () => {
  const stack = (more = {}) =>
    stackOf({ gates: [gate(more)], tools: [tool({ handlerAt: null, sinks: [sink({ gates: [0] })] })] });

  it("is told with what it reads and what it stands before", () => {
    expect(rows(explained(stack(), "src/gate.ts:5"))).toEqual([
      "is: an environment gate @ src/gate.ts:5",
      "reads credential: yes @ src/gate.ts:6",
      "reads target: yes @ src/gate.ts:8",
      "reads process: yes @ src/gate.ts:7",
      "verdict: sound: it compares credential and target, and is obeyed",
      "stands before: what is done by refund",
    ]);
  });

  it("that does not guard says why", () => {
    const weak = stack({ weakness: "it is not awaited", comparesTarget: null });
    expect(rows(explained(weak, "src/gate.ts:5"))).toEqual(
      expect.arrayContaining([
        "reads target: no: the target's environment is not looked at",
        "verdict: does not guard: it is not awaited",
      ]),
    );
  });

  it("by a person compares nothing", () => {
    expect(rows(explained(stack({ kind: "approval" }), "src/gate.ts:5"))).toEqual(
      expect.arrayContaining([
        "is: an approval by a person @ src/gate.ts:5",
        "verdict: recorded; it counts as no environment gate",
      ]),
    );
  });

  it("has its parts as steps", () => {
    expect(told(explained(stack(), "src/gate.ts:8"))).toEqual([
      "→ gate assertSameEnvironment: gives it the environment of the target",
    ]);
    expect(told(explained(stack(), "src/tools/refund.ts:17"))).toEqual([
      "→ gate assertSameEnvironment: obeys its refusal",
    ]);
  });
});
