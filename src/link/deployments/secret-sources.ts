import type { BindingsFact, BindingValue } from "../../model/binding-facts.ts";
import { type DocumentNode, entriesAt, itemsAt, nodeAt, plainAt } from "../../model/document.ts";
import type { Place } from "../../model/location.ts";
import { accountIn, roleOfAccount } from "./cloud-roles.ts";
import { findObject, type KubeObject } from "./objects.ts";

/** A key of a Secret that an operator fetches, with where it fetches it from. */
export interface Fetched {
  readonly name: string;
  readonly value: BindingValue;
  readonly at: Place;
}

/** The Secrets that an object makes. */
export function secretsMadeBy({ kind, name, root }: KubeObject): readonly string[] {
  switch (kind) {
    case "SealedSecret":
      return [plainAt(root, "spec", "template", "metadata", "name") ?? name];
    case "ExternalSecret":
      return [plainAt(root, "spec", "target", "name") ?? name];
    case "VaultStaticSecret":
    case "VaultDynamicSecret":
      return listOf(plainAt(root, "spec", "destination", "name"));
    case "DopplerSecret":
      return listOf(plainAt(root, "spec", "managedSecret", "name"));
    case "OnePasswordItem":
      return [name];
    case "SecretProviderClass":
      return itemsAt(root, "spec", "secretObjects").flatMap((made) => plainAt(made, "secretName") ?? []);
    default:
      return [];
  }
}

/** The keys of the Secret that an object makes, as far as it names them. */
export function fetchedBy(object: KubeObject, objects: readonly KubeObject[]): readonly Fetched[] {
  const { root } = object;
  switch (object.kind) {
    case "SealedSecret":
      return entriesAt(root, "spec", "encryptedData").map(({ key, at }) => ({
        name: key,
        value: hidden("encrypted"),
        at,
      }));
    case "ExternalSecret":
      return itemsAt(root, "spec", "data").flatMap((item) => external(item, object, objects));
    case "SecretProviderClass":
      return mounted(root);
    default:
      return [];
  }
}

/** One key of a Secret whose keys are not listed: all that stands at a place is taken over under its own name. */
export function keyOfWhole(object: KubeObject, key: string, objects: readonly KubeObject[]): BindingValue | null {
  const { root, kind } = object;
  switch (kind) {
    case "ExternalSecret": {
      const [from] = itemsAt(root, "spec", "dataFrom");
      const whole = plainAt(from, "extract", "key") ?? plainAt(from, "key");
      return whole === null ? null : remote(object, from, objects, whole, key);
    }
    case "VaultStaticSecret":
    case "VaultDynamicSecret": {
      const parts = [plainAt(root, "spec", "namespace"), plainAt(root, "spec", "mount"), plainAt(root, "spec", "path")];
      return reference("vault", `${parts.filter((part) => part !== null).join("/")}#${key}`, true);
    }
    case "DopplerSecret": {
      const parts = [plainAt(root, "spec", "project"), plainAt(root, "spec", "config")];
      return parts.some((part) => part === null) ? null : reference("doppler", `${parts.join("/")}/${key}`, false);
    }
    case "OnePasswordItem": {
      const path = plainAt(root, "spec", "itemPath");
      return path === null ? null : reference("1password", `${path}/${key}`, false);
    }
    default:
      return null;
  }
}

/** The place all of whose entries become keys of the Secret that an object makes, each under its own name. */
export function wholeOf(object: KubeObject, objects: readonly KubeObject[]): BindingsFact["holds"] | null {
  const mark = "KEY";
  const value = keyOfWhole(object, mark, objects);
  if (value?.kind !== "reference" || !value.name.endsWith(`#${mark}`)) return null;
  const name = value.name.slice(0, -`#${mark}`.length);
  return { store: value.store, name, ...(value.unplaced ? { unplaced: true as const } : {}) };
}

function external(item: DocumentNode, object: KubeObject, objects: readonly KubeObject[]): readonly Fetched[] {
  const name = plainAt(item, "secretKey");
  const key = plainAt(item, "remoteRef", "key");
  if (name === null || key === null) return [];
  const value = remote(object, item, objects, key, plainAt(item, "remoteRef", "property"));
  const keyAt = nodeAt(item, "remoteRef", "key")?.at;
  // Where a template has the key from its values, it is these that tell one environment from another.
  return [{ name, value, at: keyAt && keyAt.path !== item.at.path ? keyAt : item.at }];
}

/** What stands under a key in the store that an ExternalSecret names. */
function remote(
  { root, namespace, cluster }: KubeObject,
  item: DocumentNode | undefined,
  objects: readonly KubeObject[],
  key: string,
  property: string | null,
): BindingValue {
  const own = nodeAt(item, "sourceRef", "storeRef") ?? nodeAt(root, "spec", "secretStoreRef");
  const kind = plainAt(own, "kind") ?? "SecretStore";
  const called = plainAt(own, "name") ?? "";
  const name = property === null ? key : `${key}#${property}`;
  const store = findObject(objects, [kind], called, kind === "SecretStore" ? namespace : null);
  const provider = store ? providerOf(store, objects) : null;
  if (provider) return reference(provider.store, [...provider.place, name].join("/"), !provider.isPlaced);
  // A store that is not in the repository may be another one in each cluster, though it be called the same.
  const unplaced = reference("external-secret", [called, name].filter((part) => part !== "").join("/"), true);
  const isOfCluster = kind === "ClusterSecretStore" && cluster !== undefined && unplaced.kind === "reference";
  return isOfCluster ? { ...unplaced, within: cluster } : unplaced;
}

interface Provider {
  readonly store: string;
  /** What tells it from its namesakes. */
  readonly place: readonly string[];
  readonly isPlaced: boolean;
}

/** Which vault, account or project a SecretStore opens. */
function providerOf({ root, namespace }: KubeObject, objects: readonly KubeObject[]): Provider | null {
  const [entry] = entriesAt(root, "spec", "provider");
  if (!entry) return null;
  const { key, value: node } = entry;
  const texts = (...paths: readonly (readonly string[])[]): readonly string[] =>
    paths.flatMap((path) => plainAt(node, ...path) ?? []);
  switch (key) {
    case "vault":
      return placed("vault", texts(["server"], ["namespace"], ["path"]), plainAt(node, "server") !== null);
    case "aws": {
      const under = nodeAt(node, "auth", "jwt", "serviceAccountRef");
      const assumed = roleOfAccount(objects, plainAt(under, "name") ?? "", plainAt(under, "namespace") ?? namespace);
      const account = accountIn(plainAt(node, "role")) ?? accountIn(assumed?.role ?? null);
      const isParameter = plainAt(node, "service") === "ParameterStore";
      const place = [...(account === null ? [] : [account]), ...texts(["region"])];
      return placed(isParameter ? "aws-ssm" : "aws-secrets-manager", place, account !== null);
    }
    case "gcpsm":
      return placed("gcp-secret-manager", texts(["projectID"]), plainAt(node, "projectID") !== null);
    case "azurekv":
      return placed("azure-key-vault", texts(["vaultUrl"]), plainAt(node, "vaultUrl") !== null);
    default: {
      const settings = entriesAt(node).flatMap(({ value }) => (value.kind === "scalar" ? (value.text ?? []) : []));
      return placed(`${key}-secret`, settings, settings.length > 0);
    }
  }
}

function placed(store: string, place: readonly string[], isPlaced: boolean): Provider {
  return { store, place, isPlaced };
}

/** The keys that the CSI driver mirrors into a Secret, with the objects they come from. */
function mounted(root: DocumentNode): readonly Fetched[] {
  const provider = plainAt(root, "spec", "provider") ?? "";
  const parameters = nodeAt(root, "spec", "parameters");
  const place =
    plainAt(parameters, "vaultAddress") ?? plainAt(parameters, "keyvaultName") ?? plainAt(parameters, "region");
  const stores: Readonly<Record<string, string>> = {
    vault: "vault",
    aws: "aws-secrets-manager",
    gcp: "gcp-secret-manager",
    azure: "azure-key-vault",
  };
  const sources = itemsAt(parameters, "objects").flatMap((item) => {
    const path = plainAt(item, "secretPath") ?? plainAt(item, "resourceName") ?? plainAt(item, "objectName");
    const key = plainAt(item, "secretKey");
    const alias = plainAt(item, "objectAlias") ?? plainAt(item, "path") ?? plainAt(item, "objectName");
    return path === null || alias === null ? [] : [{ alias, name: key === null ? path : `${path}#${key}` }];
  });
  return itemsAt(root, "spec", "secretObjects").flatMap((made) =>
    itemsAt(made, "data").flatMap((item): readonly Fetched[] => {
      const name = plainAt(item, "key");
      const from = plainAt(item, "objectName");
      const source = sources.find(({ alias }) => alias === from);
      if (name === null || from === null) return [];
      const whole = [...(place === null ? [] : [place]), source?.name ?? from].join("/");
      const isPlaced = provider !== "aws" && (place !== null || /^projects\//.test(whole));
      return [{ name, value: reference(stores[provider] ?? "external-secret", whole, !isPlaced), at: item.at }];
    }),
  );
}

function listOf(name: string | null): readonly string[] {
  return name === null ? [] : [name];
}

export function reference(store: string, name: string, isUnplaced: boolean): BindingValue {
  return { kind: "reference", store, name, default: null, ...(isUnplaced ? { unplaced: true as const } : {}) };
}

export function hidden(why: string): BindingValue {
  return { kind: "expression", text: why, mentions: [] };
}
