import { matches, modelCallsNamed } from "../../catalog/match.ts";
import {
  instructingRoles,
  messagePaths,
  promptMiddleware,
  systemMessages,
  systemMessageText,
} from "../../catalog/prompts.ts";
import { comparePlaces } from "../../model/location.ts";
import type { InstructionText, SystemPrompt } from "../../model/prompts.ts";
import type { LinkContext } from "../context.ts";
import { isCalled } from "../model-calls.ts";
import { modelPosts } from "../model-requests.ts";
import { literalsOf } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { place, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import { hiddenInPrompt } from "./hidden.ts";
import { originsOf, type Sources } from "./untrusted.ts";

interface Told {
  readonly site: CallSite;
  readonly operation: string;
  readonly texts: readonly Value[];
}

/** Every call of deployed code that gives a model instructions, with what in them is not the operator's. */
export function systemPrompts(sources: Sources): readonly SystemPrompt[] {
  const { context } = sources;
  return toldIn(context)
    .flatMap(({ site: { module, expression }, operation, texts }) =>
      texts.map(
        (text): SystemPrompt => ({
          operation,
          service: context.serviceName(context.homesOf(module.path)[0] ?? context.packageOf(module.path)),
          at: place(module, expression.span),
          textAt: text.at,
          ...originsOf(sources, text),
        }),
      ),
    )
    .sort((a, b) => comparePlaces(a.at, b.at) || comparePlaces(a.textAt, b.textAt));
}

/** The literals of instructions that hide something. */
export function hidingPrompts({ context }: Sources): readonly InstructionText[] {
  return toldIn(context).flatMap(({ operation, texts }) =>
    texts.flatMap((text) => hiddenInPrompt(context, operation, text)),
  );
}

function toldIn(context: LinkContext): readonly Told[] {
  const { program, evaluator } = context;
  const found: Told[] = [];
  for (const name of program.siteNames) {
    const entries = modelCallsNamed(name);
    const made = [systemMessages, promptMiddleware].find(({ names }) => names.includes(name));
    if (entries.length === 0 && !made) continue;
    for (const site of program.sitesNamed(name)) {
      const { module, owner, expression } = site;
      if (expression.kind === "tagged" || !context.isDeployed(module.path)) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
      const given =
        made && callee.kind === "external" && matches(made, callee)
          ? argumentAt(evaluator, args, systemMessageText)
          : null;
      const entry = entries.find((e) => isCalled(e, callee));
      const system = entry?.options.system ? argumentAt(evaluator, args, entry.options.system) : null;
      const messages = entry ? instructions(context, argumentAt(evaluator, args, messagePaths)) : [];
      const texts = [...(given ? [given] : []), ...(system ? [system] : []), ...messages];
      if (texts.length > 0) found.push({ site, operation: name, texts });
    }
  }
  for (const { site, operation, entry, args } of modelPosts(context)) {
    const system = argumentAt(evaluator, args, entry.options.system ?? []);
    const messages = instructions(context, argumentAt(evaluator, args, messagePaths));
    const texts = [...(system ? [system] : []), ...messages];
    if (texts.length > 0) found.push({ site, operation, texts });
  }
  return found;
}

/** The messages of a list whose role is that of who instructs. */
function instructions({ evaluator }: LinkContext, messages: Value | null): readonly Value[] {
  if (messages?.kind !== "array") return [];
  return messages.elements.flatMap((thunk) => {
    const message = evaluator.force(thunk);
    const role = message.kind === "object" ? message.entries.get("role") : undefined;
    const content = message.kind === "object" ? message.entries.get("content") : undefined;
    if (!role || !content || !literalsOf(evaluator.force(role)).some((r) => instructingRoles.has(r))) return [];
    return [evaluator.force(content)];
  });
}
