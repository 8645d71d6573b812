import { deploymentApis, environmentProperty } from "../../catalog/deployments.ts";
import type { ToolParameter } from "../../model/agent-tool.ts";
import { classOf } from "../../model/environment.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Visit } from "../program/flow.ts";
import { chainOf, type Thunk, type Value } from "../program/value.ts";
import { eachPart, inputName, parametersIn } from "./dependence.ts";
import type { Pick } from "./picks.ts";
import { spansEnvironments } from "./selections.ts";

/**
 * What a call is told by what the model passes: on which of the customer's deployments the vendor is to work. An id says
 * nothing of what it names, so a closed set aside the targets stay open.
 */
export function deploymentsNamedAt(
  evaluator: Evaluator,
  visit: Visit,
  parameters: readonly ToolParameter[],
  under: readonly string[],
): readonly Pick[] {
  const named = [...inProperties(evaluator, visit, under), ...inPath(evaluator, visit, under)];
  return named.flatMap(({ parameter, value }): readonly Pick[] => {
    const declared = parameters.find((p) => p.name === parameter);
    if (!declared) return [];
    const targets = (declared.values ?? [])
      .filter((text) => classOf(text) !== "other")
      .map((environment) => ({ environment, at: declared.at }));
    // A set in which there is no environment is one of something else.
    if (declared.values !== null && !spansEnvironments(targets)) return [];
    return [
      { choice: { parameter, proven: true, at: value.at, targets, of: value }, visit, whole: value, opens: false },
    ];
  });
}

interface Named {
  readonly parameter: string;
  readonly value: Value;
}

/** `client.entry.update({ environmentId: args.environmentId, … })`: not of a request, where such a property is a filter. */
function inProperties(evaluator: Evaluator, visit: Visit, under: readonly string[]): readonly Named[] {
  const [root] = chainOf(visit.callee);
  if (root?.kind !== "external" || root.package === "" || httpClients.test(root.package)) return [];
  return visit.args.flatMap((arg) => {
    const value = evaluator.force(arg);
    if (value.kind !== "object") return [];
    return [...value.entries].flatMap(([key, thunk]) =>
      environmentProperty.test(key) ? wholly(evaluator.force(thunk), under) : [],
    );
  });
}

const httpClients = /^(axios|got|ky|undici|node-fetch|cross-fetch|ofetch|superagent|openapi-fetch)$/;

/** The parameter that a value is, with nothing else in it but a default or what settings put in its place. */
function wholly(value: Value, under: readonly string[]): readonly Named[] {
  if (value.kind === "fallback") return [...wholly(value.first, under), ...wholly(value.second, under)];
  if (value.kind === "choice") return value.options.flatMap((option) => wholly(option.value, under)).slice(0, 1);
  const parameter = inputName(value, under);
  return parameter === null || parameter === "" ? [] : [{ parameter, value }];
}

/** `` fetch(`https://api.vendor.example/v1/projects/${id}/…`) ``, and the `{ref}` of a path that a client fills in. */
function inPath(evaluator: Evaluator, visit: Visit, under: readonly string[]): readonly Named[] {
  const [first] = visit.args;
  if (!first) return [];
  const path = evaluator.force(first);
  const segments = segmentsFor(evaluator, [path, visit.callee]);
  if (segments.length === 0) return [];
  const named: Named[] = [];
  let before = "";
  for (const part of path.kind === "template" ? path.parts : [path]) {
    const [parameter] = parametersIn(evaluator, part, under);
    if (parameter !== undefined && parameter !== "" && segments.some((s) => before.endsWith(`/${s}/`)))
      named.push({ parameter, value: part });
    before += literalsOf(part)[0] ?? "";
  }
  for (const segment of segments) {
    const slot = new RegExp(`/${segment}/\\{(\\w+)\\}`).exec(before)?.[1];
    if (slot !== undefined) named.push(...filledIn(evaluator, visit.args, slot, under));
  }
  return named;
}

/** `{ params: { path: { ref: args.project_id } } }`. */
function filledIn(
  evaluator: Evaluator,
  args: readonly Thunk[],
  slot: string,
  under: readonly string[],
): readonly Named[] {
  return args.slice(1).flatMap((arg) => {
    const found: Named[] = [];
    eachPart(evaluator, evaluator.force(arg), (part) => {
      if (part.kind !== "object") return false;
      const filled = part.entries.get(slot);
      if (filled) found.push(...wholly(evaluator.force(filled), under));
      return true;
    });
    return found;
  });
}

/** What names a deployment at the vendor whose host stands in a request, or in the client that sends it. */
function segmentsFor(evaluator: Evaluator, values: readonly Value[]): readonly string[] {
  const found = new Set<string>();
  for (const value of values)
    eachPart(evaluator, value, (part) => {
      const text = part.kind === "literal" ? (part.sealed?.address?.host ?? hostIn(part.value)) : null;
      for (const api of deploymentApis)
        if (text !== null && api.host.test(text)) for (const segment of api.segments) found.add(segment);
      return true;
    });
  return [...found];
}

function hostIn(text: unknown): string | null {
  return typeof text === "string" ? (/^https?:\/\/([^/?#]+)/i.exec(text)?.[1] ?? null) : null;
}
