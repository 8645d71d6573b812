import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { fail, unknown } from "../../src/model/rule.ts";
import { escaped, escapedShort } from "../../src/report/markdown/escape.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { neutralise } from "../../src/report/neutralise.ts";
import { type Page, plain } from "../../src/report/terminal/page.ts";
import { decidedReport, hostileName } from "../harness/decided-report.ts";
import { fullStack } from "../harness/full-stack.ts";
import { checkOf, findingOf, location, reportOf, stackOf } from "../harness/report.ts";
import { sampleReport } from "../harness/sample-report.ts";

const page: Page = { color: plain, width: 80, detail: "normal" };
const print = (report: Report, more: Partial<Page> = {}) => markdownReport(report, { ...page, ...more });

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

/** The document as GitHub's dialect of Markdown has it. */
function nodesIn(markdown: string): Node[] {
  const root: Node = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const all = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(all)];
  return all(root);
}

/** What a reader sees of it, without the breaks that show nothing. */
function shownText(markdown: string): string {
  return nodesIn(markdown)
    .flatMap(({ value }) => value ?? [])
    .join("")
    .replaceAll("\u200b", "");
}

describe("escaped text", () => {
  it.each([
    hostileName,
    "PINECONE_API_KEY and __init__ and snake_case_",
    "- item",
    "# heading",
    "1. one",
    "2) two",
    "=== rule",
    "+ plus",
    "a | b \\| c",
    "`a` ``b``",
    "<!-- comment -->",
    "&amp; &#60;script&#62;",
    "[a]: https://evil.example",
    "~~gone~~ **bold** $math$",
  ])("reads as what it is: %j", (text) => {
    expect(shownText(escaped(text))).toBe(
      neutralise(text)
        .trim()
        .replace(/ +/g, (spaces) => spaces),
    );
    const types = new Set(nodesIn(escaped(text)).map(({ type }) => type));
    expect([...types].sort()).toEqual(["paragraph", "root", "text"]);
  });

  it.each([
    "@octocat",
    "#12",
    "acme/repo#12",
    "GH-12",
    "https://evil.example",
    "www.evil.example",
    ":smile:",
    "a@b.example",
  ])("is no reference either: %s", (text) => {
    const [shown = ""] = nodesIn(escaped(text)).flatMap(({ value }) => value ?? []);
    expect(shown).toContain("\u200b");
    expect(shown.replaceAll("\u200b", "")).toBe(text);
  });

  it("is cut where it is too long, and says so", () => {
    expect(escapedShort("abcdef", 3)).toBe("abc…");
    expect(escapedShort("abc", 3)).toBe("abc");
  });
});

describe.each(
  Object.entries({ "with decisions": decidedReport(), "of a hostile repository": decidedReport(hostileName) }),
)("a report %s", (_, report) => {
  const text = print(report, { detail: "verbose" });
  const nodes = nodesIn(text);

  it("holds no HTML but its own, no image, and links to its own files only", () => {
    const own = /^(<details>\n<summary>\d+ [a-z ]+<\/summary>|<\/details>|<br>)$/;
    expect(nodes.filter(({ type, value = "" }) => type === "html" && !own.test(value))).toEqual([]);
    expect(nodes.filter(({ type }) => type.startsWith("image") || type === "definition")).toEqual([]);
    for (const { url } of nodes.filter(({ type }) => type === "link")) expect(url).toMatch(/^[\w\-.~%/]+(#L\d+)?$/);
  });

  it("has the same shape whatever the names are", () => {
    const shape = (one: Report) =>
      nodesIn(print(one))
        .map(({ type }) => type)
        .filter((type) => type !== "text");
    expect(shape(report)).toEqual(shape(decidedReport()));
  });

  it("mentions nobody and steers nobody", () => {
    const shown = nodes
      .filter(({ type }) => type === "text")
      .map(({ value = "" }) => value)
      .join("\n");
    expect(shown).not.toMatch(/@[A-Za-z]|(?<!&)#\d|https?:\/\/|www\./);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
  });
});

it("folds the open questions and lists suppressed findings apart, with who decided it", () => {
  const text = print(decidedReport());
  expect(text).toContain("<summary>2 open questions</summary>");
  expect(text).toContain("### 1 finding\n");
  expect(text).toContain("### 3 suppressed findings");
  expect(text).toContain(
    "  suppressed by config: support-agent is retired (support-agent team; until 2027-01-31) (written at [bulkhead.config.support-agent.yaml:4](bulkhead.config.support-agent.yaml#L4))",
  );
  expect(text).toContain("| 2 | accepted | ✗ fail, suppressed |");
  expect(text).toContain("| 3 | attested | ? unknown, attested |");
});

it("is the tables alone where it shall be quiet", () => {
  const text = print(decidedReport(), { detail: "quiet" });
  expect(text).toContain("### The five signals");
  expect(text).not.toContain("### 1 finding");
});

it("says that nothing was audited where nothing was found", () => {
  const text = print(reportOf({ stack: stackOf({ agentEvidence: [] }) }));
  expect(text).toContain("**No agent stack was found** in 12 files: nothing was audited.");
});

describe("a report too long for a comment", () => {
  const many = (count: number) =>
    checkOf({
      id: "sandbox-separation/many",
      judge: () =>
        fail(
          Array.from({ length: count }, (_, index) =>
            findingOf({
              subject: `KEY_${index}`,
              data: { name: `KEY_${index} ${"ü".repeat(50)}` },
              at: location(`packages/${index}/.env`, 1, "use"),
            }),
          ),
        ),
    });
  const open = checkOf({ id: "sandbox-separation/open", judge: () => unknown("Not told.", "Which one? ".repeat(500)) });
  const report = sampleReport([many(2000), open]);

  it("fits, keeps the tables and the end of every section, and says what it leaves out", () => {
    const text = print(report);
    expect(Buffer.byteLength(text)).toBeLessThan(65_536);
    expect(text).toMatch(/\*\d+ more findings left out for want of room; `--format json` holds everything\.\*/);
    expect(text.split("<details>")).toHaveLength(text.split("</details>").length);
    expect(text).toContain("### The five signals");
    expect(text).toMatch(/\d+ more open questions? left out/);
  });

  it("holds more on a verbose page, up to a job summary", () => {
    const text = print(sampleReport([many(5000)]), { detail: "verbose" });
    expect(Buffer.byteLength(text)).toBeGreaterThan(500_000);
    expect(Buffer.byteLength(text)).toBeLessThan(1_048_576);
  });
});

it("draws nothing where nothing crosses", () => {
  expect(print(reportOf({ stack: fullStack() }))).not.toContain("mermaid");
});
