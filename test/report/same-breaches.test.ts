import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { audit } from "../../src/audit.ts";
import type { Report } from "../../src/model/report.ts";
import { formats } from "../../src/report/formats.ts";
import { type Page, plain } from "../../src/report/terminal/page.ts";
import { fixturesFolder } from "../harness/fixture.ts";
import { flowchartOf } from "../harness/mermaid.ts";

const page: Page = { color: plain, width: 80, detail: "normal", moment: "2026-11-27T12:00:00Z" };
const stacks = ["stacks", "demo"].flatMap((folder) =>
  readdirSync(join(fixturesFolder, folder)).map((name) => `${folder}/${name}`),
);

it.each(stacks)("HTML and Markdown show the same breaches of %s", async (name) => {
  const report = audit(join(fixturesFolder, name, "repo"), { controls: ["sandbox-separation"], rethrow: true });
  expect(await inMarkdown(report)).toEqual(inHtml(report));
});

/** `staging | production: 1`, once for each thing and finding that goes through, by the table below the picture. */
function inHtml(report: Report): string[] {
  const [, table = ""] = /<table class="scene">([\s\S]*?)<\/table>/.exec(formats.html(report)) ?? [];
  const lines = [...table.matchAll(/<li>([^<]*): <a href="#[^"]*">breach, signal (\d)<\/a>/g)];
  return sorted(lines.map(([, sides, signal]) => `${sides}: ${signal}`));
}

async function inMarkdown(report: Report): Promise<string[]> {
  const [, graph] = /```mermaid\n([\s\S]*?)\n```/.exec(formats.markdown(report, page)) ?? [];
  if (graph === undefined) return [];
  const { groups, links } = await flowchartOf(graph);
  const sideOf = (id: string) => groups.find(({ nodes }) => nodes.includes(id))?.title;
  const signals = new Map(
    report.controls.flatMap(({ checks }) => checks.map(({ id, signal }) => [id.replace(/^.*\//, ""), signal])),
  );
  return sorted(
    links.flatMap(({ from, to, label }) =>
      label.split(", ").map((check) => `${sideOf(from)} | ${sideOf(to)}: ${signals.get(check)}`),
    ),
  );
}

/** A table tells of a breach in the row of either end, a graph once: what is compared is which there are. */
function sorted(lines: readonly string[]): string[] {
  return [...new Set(lines)].sort();
}
