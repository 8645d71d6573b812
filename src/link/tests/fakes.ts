import { answering, failing, replacing } from "../../catalog/test-words.ts";
import type { Place } from "../../model/location.ts";
import type { Fake } from "../../model/test-case.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/functions.ts";
import { place, type Thunk } from "../program/value.ts";
import { eachExpression, eachExpressionIn } from "../program/walk.ts";
import { answerOf, toldAnswer } from "./answers.ts";
import { spiedNames } from "./callees.ts";
import { type Course, callsNamed } from "./course.ts";
import type { Replacement } from "./replaced.ts";
import type { DraftTest } from "./shown.ts";

/** What deployed code is answered by a test in place of what it calls. */
export function fakesOf(
  context: LinkContext,
  draft: DraftTest,
  course: Course,
  replaced: readonly Replacement[],
): readonly Fake[] {
  const deployed = (places: readonly { readonly at: Place }[]): readonly Place[] =>
    places.map(({ at }) => at).filter(({ path }) => context.isDeployed(path));
  return [
    ...told(context, draft, course, replaced),
    ...handedOver(context, course),
    ...exported(context, course, replaced),
  ]
    .map(({ calls, ...fake }) => ({ ...fake, calls: deployed(calls) }))
    .filter(({ calls }) => calls.length > 0);
}

type Draft = Omit<Fake, "calls"> & { readonly calls: readonly { readonly at: Place }[] };

/** `vi.spyOn(flags, "isHalted").mockResolvedValue(true)`, in the test or in what runs before it. */
function told({ evaluator }: LinkContext, draft: DraftTest, course: Course, replaced: readonly Replacement[]): Draft[] {
  const found: Draft[] = [];
  const note = ({ expression: e, module, frame }: Thunk): void => {
    if (e.kind !== "call" || e.callee.kind !== "member") return;
    const { property: method, object } = e.callee;
    if (!answering.has(method) && !failing.has(method) && !replacing.has(method)) return;
    const names = spiedNames(evaluator, evaluator.evaluate(object, module, frame));
    const standing = replaced.filter(({ by }) =>
      spiedNames(evaluator, evaluator.force(by)).some((n) => names.includes(n)),
    );
    const args = e.args.map((expression): Thunk => ({ expression, module, frame }));
    const calls = callsNamed(course, [...names, ...standing.flatMap((one) => one.names)]);
    found.push({ at: place(module, e.span), calls, ...toldAnswer(evaluator, { method, args }) });
  };
  for (const { fn, module } of draft.hooks)
    eachExpressionIn(fn.body, module, (expression) => note({ expression, module, frame: null }));
  for (const deed of draft.deeds) eachExpression(deed.expression, (expression) => note({ ...deed, expression }));
  return found;
}

/** What a test hands over to be called: a function or a spy of its own. */
function handedOver(context: LinkContext, { visits }: Course): Draft[] {
  return visits.flatMap((visit) => {
    const { callee, at } = visit;
    if (!context.isDeployed(at.path) || context.isDeployed(callee.at.path)) return [];
    const isOfTest = functionsOf(callee).length > 0 || callee.kind === "applied";
    const answer = isOfTest ? answerOf(context.evaluator, callee) : null;
    return answer ? [{ at: callee.at, calls: [visit], ...answer }] : [];
  });
}

/** What the file puts in place of exports and globals. */
function exported({ evaluator }: LinkContext, course: Course, replaced: readonly Replacement[]): Draft[] {
  return replaced.flatMap(({ names, by }) => {
    const value = evaluator.force(by);
    const answer = answerOf(evaluator, value);
    return answer ? [{ at: value.at, calls: callsNamed(course, names), ...answer }] : [];
  });
}
