/** What declares tests, by the package it is imported from; a global of these names is one of several runners'. */
export const testRunners: readonly { readonly package: string; readonly runner: string }[] = [
  { package: "vitest", runner: "vitest" },
  { package: "@jest/globals", runner: "jest" },
  { package: "test", runner: "node:test" },
  { package: "mocha", runner: "mocha" },
  { package: "bun:test", runner: "bun test" },
  { package: "@playwright/test", runner: "playwright" },
];

export const testNames: ReadonlySet<string> = new Set(["it", "test", "specify"]);
export const blockNames: ReadonlySet<string> = new Set(["describe", "suite", "context"]);

/** What keeps a test from being run, or turns its outcome round: `it.skip`, `it.failing`, `{ skip: true }`. */
export const skippingNames: ReadonlySet<string> = new Set([
  "skip",
  "skipIf",
  "runIf",
  "todo",
  "fails",
  "failing",
  "fail",
]);

export const expectPackages: readonly string[] = [
  "vitest",
  "@jest/globals",
  "expect",
  "bun:test",
  "chai",
  "@playwright/test",
];
export const assertPackages: readonly string[] = ["assert", "assert/strict", "chai", "vitest"];

/** Matchers by what they say of the subject; `rejecting` ones are about a promise. */
export const throwing: ReadonlySet<string> = new Set([
  "toThrow",
  "toThrowError",
  "toThrowErrorMatchingSnapshot",
  "toThrowErrorMatchingInlineSnapshot",
  "throw",
  "throws",
  "Throw",
]);
export const rejecting: ReadonlySet<string> = new Set(["rejects", "rejected", "rejectedWith", "isRejected"]);
export const equalling: ReadonlySet<string> = new Set([
  "toBe",
  "toEqual",
  "toStrictEqual",
  "toMatchObject",
  "equal",
  "equals",
  "eql",
  "include",
  "strictEqual",
  "deepEqual",
  "deepStrictEqual",
  "partialDeepStrictEqual",
]);
export const falsy: ReadonlySet<string> = new Set(["toBeFalsy", "false", "isFalse"]);
export const truthy: ReadonlySet<string> = new Set(["toBeTruthy", "true", "isTrue", "ok"]);
export const called: ReadonlySet<string> = new Set(["toHaveBeenCalled", "toBeCalled", "called"]);
export const calledTimes: ReadonlySet<string> = new Set(["toHaveBeenCalledTimes", "toBeCalledTimes", "callCount"]);
export const calledWith: ReadonlySet<string> = new Set([
  "toHaveBeenCalledWith",
  "toBeCalledWith",
  "toHaveBeenLastCalledWith",
  "toHaveBeenCalledExactlyOnceWith",
  "calledWith",
]);

/** Matchers by which the outcome is what is written down: in a file beside the test, or in the test itself. */
export const pinning: ReadonlySet<string> = new Set([
  "toMatchSnapshot",
  "toMatchInlineSnapshot",
  "toMatchFileSnapshot",
  "matchSnapshot",
  "snapshot",
  "fileSnapshot",
]);
/** Matchers that look for something in the outcome; negated they say that it is not there. */
export const containing: ReadonlySet<string> = new Set([
  "toContain",
  "toContainEqual",
  "toMatch",
  "toHaveProperty",
  "contain",
  "contains",
  "include",
  "includes",
  "match",
]);
/** Matchers that allow no more than a number. */
export const limiting: ReadonlySet<string> = new Set([
  "toBeLessThan",
  "toBeLessThanOrEqual",
  "below",
  "most",
  "isAtMost",
]);
/** Asserting functions by which something is not in the outcome. */
export const missing: ReadonlySet<string> = new Set(["doesNotMatch", "notInclude", "notMatch", "notDeepInclude"]);

/** Functions of test runners that take a method of an object over: `vi.spyOn(flags, "isHalted")`, `mock.method(…)`. */
export const spyMakers: ReadonlySet<string> = new Set(["spyOn", "method", "stub", "spy"]);
/** What a replaced function is made to answer: with the value itself, by throwing, or by another function. */
export const answering: ReadonlySet<string> = new Set([
  "mockResolvedValue",
  "mockResolvedValueOnce",
  "mockReturnValue",
  "mockReturnValueOnce",
  "resolves",
  "returns",
]);
export const failing: ReadonlySet<string> = new Set([
  "mockRejectedValue",
  "mockRejectedValueOnce",
  "rejects",
  "throws",
]);
export const replacing: ReadonlySet<string> = new Set([
  "mockImplementation",
  "mockImplementationOnce",
  "callsFake",
  "mockImplementationFor",
]);
/** Packages whose functions make spies. */
export const spyPackages: readonly string[] = ["vitest", "@jest/globals", "test", "sinon", "bun:test"];
/** What runs before each test of its block. */
export const hookNames: ReadonlySet<string> = new Set(["beforeEach", "beforeAll", "before", "setup"]);

/** Properties of an answer that say by `false` that the call was refused, and those that say it by `true`. */
const granting = new Set([
  "allowed",
  "allow",
  "permitted",
  "authorized",
  "authorised",
  "approved",
  "granted",
  "ok",
  "success",
]);
const refusing = new Set([
  "denied",
  "refused",
  "rejected",
  "blocked",
  "forbidden",
  "isError",
  "tripwireTriggered",
  "flagged",
]);
/** The answers of HTTP by which a request is refused. */
const refusingStatus = new Set([401, 403, 429]);
const refusals = new Set([
  "deny",
  "denied",
  "refuse",
  "refused",
  "reject",
  "rejected",
  "block",
  "blocked",
  "forbidden",
]);

/** Whether a property of an answer, or an answer without one (`null`), says that the call was refused. */
export function saysRefused(property: string | null, value: string | number | boolean | null | undefined): boolean {
  if (typeof value === "string") return refusals.has(value.toLowerCase());
  if (typeof value === "number") return /^status(Code)?$/.test(property ?? "") && refusingStatus.has(value);
  if (value === false) return property === null || granting.has(property);
  return value === true && property !== null && refusing.has(property);
}

/** Properties by which a record tells the environment or the decision. */
export const recordedNames: ReadonlySet<string> = new Set([
  "environment",
  "env",
  "decision",
  "outcome",
  "allowed",
  "denied",
  "refused",
]);
