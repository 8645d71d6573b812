import type { BindingEntry, BindingsFact, BindingValue } from "../../model/binding-facts.ts";
import { type DocumentNode, entriesAt, itemsAt, nodeAt, plainAt, plainsAt } from "../../model/document.ts";
import type { Place } from "../../model/location.ts";
import { roleOfWorkload } from "./cloud-roles.ts";
import { dataOf, findObject, type KubeObject } from "./objects.ts";
import { fetchedBy, hidden, keyOfWhole, reference, secretsMadeBy, wholeOf } from "./secret-sources.ts";

const workloads =
  /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|Pod|Rollout|Service|Configuration|Revision|WorkflowTemplate|ContainerApp|ScaledJob)$/;

/** Names as variables of a process have them. */
const variableName = /^[A-Z_][A-Z0-9_]{0,127}$/;
const environmentName = /^[A-Za-z_][\w.-]{0,127}$/;

export function isWorkload({ kind, root }: KubeObject): boolean {
  return workloads.test(kind) && containersOf(root).length > 0;
}

/** What the containers of a workload are given, resolved in the objects that stand beside it. */
export function variablesOf(workload: KubeObject, objects: readonly KubeObject[]): readonly BindingEntry[] {
  const around = { objects, namespace: workload.namespace, isCloudRun: isCloudRun(workload) };
  const entries = containersOf(workload.root).flatMap((container) => [
    ...itemsAt(container, "envFrom").flatMap((source) => takenIn(source, around)),
    ...itemsAt(container, "env").flatMap((item) => variableOf(item, around)),
  ]);
  // A key that the container is given comes before the role.
  return lastOfEach([...roleOfWorkload(workload, objects), ...entries]);
}

/** A place in a secret store, all of whose entries a workload takes in as variables. */
export function heldWhole(workload: KubeObject, objects: readonly KubeObject[]): BindingsFact["holds"] | null {
  const around = { objects, namespace: workload.namespace };
  for (const container of containersOf(workload.root)) {
    for (const source of itemsAt(container, "envFrom")) {
      const name = plainAt(source, "secretRef", "name");
      const holder = name === null || nodeAt(source, "prefix") ? undefined : holderOf("Secret", name, around);
      const whole = holder && heldBy(holder, objects).length === 0 ? wholeOf(holder, objects) : null;
      if (whole) return whole;
    }
  }
  return null;
}

/**
 * Whether a workload is given these variables and no others: all that it takes in is known, and it is no platform's object
 * beside whose variables a console sets further ones.
 */
export function isReadToItsEnd(workload: KubeObject, entries: readonly BindingEntry[]): boolean {
  const isOpen = entries.some(({ resource }) => resource === "kubernetes-secret" || resource === "kubernetes-config");
  return !isOpen && /^(?:Deployment|StatefulSet|DaemonSet|Job|CronJob)$/.test(workload.kind);
}

/** What an object holds for whoever takes it in. */
export function heldBy(object: KubeObject, objects: readonly KubeObject[]): readonly BindingEntry[] {
  const held =
    object.kind === "ConfigMap"
      ? dataEntries(object).filter(({ name }) => variableName.test(name))
      : object.kind === "Secret"
        ? dataEntries(object)
        : fetchedBy(object, objects).map(({ name, value, at }) => entry(name, value, at));
  return lastOfEach(held);
}

/** The names of what a workload takes in, with the kind that has them. */
export function takenBy(workload: KubeObject): readonly string[] {
  return containersOf(workload.root).flatMap((container) => [
    ...itemsAt(container, "envFrom").flatMap((source) => [
      ...named("ConfigMap", plainAt(source, "configMapRef", "name")),
      ...named("Secret", plainAt(source, "secretRef", "name")),
    ]),
    ...itemsAt(container, "env").flatMap((item) => [
      ...named("ConfigMap", plainAt(item, "valueFrom", "configMapKeyRef", "name")),
      ...named("Secret", plainAt(item, "valueFrom", "secretKeyRef", "name")),
    ]),
  ]);
}

function named(kind: string, name: string | null): readonly string[] {
  return name === null ? [] : [`${kind}/${name}`];
}

/** Image and command: what tells which program of the repository runs there. */
export function hintsOf(workload: KubeObject): BindingsFact["hints"] {
  return containersOf(workload.root).flatMap((container) =>
    (["image", "command", "args"] as const).flatMap((key) => {
      const node = nodeAt(container, key);
      const text = plainsAt(container, key).join(" ");
      const kind = key === "image" ? "image" : "command";
      return node && text !== "" ? [{ kind, text, span: node.at.span } as const] : [];
    }),
  );
}

/** Pods stand at another depth in each kind of workload. */
function containersOf(root: DocumentNode): readonly DocumentNode[] {
  const spec = nodeAt(root, "spec");
  const inner = nodeAt(spec, "jobTemplate", "spec") ?? nodeAt(spec, "jobTargetRef") ?? spec;
  const template = nodeAt(inner, "template");
  const pod = nodeAt(template, "spec") ?? nodeAt(template) ?? inner;
  // A task of Cloud Run is one template inside another.
  const task = nodeAt(pod, "template", "spec") ?? pod;
  return [...itemsAt(task, "initContainers"), ...itemsAt(task, "containers")];
}

interface Around {
  readonly objects: readonly KubeObject[];
  readonly namespace: string | null;
  readonly isCloudRun: boolean;
}

/** Cloud Run takes manifests of Knative and has no Secrets of a cluster: a name is one of the project's secrets. */
function isCloudRun({ root }: KubeObject): boolean {
  if (!/^(?:serving\.knative\.dev|run\.googleapis\.com)\//.test(plainAt(root, "apiVersion") ?? "")) return false;
  const places = [nodeAt(root, "metadata"), nodeAt(root, "spec", "template", "metadata")];
  return places.some((place) =>
    ["annotations", "labels"].some((key) => entriesAt(place, key).some((one) => /googleapis\.com\//.test(one.key))),
  );
}

function takenIn(source: DocumentNode, around: Around): readonly BindingEntry[] {
  const prefix = plainAt(source, "prefix") ?? "";
  for (const [key, kind] of [
    ["configMapRef", "ConfigMap"],
    ["secretRef", "Secret"],
  ] as const) {
    const name = plainAt(source, key, "name");
    if (name === null) continue;
    const holder = holderOf(kind, name, around);
    const held = holder ? heldBy(holder, around.objects) : [];
    if (holder && held.length > 0) return held.map((one) => ({ ...one, name: `${prefix}${one.name}` }));
    // Which variables it brings is not known here; that it brings them is.
    const store = kind === "Secret" ? "kubernetes-secret" : "kubernetes-config";
    const whole = [around.namespace, name].filter((part) => part !== null).join("/");
    const value = reference(store, whole, around.namespace === null);
    return [{ ...entry(`${store}:${whole}`, value, source.at), resource: store }];
  }
  return [];
}

/** The object that holds a Secret or ConfigMap: itself, or what makes it. */
function holderOf(
  kind: "ConfigMap" | "Secret",
  name: string,
  { objects, namespace }: Omit<Around, "isCloudRun">,
): KubeObject | undefined {
  const own = findObject(objects, [kind], name, namespace);
  if (own || kind === "ConfigMap") return own;
  return objects.find(
    (object) =>
      (object.namespace === null || namespace === null || object.namespace === namespace) &&
      secretsMadeBy(object).some((made) => made === name || object.aliases.includes(name)),
  );
}

function variableOf(item: DocumentNode, around: Around): readonly BindingEntry[] {
  const name = plainAt(item, "name");
  if (name === null || !environmentName.test(name)) return [];
  const own = nodeAt(item, "value");
  if (own?.kind === "scalar" && own.value !== null) {
    // What a template puts there stands in the values.
    const isElsewhere = own.at.path !== "" && own.at.path !== item.at.path;
    return [entry(name, own.value, isElsewhere ? own.at : item.at)];
  }
  const from = nodeAt(item, "valueFrom");
  if (from?.kind !== "map") return [];
  const [found, place] = resolved(from, around);
  return [entry(name, found, place ?? item.at)];
}

/** The value that a `valueFrom` comes to, and where it stands if that is elsewhere. */
function resolved(from: DocumentNode, around: Around): readonly [BindingValue, Place | null] {
  const secret = nodeAt(from, "secretKeyRef");
  const source = secret ?? nodeAt(from, "configMapKeyRef");
  if (!source) return [hidden(fieldOf(from)), null];
  const kind = secret ? "Secret" : "ConfigMap";
  const name = plainAt(source, "name");
  const key = plainAt(source, "key");
  if (name === null || key === null) return [hidden("filled in by a template"), null];
  if (secret && around.isCloudRun) {
    // What stands at `key` is the version. `metadata.namespace` is the number of the project.
    const whole = [around.namespace, name].filter((part) => part !== null).join("/");
    return [reference("gcp-secret-manager", whole, around.namespace === null), null];
  }
  const holder = holderOf(kind, name, around);
  if (holder) {
    const found = dataEntries(holder).find((one) => one.name === key);
    if (found) return [found.value, { path: found.path ?? "", span: found.span }];
    const fetched = fetchedBy(holder, around.objects).find((one) => one.name === key);
    if (fetched) return [fetched.value, fetched.at];
    const whole = keyOfWhole(holder, key, around.objects);
    if (whole) return [whole, holder.at];
  }
  const store = secret ? "kubernetes-secret" : "kubernetes-config";
  const stored = [around.namespace, name, key].filter((part) => part !== null).join("/");
  return [reference(store, stored, around.namespace === null), null];
}

function fieldOf(from: DocumentNode): string {
  const [only] = entriesAt(from);
  return plainAt(only?.value, "fieldPath") ?? only?.key ?? "not a plain value";
}

function dataEntries(object: KubeObject): readonly BindingEntry[] {
  if (object.kind !== "ConfigMap" && object.kind !== "Secret") return [];
  return dataOf(object).flatMap(({ key, value, at }) =>
    value.kind === "scalar" && value.value !== null && environmentName.test(key) ? [entry(key, value.value, at)] : [],
  );
}

function entry(name: string, value: BindingValue, at: Place): BindingEntry {
  return { name, value, span: at.span, path: at.path };
}

function lastOfEach(entries: readonly BindingEntry[]): readonly BindingEntry[] {
  return [...new Map(entries.map((one) => [one.name, one])).values()];
}
