import { modelKeyVariables } from "../../catalog/ci-actions.ts";
import { type CodingAgent, codingAgents, commandTools, wholeTool } from "../../catalog/coding-agents.ts";
import { isHeldSecret } from "../../model/bound-value.ts";
import type { Place } from "../../model/location.ts";
import type { WaivedApproval } from "../../model/waived-approval.ts";
import type { Command, Job } from "../ci/job.ts";

/** The coding agents that a job starts with nobody to ask. */
export function jobApprovals(job: Job): readonly WaivedApproval[] {
  return job.commands.flatMap((command): readonly WaivedApproval[] => {
    const found = waiverIn(command);
    if (!found) return [];
    const secrets = job.variables
      .filter(({ variable, value }) => isHeldSecret(value) && !modelKeyVariables.has(variable))
      .map(({ variable, at }): { readonly name: string; readonly at: Place } => ({ name: variable, at }));
    const of = `${job.workflow} / ${job.id}`;
    return [{ ...found, where: "ci", of, at: command.at, tools: [], always: true, secrets, heldBy: null }];
  });
}

function waiverIn({ program: { runner, args } }: Command): Pick<WaivedApproval, "agent" | "setting" | "waives"> | null {
  const name = runner.replace(/(?<=.)@[^@/]*$/, "");
  const agent = codingAgents.find(({ commands }) => commands.includes(name));
  if (!agent) return null;
  const setting = agent.waivers.find((waiver) => {
    const [option = "", value] = waiver.split(" ");
    return value === undefined
      ? args.includes(option)
      : args.includes(`${option}=${value}`) || args.some((arg, i) => arg === option && args[i + 1] === value);
  });
  if (setting) return { agent: agent.name, setting, waives: "everything" };
  const allowed = commandsAllowed(agent, args);
  return allowed === null ? null : { agent: agent.name, setting: allowed, waives: "commands" };
}

/** `--allowedTools "Read,Bash"`: every command of a shell, and not those that are named. */
function commandsAllowed({ lists }: CodingAgent, args: readonly string[]): string | null {
  if (!lists) return null;
  const whole = (options: readonly string[]): readonly string[] =>
    options.flatMap((option) => valuesOf(option, args)).filter((rule) => commandTools.has(wholeTool(rule) ?? ""));
  const [rule] = whole(lists.allow);
  const option = lists.allow.find((one) => valuesOf(one, args).length > 0);
  return rule === undefined || whole(lists.deny).length > 0 ? null : `${option} ${rule}`;
}

/** Lists of such an option are words of their own, or one word with commas and blanks: `Bash(git *)` is one entry. */
function valuesOf(option: string, args: readonly string[]): readonly string[] {
  return args.flatMap((arg, i): readonly string[] => {
    if (arg.startsWith(`${option}=`)) return entriesIn(arg.slice(option.length + 1));
    if (arg !== option) return [];
    const rest = args.slice(i + 1);
    const end = rest.findIndex((word) => word.startsWith("-"));
    return (end === -1 ? rest : rest.slice(0, end)).flatMap(entriesIn);
  });
}

function entriesIn(text: string): readonly string[] {
  return text.match(/[^\s,()]+(?:\([^)]*\))?/g) ?? [];
}
