import { type Document, isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Discoveries } from "./discoveries.ts";

/** A configuration with what was discovered since, and the entries that were added, as `key.name`. */
export interface Extended {
  readonly text: string;
  readonly added: readonly string[];
}

/**
 * Adds what the configuration does not speak of yet, and changes nothing that is there, comments included.
 *
 * @param text A configuration that was read before, so that it is known to keep to its schema.
 */
export function extendSettings(text: string, found: Discoveries, format: "yaml" | "json"): Extended {
  // Where a name says nothing, only its users can say what the environment is.
  const environments = found.environments.filter((one) => one.class !== "other");
  const added = [
    ...environments.map(({ name }) => `environments.${name}`),
    ...found.endpoints.map(({ host }) => `endpoints.${host}`),
    ...found.publicKeys.map(({ name }) => `publicKeys: ${name}`),
  ];
  if (added.length === 0) return { text, added };
  const more: Additions = {
    environments: environments.map(({ name, class: cls }) => [name, { class: cls }]),
    endpoints: found.endpoints.map(({ host, environment }) => [host, environment]),
    publicKeys: found.publicKeys.map(({ name }) => name),
  };
  return { text: format === "json" ? inJson(text, more) : inYaml(text, more), added };
}

interface Additions {
  readonly environments: readonly (readonly [name: string, value: { readonly class: string }])[];
  readonly endpoints: readonly (readonly [host: string, environment: string])[];
  readonly publicKeys: readonly string[];
}

function inYaml(text: string, { environments, endpoints, publicKeys }: Additions): string {
  const document = parseDocument(text);
  for (const [key, entries] of [
    ["environments", environments],
    ["endpoints", endpoints],
  ] as const) {
    if (entries.length === 0) continue;
    const map = document.get(key, true);
    if (!isMap(map)) setInPlace(document, key, Object.fromEntries(entries));
    // An empty `{}` would be filled on one line.
    else {
      if (map.items.length === 0) map.flow = false;
      for (const [name, value] of entries) map.set(name, document.createNode(value));
    }
  }
  if (publicKeys.length > 0) {
    const list = document.get("publicKeys", true);
    if (!isSeq(list)) setInPlace(document, "publicKeys", publicKeys);
    else {
      if (list.items.length === 0) list.flow = false;
      for (const name of publicKeys) list.add(document.createNode(name));
    }
  }
  return document.toString({ lineWidth: 0 });
}

/** A value where there was none; what was noted there stays. */
function setInPlace(document: Document.Parsed, key: string, value: unknown): void {
  const before = document.get(key, true);
  const node = document.createNode(value);
  if (isScalar(before)) {
    node.comment = before.comment ?? null;
    node.commentBefore = before.commentBefore ?? null;
  }
  document.set(key, node);
}

function inJson(text: string, { environments, endpoints, publicKeys }: Additions): string {
  const data = JSON.parse(text.replace(/^\uFEFF/, "")) as Record<string, unknown>;
  const merged = (key: string, entries: readonly (readonly [string, unknown])[]) =>
    entries.length === 0 ? {} : { [key]: { ...(data[key] as object | undefined), ...Object.fromEntries(entries) } };
  const keys =
    publicKeys.length === 0
      ? {}
      : { publicKeys: [...((data.publicKeys as string[] | undefined) ?? []), ...publicKeys] };
  const all = { ...data, ...merged("environments", environments), ...merged("endpoints", endpoints), ...keys };
  return `${JSON.stringify(all, null, 2)}\n`;
}
