import type { ConstructEntry } from "../../catalog/infrastructure/construct-entry.ts";
import type { BindingEntry, BindingsFact } from "../../model/binding-facts.ts";
import { classOf } from "../../model/environment.ts";
import type { Located } from "../../model/facts.ts";
import type { LinkContext } from "../context.ts";
import type { ProvisionedAccount, ProvisionedProgram, ProvisionedVariable } from "../infrastructure/provisioned.ts";
import type { EnvironmentView } from "../program/concretise.ts";
import { linkedName } from "../program/models/infrastructure.ts";
import { directoryOf } from "../program/resolve.ts";
import { holdsIn } from "../program/truth.ts";
import { type AppliedValue, place, type Value } from "../program/value.ts";
import { type Account, type AccountTeller, accountIn } from "../terraform/accounts.ts";
import { valuesAt } from "../terraform/block-value.ts";
import { Binder } from "../terraform/bound-values.ts";
import { emptyModule } from "../terraform/modules.ts";
import type { Provided, ProvidedVariable } from "../terraform/provided.ts";
import { isVariable, keptIn } from "../terraform/provisions.ts";
import { repeatedNames } from "../terraform/repeated-names.ts";
import { type Deployment, isNull, type TerraformValue, textOf, unknown } from "../terraform/value.ts";
import { imageOf } from "./image.ts";
import { constructOf, ownerOf } from "./made.ts";
import { platformEntry } from "./platform-bindings.ts";
import { roleOf } from "./role.ts";
import { Settler } from "./settle.ts";
import type { ConstructSite } from "./sites.ts";

export interface Programmed {
  readonly programs: readonly ProvisionedProgram[];
  /** What platforms bind by configuration elsewhere, in the form of their own files. */
  readonly facts: readonly Located<BindingsFact>[];
  /** The accounts that stacks are made for, in which a name is another thing than in any other. */
  readonly accounts: readonly ProvisionedAccount[];
}

/** A program as it stands in one environment, before it is known which names others ask for too. */
interface Draft {
  readonly provided: Provided;
  readonly environment: string;
  readonly account: Account | null;
  readonly facts: readonly Located<BindingsFact>[];
}

/** The programs that TypeScript declares as infrastructure, in every environment of the package that declares them. */
export function programmedBy(context: LinkContext, sites: readonly ConstructSite[]): Programmed {
  const drafts = sites.flatMap((site) => (site.entry.program ? inViews(context, site, site.entry.program) : []));
  const accounts = new Map(drafts.map(({ provided, account }) => [provided.deployment, account]));
  const teller: AccountTeller = { of: (deployment) => accounts.get(deployment) ?? null };
  const binder = new Binder(teller, false, repeatedNames(drafts.map(({ provided }) => provided)));
  const programs = drafts.map(({ provided, environment }): ProvisionedProgram => {
    const { address, names, images, code, deployment } = provided;
    return {
      environment,
      address,
      declared: deployment.declared,
      clues: { directory: deployment.root.directory, names, images, code },
      variables: provided.variables.map(({ variable, value, at: given }): ProvisionedVariable => {
        const bound = binder.bind(value);
        const places = [bound.at, given, ...bound.via];
        const [at = given, ...via] = places.filter((one, index) => places.indexOf(one) === index);
        return { variable, value: bound.value, at, via };
      }),
    };
  });
  return { programs, facts: drafts.flatMap(({ facts }) => facts), accounts: accountsOf(sites) };
}

function accountsOf(sites: readonly ConstructSite[]): readonly ProvisionedAccount[] {
  return sites.flatMap(({ environment, account }) =>
    environment !== null && account ? [{ environment, cloud: "aws", ...account }] : [],
  );
}

type Program = NonNullable<ConstructEntry["program"]>;

function inViews(context: LinkContext, site: ConstructSite, program: Program): readonly Draft[] {
  return viewsFor(context, site).flatMap((view) => {
    const isMade = holdsIn(context.evaluator, site.when, view);
    return isMade === false ? [] : [draftIn(context, site, program, { view, isMade: isMade === true })];
  });
}

/** The environments of the package, or the one that a stack is made for, about which the package may say nothing. */
function viewsFor(context: LinkContext, { path, environment }: ConstructSite): readonly EnvironmentView[] {
  const views = (context.homesOf(path)[0] ?? null) === null ? [] : context.viewsOf(context.homesOf(path)[0] ?? "");
  if (environment === null) return views;
  const own = views.find(({ name }) => name === environment);
  return [
    own ?? {
      name: environment,
      class: classOf(environment),
      lookup: (variable) => ({ kind: "unknown", reason: `${variable} is set by whoever deploys ${environment}` }),
    },
  ];
}

function draftIn(
  context: LinkContext,
  site: ConstructSite,
  program: Program,
  { view, isMade }: { readonly view: EnvironmentView; readonly isMade: boolean },
): Draft {
  const { value, path } = site;
  const deployment: Deployment = {
    root: emptyModule(directoryOf(path)),
    state: `${path}@${view.name}`,
    name: `${path} (${view.name})`,
    environment: view.name,
    workspace: view.name,
    declared: { path, span: value.at.span },
    inputs: new Map(),
    backend: new Map(),
    runs: [],
  };
  const settler = new Settler(context.evaluator, view, deployment);
  const texts = (paths: Program["names"] = [], of = value): readonly string[] =>
    paths.flatMap((one) => textOf(settler.argument(of, [one]) ?? undefined) ?? []);
  const bound = program.bindings ? settler.argumentValue(value.args, program.bindings) : null;
  const image = imageOf(
    context,
    settler,
    path,
    program.image ? settler.argumentValue(value.args, program.image) : null,
  );
  const within = program.within ? settler.argumentValue(value.args, program.within) : null;
  const owner = within?.kind === "applied" ? within : ownerOf(value);
  const owning = owner && constructOf(owner);
  const ownersNames = owner && owning ? texts([...(owning.name ?? []), { index: owning.id, path: [] }], owner) : [];
  const given = [
    ...(program.maps ?? []).flatMap((one) => inMapOf(settler, settler.argumentValue(value.args, [one]))),
    ...(program.lists ?? []).flatMap((one) => inList(settler.argument(value, [one]))),
    ...(program.secrets ?? []).flatMap((one) => secretsIn(settler.argument(value, [one]), deployment)),
    ...(program.containers ?? []).flatMap((one) => inContainers(settler.argument(value, [one]), deployment)),
    ...(program.pair ? inPair(settler, value, program.pair) : []),
    ...(program.pair ? [] : roleOf(settler, site.entry, value)),
    ...(program.pair || !owner || !owning ? [] : roleOf(settler, owning, owner)),
    ...(bound ? inMap(settler.settle(bound)) : []),
    ...(program.links ? linkedTo(settler, settler.argumentValue(value.args, program.links), context) : []),
  ];
  const set = new Set(given.map(({ variable }) => variable));
  const variables = [...given, ...image.variables.filter(({ variable }) => !set.has(variable))].map(
    (one): ProvidedVariable => ({
      ...one,
      ...(isMade ? {} : { value: unknown("whether the program is given it is not known", one.at) }),
      environment: view.name,
    }),
  );
  const names = texts(program.names);
  return {
    environment: view.name,
    account: site.account ?? accountOfStack(view),
    provided: {
      deployment,
      address: names.at(-1) ?? ownersNames.at(-1) ?? "a program",
      variables,
      names: [...names, ...ownersNames],
      images: image.name === null ? [] : [image.name],
      code: [
        ...(image.folder === null ? [] : [image.folder]),
        ...texts(program.code),
        ...(owner ? texts(owning?.program?.code, owner) : []),
      ],
    },
    facts: bound ? platformFacts(context, settler, bound, { path, value, view }) : [],
  };
}

/** Settings of a stack that say whose account it is applied in. */
const stackAccounts = [
  "pulumi:aws:allowedAccountIds",
  "pulumi:aws:profile",
  "pulumi:gcp:project",
  "pulumi:azure-native:subscriptionId",
];

function accountOfStack(view: EnvironmentView): Account | null {
  for (const name of stackAccounts) {
    const found = view.lookup(name);
    const text = found.kind === "bound" && found.value.kind === "literal" ? found.value.sealed.text : undefined;
    if (found.kind === "bound" && text !== undefined) return { label: accountIn(text), at: found.at };
  }
  return null;
}

type Written = Omit<ProvidedVariable, "environment">;

function inMap(map: TerraformValue | null): readonly Written[] {
  if (map?.kind !== "object") return [];
  return [...map.entries].flatMap(([variable, value]): readonly Written[] => {
    const held = value.kind === "object" && value.entries.has("value") ? (value.entries.get("value") ?? value) : value;
    const isTold = isVariable(variable) && !isNull(held) && held.kind !== "object";
    return isTold ? [{ variable, value: held, at: held.at }] : [];
  });
}

/** The same, each where the program is given it. */
function inMapOf(settler: Settler, map: Value | null): readonly Written[] {
  if (map === null) return [];
  return inMap(settler.settle(map)).map((one) => {
    const entry = map.kind === "object" ? map.entries.get(one.variable) : undefined;
    return entry ? { ...one, at: place(entry.module, entry.expression.span) } : one;
  });
}

function inList(list: TerraformValue | null): readonly Written[] {
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item): readonly Written[] => {
    const name = valuesAt(item, ["name"]).flatMap((one) => textOf(one) ?? [])[0] ?? "";
    const [value] = valuesAt(item, ["value"]);
    return isVariable(name) && value && !isNull(value) ? [{ variable: name, value, at: value.at }] : [];
  });
}

/** What stands there is the name that a secret has in its store. */
function secretsIn(list: TerraformValue | null, deployment: Deployment): readonly Written[] {
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item): readonly Written[] => {
    const name = valuesAt(item, ["name"]).flatMap((one) => textOf(one) ?? [])[0] ?? "";
    const [from] = valuesAt(item, ["valueFrom"]);
    if (!isVariable(name) || !from || isNull(from)) return [];
    const value = keptIn("aws", from, deployment);
    return [{ variable: name, value, at: value.at }];
  });
}

function inContainers(containers: TerraformValue | null, deployment: Deployment): readonly Written[] {
  const listed = (key: string): TerraformValue | null => {
    const items = valuesAt(containers ?? undefined, [key]);
    const [first] = items;
    return first ? { kind: "list", items, at: first.at } : null;
  };
  return [...inList(listed("environment")), ...secretsIn(listed("secrets"), deployment)];
}

function inPair(settler: Settler, call: AppliedValue, [named, told]: NonNullable<Program["pair"]>): readonly Written[] {
  const variable = textOf(settler.argument(call, [named]) ?? undefined);
  const value = settler.argument(call, [told]);
  return variable !== null && isVariable(variable) && value && !isNull(value)
    ? [{ variable, value, at: value.at }]
    : [];
}

/** What a program reads of a resource that it is linked to. */
const linkedAttributes = [
  "value",
  "name",
  "url",
  "host",
  "port",
  "username",
  "password",
  "database",
  "arn",
  "endpoint",
];

function linkedTo(settler: Settler, links: Value | null, context: LinkContext): readonly Written[] {
  if (links?.kind !== "array") return [];
  return links.elements.flatMap((thunk): readonly Written[] => {
    const value = context.evaluator.force(thunk);
    const resource = settler.settle(value);
    const id = value.kind === "applied" ? textOf(settler.argument(value, [{ index: 0, path: [] }]) ?? undefined) : null;
    if (id === null || resource.kind !== "object") return [];
    return linkedAttributes.flatMap((attribute) => {
      const held = resource.entries.get(attribute);
      return held ? [{ variable: linkedName(id, attribute), value: held, at: value.at }] : [];
    });
  });
}

/** What a Worker is bound to, as its own configuration file would say it. */
function platformFacts(
  context: LinkContext,
  settler: Settler,
  bindings: Value,
  { path, value, view }: { readonly path: string; readonly value: AppliedValue; readonly view: EnvironmentView },
): readonly Located<BindingsFact>[] {
  if (bindings.kind !== "object") return [];
  const entries = [...bindings.entries].flatMap(([name, thunk]): readonly BindingEntry[] => {
    const entry = platformEntry(settler, name, context.evaluator.force(thunk));
    return entry ? [entry] : [];
  });
  if (entries.length === 0) return [];
  return [
    {
      kind: "bindings",
      source: "wrangler",
      path,
      environment: view.name,
      service: null,
      layer: "whole",
      entries,
      includes: [],
      hints: [],
      // A span of its own: units are told apart by it.
      span: { ...value.at.span },
    },
  ];
}
