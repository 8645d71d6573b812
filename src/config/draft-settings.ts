import { stringify } from "yaml";
import type { Discoveries } from "./discoveries.ts";

/** A new `bulkhead.config.yaml` of what was discovered. As it is written it changes no verdict. */
export function draftSettings(found: Discoveries): string {
  return `${[head, environments(found), endpoints(found), functions(found), publicKeys(found), rest]
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

const head = [
  "# What Bulkhead cannot tell from the repository alone. Its keys are described in docs/configuration.md.",
  "# Everything here was discovered, so nothing changes until it is edited. Every report names this file.",
];

function environments({ environments: list }: Discoveries): string[] {
  const told = list.filter((one) => one.class !== "other");
  const open = list.filter((one) => one.class === "other");
  return [
    "# Environments and their classes: production, staging, preview, development, test, ci or other.",
    "# An environment that goes by several names takes them as aliases; globs are allowed.",
    ...block(
      "environments",
      "{}",
      told.map((one) => `${key(one.name)}: { class: ${one.class} }${seen(one.seen)}`),
      open.map((one) => `${one.name}: { class: production }${seen(one.seen)}, what is it?`),
    ),
  ];
}

function endpoints({ endpoints: list, sharedHosts }: Discoveries): string[] {
  return [
    "# The environment that a host belongs to, by host or glob. Written down is where each one is configured today:",
    "# where staging is configured with a host of production, say so here.",
    ...block(
      "endpoints",
      "{}",
      list.map((one) => `${key(one.host)}: ${one.environment}${seen(one.seen)}`),
      sharedHosts.map((one) => `${key(one.host)}: production # named in ${one.environments.join(", ")}`),
    ),
  ];
}

function functions({ gates, audit }: Discoveries): string[] {
  const candidates = (list: Discoveries["gates"]) => list.map((one) => `- ${one.name}${seen(one.seen)}`);
  const within = [
    ...block("gates", "[]", [], candidates(gates)),
    ...block("audit", "[]", [], candidates(audit)),
    ...block("tools", "[]", [], []),
  ];
  return [
    "# Functions of your own, as `name`, `package#name` or `src/**/*.ts#name`. A gate is one that compares the",
    "# credential's environment with the target's; whether it stands before every call and is obeyed is still judged.",
    "# Listed are checks and records that were seen.",
    "functions:",
    ...within.map((line) => `  ${line}`),
  ];
}

function publicKeys({ publicKeys: list }: Discoveries): string[] {
  return [
    "# Variables whose value is known to everyone: one value in two environments is not shared.",
    ...block(
      "publicKeys",
      "[]",
      list.map((one) => `- ${one.name}${seen(one.seen)}`),
      [],
    ),
  ];
}

const rest = [
  "# Files and folders that are left out of the audit; each is listed as not inspected.",
  "ignore: []",
  "",
  "# Findings that are lived with. They are still counted, and no longer fail the build.",
  "# - check: shared-context-store",
  "#   path: src/retrieval/**",
  "#   reason: one index until the migration",
  "#   owner: platform",
  "#   expires: 2027-01-31",
  "suppressions: []",
];

/** A key with its entries, and those that only wait to be taken in as comments: such a key has no value yet. */
function block(name: string, empty: string, entries: readonly string[], waiting: readonly string[]): string[] {
  if (entries.length + waiting.length === 0) return [`${name}: ${empty}`];
  return [`${name}:`, ...entries.map((entry) => `  ${entry}`), ...waiting.map((entry) => `  # ${entry}`)];
}

function key(text: string): string {
  return stringify(text).trim();
}

function seen(at: string): string {
  return at === "" ? "" : ` # ${clean(at)}`;
}

/** A comment ends with its line, whatever a path of the audited repository holds. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get into the file.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "?");
}
