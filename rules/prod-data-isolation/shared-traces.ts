import { isNonLiveIn, type Sides, sidesOf } from "../../src/model/across-environments.ts";
import { compareValues, type ValueComparison } from "../../src/model/bound-value.ts";
import type { Credential } from "../../src/model/credential.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Binding, Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "one-project";
type Side = Sides<Credential["values"][number]>;

/** Keys of observability products. The DSNs of clients are meant to be seen, and one for all environments is common. */
const keys: readonly { readonly product: string; readonly key: RegExp; readonly project: RegExp | null }[] = [
  // A key of Langfuse belongs to one project, and so does the public one that goes with it.
  { product: "Langfuse", key: /^LANGFUSE_SECRET_KEY$/, project: null },
  { product: "Langfuse", key: /^LANGFUSE_PUBLIC_KEY$/, project: null },
  { product: "LangSmith", key: /^(LANGSMITH|LANGCHAIN)_API_KEY$/, project: /^(LANGSMITH|LANGCHAIN)_PROJECT$/ },
  { product: "Braintrust", key: /^BRAINTRUST_API_KEY$/, project: /^BRAINTRUST_(PROJECT|PARENT|PROJECT_(ID|NAME))$/ },
];

/** What Langfuse tells the traces of one project apart by. */
const environmentOfTraces = /^LANGFUSE_TRACING_ENVIRONMENT$/;

/** PD-8: what agents are asked and answer in production is not kept in one project with what tests do. */
export const sharedTraces = defineCheck<FaultId>({
  id: "prod-data-isolation/shared-traces",
  asks: "Do the traces of production go to a project of their own?",
  references: references(
    "LLM02:2025",
    "ASI03",
    "AISVS 3.4.1",
    "MEASURE 2.10",
    "MANAGE 3.1",
    "A.7.2",
    "A.4.3",
    "AML.T0057",
    "AML.M0019",
    "Art. 15",
    "CWE-532",
    "CWE-359",
  ),
  faults: {
    "one-project": {
      says: "{product} gets the traces of {live} and {others} in one project ({key}).",
      because:
        "Prompts and answers of customers lie beside those of tests: everybody who debugs a test reads them, and a data set that is built from traces mixes both.",
      fix: "Give each environment a project and a key of its own.",
    },
  },
  judge(stack) {
    const kept = [...stack.credentials, ...publicKeys(stack)].flatMap((credential) => {
      const known = keys.find(({ key }) => key.test(credential.name));
      return known ? [{ ...known, credential }] : [];
    });
    if (kept.length === 0) return notApplicable("No key of a trace store was found.");
    const shared = kept.flatMap((one) => {
      const sides = sidesOf(stack, one.credential.values).filter(
        ({ live, other }) =>
          isSame(compareValues(live.value, other.value)) && isOneServer(stack, one.credential.service, live, other),
      );
      return sides.length > 0 ? [{ ...one, sides }] : [];
    });
    const proven = shared.flatMap(({ product, credential, project, sides }) => {
      const certain = sides.filter(
        (side) => isNonLiveIn(stack, side.other.environment) && isOneProject(stack, credential, project, side),
      );
      return certain.length > 0 ? [toFinding(product, credential, certain)] : [];
    });
    if (proven.length > 0) return fail(proven);
    const suspected = shared.map(({ product, credential, sides }) => toFinding(product, credential, sides));
    const open = kept.filter(
      ({ credential }) =>
        sidesOf(stack, credential.values).length === 0 ||
        sidesOf(stack, credential.values).some(
          ({ live, other }) => compareValues(live.value, other.value) !== "different",
        ),
    );
    if (open.length > 0)
      return unknown(
        sentences(
          open.map(
            ({ product, credential }) =>
              `Whether ${credential.name} opens one project of ${product} in all environments is not known.`,
          ),
        ),
        sentences(open.map(({ product }) => `Which project of ${product} does each environment write to?`)),
        { suspected, evidence: distinctLocations(open.flatMap(({ credential }) => placesOf(credential))) },
      );
    return pass(distinctLocations(kept.flatMap(({ credential }) => placesOf(credential))));
  },
});

type Kept = Pick<Credential, "name" | "service" | "values" | "uses">;

/** Public keys are no credentials of the Stack; the configuration tells them. */
function publicKeys({ bindings, credentials }: Stack): readonly Kept[] {
  const found = bindings.filter(
    ({ variable, value }) =>
      value.kind === "literal" &&
      value.sealed.nature === "public-key" &&
      keys.some(({ key }) => key.test(variable)) &&
      !credentials.some(({ name }) => name === variable),
  );
  const named = new Map(found.map(({ service, variable }) => [`${service} ${variable}`, { service, name: variable }]));
  return [...named.values()].map(({ service, name }) => ({
    name,
    service,
    values: found.flatMap((b) => (b.service === service && b.variable === name ? [{ ...b, via: [] }] : [])),
    uses: [],
  }));
}

function isSame(comparison: ValueComparison): boolean {
  return comparison === "same" || comparison === "same-public";
}

/** Where the address of the server is given on either side, it has to be the same. */
function isOneServer(
  { bindings }: Stack,
  service: string,
  live: Kept["values"][number],
  other: Kept["values"][number],
): boolean {
  const serverIn = (environment: string): Binding | undefined =>
    bindings.find((b) => b.service === service && b.environment === environment && servers.test(b.variable));
  const [a, b] = [serverIn(live.environment), serverIn(other.environment)];
  if (!a && !b) return true;
  if (a?.value.kind !== "literal" || b?.value.kind !== "literal") return false;
  return a.value.sealed.digest === b.value.sealed.digest;
}

const servers = /^LANGFUSE_(BASE_?URL|HOST)$/;

/** A key of several projects writes to the one that is named, and to the default one where none is. */
function isOneProject({ bindings }: Stack, { service }: Kept, project: RegExp | null, { live, other }: Side): boolean {
  const bindingIn = (name: RegExp, environment: string): Binding | undefined =>
    bindings.find((b) => b.service === service && b.environment === environment && name.test(b.variable));
  const names = project ?? environmentOfTraces;
  const [a, b] = [bindingIn(names, live.environment), bindingIn(names, other.environment)];
  if (project === null)
    return !a && !b ? true : a !== undefined && b !== undefined && compareValues(a.value, b.value) === "same";
  return a !== undefined && b !== undefined && compareValues(a.value, b.value) === "same";
}

function placesOf({ name, values, uses }: Kept) {
  return [
    ...values.map(({ at, environment }) => locate(at, environment, name)),
    ...uses.slice(0, 1).map(({ place, what }) => locate(place, "use", what)),
  ];
}

function toFinding(product: string, credential: Kept, sides: readonly Side[]): Finding<FaultId> {
  const [first] = sides;
  return {
    fault: "one-project",
    subject: `${credential.service}/${credential.name}`,
    data: {
      product,
      key: credential.name,
      live: listed(sides.map(({ live }) => live.environment)),
      others: listed(sides.map(({ other }) => other.environment)),
    },
    at: locate(first?.live.at ?? credential.values[0]?.at ?? nowhere, first?.live.environment ?? "", credential.name),
    related: distinctLocations([
      ...sides.map(({ other }) => locate(other.at, other.environment, credential.name)),
      ...credential.uses.slice(0, 1).map(({ place, what }) => locate(place, "use", what)),
    ]),
    environments: [...new Set(sides.flatMap(({ live, other }) => [live.environment, other.environment]))],
    failurePath: 2,
    contamination: [],
  };
}

const nowhere = { path: ".", span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };
