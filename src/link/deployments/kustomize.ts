import type { BindingsFact } from "../../model/binding-facts.ts";
import type { DocumentFact } from "../../model/deployment-facts.ts";
import { type DocumentEntry, type DocumentNode, itemsAt, nodeAt, plainAt, plainsAt } from "../../model/document.ts";
import type { GapFact, Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { directoryOf, join } from "../program/resolve.ts";
import { type KubeObject, objectsIn, withEntry } from "./objects.ts";
import { applyJsonPatch, change, mergeStrategic } from "./patches.ts";

/** What kustomizations are put together from. */
export interface Sources {
  readonly manifests: ReadonlyMap<string, readonly Located<DocumentFact>[]>;
  readonly dotenv: ReadonlyMap<string, Located<BindingsFact>>;
}

/** A kustomization as `kustomize build` would give it, as far as the repository tells. */
export interface Built {
  readonly objects: readonly KubeObject[];
  readonly gaps: readonly Located<GapFact>[];
  /** The files it took in. */
  readonly files: ReadonlySet<string>;
}

const deepest = 30;
const mostObjects = 5000;
/** Resources that one kustomization takes in, those of its bases included. */
const mostSteps = 2000;

/** The file of the kustomization in a folder. */
export function kustomizationIn(directory: string, sources: Sources): Located<DocumentFact> | null {
  for (const name of ["kustomization.yaml", "kustomization.yml"]) {
    const [fact] = sources.manifests.get(directory === "" ? name : `${directory}/${name}`) ?? [];
    if (fact) return fact;
  }
  return null;
}

/** Puts the objects of a kustomization together: resources, generators, patches, names. */
export function build(kustomization: Located<DocumentFact>, sources: Sources): Built {
  const builder = new Builder(sources);
  const objects = builder.build(kustomization, [], []);
  return { objects, gaps: builder.gaps, files: builder.files };
}

/** The folders and files that a kustomization takes in as they are. */
export function resourcesOf({
  path,
  root,
}: Located<DocumentFact>): readonly { readonly path: string; readonly at: Place }[] {
  return ["resources", "bases", "components"].flatMap((key) =>
    itemsAt(root, key).flatMap((item) => {
      const text = item.kind === "scalar" ? item.text : null;
      return text === null || isRemote(text) ? [] : [{ path: join(directoryOf(path), text), at: item.at }];
    }),
  );
}

function isRemote(text: string): boolean {
  return /:\/\/|^github\.com\/|^git@|[?]ref=/.test(text);
}

class Builder {
  readonly gaps: Located<GapFact>[] = [];
  readonly files = new Set<string>();
  private readonly sources: Sources;
  private steps = 0;
  /** A base that several parts take in is put together once. */
  private readonly built = new Map<string, readonly KubeObject[]>();

  constructor(sources: Sources) {
    this.sources = sources;
  }

  /** `before` are the objects that a component is laid over. */
  build(
    kustomization: Located<DocumentFact>,
    before: readonly KubeObject[],
    around: readonly string[],
  ): readonly KubeObject[] {
    const { path, root } = kustomization;
    if (around.includes(path) || around.length > deepest) return before;
    this.files.add(path);
    const inside = [...around, path];
    let objects: readonly KubeObject[] = [...before];
    for (const key of ["resources", "bases"]) {
      objects = [...objects, ...itemsAt(root, key).flatMap((item) => this.resource(item, path, inside))];
    }
    const charts = nodeAt(root, "helmCharts");
    if (charts) this.gap("charts that a kustomization inflates are not rendered", charts.at);
    objects = objects.slice(0, mostObjects);
    for (const item of itemsAt(root, "components")) objects = this.component(item, path, objects, inside);
    objects = this.generated(root, path, objects);
    objects = this.patched(root, path, objects);
    objects = this.replaced(root, objects);
    return renamed(root, objects);
  }

  private resource(item: DocumentNode, path: string, around: readonly string[]): readonly KubeObject[] {
    if (this.steps++ >= mostSteps) {
      if (this.steps === mostSteps + 1) this.gap("the kustomization takes in too much to be followed", item.at);
      return [];
    }
    const target = this.local(item, path);
    if (target === null) return [];
    const folder = kustomizationIn(target, this.sources);
    if (folder) return remember(this.built, folder.path, () => this.build(folder, [], around));
    const documents = this.sources.manifests.get(target);
    if (!documents) {
      if (/\.(?:ya?ml|json)$/.test(target))
        this.gap(`the kustomization takes in ${target}, which was not read`, item.at);
      return [];
    }
    this.files.add(target);
    return documents.flatMap((document) => objectsIn(document));
  }

  private component(
    item: DocumentNode,
    path: string,
    objects: readonly KubeObject[],
    around: readonly string[],
  ): readonly KubeObject[] {
    const target = this.local(item, path);
    const folder = target === null ? null : kustomizationIn(target, this.sources);
    return folder ? this.build(folder, objects, around) : objects;
  }

  private local(item: DocumentNode, path: string): string | null {
    const text = item.kind === "scalar" ? item.text : null;
    if (text !== null && !isRemote(text)) return join(directoryOf(path), text);
    this.gap("the kustomization takes in something from outside the repository", item.at);
    return null;
  }

  private generated(root: DocumentNode, path: string, before: readonly KubeObject[]): readonly KubeObject[] {
    let objects = before;
    for (const [key, kind] of [
      ["configMapGenerator", "ConfigMap"],
      ["secretGenerator", "Secret"],
    ] as const) {
      for (const generator of itemsAt(root, key)) {
        const name = plainAt(generator, "name");
        if (name === null) continue;
        const data: DocumentNode = { kind: "map", entries: this.generatedData(generator, path), at: generator.at };
        const behavior = plainAt(generator, "behavior");
        const known = objects.find((one) => one.kind === kind && (one.name === name || one.aliases.includes(name)));
        if (known && behavior === "merge") {
          const merged = mergeStrategic(nodeAt(known.root, "data") ?? data, data);
          objects = replaceObject(objects, known, { ...known, root: withEntry(known.root, "data", merged) });
        } else if (known && behavior === "replace") {
          objects = replaceObject(objects, known, { ...known, root: withEntry(known.root, "data", data) });
        } else {
          const made: DocumentNode = { kind: "map", entries: [{ key: "data", at: data.at, value: data }], at: data.at };
          const namespace = plainAt(generator, "namespace");
          objects = [...objects, { kind, name, aliases: [], namespace, root: made, at: generator.at }];
        }
      }
    }
    return objects;
  }

  private generatedData(generator: DocumentNode, path: string): readonly DocumentEntry[] {
    const files = [...plainsAt(generator, "envs"), ...plainsAt(generator, "env")];
    const read = files.flatMap((written) => this.dotenv(join(directoryOf(path), written), generator.at));
    const literals = itemsAt(generator, "literals").flatMap((item): readonly DocumentEntry[] => {
      const name = plainAt(item, "name");
      const value = nodeAt(item, "value");
      return name === null || !value ? [] : [{ key: name, at: item.at, value }];
    });
    const whole = itemsAt(generator, "files").flatMap((item): readonly DocumentEntry[] => {
      const written = plainAt(item, "value") ?? (item.kind === "scalar" ? item.text : null);
      if (written === null) return [];
      const target = join(directoryOf(path), written);
      const key = plainAt(item, "name") ?? written.slice(written.lastIndexOf("/") + 1);
      // What the file holds is not looked into; that it is one file for two environments counts.
      const value = { kind: "reference", store: "secret-file", name: target, default: null } as const;
      return [{ key, at: item.at, value: { kind: "scalar", value, text: null, at: item.at } }];
    });
    return [...read, ...literals, ...whole];
  }

  private dotenv(target: string, at: Place): readonly DocumentEntry[] {
    const fact = this.sources.dotenv.get(target);
    if (!fact) {
      this.gap(`the variables in ${target} were not read`, at);
      return [];
    }
    this.files.add(target);
    return fact.entries.map(({ name, value, span }) => {
      const place = { path: target, span };
      return { key: name, at: place, value: { kind: "scalar", value, text: null, at: place } };
    });
  }

  private patched(root: DocumentNode, path: string, before: readonly KubeObject[]): readonly KubeObject[] {
    let objects = before;
    const lists = ["patchesStrategicMerge", "patchesJson6902", "patches"];
    for (const item of lists.flatMap((key) => itemsAt(root, key))) {
      const written = item.kind === "scalar" ? item.text : plainAt(item, "path");
      const inline = item.kind === "map" ? (nodeAt(item, "patch") ?? (plainAt(item, "kind") ? item : null)) : null;
      const documents = written === null ? (inline ? [inline] : []) : this.patchFile(join(directoryOf(path), written));
      if (documents.length === 0) this.gap("a patch of the kustomization could not be read", item.at);
      for (const patch of documents) objects = this.patch(objects, patch, nodeAt(item, "target"), item.at);
    }
    return objects;
  }

  private patchFile(target: string): readonly DocumentNode[] {
    this.files.add(target);
    return (this.sources.manifests.get(target) ?? []).map(({ root }) => root);
  }

  private patch(
    objects: readonly KubeObject[],
    patch: DocumentNode,
    target: DocumentNode | undefined,
    at: Place,
  ): readonly KubeObject[] {
    const [own] = objectsIn({ root: patch });
    if (!target && !own) return objects;
    return objects.flatMap((object): readonly KubeObject[] => {
      const isMeant = target ? isTarget(object, target) : own !== undefined && isCalled(object, own);
      if (!isMeant) return [object];
      if (patch.kind === "list") {
        const changed = applyJsonPatch(object.root, patch);
        if (changed === null) this.gap(`a patch of ${object.kind} ${object.name} could not be applied`, at);
        return [{ ...object, root: changed ?? object.root }];
      }
      if (plainAt(patch, "$patch") === "delete") return [];
      // Names are what the patch is found by; renaming is left to the kustomization.
      return [{ ...object, root: mergeStrategic(object.root, patch) }];
    });
  }

  /** Values that one object takes over from a field of another. */
  private replaced(root: DocumentNode, before: readonly KubeObject[]): readonly KubeObject[] {
    let objects = before;
    for (const item of itemsAt(root, "replacements")) {
      const source = objects.find((object) => isTarget(object, nodeAt(item, "source")));
      const from = (plainAt(item, "source", "fieldPath") ?? "metadata.name").split(".");
      const value = source ? nodeAt(source.root, ...from) : undefined;
      if (!value || nodeAt(item, "source", "options")) {
        this.gap("a replacement of the kustomization was not carried out", item.at);
        continue;
      }
      for (const to of itemsAt(item, "targets")) {
        for (const field of plainsAt(to, "fieldPaths")) {
          objects = objects.map((object) => {
            if (!isTarget(object, nodeAt(to, "select"))) return object;
            return { ...object, root: change(object.root, fieldPath(field), () => value) ?? object.root };
          });
        }
      }
    }
    return objects;
  }

  private gap(reason: string, at: Place): void {
    this.gaps.push({ kind: "gap", reason, line: at.span.startLine, path: at.path });
  }
}

/** `spec.containers.[name=agent].env` with the dots inside brackets kept. */
function fieldPath(text: string): readonly string[] {
  return text.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];
}

function replaceObject(objects: readonly KubeObject[], before: KubeObject, after: KubeObject): readonly KubeObject[] {
  return objects.map((object) => (object === before ? after : object));
}

function isCalled(object: KubeObject, { kind, name, namespace }: KubeObject): boolean {
  const isPlace = namespace === null || object.namespace === null || namespace === object.namespace;
  return object.kind === kind && isPlace && (object.name === name || object.aliases.includes(name));
}

function isTarget(object: KubeObject, target: DocumentNode | undefined): boolean {
  const fits = (key: string, ...texts: readonly string[]): boolean => {
    const wanted = plainAt(target, key);
    return wanted === null || texts.some((text) => isLike(text, wanted));
  };
  const selector = plainAt(target, "labelSelector");
  const [, label, value] = /^([\w./-]+)=([\w.-]+)$/.exec(selector ?? "") ?? [];
  const isLabelled =
    selector === null || (label !== undefined && plainAt(object.root, "metadata", "labels", label) === value);
  return (
    target !== undefined &&
    isLabelled &&
    fits("kind", object.kind) &&
    fits("name", object.name, ...object.aliases) &&
    fits("namespace", object.namespace ?? "")
  );
}

/** Names of targets are patterns; of these only `.*` is in use, and any other is compared as it stands. */
function isLike(text: string, wanted: string): boolean {
  if (!wanted.includes(".*")) return text === wanted;
  const [first = "", ...others] = wanted.replace(/^\^|\$$/g, "").split(".*");
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return others.at(-1) === "" || text.endsWith(others.at(-1) ?? "");
}

/** The kustomization's namespace and its additions to names. */
function renamed(root: DocumentNode, objects: readonly KubeObject[]): readonly KubeObject[] {
  const namespace = plainAt(root, "namespace");
  const [prefix, suffix] = [plainAt(root, "namePrefix") ?? "", plainAt(root, "nameSuffix") ?? ""];
  return objects.map((object) => {
    const name = `${prefix}${object.name}${suffix}`;
    const aliases = name === object.name ? object.aliases : [...object.aliases, object.name];
    return { ...object, name, aliases, namespace: namespace ?? object.namespace };
  });
}
