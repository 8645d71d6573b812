import { describe, expect, it } from "vitest";
import { gate, known, place, selection, sink, stackOf, store, tool } from "../../support/stack.ts";
import { explained, rows, told } from "../explained.ts";

describe("a tool", () => {
  const refund = tool({
    parameters: [
      { name: "environment", values: ["staging", "production"], optional: false, at: place("src/tools/refund.ts:10") },
      { name: "note", values: null, optional: true, at: place("src/tools/refund.ts:11") },
    ],
    sinks: [
      sink({ path: [place("src/send.ts:4")], gates: [0] }),
      sink({ operation: "pinecone upsert", kind: "store-write", store: 0, at: place("src/kb.ts:7") }),
    ],
    selections: [selection({ gates: [0] })],
  });
  const stack = stackOf({ tools: [refund], gates: [gate()], stores: [store({ production: known() })] });

  it("is told with parameters, effects, the gates before them and what it chooses", () => {
    expect(rows(explained(stack, "src/tools/refund.ts:8"))).toEqual([
      "framework: ai, in agent @ src/tools/refund.ts:8",
      'parameters: environment ("staging" or "production"); note?',
      "handler: begins there @ src/tools/refund.ts:15",
      "does: fetch POST, which changes something outside; before it: assertSameEnvironment (sound) @ src/send.ts:4 src/tools/refund.ts:20",
      "does: pinecone upsert, which writes to a store, on Pinecone index (PINECONE_INDEX); no gate found before it @ src/kb.ts:7",
      "chooses: environment chooses between staging and production (followed into the call); before it: assertSameEnvironment (sound) @ src/tools/refund.ts:10 src/tools/refund.ts:18",
    ]);
  });

  it.each([
    ["src/tools/refund.ts:10", "● tool refund: declares its parameter environment; lets the model pass environment"],
    ["src/tools/refund.ts:15", "→ tool refund: runs when it is called"],
    ["src/tools/refund.ts:18", "→ tool refund: turns environment into a target"],
    ["src/endpoints.ts:2", "→ tool refund: holds what environment can choose: production"],
    ["src/send.ts:4", "→ tool refund: leads on to fetch POST"],
    ["src/kb.ts:7", "→ tool refund: calls pinecone upsert"],
  ])("has %s as a step", (at, expected) => {
    expect(told(explained(stack, at))).toEqual([expected]);
  });

  it("on the way to one effect tells that one only", () => {
    const explanation = explained(stack, "src/kb.ts:7");
    expect(rows(explanation).filter((r) => r.startsWith("does"))).toEqual([
      "does: pinecone upsert, which writes to a store, on Pinecone index (PINECONE_INDEX); no gate found before it @ src/kb.ts:7",
    ]);
    expect(explanation.limits).toContain(
      "That no gate was found in the code does not prove that nothing refuses the call: a proxy, a gateway or the vendor may.",
    );
  });

  it("that chooses nothing says so, and that this proves nothing", () => {
    const explanation = explained(
      stackOf({ tools: [{ ...refund, selections: [] }], gates: [gate()] }),
      "src/tools/refund.ts:10",
    );
    expect(rows(explanation)).toContain(
      "chooses: nothing: no parameter was followed into a choice between production and elsewhere",
    );
    expect(explanation.limits.join(" ")).toContain("does not prove that none can make one");
  });

  it("that could not be followed says why", () => {
    const opaque = stackOf({ tools: [tool({ opaque: "it reaches more code than was followed", sinks: [] })] });
    expect(rows(explained(opaque, "src/tools/refund.ts:8"))).toContain(
      "not seen: it reaches more code than was followed",
    );
  });

  it("tells many that one line serves together", () => {
    const many = Array.from({ length: 5 }, (_, i) =>
      tool({
        name: `tool_${i}`,
        at: place(`src/tools/${i}.ts:1`),
        handlerAt: null,
        sinks: [sink({ path: [place("src/send.ts:4")] })],
      }),
    );
    const { subjects } = explained(stackOf({ tools: many }), "src/send.ts:4");
    expect(subjects).toEqual([
      {
        kind: "tool",
        relation: "step",
        names: ["tool_0", "tool_1", "tool_2", "tool_3", "tool_4"],
        roles: ["leads on to fetch POST"],
        rows: [],
      },
    ]);
  });

  it("a line inside its definition says where that begins", () => {
    const at = { path: "src/tools/refund.ts", span: { startLine: 8, startColumn: 1, endLine: 30, endColumn: 2 } };
    expect(
      told(explained(stackOf({ tools: [tool({ at, handlerAt: null, sinks: [] })] }), "src/tools/refund.ts:12")),
    ).toEqual(["→ tool refund: is part of what defines it, beginning on line 8"]);
  });
});
