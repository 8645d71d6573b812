import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bulkhead } from "./run.ts";

/** The pages whose commands are executed, relative to the project in `root`: README.md and docs/*.md. */
export function pages(root: string): string[] {
  const docs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  return ["README.md", ...docs.sort().map((name) => `docs/${name}`)];
}

/**
 * The text of a page with the output below every `$ npx agent-bulkhead …` of a console block, and the exit status in
 * the comment above it, as they are now. Where nothing has drifted it is the text itself.
 */
export async function regenerate(page: string, cwd: string): Promise<string> {
  const parts: string[] = [];
  let end = 0;
  for (const match of page.matchAll(consoleBlock)) {
    const [block, comment = "", , argv = ""] = match;
    const { status, out, err } = await bulkhead(argv.trim().split(/ +/), { cwd });
    const told = comment === "" ? "" : `<!-- exits ${status} -->\n`;
    const fence = fenceAround(`${out}${err}`);
    parts.push(
      page.slice(end, match.index),
      `${told}${fence}console\n$ npx agent-bulkhead${argv}\n${out}${err}${fence}\n`,
    );
    end = match.index + block.length;
  }
  return parts.join("") + page.slice(end);
}

const consoleBlock = /(<!-- exits \d+ -->\n)?(`{3,})console\n\$ npx agent-bulkhead([^\n]*)\n[\s\S]*?^\2\n/gm;

/** A fence that no fence of the text closes: output in Markdown has blocks of its own. */
function fenceAround(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`{3,}/gm)].map(([run]) => run.length));
  return "`".repeat(longest + 1);
}
