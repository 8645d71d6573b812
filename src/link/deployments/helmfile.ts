import type { DocumentFact } from "../../model/deployment-facts.ts";
import { type DocumentNode, entriesAt, itemsAt, nodeAt, plainAt } from "../../model/document.ts";
import type { Located } from "../../model/facts.ts";
import { directoryOf, join } from "../program/resolve.ts";
import type { Delivery } from "./gitops.ts";

/** Which chart gets which values in each environment that a helmfile lists. */
export function helmfileDeliveries(documents: readonly Located<DocumentFact>[]): readonly Delivery[] {
  const files = documents.filter(({ format }) => format === "helmfile");
  return files.flatMap((fact) => {
    // The environments may stand in a document of their own, above the one with the releases.
    const environments = files
      .filter(({ path }) => path === fact.path)
      .flatMap(({ root }) => entriesAt(root, "environments"));
    return itemsAt(fact.root, "releases").flatMap((release) =>
      environments.flatMap((environment) => deliveryOf(release, environment.key, fact.path)),
    );
  });
}

function deliveryOf(release: DocumentNode, environment: string, path: string): readonly Delivery[] {
  const chart = plainAt(release, "chart");
  // A chart of a repository of charts is not at hand.
  if (chart === null || !chart.startsWith(".")) return [];
  const folder = directoryOf(path);
  const listed = itemsAt(release, "values");
  const valueFiles = listed.flatMap((item) =>
    item.kind === "scalar" && item.text !== null
      ? [join(folder, item.text.replaceAll("HELMFILE_ENVIRONMENT", environment))]
      : [],
  );
  const values = listed.filter(({ kind }) => kind === "map");
  const name = plainAt(release, "name") ?? "";
  const at = (nodeAt(release, "name") ?? release).at;
  const namespace = plainAt(release, "namespace");
  return [{ environment, path: join(folder, chart), valueFiles, values, namespace, name, at }];
}
