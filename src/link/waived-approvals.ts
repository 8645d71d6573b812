import { modelKeyVariables } from "../catalog/ci-actions.ts";
import { bypassMode, codingAgents } from "../catalog/coding-agents.ts";
import { isHeldSecret } from "../model/bound-value.ts";
import type { Fact, Located } from "../model/facts.ts";
import { comparePlaces, type Place } from "../model/location.ts";
import type { WaivedApproval } from "../model/waived-approval.ts";
import type { Command, Job } from "./ci/job.ts";
import type { LinkContext } from "./context.ts";
import { isEmpty, literalsOf } from "./program/evaluate.ts";
import { claudeCalls, claudePackages } from "./tools/hosts/claude.ts";
import { givenAt, memberOf, optionsOf } from "./tools/hosts/host.ts";

/** Every setting by which an agent asks nobody: in code that is deployed, in jobs of CI, in settings that are committed. */
export function waivedApprovals(
  context: LinkContext,
  facts: readonly Located<Fact>[],
  jobs: readonly Job[],
): readonly WaivedApproval[] {
  return [...inCode(context), ...jobs.flatMap(inJob), ...inSettings(facts)].sort((a, b) => comparePlaces(a.at, b.at));
}

function inCode(context: LinkContext): readonly WaivedApproval[] {
  return optionsOf(context, claudeCalls, claudePackages).flatMap(({ options, made }): readonly WaivedApproval[] => {
    const mode = memberOf(context, options, "permissionMode");
    const modes = literalsOf(mode);
    if (modes.length !== 1 || modes[0] !== bypassMode) return [];
    const sandbox = memberOf(context, options, "sandbox");
    const { path } = made.at;
    return [
      {
        agent: "Claude Agent SDK",
        setting: `permissionMode: "${bypassMode}"`,
        where: "code",
        of: context.serviceName(context.homesOf(path)[0] ?? context.packageOf(path)),
        at: givenAt(options, "permissionMode", mode),
        secrets: [],
        sandboxedAt: isEmpty(sandbox) ? null : givenAt(options, "sandbox", sandbox),
      },
    ];
  });
}

function inJob(job: Job): readonly WaivedApproval[] {
  return job.commands.flatMap((command): readonly WaivedApproval[] => {
    const found = waiverIn(command);
    if (!found) return [];
    const secrets = job.variables
      .filter(({ variable, value }) => isHeldSecret(value) && !modelKeyVariables.has(variable))
      .map(({ variable, at }): { readonly name: string; readonly at: Place } => ({ name: variable, at }));
    const of = `${job.workflow} / ${job.id}`;
    return [{ ...found, where: "ci", of, at: command.at, secrets, sandboxedAt: null }];
  });
}

function waiverIn({ program: { runner, args } }: Command): Pick<WaivedApproval, "agent" | "setting"> | null {
  const name = runner.replace(/(?<=.)@[^@/]*$/, "");
  const agent = codingAgents.find(({ commands }) => commands.includes(name));
  const setting = agent?.waivers.find((waiver) => {
    const [option = "", value] = waiver.split(" ");
    return value === undefined
      ? args.includes(option)
      : args.includes(`${option}=${value}`) || args.some((arg, i) => arg === option && args[i + 1] === value);
  });
  return agent && setting ? { agent: agent.name, setting } : null;
}

function inSettings(facts: readonly Located<Fact>[]): readonly WaivedApproval[] {
  return facts.flatMap((fact): readonly WaivedApproval[] =>
    fact.kind === "permission-setting"
      ? [
          {
            agent: fact.agent,
            setting: fact.setting,
            where: "settings",
            of: fact.path,
            at: { path: fact.path, span: fact.span },
            secrets: [],
            sandboxedAt: null,
          },
        ]
      : [],
  );
}
