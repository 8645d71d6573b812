import { expect, test } from "vitest";
import type { Visit } from "../../../src/link/program/flow-state.ts";
import { followOnce } from "../../../src/link/program/kept-walks.ts";
import type { Thunk } from "../../../src/link/program/value.ts";
import { contextOf, valueIn } from "../../support/program.ts";

const source = `
  function handler(input) { if (input.amount > 9) throw new Error("too much"); send(address(input)); }
  function address(input) { return \`https://\${input.region}.example\`; }
`;

test("whoever follows the same call again is told the same, at no further cost", () => {
  const { evaluator, handler, args } = called();
  const first = visits();
  const spent = evaluator.spent;
  expect(visits()).toEqual(first);
  expect(first.length).toBeGreaterThan(2);
  expect(evaluator.spent).toBe(spent);

  function visits(): readonly Visit[] {
    const found: Visit[] = [];
    expect(followOnce(evaluator, handler, args, (visit) => found.push(visit))).toBe(true);
    return found;
  }
});

test("comparisons come in their place among the calls", () => {
  const { evaluator, handler, args } = called();
  const order = (): readonly string[] => {
    const found: string[] = [];
    followOnce(evaluator, handler, args, {
      visit: ({ site }) => found.push(site.kind),
      compared: () => found.push("comparison"),
    });
    return found;
  };
  const [first, again] = [order(), order()];
  expect(again).toEqual(first);
});

test("a call with other arguments is another call", () => {
  const { evaluator, handler, args } = called();
  const receivers = (given: readonly Thunk[]): readonly (readonly Thunk[])[] => {
    const found: (readonly Thunk[])[] = [];
    followOnce(evaluator, handler, given, ({ callee, args: own }) => {
      if (callee.kind === "function") found.push(own);
    });
    return found;
  };
  const [one] = receivers(args);
  const [other] = receivers([...args]);
  expect(one).not.toBe(other);
});

function called() {
  const context = contextOf(source);
  const handler = valueIn(context, "handler");
  if (handler.kind !== "function") throw new Error(`handler is a ${handler.kind}`);
  const { module, fn, at } = handler;
  const input: Thunk = {
    expression: { kind: "undefined", span: fn.span },
    module,
    frame: null,
    value: { kind: "input", module, fn, index: 0, at },
  };
  return { evaluator: context.evaluator, handler, args: [input] };
}
