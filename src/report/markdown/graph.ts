import { compareText } from "../../model/location.ts";
import type { Report } from "../../model/report.ts";
import { type Breach, breachesOf } from "../graph/breaches.ts";
import { type GraphNode, nodesOf } from "../graph/nodes.ts";
import { counted } from "../terminal/page.ts";
import type { Section } from "./fit.ts";
import { inMermaid } from "./mermaid-text.ts";

/** More is no picture any more. */
const breachesDrawn = 40;
const othersDrawn = 8;

/** The environments with what they hold, and in red what crosses into production; nothing where nothing crosses. */
export function graphSection(report: Report): Section[] {
  const nodes = nodesOf(report.stack);
  const breaches = breachesOf(report, nodes);
  if (breaches.length === 0) return [];
  const drawn = breaches.slice(0, breachesDrawn);
  const { shown, more } = chosen(nodes, drawn);
  const left = [
    ...(more > 0 ? [counted(more, "thing")] : []),
    ...(drawn.length < breaches.length ? [counted(breaches.length - drawn.length, "link")] : []),
  ];
  const note = left.length === 0 ? [] : ["", `*Not drawn: ${left.join(" and ")}.*`];
  return [
    {
      opens: ["### What crosses into production", "", "```mermaid", ...mermaidLines(shown, drawn), "```", ...note],
      items: [],
      noun: "",
      closes: [],
    },
  ];
}

/** What is in a breach, and beside it a few other things of the same environments. */
function chosen(nodes: readonly GraphNode[], breaches: readonly Breach[]) {
  const involved = new Set(breaches.flatMap(({ from, to }) => [from, to]));
  const environments = new Set([...involved].flatMap(({ environment }) => environment ?? []));
  const others = nodes.filter((node) => !involved.has(node) && environments.has(node.environment ?? ""));
  return { shown: [...involved, ...others.slice(0, othersDrawn)], more: Math.max(0, others.length - othersDrawn) };
}

function mermaidLines(nodes: readonly GraphNode[], breaches: readonly Breach[]): string[] {
  const ids = new Map(nodes.map((node, index) => [node, `n${index}`]));
  const nodeLine = (node: GraphNode) => shapeOf(node, ids.get(node) ?? "");
  const environments = [...new Set(nodes.flatMap(({ environment }) => environment ?? []))].sort(compareText);
  return [
    "flowchart LR",
    ...environments.flatMap((environment, index) => [
      `  subgraph e${index}["${inMermaid(environment)}"]`,
      ...nodes.filter((node) => node.environment === environment).map((node) => `    ${nodeLine(node)}`),
      "  end",
    ]),
    ...nodes.filter(({ environment }) => environment === null).map((node) => `  ${nodeLine(node)}`),
    ...breaches.map(
      ({ from, to, checks, isSuppressed }) =>
        `  ${ids.get(from)} ${isSuppressed ? "-.->" : "-->"}|"${inMermaid(checks.map(shortName).join(", "))}"| ${ids.get(to)}`,
    ),
    ...linkStyle(breaches, false, "#d1242f"),
    ...linkStyle(breaches, true, "#888888"),
  ];
}

function linkStyle(breaches: readonly Breach[], suppressed: boolean, color: string): string[] {
  const links = breaches.flatMap(({ isSuppressed }, index) => (isSuppressed === suppressed ? [index] : []));
  return links.length === 0 ? [] : [`  linkStyle ${links.join(",")} stroke:${color},stroke-width:2px`];
}

function shapeOf({ kind, name }: GraphNode, id: string): string {
  const label = inMermaid(name);
  switch (kind) {
    case "store":
      return `${id}[("${label}")]`;
    case "credential":
      return `${id}(["${label}"])`;
    case "endpoint":
      return `${id}{{"${label}"}}`;
    case "pipeline":
      return `${id}[["CI: ${label}"]]`;
    case "server":
      return `${id}{{"MCP: ${label}"}}`;
    case "tool":
      return `${id}["tool: ${label}"]`;
  }
}

function shortName(check: string): string {
  return check.slice(check.indexOf("/") + 1);
}
