import type { DocumentFact } from "../../model/deployment-facts.ts";
import { type DocumentNode, itemsAt, nodeAt, plainAt } from "../../model/document.ts";
import type { Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { join } from "../program/resolve.ts";
import { applicationsIn } from "./application-sets.ts";
import { environmentOfName, environmentOfPath } from "./environment-of.ts";
import { type KubeObject, objectsIn } from "./objects.ts";

/** A folder that a controller in the cluster deploys, and with which values. */
export interface Delivery {
  readonly environment: string;
  readonly path: string;
  /** Files of values, relative to the root, in the order in which they are laid over each other. */
  readonly valueFiles: readonly string[];
  /** Values written in the resource itself. */
  readonly values: readonly DocumentNode[];
  readonly namespace: string | null;
  /** The cluster, as it is told from others there; absent where nothing is said of it. */
  readonly cluster?: string;
  /** What is delivered, and where that is said. */
  readonly name: string;
  readonly at: Place;
}

/** Which environment each folder is deployed as, by what controllers and commands are told. */
export function deployedPaths(deliveries: readonly Delivery[]): ReadonlyMap<string, string> {
  const told = new Map<string, Set<string>>();
  for (const { environment, path } of deliveries) told.set(path, (told.get(path) ?? new Set()).add(environment));
  // One folder under two names belongs to both, and a chart's values tell them apart, not the folder.
  return new Map([...told].flatMap(([path, [only, ...others]]) => (only && others.length === 0 ? [[path, only]] : [])));
}

/** What Argo CD's applications and Flux's kustomizations and releases deliver, where they say as which environment. */
export function deliveriesIn(documents: readonly Located<DocumentFact>[]): readonly Delivery[] {
  return documents
    .filter(({ format }) => format === "manifest")
    .flatMap((fact) => objectsIn(fact).flatMap((object) => deliveriesOf(object)));
}

function deliveriesOf(object: KubeObject): readonly Delivery[] {
  const apiVersion = plainAt(object.root, "apiVersion") ?? "";
  if (object.kind === "Application" && apiVersion.startsWith("argoproj.io/")) return applications(object);
  if (object.kind === "ApplicationSet" && apiVersion.startsWith("argoproj.io/"))
    return applicationsIn(object).flatMap(applications);
  if (object.kind === "Kustomization" && apiVersion.includes("fluxcd.io/")) {
    const path = plainAt(object.root, "spec", "path");
    return path === null ? [] : delivery(object, path, plainAt(object.root, "spec", "targetNamespace"), [], []);
  }
  if (object.kind === "HelmRelease" && apiVersion.includes("fluxcd.io/")) {
    const path = plainAt(object.root, "spec", "chart", "spec", "chart") ?? "";
    const values = nodeAt(object.root, "spec", "values");
    const files = itemsAt(object.root, "spec", "chart", "spec", "valuesFiles").flatMap(textOf);
    return delivery(object, path, plainAt(object.root, "spec", "targetNamespace"), files, values ? [values] : []);
  }
  return [];
}

function applications(object: KubeObject): readonly Delivery[] {
  const spec = nodeAt(object.root, "spec");
  const own = nodeAt(spec, "source");
  const sources = [...(own ? [own] : []), ...itemsAt(spec, "sources")];
  const cluster = clusterOf(nodeAt(spec, "destination"), object);
  return sources.flatMap((source) => {
    const path = plainAt(source, "path");
    if (path === null) return [];
    const helm = nodeAt(source, "helm");
    const files = itemsAt(helm, "valueFiles").flatMap(textOf);
    const values = [nodeAt(helm, "values"), nodeAt(helm, "valuesObject")].filter((node) => node?.kind === "map");
    const namespace = plainAt(spec, "destination", "namespace");
    return delivery(object, path, namespace, files, values as readonly DocumentNode[]).map((one) =>
      cluster === null ? one : { ...one, cluster },
    );
  });
}

/** Where an application goes. The controller's own cluster is one only for those that are handed to it together. */
function clusterOf(destination: DocumentNode | undefined, { at, namespace }: KubeObject): string | null {
  const said = plainAt(destination, "server") ?? plainAt(destination, "name");
  if (said === null || said.includes("{{")) return null;
  const isOwn = /^(?:https:\/\/kubernetes\.default\.svc(?:\.cluster\.local)?(?::443)?\/?|in-cluster)$/.test(said);
  return isOwn ? `the cluster of ${at.path} ${namespace ?? ""}`.trim() : said;
}

function delivery(
  object: KubeObject,
  written: string,
  namespace: string | null,
  files: readonly string[],
  values: readonly DocumentNode[],
): readonly Delivery[] {
  const environment =
    environmentOfName(namespace) ??
    environmentOfName(object.name) ??
    environmentOfName(object.namespace) ??
    environmentOfPath(object.at.path);
  if (environment === null) return [];
  const path = join(written);
  // `$values/…` is the root of the repository that holds the values.
  const valueFiles = files.map((file) =>
    file.startsWith("$") ? join(file.replace(/^\$[\w-]+\//, "")) : join(path, file),
  );
  return [{ environment, path, valueFiles, values, namespace, name: object.name, at: object.at }];
}

function textOf(node: DocumentNode): readonly string[] {
  return node.kind === "scalar" && node.text !== null ? [node.text] : [];
}
