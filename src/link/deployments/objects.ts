import type { DocumentFact } from "../../model/deployment-facts.ts";
import { type DocumentEntry, type DocumentNode, entriesAt, itemsAt, nodeAt, plainAt } from "../../model/document.ts";
import type { Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";

/** One object of Kubernetes as an environment gets it. */
export interface KubeObject {
  readonly kind: string;
  readonly name: string;
  /** What others may call it: kustomizations rename objects, and what refers to them along with it. */
  readonly aliases: readonly string[];
  readonly namespace: string | null;
  /** The cluster that it is delivered to, as whoever delivers it tells it from others. */
  readonly cluster?: string;
  readonly root: DocumentNode;
  /** Where its name stands. */
  readonly at: Place;
}

/** The objects of a document, those of a `List` each for itself. */
export function objectsIn({ root }: Pick<DocumentFact, "root">): readonly KubeObject[] {
  const kind = plainAt(root, "kind");
  if (kind === null) return [];
  if (/List$/.test(kind) && nodeAt(root, "items"))
    return itemsAt(root, "items").flatMap((item) => objectsIn({ root: item }));
  const name = nodeAt(root, "metadata", "name");
  return [
    {
      kind,
      name: plainAt(root, "metadata", "name") ?? "",
      aliases: [],
      namespace: plainAt(root, "metadata", "namespace"),
      root,
      at: (name ?? root).at,
    },
  ];
}

/** The manifests of each file. */
export function manifestsByFile(
  facts: readonly Located<DocumentFact>[],
): ReadonlyMap<string, readonly Located<DocumentFact>[]> {
  const files = new Map<string, Located<DocumentFact>[]>();
  for (const fact of facts) {
    if (fact.format !== "manifest" && fact.format !== "patch") continue;
    const list = files.get(fact.path);
    if (list) list.push(fact);
    else files.set(fact.path, [fact]);
  }
  return files;
}

/** The object that a name in this namespace means; one without a namespace is in all of them. */
export function findObject(
  objects: readonly KubeObject[],
  kinds: readonly string[],
  name: string,
  namespace: string | null,
): KubeObject | undefined {
  const fitting = objects.filter(
    (object) =>
      kinds.includes(object.kind) &&
      (object.namespace === null || namespace === null || object.namespace === namespace),
  );
  return (
    fitting.findLast((object) => object.name === name) ?? fitting.findLast((object) => object.aliases.includes(name))
  );
}

/** The entries under which an object keeps what it holds. */
export function dataOf(object: KubeObject): readonly DocumentEntry[] {
  const data = entriesAt(object.root, "data");
  if (object.kind !== "Secret") return data;
  return [...new Map([...data, ...entriesAt(object.root, "stringData")].map((entry) => [entry.key, entry])).values()];
}

/** A mapping with this entry set, in the place that it had. */
export function withEntry(node: DocumentNode, key: string, value: DocumentNode): DocumentNode {
  if (node.kind !== "map") return node;
  const entry = { key, at: value.at, value };
  const known = node.entries.some((one) => one.key === key);
  const entries = known ? node.entries.map((one) => (one.key === key ? entry : one)) : [...node.entries, entry];
  return { ...node, entries };
}
