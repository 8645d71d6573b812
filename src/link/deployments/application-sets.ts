import { type DocumentNode, entriesAt, itemsAt, nodeAt, plainAt } from "../../model/document.ts";
import type { KubeObject } from "./objects.ts";
import { scalarOf } from "./template-values.ts";

const mostElements = 100;

/**
 * The applications that an ApplicationSet of Argo CD makes of a list: its template with each element filled in. Other
 * generators look around in repositories and clusters, which an extractor tells as a gap.
 */
export function applicationsIn(object: KubeObject): readonly KubeObject[] {
  const template = nodeAt(object.root, "spec", "template");
  if (!template) return [];
  return itemsAt(object.root, "spec", "generators")
    .flatMap((generator) => itemsAt(generator, "list", "elements"))
    .slice(0, mostElements)
    .map((element) => {
      const values = new Map(
        entriesAt(element).flatMap(({ key, value }) =>
          value.kind === "scalar" && value.text !== null ? [[key, value.text] as const] : [],
        ),
      );
      const root = filled(template, values);
      const name = plainAt(root, "metadata", "name") ?? object.name;
      return { ...object, kind: "Application", name, namespace: null, root, at: element.at };
    });
}

function filled(node: DocumentNode, values: ReadonlyMap<string, string>): DocumentNode {
  if (node.kind === "list") return { ...node, items: node.items.map((item) => filled(item, values)) };
  if (node.kind === "map")
    return { ...node, entries: node.entries.map((one) => ({ ...one, value: filled(one.value, values) })) };
  // What is filled in is no plain text yet.
  const written = node.text ?? (node.value?.kind === "expression" ? node.value.text : null);
  const text = written?.replace(placeholder, (whole: string, key: string) => values.get(key) ?? whole) ?? null;
  return text === null || text === node.text || text.includes("{{") ? node : scalarOf(text, node.at);
}

/** `{{env}}`, and `{{ .env }}` of Go's templates. */
const placeholder = /\{\{-?\s*\.?([\w-]+)\s*-?\}\}/g;
