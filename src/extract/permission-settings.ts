import { autoApproveKeys, bypassMode, commandTools, fileTools, wholeTool } from "../catalog/coding-agents.ts";
import type { PermissionSettingFact } from "../model/agent-facts.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isFalse,
  isTrue,
  itemsOf,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";

/** Agents ask before they act, unless their committed settings say that nobody is asked. */
export function permissionSettings(root: ConfigNode | null, client: string): readonly PermissionSettingFact[] {
  if (client === "claude") return claudeSettings(root);
  return client === "codex" ? codexSettings(root) : [];
}

function claudeSettings(root: ConfigNode | null): readonly PermissionSettingFact[] {
  const permissions = valueAt(root, "permissions");
  const mode = saying(permissions, "defaultMode", bypassMode);
  const everything = mode
    ? [fact("everything", `permissions.defaultMode: "${bypassMode}"`, mode, heldBy(root, "Bash"))]
    : [];
  const kept = new Set(["deny", "ask"].flatMap((list) => textsOf(valueAt(permissions, list)).map(wholeTool)));
  const allow = itemsOf(valueAt(permissions, "allow")).flatMap((item): readonly PermissionSettingFact[] => {
    const rule = textOf(item);
    const tool = rule === null ? null : wholeTool(rule);
    if (rule === null || tool === null || kept.has(tool)) return [];
    const waives = commandTools.has(tool) ? "commands" : fileTools.has(tool) ? "files" : null;
    if (waives === null) return [];
    return [
      {
        kind: "permission-setting",
        agent: "Claude Code",
        setting: `permissions.allow: "${rule}"`,
        waives,
        tools: [],
        heldBy: heldBy(root, tool),
        span: item.span,
      },
    ];
  });
  return [...everything, ...allow];
}

/** A sandbox for commands, or a hook before the calls: what its command decides is not in the settings. */
function heldBy(root: ConfigNode | null, tool: string): PermissionSettingFact["heldBy"] {
  const sandbox = entryOf(root, "sandbox");
  const enabled = entryOf(sandbox?.value, "enabled");
  const isOpen = isTrue(valueAt(sandbox?.value, "allowUnsandboxedCommands"));
  if (enabled && isTrue(enabled.value) && !isOpen) return { what: "sandbox", span: entrySpan(enabled) };
  const before = entryOf(valueAt(root, "hooks"), "PreToolUse");
  const covering = itemsOf(before?.value).find((one) => {
    const matcher = textOf(valueAt(one, "matcher")) ?? "";
    return matcher === "" || matcher === "*" || matcher.split("|").includes(tool) || !/^[\w|]+$/.test(matcher);
  });
  return before && covering ? { what: "hook", span: covering.span } : null;
}

function codexSettings(root: ConfigNode | null): readonly PermissionSettingFact[] {
  const policy = saying(root, "approval_policy", "never");
  if (!policy || !saying(root, "sandbox_mode", "danger-full-access")) return [];
  const setting = 'approval_policy = "never" with sandbox_mode = "danger-full-access"';
  return [{ ...fact("everything", setting, policy, null), agent: "Codex" }];
}

/** `alwaysAllow`, `autoApprove`: the tools of a server that its client calls without asking. */
export function approvedTools(server: ConfigEntry, client: string): readonly PermissionSettingFact[] {
  const known = autoApproveKeys[client];
  const off = entryOf(server.value, "disabled");
  if (!known || (off && !isFalse(off.value))) return [];
  return known.keys.flatMap((key): readonly PermissionSettingFact[] => {
    const entry = entriesOf(server.value).find((one) => one.key === key);
    const tools = textsOf(entry?.value);
    if (!entry || tools.length === 0) return [];
    const setting = `${key} for ${server.key}`;
    return [{ ...fact("server-tools", setting, entry, null), agent: known.agent, tools }];
  });
}

function saying(node: ConfigNode | null | undefined, key: string, value: string): ConfigEntry | undefined {
  const entry = entryOf(node, key);
  return entry && textOf(entry.value) === value ? entry : undefined;
}

function fact(
  waives: PermissionSettingFact["waives"],
  setting: string,
  entry: ConfigEntry,
  held: PermissionSettingFact["heldBy"],
): PermissionSettingFact {
  const span = entrySpan(entry);
  return { kind: "permission-setting", agent: "Claude Code", setting, waives, tools: [], heldBy: held, span };
}
