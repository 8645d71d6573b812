import { bypassMode, ciVariables, commandTools, fileTools, wholeTool } from "../../catalog/coding-agents.ts";
import type { KeptApproval, WaivedApproval } from "../../model/waived-approval.ts";
import type { LinkContext } from "../context.ts";
import { isEmpty, literalsOf } from "../program/evaluate.ts";
import { flagOf } from "../program/flags.ts";
import { type Possibility, possibilitiesOf } from "../program/possibilities.ts";
import type { Value } from "../program/value.ts";
import { claudeCalls, claudePackages } from "../tools/hosts/claude.ts";
import { givenAt, memberOf, optionsOf, textsIn } from "../tools/hosts/host.ts";
import type { Approvals } from "./approvals.ts";
import { decidingHook } from "./deciding-hooks.ts";

const agent = "Claude Agent SDK";

/** What the agents of the Claude Agent SDK in deployed code are allowed before anybody asks. */
export function claudeApprovals(context: LinkContext): Approvals {
  const all = optionsOf(context, claudeCalls, claudePackages).map(({ options, made }) => {
    const { path } = made.at;
    const of = context.serviceName(context.homesOf(path)[0] ?? context.packageOf(path));
    const mode = modeOf(context, options);
    const waived = [...bypassed(context, options, of, mode), ...listed(context, options, of, mode)];
    return { waived, kept: waived.length === 0 ? keptBy(options, of, made, mode) : [] };
  });
  return { waived: all.flatMap(({ waived }) => waived), kept: all.flatMap(({ kept }) => kept) };
}

/** The modes that an agent can be run in; null where one of them cannot be told. */
interface Mode {
  readonly value: Value;
  readonly ways: readonly Possibility[];
  readonly names: readonly string[] | null;
}

function modeOf(context: LinkContext, options: Value): Mode {
  const value = memberOf(context, options, "permissionMode");
  const ways = possibilitiesOf(context.evaluator, value);
  const names = ways.map((way) => (isEmpty(way.value) ? ["default"] : literalsOf(way.value)));
  return { value, ways, names: names.every((list) => list.length > 0) ? [...new Set(names.flat())] : null };
}

function bypassed(context: LinkContext, options: Value, of: string, { value, ways }: Mode): readonly WaivedApproval[] {
  const way = ways.find((one) => literalsOf(one.value).includes(bypassMode));
  if (!way) return [];
  const ci = way.when
    .flatMap(({ thunk }) => flagOf(context.evaluator.force(thunk)) ?? [])
    .find((v) => ciVariables.has(v));
  const setting = `permissionMode: "${bypassMode}"`;
  return [
    {
      ...common,
      of,
      setting: ci === undefined ? setting : `${setting} wherever ${ci} is set`,
      // Where it is one of several ways, the line that says so is that of the way.
      at: ways.length > 1 ? way.value.at : givenAt(options, "permissionMode", value),
      waives: "everything",
      always: ways.length === 1 || ci !== undefined,
      heldBy: heldBy(context, options, "Bash"),
    },
  ];
}

const common = { agent, where: "code", tools: [], secrets: [] } as const;

/** `allowedTools: ["Bash"]`: it asks neither a person nor `canUseTool` for what is on the list. */
function listed(context: LinkContext, options: Value, of: string, { names }: Mode): readonly WaivedApproval[] {
  // Bypassed it is told of as a whole already, and while it plans it does nothing.
  if (names?.includes(bypassMode) || (names?.length === 1 && names[0] === "plan")) return [];
  const list = memberOf(context, options, "allowedTools");
  const denied = new Set(textsIn(context, memberOf(context, options, "disallowedTools")).map(wholeTool));
  const offered = memberOf(context, options, "tools");
  const isOffered = (tool: string): boolean =>
    offered.kind !== "array" || offered.open || textsIn(context, offered).includes(tool);
  const elements = list.kind === "array" ? list.elements.map((t) => context.evaluator.force(t)) : [];
  return elements.flatMap((element): readonly WaivedApproval[] => {
    const [rule, ...more] = literalsOf(element);
    const tool = rule === undefined || more.length > 0 ? null : wholeTool(rule);
    if (rule === undefined || tool === null || denied.has(tool) || !isOffered(tool)) return [];
    const waives = commandTools.has(tool) ? "commands" : fileTools.has(tool) ? "files" : null;
    if (waives === null) return [];
    const held = heldBy(context, options, tool);
    // A sandbox is what a shell without questions is meant for, and a hook is asked in place of a person.
    if (held) return [];
    return [{ ...common, of, setting: `allowedTools: "${rule}"`, at: element.at, waives, always: true, heldBy: null }];
  });
}

function heldBy(context: LinkContext, options: Value, tool: string): WaivedApproval["heldBy"] {
  const sandbox = memberOf(context, options, "sandbox");
  const isOn = possibilitiesOf(context.evaluator, sandbox).some(({ value }) => {
    const enabled = memberOf(context, value, "enabled");
    return !isEmpty(value) && !(enabled.kind === "literal" && enabled.value === false);
  });
  if (isOn) return { what: "sandbox", at: givenAt(options, "sandbox", sandbox) };
  const before = possibilitiesOf(context.evaluator, memberOf(context, options, "hooks", "PreToolUse"));
  const [hook] = before.flatMap(({ value }) => decidingHook(context, value, tool) ?? []);
  return hook ? { what: "hook", at: hook } : null;
}

function keptBy(options: Value, of: string, made: Value, { value, names }: Mode): readonly KeptApproval[] {
  if (names === null) return [];
  const says = isEmpty(value) ? "no permissionMode, so that it asks" : `permissionMode: ${names.join(" or ")}`;
  return [{ agent, of, says, at: isEmpty(value) ? made.at : givenAt(options, "permissionMode", value) }];
}
