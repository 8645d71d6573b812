import { kindOfToolName } from "../../catalog/verbs.ts";
import type { KeptApproval, WaivedApproval } from "../../model/waived-approval.ts";
import type { LinkContext } from "../context.ts";
import { isEmpty, literalsOf } from "../program/evaluate.ts";
import type { Value } from "../program/value.ts";
import { givenAt, memberOf, optionsOf, textsIn } from "../tools/hosts/host.ts";
import type { Approvals } from "./approvals.ts";

const packages = ["@openai/agents", "@openai/agents-core"];
const agent = "OpenAI Agents SDK";

/**
 * Servers whose tools the model's vendor calls by itself: without `requireApproval` it asks for none of them (read in
 * @openai/agents-core 0.20.0). What the tools do is not in the repository.
 */
export function hostedApprovals(context: LinkContext): Approvals {
  const waived: WaivedApproval[] = [];
  const kept: KeptApproval[] = [];
  for (const { options, made } of optionsOf(context, ["hostedMcpTool"], packages)) {
    const { path } = made.at;
    const of = context.serviceName(context.homesOf(path)[0] ?? context.packageOf(path));
    const [label] = literalsOf(memberOf(context, options, "serverLabel"));
    const rule = memberOf(context, options, "requireApproval");
    const at = isEmpty(rule) ? made.at : givenAt(options, "requireApproval", rule);
    const free = calledFreely(context, options, rule);
    if (free === null) continue;
    if (free.state === "asked") kept.push({ agent, of, says: free.says, at });
    else {
      const setting = `${free.says} for ${label ?? "a hosted server"}`;
      const { tools } = free;
      waived.push({
        ...{ agent, setting, where: "code", of, at, tools, secrets: [], heldBy: null },
        ...{ waives: "server-tools", always: true },
      });
    }
  }
  return { waived, kept };
}

type Free =
  | { readonly state: "asked"; readonly says: string }
  | { readonly state: "free"; readonly says: string; readonly tools: readonly string[] };

/** What is called without asking; null where it only reads by its names, and where the rule is not known. */
function calledFreely(context: LinkContext, options: Value, rule: Value): Free | null {
  const offered = textsIn(context, memberOf(context, options, "allowedTools"));
  if (isEmpty(rule)) return freely("no requireApproval", offered);
  const words = literalsOf(rule);
  if (words.length === 1 && words[0] === "always") return { state: "asked", says: 'requireApproval: "always"' };
  if (words.includes("never")) return freely('requireApproval: "never"', offered);
  if (rule.kind !== "object") return null;
  const never = namesIn(context, memberOf(context, rule, "never"));
  const free = freely("requireApproval.never", never);
  return never.length > 0 && free ? free : { state: "asked", says: "requireApproval by name" };
}

function namesIn(context: LinkContext, list: Value): readonly string[] {
  return textsIn(context, list.kind === "array" ? list : memberOf(context, list, "toolNames"));
}

function freely(says: string, tools: readonly string[]): Free | null {
  const acting = tools.filter((name) => kindOfToolName(name) !== "external-read");
  return tools.length > 0 && acting.length === 0 ? null : { state: "free", says, tools: acting };
}
