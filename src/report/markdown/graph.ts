import { groupBy } from "../../model/group.ts";
import type { Report } from "../../model/report.ts";
import { composeScene } from "../scene/compose.ts";
import { leftOutOf } from "../scene/left-out.ts";
import type { Item, Scene } from "../scene/scene.ts";
import { escaped } from "./escape.ts";
import type { Section } from "./fit.ts";
import { inMermaid } from "./mermaid-text.ts";

/** The breaches of the picture in the HTML report as a graph, each between the environments that it stands in. */
export function graphSection(report: Report): Section[] {
  const whole = composeScene(report);
  // What no breach involves would stand about without a line to it.
  const items = whole.items.filter(({ breach }) => breach !== null);
  const scene = { ...whole, items, leftOut: { ...whole.leftOut, things: 0 } };
  if (items.length === 0) return [];
  const left = leftOutOf(scene);
  const note = left.length === 0 ? [] : ["", `*Not drawn: ${escaped(left.join("; "))}.*`];
  return [
    {
      opens: [
        "### What crosses into production",
        "",
        "```mermaid",
        ...mermaidLines(scene, linksOf(report, scene)),
        "```",
        ...note,
      ],
      items: [],
      noun: "",
      closes: [],
    },
  ];
}

interface Link {
  readonly from: string;
  readonly to: string;
  /** Short names of the checks that found it. */
  readonly label: string;
  /** Somebody has decided to live with all of them. */
  readonly isSuppressed: boolean;
}

/** What several findings say of the same two ends is one line. */
function linksOf(report: Report, { crossings }: Scene): Link[] {
  const findings = new Map(report.findings.map((finding) => [finding.fingerprint, finding]));
  const breaches = crossings.filter(({ kind }) => kind === "breach");
  return groupBy(breaches, ({ from, to }) => JSON.stringify([from, to])).flatMap((group) => {
    const [first] = group;
    const own = group.flatMap(({ fingerprint }) => findings.get(fingerprint ?? "") ?? []);
    const label = [...new Set(own.map(({ check }) => check.slice(check.indexOf("/") + 1)))].join(", ");
    const isSuppressed = own.every(({ suppression }) => suppression !== null);
    return first ? [{ from: first.from, to: first.to, label, isSuppressed }] : [];
  });
}

function mermaidLines({ compartments, items }: Scene, links: readonly Link[]): string[] {
  const ids = new Map(items.map(({ key }, index) => [key, `n${index}`]));
  const idOf = (key: string) => ids.get(key) ?? "";
  return [
    "flowchart LR",
    ...compartments.flatMap(({ name }, index) => {
      const own = items.filter(({ environment }) => environment === name);
      if (own.length === 0) return [];
      const lines = own.map((item) => `    ${shapeOf(item, idOf(item.key))}`);
      return [`  subgraph e${index}["${inMermaid(name)}"]`, ...lines, "  end"];
    }),
    ...links.map(
      ({ from, to, label, isSuppressed }) =>
        `  ${idOf(from)} ${isSuppressed ? "-.->" : "-->"}|"${inMermaid(label)}"| ${idOf(to)}`,
    ),
    ...linkStyle(links, false, "#d1242f"),
    ...linkStyle(links, true, "#888888"),
  ];
}

function linkStyle(links: readonly Link[], suppressed: boolean, color: string): string[] {
  const own = links.flatMap(({ isSuppressed }, index) => (isSuppressed === suppressed ? [index] : []));
  return own.length === 0 ? [] : [`  linkStyle ${own.join(",")} stroke:${color},stroke-width:2px`];
}

function shapeOf({ kind, name }: Item, id: string): string {
  const label = inMermaid(name);
  switch (kind) {
    case "store":
      return `${id}[("${label}")]`;
    case "credential":
      return `${id}(["${label}"])`;
    case "endpoint":
      return `${id}{{"${label}"}}`;
    case "CI job":
      return `${id}[["CI: ${label}"]]`;
    case "MCP server":
      return `${id}{{"MCP: ${label}"}}`;
    case "tool":
      return `${id}["tool: ${label}"]`;
    case "audit events":
      return `${id}>"${label}"]`;
  }
}
