import type { BindingEntry, BindingsFact } from "../../model/binding-facts.ts";
import type { DocumentFact } from "../../model/deployment-facts.ts";
import { readApplicationName } from "../../model/deployment-name.ts";
import { entryAt, plainAt } from "../../model/document.ts";
import type { GapFact, Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { directoryOf } from "../program/resolve.ts";
import { environmentOfFolder, environmentOfName, environmentOfObject, environmentOfPath } from "./environment-of.ts";
import { type Delivery, deployedPaths } from "./gitops.ts";
import { build, kustomizationIn, resourcesOf, type Sources } from "./kustomize.ts";
import { type KubeObject, objectsIn } from "./objects.ts";
import { secretsMadeBy } from "./secret-sources.ts";
import { heldBy, heldWhole, hintsOf, isReadToItsEnd, isWorkload, takenBy, variablesOf } from "./workloads.ts";

/** Objects that one environment gets together, or that all of them share. */
export interface Deployed {
  readonly environment: string | null;
  readonly layer: BindingsFact["layer"];
  readonly objects: readonly KubeObject[];
  /** Objects that say nothing of an environment and stand beside these: they are there in every environment. */
  readonly beside?: readonly KubeObject[];
  /** Where the environment is declared; null where each object stands for itself. */
  readonly declared: Place | null;
}

/** What the workloads of all manifests are given: kustomizations built, the rest taken as it stands. */
export function readManifests(
  documents: readonly Located<DocumentFact>[],
  sources: Sources,
  charts: readonly Deployed[],
  deliveries: readonly Delivery[],
): readonly Located<BindingsFact | GapFact>[] {
  const kustomizations = documents.filter(isKustomization);
  const deployedAs = deployedPaths(deliveries);
  const gaps: Located<GapFact>[] = [];
  const consumed = new Set<string>();
  const built = rootsOf(kustomizations, sources, deployedAs).map(({ fact, environment }): Deployed => {
    const result = build(fact, sources);
    gaps.push(...result.gaps);
    for (const file of result.files) consumed.add(file);
    const said = entryAt(fact.root, "namespace") ?? entryAt(fact.root, "resources");
    const declared = { path: fact.path, span: (said ?? fact.root).at.span };
    const layer = environment === null ? "base" : "override";
    return { environment, layer, objects: result.objects, declared: environment === null ? null : declared };
  });
  const loose = documents.filter((fact) => !consumed.has(fact.path) && !isKustomization(fact));
  const all = [...built, ...charts, ...looseGroups(loose)];
  return [...all.flatMap((one) => factsOf(one, storesFor(one, all))), ...distinct(gaps)];
}

/** A kustomization of kustomize, and not the resource of Flux that applies one. */
function isKustomization({ path, root }: Located<DocumentFact>): boolean {
  return /(?:^|\/)kustomization\.ya?ml$/.test(path) && !/fluxcd/.test(plainAt(root, "apiVersion") ?? "");
}

/** The kustomizations that are deployed: those that no other takes in, or, of collections, their parts. */
function rootsOf(
  kustomizations: readonly Located<DocumentFact>[],
  sources: Sources,
  deployedAs: ReadonlyMap<string, string>,
): readonly { readonly fact: Located<DocumentFact>; readonly environment: string | null }[] {
  const children = (fact: Located<DocumentFact>): readonly Located<DocumentFact>[] =>
    resourcesOf(fact).flatMap(({ path }) => kustomizationIn(path, sources) ?? []);
  const taken = new Set(kustomizations.flatMap((fact) => children(fact).map(({ path }) => path)));
  const environmentOf = (fact: Located<DocumentFact>): string | null => {
    const directory = directoryOf(fact.path);
    return (
      deployedAs.get(directory) ??
      environmentOfFolder(directory) ??
      environmentOfName(plainAt(fact.root, "namespace")) ??
      environmentOfName(
        (plainAt(fact.root, "nameSuffix") ?? plainAt(fact.root, "namePrefix"))?.replace(/^-|-$/g, "") ?? null,
      )
    );
  };
  const seen = new Set<string>();
  const descend = (
    fact: Located<DocumentFact>,
  ): readonly { readonly fact: Located<DocumentFact>; readonly environment: string | null }[] => {
    if (seen.has(fact.path)) return [];
    seen.add(fact.path);
    const environment = environmentOf(fact);
    const below = environment === null ? children(fact).filter((child) => namesOne(child, new Set())) : [];
    return below.length > 0 ? below.flatMap(descend) : [{ fact, environment }];
  };
  /** Whether a kustomization, or one that it takes in, is of an environment. */
  const namesOne = (fact: Located<DocumentFact>, around: Set<string>): boolean => {
    if (around.has(fact.path)) return false;
    around.add(fact.path);
    return environmentOf(fact) !== null || children(fact).some((child) => namesOne(child, around));
  };
  // A root that two others name in part is deployed by its own name too: Argo CD points at overlays.
  return kustomizations
    .filter((fact) => !taken.has(fact.path) || deployedAs.has(directoryOf(fact.path)))
    .flatMap(descend);
}

/** Manifests that no kustomization takes in, those of one folder and environment together. */
function looseGroups(documents: readonly Located<DocumentFact>[]): readonly Deployed[] {
  const groups = new Map<string, { readonly said: string | null; readonly path: string; objects: KubeObject[] }>();
  for (const fact of documents) {
    if (fact.format !== "manifest") continue;
    const byPath = environmentOfPath(fact.path);
    for (const object of objectsIn(fact)) {
      const said = byPath ?? environmentOfObject(object);
      const key = `${directoryOf(fact.path)}\0${said ?? ""}\0${byPath ?? ""}`;
      const group = groups.get(key) ?? { said, path: fact.path, objects: [] };
      groups.set(key, group);
      group.objects.push(object);
    }
  }
  return [...groups.values()].map(({ said, path, objects }): Deployed => {
    const beside = said === null ? [] : (groups.get(`${directoryOf(path)}\0\0`)?.objects ?? []);
    const layer = said === null ? "base" : environmentOfPath(path) === null ? "whole" : "override";
    return { environment: said, layer, objects, beside, declared: null };
  });
}

/** The stores of secrets that an environment's objects may name, wherever they are declared. */
function storesFor({ environment }: Deployed, all: readonly Deployed[]): readonly KubeObject[] {
  return all.flatMap((one) =>
    one.environment === environment || one.environment === null
      ? one.objects.filter(({ kind }) => kind === "SecretStore" || kind === "ClusterSecretStore")
      : [],
  );
}

function factsOf(deployed: Deployed, stores: readonly KubeObject[]): readonly Located<BindingsFact>[] {
  const { objects, environment, declared } = deployed;
  const isShared = environment === null && !objects.some(({ at }) => /(?:^|\/)base\//i.test(at.path));
  // What names no environment and is no base of one says nothing of any.
  if (isShared) return [];
  const around = [...stores, ...(deployed.beside ?? []), ...objects];
  const taken = new Set(objects.filter(isWorkload).flatMap(takenBy));
  const workloads = objects.filter(isWorkload).flatMap((object) => {
    const entries = variablesOf(object, around);
    const holds = heldWhole(object, around);
    return entries.length === 0 ? [] : [{ ...factOf(object, entries, deployed, true), ...(holds ? { holds } : {}) }];
  });
  const alone = objects
    .filter((object) => !isTaken(object, taken))
    .flatMap((object) => {
      const entries = heldBy(object, around);
      return entries.length === 0 ? [] : [factOf(object, entries, deployed, false)];
    });
  return [...workloads, ...alone].map((fact) =>
    declared === null ? fact : { ...fact, path: declared.path, span: declared.span },
  );
}

function isTaken(object: KubeObject, taken: ReadonlySet<string>): boolean {
  const names = [object.name, ...object.aliases];
  if (object.kind === "ConfigMap" || object.kind === "Secret")
    return names.some((name) => taken.has(`${object.kind}/${name}`));
  return [...secretsMadeBy(object), ...object.aliases].some((name) => taken.has(`Secret/${name}`));
}

function factOf(
  object: KubeObject,
  entries: readonly BindingEntry[],
  { environment, layer }: Deployed,
  isUnit: boolean,
): Located<BindingsFact> {
  const original = object.aliases[0] ?? object.name;
  return {
    kind: "bindings",
    source: "yaml-config",
    path: object.at.path,
    environment,
    service: isUnit ? readApplicationName(original).service : null,
    layer,
    entries,
    ...(isUnit && environment !== null && isReadToItsEnd(object, entries) ? { isWhole: true as const } : {}),
    includes: [],
    hints: isUnit ? hintsOf(object) : [],
    span: object.at.span,
  };
}

function distinct(gaps: readonly Located<GapFact>[]): readonly Located<GapFact>[] {
  return [...new Map(gaps.map((gap) => [`${gap.path}\0${gap.line}\0${gap.reason}`, gap])).values()];
}
