import { classIn } from "../../model/across-environments.ts";
import { type BoundValue, compareValues } from "../../model/bound-value.ts";
import type { Row } from "../../model/explanation.ts";
import type { Binding, Stack } from "../../model/stack.ts";
import { describeValue } from "../../model/wording.ts";
import { defineKind, defines, row } from "../kind.ts";
import { comparisonText } from "../value-text.ts";

/** A variable that configuration gives a value in one environment. */
export const bindings = defineKind<Binding>({
  kind: "binding",
  all: (stack) => stack.bindings,
  name: ({ variable, environment }) => `${variable} in ${environment}`,
  mentions: ({ at }) => defines(at, "gives the variable its value"),
  rows: (binding, stack) => [
    row("service", binding.service),
    row("environment", `${binding.environment} (${classIn(stack, binding.environment)})`),
    row("value", describeValue(binding.value)),
    ...elsewhere(binding, stack),
  ],
  limits: ({ value }) => limitsOfValue(value),
});

/** The same variable in the other environments of the service. */
function elsewhere(binding: Binding, stack: Stack): Row[] {
  return stack.bindings
    .filter(
      ({ service, variable, environment }) =>
        service === binding.service && variable === binding.variable && environment !== binding.environment,
    )
    .map(({ environment, value, at }) =>
      row(environment, `${describeValue(value)}${relation(binding.value, value)}`, [at]),
    );
}

function relation(here: BoundValue, there: BoundValue): string {
  if (here.kind === "literal" && there.kind === "literal" && here.sealed.digest === there.sealed.digest)
    return "; the same value as here";
  return `; ${comparisonText(compareValues(here, there), "here")}`;
}

/** What a value that the repository shows does not say of the value that is used. */
export function limitsOfValue(value: BoundValue): readonly string[] {
  if (value.kind === "reference")
    return [
      "Equal secret names are one reference, not one value: what the store holds under it is not in the repository. Nor do two names prove two values.",
    ];
  if (value.kind === "unresolved") return ["What the variable holds is not in the repository."];
  return [
    "What the file says is compared, not what the process gets: a platform, a shell or a later file can set the variable again.",
  ];
}
