import type { Fact, Located } from "../../model/facts.ts";
import type { Job } from "../ci/job.ts";
import type { ProvisionedAccount, ProvisionedProgram } from "../infrastructure/provisioned.ts";
import { Accounts } from "./accounts.ts";
import { Binder } from "./bound-values.ts";
import { ciRuns } from "./ci-runs.ts";
import { deploymentsOf } from "./deployments.ts";
import { TerraformEvaluator } from "./evaluate.ts";
import { readModules, terraformFiles } from "./modules.ts";
import { type Provided, providedBy } from "./provided.ts";
import { repeatedNames } from "./repeated-names.ts";
import type { Deployment } from "./value.ts";

const clouds = ["aws", "google", "azurerm"];

/** The programs that Terraform gives variables to, and the accounts that it works in. */
export function terraformPrograms(
  facts: readonly Located<Fact>[],
  jobs: readonly Job[],
): { readonly programs: readonly ProvisionedProgram[]; readonly accounts: readonly ProvisionedAccount[] } {
  const files = terraformFiles(facts);
  if (files.length === 0) return { programs: [], accounts: [] };
  const templates = files.flatMap(({ role, path, values }) => {
    const [content] = values;
    return role === "template" && content ? [[path, content.value] as const] : [];
  });
  const evaluator = new TerraformEvaluator(readModules(files), new Map(templates));
  const deployments = deploymentsOf(evaluator, files, ciRuns(jobs));
  const accounts = new Accounts(evaluator, deployments);
  const all = deployments.map((deployment) => providedBy(evaluator, deployment));
  const repeated = repeatedNames(all.flat());
  const programs = all.flatMap((provided) => {
    const environments = new Set(provided.flatMap(({ variables }) => variables.map(({ environment }) => environment)));
    const binder = new Binder(accounts, environments.size > 1, repeated);
    return provided.flatMap((program) => inEnvironments(program, binder));
  });
  return { programs, accounts: accountsOf(deployments, accounts) };
}

/** The variables of a program as it stands in each of its environments. */
export function inEnvironments(provided: Provided, binder: Binder): readonly ProvisionedProgram[] {
  const { deployment, address, names, images, code } = provided;
  const environments = [...new Set(provided.variables.map(({ environment }) => environment))];
  return environments.map((environment) => ({
    environment,
    address,
    declared: deployment.declared,
    clues: { directory: deployment.root.directory, names, images, code },
    variables: provided.variables
      .filter((one) => one.environment === environment)
      .map(({ variable, value, at: given }) => {
        const bound = binder.bind(value);
        const places = [bound.at, given, ...bound.via, deployment.declared];
        const [at = given, ...via] = places.filter((one, index) => places.indexOf(one) === index);
        return { variable, value: bound.value, at, via };
      }),
  }));
}

/** Deployments of one environment that work in different accounts leave it open which of them its code works in. */
function accountsOf(deployments: readonly Deployment[], accounts: Accounts): readonly ProvisionedAccount[] {
  return clouds.flatMap((cloud) => {
    const found = new Map<string, ProvisionedAccount | null>();
    for (const deployment of deployments) {
      const { environment } = deployment;
      const account = environment === null ? null : accounts.of(deployment, cloud, null);
      if (environment === null || !account) continue;
      const before = found.get(environment);
      const own = { environment, cloud, ...account };
      found.set(environment, before === undefined || before?.label === account.label ? own : null);
    }
    return [...found.values()].flatMap((one) => one ?? []);
  });
}
