import DOMPurify from "dompurify";

/** A flowchart as the parser of Mermaid itself understands it. */
export interface Flowchart {
  /** Id → label as it is shown. */
  readonly nodes: Readonly<Record<string, string>>;
  readonly groups: readonly { readonly title: string; readonly nodes: readonly string[] }[];
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly label: string;
    readonly stroke: string;
  }[];
}

interface Database {
  getVertices(): Map<string, { readonly id: string; readonly text: string }>;
  getEdges(): readonly {
    readonly start: string;
    readonly end: string;
    readonly text: string;
    readonly stroke: string;
  }[];
  getSubGraphs(): readonly { readonly title: string; readonly nodes: readonly string[] }[];
}

/** @throws Error if the text is no diagram. */
export async function flowchartOf(text: string): Promise<Flowchart> {
  // Only a browser's document can sanitise HTML; what is looked at here is the grammar.
  Object.assign(DOMPurify, { addHook: () => {}, sanitize: (dirty: string) => dirty });
  const { default: mermaid } = await import("mermaid");
  // Its grammars are registered by the first diagram that it parses.
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const flow = db as unknown as Database;
  return {
    nodes: Object.fromEntries([...flow.getVertices().values()].map(({ id, text: label }) => [id, decoded(label)])),
    groups: flow.getSubGraphs().map(({ title, nodes }) => ({ title: decoded(title), nodes })),
    links: flow
      .getEdges()
      .map(({ start, end, text: label, stroke }) => ({ from: start, to: end, label: decoded(label), stroke })),
  };
}

/** Mermaid keeps `#34;` in a spelling of its own until it draws. */
function decoded(label: string): string {
  return label.replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
