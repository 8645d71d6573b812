import { accountSettings, backendSettings } from "../../catalog/infrastructure/resources.ts";
import type { BoundValue } from "../../model/bound-value.ts";
import { classOf } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import { blockValue, valuesAt } from "./block-value.ts";
import type { CiRun } from "./ci-runs.ts";
import { contextIn, rootScope, type TerraformEvaluator } from "./evaluate.ts";
import { placeOf, settingOf } from "./modules.ts";
import { type Deployment, type TerraformValue, textOf } from "./value.ts";

/** What tells the account of a deployment: equal labels are one account. */
export interface Account {
  readonly label: string;
  readonly at: Place;
}

/** Whoever can tell the account that a provider of a deployment works in. */
export interface AccountTeller {
  of(deployment: Deployment, cloud: string, alias: string | null): Account | null;
}

/** One kind of evidence; `unclear` where there is some that is not known. */
type Evidence = Account | "unclear" | null;

interface Told {
  readonly provider: Evidence;
  readonly credentials: Account | null;
  readonly backend: Account | null;
}

/**
 * The accounts that deployments work in, as far as the repository tells them apart. Each is told by one kind of evidence for
 * all, since a role here and a bucket there cannot be compared: what providers say, what CI signs in with, or where the
 * state is kept. A state of its own in another bucket is another account; one bucket for all of them is one account.
 */
export class Accounts implements AccountTeller {
  readonly #evaluator: TerraformEvaluator;
  readonly #deployments: readonly Deployment[];
  readonly #told = new Map<string, ReadonlyMap<Deployment, Told>>();

  constructor(evaluator: TerraformEvaluator, deployments: readonly Deployment[]) {
    this.#evaluator = evaluator;
    this.#deployments = deployments;
  }

  /** The account that a provider (`aws`, or `aws.us`) works in; null if that is not known. */
  of(deployment: Deployment, cloud: string, alias: string | null): Account | null {
    const name = alias?.startsWith(`${cloud}.`) ? alias : cloud;
    const evidence = this.#evidence(name);
    const own = evidence.get(deployment);
    if (!own) return null;
    const all = new Map([...evidence].filter(([other]) => familyOf(other) === familyOf(deployment)));
    if (own.provider === "unclear") return this.#bySeparateStates(all, own);
    if (own.provider) return own.provider;
    const others = [...all.values()];
    if (others.some(({ provider }) => provider !== null)) return null;
    if (others.every(({ credentials }) => credentials !== null)) return own.credentials;
    return others.every(({ credentials }) => credentials === null) ? own.backend : this.#bySeparateStates(all, own);
  }

  /** Where something else decides that is not known, states in one place may still be in several accounts. */
  #bySeparateStates(all: ReadonlyMap<Deployment, Told>, { backend }: Told): Account | null {
    const alike = [...all.values()].filter((told) => told.backend?.label === backend?.label);
    return backend && alike.length === 1 ? backend : null;
  }

  #evidence(provider: string): ReadonlyMap<Deployment, Told> {
    const known = this.#told.get(provider);
    if (known) return known;
    const told = new Map(
      this.#deployments
        .filter(({ environment }) => environment !== null)
        .map((deployment) => [deployment, this.#toldBy(deployment, provider)] as const),
    );
    this.#told.set(provider, told);
    return told;
  }

  #toldBy(deployment: Deployment, provider: string): Told {
    const [cloud = ""] = provider.split(".");
    return {
      provider:
        this.#byProvider(deployment, provider) ?? (provider === cloud ? null : this.#byProvider(deployment, cloud)),
      credentials: credentialsOf(deployment.runs, cloud),
      backend: this.#byBackend(deployment),
    };
  }

  #byProvider(deployment: Deployment, provider: string): Evidence {
    const [cloud = "", alias = null] = provider.split(".");
    const scope = rootScope(deployment);
    let isUnclear = false;
    for (const placed of deployment.root.providers) {
      if (placed.block.labels[0]?.replace(/-beta$/, "") !== cloud) continue;
      const called = settingOf(placed.block, "alias")?.value;
      if ((called?.kind === "text" ? called.text : null) !== alias) continue;
      const whole = blockValue(this.#evaluator, placed, contextIn(scope, placed.path));
      for (const path of accountSettings[cloud] ?? []) {
        for (const value of valuesAt(whole, path)) {
          const known = textOf(value);
          if (known !== null && known !== "") return { label: accountIn(known), at: originOf(value, placeOf(placed)) };
          isUnclear ||= value.kind !== "scalar";
        }
      }
    }
    return isUnclear ? "unclear" : null;
  }

  /** Settings in the module, and those that stand outside it and are handed over at `init`. */
  #byBackend(deployment: Deployment): Account | null {
    const scope = rootScope(deployment);
    const written = deployment.root.backends.flatMap((placed) => {
      const whole = blockValue(this.#evaluator, placed, contextIn(scope, placed.path));
      return backendSettings.flatMap((name) => valuesAt(whole, [name]).map((value) => ({ name, value })));
    });
    const given = [...deployment.backend].flatMap(([name, input]) =>
      input.kind === "written" && backendSettings.includes(name)
        ? [{ name, value: this.#evaluator.evaluate(input.value, contextIn(scope, input.path)) }]
        : [],
    );
    const settings = [...written, ...given].flatMap(({ name, value }) => {
      const known = textOf(value);
      return known === null ? [] : [{ text: `${name} ${known}`, at: value.at }];
    });
    const [first] = settings;
    const kind = deployment.root.backends.flatMap(({ block }) => block.labels[0] ?? block.type)[0];
    if (!first) return null;
    const label = [...(kind === undefined ? [] : [kind]), ...settings.map(({ text }) => text)].join(", ");
    return { label: `state in ${label}`, at: first.at };
  }
}

/** The same infrastructure in each environment: one module with several states, or a folder for each. */
function familyOf({ state }: Deployment): string {
  return state
    .replace(/@.*$/, "")
    .split("/")
    .map((name) => (classOf(name) === "other" ? name : "*"))
    .join("/");
}

/** `arn:aws:iam::123456789012:role/deploy` is in account 123456789012. */
export function accountIn(text: string): string {
  const account = /^(?:arn:[\w-]+:iam::|\[")(\d{12})(?::|"\]$)/.exec(text)?.[1] ?? text;
  // A reference is told in three parts between colons.
  return `account ${account.replaceAll(":", "/")}`;
}

function originOf(value: TerraformValue, otherwise: Place): Place {
  return value.at.path === "" ? otherwise : value.at;
}

const signIn: Readonly<Record<string, RegExp>> = {
  aws: /^AWS_(?:ROLE_ARN|ACCESS_KEY_ID|ROLE_TO_ASSUME|ACCOUNT_ID|PROFILE)$/,
  google: /^GOOGLE_(?:CREDENTIALS|SERVICE_ACCOUNT|PROJECT|CLOUD_PROJECT|IMPERSONATE_SERVICE_ACCOUNT)$/,
  azurerm: /^(?:ARM|AZURE)_(?:SUBSCRIPTION_ID|CLIENT_ID|CREDENTIALS)$/,
  kubernetes: /^KUBE_?CONFIG(?:_DATA)?$/,
};

/** What the jobs that apply it sign in with. */
function credentialsOf(runs: readonly CiRun[], cloud: string): Account | null {
  for (const { variables } of runs) {
    const found = signedInAs(variables, cloud);
    if (found) return found;
  }
  return null;
}

/** The account of a cloud that a job with these variables signs in to. */
export function signedInAs(variables: CiRun["variables"], cloud: string): Account | null {
  const found = variables.find(({ variable }) => signIn[cloud]?.test(variable));
  const label = found ? labelOf(found.value) : null;
  return found && label !== null ? { label, at: found.at } : null;
}

function labelOf(value: BoundValue): string | null {
  if (value.kind === "reference") return `${value.name}${value.scope === null ? "" : ` of ${value.scope}`}`;
  return value.kind === "literal" && value.sealed.text ? accountIn(value.sealed.text) : null;
}
