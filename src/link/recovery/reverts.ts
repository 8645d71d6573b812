import { revertCommands } from "../../catalog/reverts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import { comparePlaces, type Place } from "../../model/location.ts";
import type { RevertCommand } from "../../model/recovery.ts";
import type { Job } from "../ci/job.ts";

const longest = 2_000;

/** The commands of workflows, package scripts, task files and shell scripts that put an earlier release back. */
export function revertsOf(facts: readonly Located<Fact>[], jobs: readonly Job[]): readonly RevertCommand[] {
  const lines: { readonly text: string; readonly at: Place }[] = jobs.flatMap(({ commands }) =>
    commands.map(({ text, at }) => ({ text, at })),
  );
  for (const fact of facts) {
    if (fact.kind !== "package" && fact.kind !== "scripts") continue;
    for (const { command, span } of fact.scripts) lines.push({ text: command, at: { path: fact.path, span } });
  }
  const found = new Map<string, RevertCommand>();
  for (const { text, at } of lines) {
    for (const line of text.split("\n").filter((one) => !/^\s*(?:#|echo\b)/.test(one))) {
      const known = revertCommands.find(({ command }) => command.test(line.slice(0, longest)));
      const key = `${at.path}:${at.span.startLine}:${known?.tool}`;
      if (known && !found.has(key)) found.set(key, { tool: known.tool, text: line.trim().slice(0, 120), at });
    }
  }
  return [...found.values()].sort((a, b) => comparePlaces(a.at, b.at));
}
