import { kindOfToolName } from "../../catalog/verbs.ts";
import type { PermissionSettingFact } from "../../model/agent-facts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { WaivedApproval } from "../../model/waived-approval.ts";
import { isWrite } from "../tools/effects.ts";
import type { LinkedTool } from "../tools/tools.ts";

/** What settings that are committed allow in advance, for everybody who opens the repository. */
export function committedApprovals(
  facts: readonly Located<Fact>[],
  tools: readonly LinkedTool[],
): readonly WaivedApproval[] {
  return facts.flatMap((fact): readonly WaivedApproval[] => {
    if (fact.kind !== "permission-setting") return [];
    const { agent, setting, path, span, heldBy } = fact;
    const common = {
      agent,
      setting,
      where: "settings",
      of: path,
      at: { path, span },
      always: true,
      secrets: [],
      heldBy: heldBy && { what: heldBy.what, at: { path, span: heldBy.span } },
    } as const;
    if (fact.waives !== "server-tools") return [{ ...common, waives: fact.waives, tools: [] }];
    return serverTools(fact, tools).map((found) => ({ ...common, ...found }));
  });
}

/** Tools of the repository's own servers are known by what they do, all others by their names alone. */
function serverTools(
  { tools: names }: PermissionSettingFact,
  tools: readonly LinkedTool[],
): readonly Pick<WaivedApproval, "waives" | "tools">[] {
  if (names.includes("*")) return [{ waives: "server-tools", tools: [] }];
  const own = new Map(tools.map((tool) => [tool.tool.name, tool]));
  const writes = names.filter((name) => own.get(name)?.effects.some(({ kind }) => isWrite(kind)));
  const named = names.filter((name) => !own.has(name) && kindOfToolName(name) === "external-write");
  return [
    ...(writes.length > 0 ? [{ waives: "own-writes", tools: writes } as const] : []),
    ...(named.length > 0 ? [{ waives: "server-tools", tools: named } as const] : []),
  ];
}
