import { classOf } from "../model/environment.ts";
import type { BindingEntry, BindingsFact, BindingValue } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entrySpan,
  isName,
  itemsOf,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import { readApplicationName } from "./deployment-name.ts";
import type { Seal } from "./extractor.ts";
import { resolvePath } from "./paths.ts";
import { redact } from "./redact.ts";
import { bindingValue, literalSyntax } from "./references.ts";
import { isVariableName, lastOfEach, settingName, undecided, variablesOfList, variablesOfMap } from "./variables.ts";

/** One object of a manifest. */
interface Manifest {
  readonly kind: string;
  readonly name: string | null;
  readonly namespace: string | null;
  readonly node: ConfigNode;
  readonly span: Span;
}

export interface ManifestContext {
  readonly path: string;
  /** What the path says; an object's own namespace or label is asked if it says nothing. */
  readonly environment: string | null;
  /** Objects without an environment are what all of them share. */
  readonly isBase: boolean;
  readonly seal: Seal;
}

const workloads =
  /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|Pod|Rollout|Service|Configuration|Revision|WorkflowTemplate)$/;

/** Whether a document is an object of Kubernetes or of kustomize. */
export function isManifest(root: ConfigNode | null): boolean {
  const kind = textOf(valueAt(root, "kind"));
  return kind !== null && textOf(valueAt(root, "apiVersion")) !== null;
}

/** The variables of the workloads in one file, with those of the ConfigMaps and Secrets in it that they take in. */
export function readManifests(roots: readonly ConfigNode[], context: ManifestContext): readonly BindingsFact[] {
  const objects = roots.filter(isManifest).flatMap((root): readonly Manifest[] => {
    const listed = textOf(valueAt(root, "kind")) === "List" ? itemsOf(valueAt(root, "items")) : [root];
    return listed.map(toManifest);
  });
  const taken = new Set<Manifest>();
  const facts = objects
    .filter(({ kind }) => workloads.test(kind))
    .flatMap((object) => workload(object, objects, taken, context));
  const alone = objects.filter((object) => !taken.has(object)).flatMap((object) => holder(object, context));
  return [...facts, ...alone];
}

function toManifest(node: ConfigNode): Manifest {
  const metadata = valueAt(node, "metadata");
  const name = valueAt(metadata, "name");
  return {
    kind: textOf(valueAt(node, "kind")) ?? "",
    name: textOf(name),
    namespace: textOf(valueAt(metadata, "namespace")),
    node,
    span: (name ?? node).span,
  };
}

function workload(
  object: Manifest,
  objects: readonly Manifest[],
  taken: Set<Manifest>,
  context: ManifestContext,
): readonly BindingsFact[] {
  const spec = podSpec(object.node);
  const containers = [...itemsOf(valueAt(spec, "initContainers")), ...itemsOf(valueAt(spec, "containers"))];
  const entries = containers.flatMap((container) => [
    ...itemsOf(valueAt(container, "envFrom")).flatMap((source) => envFrom(source, object, objects, taken, context)),
    ...variablesOfList(valueAt(container, "env"), object.namespace, context.seal),
  ]);
  const hints = containers.flatMap((container) => [
    ...hint("image", valueAt(container, "image"), context.seal),
    ...hint("command", valueAt(container, "command"), context.seal),
    ...hint("command", valueAt(container, "args"), context.seal),
  ]);
  return entries.length === 0 ? [] : factOf(object, entries, { hints, includes: [] }, context);
}

/** Pods stand at another depth in each kind of workload. */
function podSpec(node: ConfigNode): ConfigNode | undefined {
  const spec = valueAt(node, "spec");
  const inner = valueAt(spec, "jobTemplate", "spec") ?? spec;
  return valueAt(inner, "template", "spec") ?? inner;
}

function envFrom(
  source: ConfigNode,
  object: Manifest,
  objects: readonly Manifest[],
  taken: Set<Manifest>,
  context: ManifestContext,
): readonly BindingEntry[] {
  const prefix = textOf(valueAt(source, "prefix")) ?? "";
  for (const [key, kind] of [
    ["configMapRef", "ConfigMap"],
    ["secretRef", "Secret"],
  ] as const) {
    const name = textOf(valueAt(source, key, "name"));
    if (name === null) continue;
    const found = objects.find((other) => other.kind === kind && other.name === name);
    if (!found) {
      // Which variables it brings is not known here; that it brings them is.
      const whole = [object.namespace, name].filter((part) => part !== null).join("/");
      const store = kind === "Secret" ? "kubernetes-secret" : "kubernetes-config";
      const value: BindingValue = { kind: "reference", store, name: whole, default: null };
      return [{ name: `${store}:${whole}`, value, span: source.span, resource: store }];
    }
    taken.add(found);
    return dataOf(found, context.seal).map((entry) => ({ ...entry, name: `${prefix}${entry.name}` }));
  }
  return [];
}

/** Objects that hold variables for whoever takes them in. */
function holder(object: Manifest, context: ManifestContext): readonly BindingsFact[] {
  const entries = object.kind === "Kustomization" ? [] : dataOf(object, context.seal);
  if (entries.length > 0) return factOf({ ...object, name: null }, entries, { hints: [], includes: [] }, context);
  return [
    ...itemsOf(valueAt(object.node, "configMapGenerator")),
    ...itemsOf(valueAt(object.node, "secretGenerator")),
  ].flatMap((generator) => {
    const files = [...textsOf(valueAt(generator, "envs")), ...textsOf(valueAt(generator, "env"))];
    const includes = files.flatMap((written) => {
      const path = resolvePath(context.path, written);
      return path === null ? [] : [{ path, span: generator.span }];
    });
    const generated = variablesOfList(valueAt(generator, "literals"), null, context.seal);
    if (generated.length + includes.length === 0) return [];
    const namespace = textOf(valueAt(object.node, "namespace"));
    return factOf(
      { ...object, namespace, name: null, span: generator.span },
      generated,
      { hints: [], includes },
      context,
    );
  });
}

function dataOf({ kind, node, namespace }: Manifest, seal: Seal): readonly BindingEntry[] {
  switch (kind) {
    case "ConfigMap":
      return variablesOfMap(valueAt(node, "data"), seal).filter(({ name }) => isVariableName(name));
    case "Secret": {
      const stored = entriesOf(valueAt(node, "data")).flatMap((entry) => kept(entry, true, seal));
      return lastOfEach([
        ...stored,
        ...entriesOf(valueAt(node, "stringData")).flatMap((entry) => kept(entry, false, seal)),
      ]);
    }
    case "SealedSecret":
      return entriesOf(valueAt(node, "spec", "encryptedData")).flatMap((entry) =>
        isName(entry.key) ? [{ name: entry.key, value: undecided("encrypted"), span: entrySpan(entry) }] : [],
      );
    case "ExternalSecret":
      return itemsOf(valueAt(node, "spec", "data")).flatMap((item) => external(item, valueAt(node, "spec"), namespace));
    default:
      return [];
  }
}

function kept(entry: ConfigEntry, isEncoded: boolean, seal: Seal): readonly BindingEntry[] {
  const { key } = entry;
  const text = textOf(entry.value);
  if (!isName(key) || text === null) return [];
  const span = entrySpan(entry);
  if (text.includes("{{")) return [{ name: key, value: undecided("filled in by a template"), span }];
  const isBase64 = isEncoded && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text);
  const plain = isBase64 ? Buffer.from(text, "base64").toString("utf8") : text;
  const value = bindingValue(plain, settingName(key), literalSyntax, seal);
  // Whole files stand in a Secret too, and what in them is secret does not show.
  if (value.kind !== "literal" || isVariableName(key)) return [{ name: key, value, span }];
  const { text: _, ...sealed } = value.sealed;
  return [{ name: key, value: { kind: "literal", sealed }, span }];
}

/** Where an operator fetches a secret from. */
function external(item: ConfigNode, spec: ConfigNode | undefined, namespace: string | null): readonly BindingEntry[] {
  const name = textOf(valueAt(item, "secretKey"));
  const key = textOf(valueAt(item, "remoteRef", "key"));
  if (name === null || key === null || !isName(name)) return [];
  const ref = valueAt(spec, "secretStoreRef");
  // A store of a namespace is another one in the next, though it be called the same.
  const home = textOf(valueAt(ref, "kind")) === "ClusterSecretStore" ? null : namespace;
  const parts = [home, textOf(valueAt(ref, "name")), key, textOf(valueAt(item, "remoteRef", "property"))];
  const stored = parts.filter((part) => part !== null).join("/");
  return [
    { name, value: { kind: "reference", store: "external-secret", name: stored, default: null }, span: item.span },
  ];
}

function factOf(
  object: Manifest,
  entries: readonly BindingEntry[],
  { hints, includes }: Pick<BindingsFact, "hints" | "includes">,
  context: ManifestContext,
): readonly BindingsFact[] {
  const named = object.name === null ? null : readApplicationName(object.name);
  const environment = context.environment ?? environmentIn(object) ?? named?.environment ?? null;
  if (environment === null && !context.isBase) return [];
  return [
    {
      kind: "bindings",
      source: "yaml-config",
      environment,
      service: named?.service ?? null,
      layer: environment === null ? "base" : context.environment === null ? "whole" : "override",
      entries: lastOfEach(entries),
      includes,
      hints,
      span: object.span,
    },
  ];
}

function environmentIn({ node, namespace }: Manifest): string | null {
  const labels = valueAt(node, "metadata", "labels");
  const label = ["environment", "env", "app.kubernetes.io/environment"].map((key) => textOf(valueAt(labels, key)));
  for (const name of [...label, namespace]) {
    if (!name || name.length > 63 || classOf(name) === "other") continue;
    // `agent-staging` is the namespace of `agent` in staging.
    return name === namespace ? readApplicationName(name).environment : name;
  }
  return null;
}

function hint(kind: "image" | "command", node: ConfigNode | undefined, seal: Seal): BindingsFact["hints"] {
  const text = textsOf(node).join(" ");
  return node && text !== "" ? [{ kind, text: redact(text, seal), span: node.span }] : [];
}
