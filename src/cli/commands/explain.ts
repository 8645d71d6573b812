import { existsSync, readFileSync } from "node:fs";
import type { Command } from "commander";
import { findCheck } from "../../model/find-check.ts";
import type { Check, Control } from "../../model/rule.ts";
import { labelled, paragraph } from "../../report/terminal/page.ts";
import { helpPage as page } from "../help-page.ts";
import type { Io } from "../io.ts";

export function addExplainCommand(program: Command, io: Io): Command {
  return program
    .command("explain")
    .description("explain a control, or what a check looks for and how to fix what it finds")
    .argument("<id>", "a control or a check, as bulkhead list prints them")
    .action(async (id: string) => {
      const { controls } = await import("../../../rules/index.ts");
      const control = controls.find(({ slug }) => slug === id);
      io.out(`${control ? explainControl(control) : explainCheck(findCheck(controls, id))}\n`);
    });
}

function explainControl({ slug, number, title, question, checks }: Control): string {
  const written = new URL(`../../../rules/${slug}/${slug}.md`, import.meta.url);
  if (existsSync(written)) return readFileSync(written, "utf8").trimEnd();
  return [`${title} (control ${number})`, question, ...checks.map(({ id, asks }) => `${id}\n  ${asks}`)].join("\n\n");
}

function explainCheck({ id, asks, faults }: Check): string {
  const explained = Object.entries(faults).map(([fault, { says, because, fix }]) => [
    `  ${fault}`,
    ...labelled(page, "What", page.color.bold, says, 4),
    ...labelled(page, "Why ", page.color.bold, because, 4),
    ...labelled(page, "Fix ", page.color.bold, fix, 4),
  ]);
  return [[id, ...paragraph(page, asks, 2)], ...explained].map((lines) => lines.join("\n")).join("\n\n");
}
