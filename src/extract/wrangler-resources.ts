import type { BindingEntry } from "../model/binding-facts.ts";
import type { Span } from "../model/location.ts";
import type { Address, Sealed } from "../model/sealed.ts";
import { type ConfigNode, entryOf, entrySpan, itemsOf, textOf, valueAt } from "./config-node.ts";
import type { Seal } from "./extractor.ts";

/** The Worker that a block describes: its deployed name, and the account that names are unique in. */
export interface Owner {
  readonly worker: string | null;
  readonly account: string | null;
}

/** How one kind of binding is written in a wrangler file. */
interface ResourceKind {
  /** Where the list stands. */
  readonly at: readonly string[];
  readonly resource: string;
  readonly provider: string;
  /** Keys that identify it; the first that is set counts. */
  readonly identity: readonly string[];
  /** What a remote development session opens instead. */
  readonly preview?: string;
  /** Names are unique in an account only; ids are unique everywhere. */
  readonly byName?: true;
}

const kinds: readonly ResourceKind[] = [
  { at: ["kv_namespaces"], resource: "kv", provider: "cloudflare-kv", identity: ["id"], preview: "preview_id" },
  {
    ...{ at: ["d1_databases"], resource: "d1", provider: "cloudflare-d1" },
    ...{ identity: ["database_id", "database_name"], preview: "preview_database_id" },
  },
  {
    ...{ at: ["r2_buckets"], resource: "r2", provider: "cloudflare-r2", identity: ["bucket_name"] },
    ...{ preview: "preview_bucket_name", byName: true },
  },
  {
    at: ["vectorize"],
    resource: "vectorize",
    provider: "cloudflare-vectorize",
    identity: ["index_name"],
    byName: true,
  },
  { at: ["queues", "producers"], resource: "queue", provider: "cloudflare-queue", identity: ["queue"], byName: true },
  {
    at: ["queues", "consumers"],
    resource: "queue-consumer",
    provider: "cloudflare-queue",
    identity: ["queue"],
    byName: true,
  },
  { at: ["hyperdrive"], resource: "hyperdrive", provider: "cloudflare-hyperdrive", identity: ["id"] },
  { at: ["services"], resource: "service", provider: "cloudflare-worker", identity: ["service"], byName: true },
  {
    ...{ at: ["analytics_engine_datasets"], resource: "analytics", provider: "cloudflare-analytics" },
    ...{ identity: ["dataset"], byName: true },
  },
  {
    ...{ at: ["ai_search"], resource: "ai-search", provider: "cloudflare-ai-search" },
    ...{ identity: ["instance_name", "instance", "name"], byName: true },
  },
  {
    ...{ at: ["ai_search_namespaces"], resource: "ai-search", provider: "cloudflare-ai-search" },
    ...{ identity: ["namespace"], byName: true },
  },
  { at: ["ratelimits"], resource: "ratelimit", provider: "cloudflare-ratelimit", identity: ["namespace_id"] },
  { at: ["workflows"], resource: "workflow", provider: "cloudflare-workflow", identity: ["name"], byName: true },
  { at: ["pipelines"], resource: "pipeline", provider: "cloudflare-pipeline", identity: ["pipeline"], byName: true },
  {
    ...{ at: ["dispatch_namespaces"], resource: "dispatch", provider: "cloudflare-dispatch" },
    ...{ identity: ["namespace"], byName: true },
  },
];

/** The bindings of one block that are resources and not strings. */
export function readResources(block: ConfigNode, owner: Owner, seal: Seal): readonly BindingEntry[] {
  return [
    ...kinds.flatMap((kind) => listAt(block, kind.at).flatMap((item) => ofKind(item, kind, owner, seal))),
    ...itemsOf(valueAt(block, "durable_objects", "bindings")).flatMap((item) => durableObject(item, owner, seal)),
    ...itemsOf(valueAt(block, "secrets_store_secrets")).flatMap(storedSecret),
    ...ai(block, seal),
  ];
}

/** A list of bindings, also where one stands alone. */
function listAt(block: ConfigNode, path: readonly string[]): readonly ConfigNode[] {
  const node = valueAt(block, ...path);
  return node?.kind === "map" ? [node] : itemsOf(node);
}

function ofKind(item: ConfigNode, kind: ResourceKind, owner: Owner, seal: Seal): readonly BindingEntry[] {
  const [identity, other] = kind.identity
    .map((key) => entryOf(item, key))
    .filter((entry) => (textOf(entry?.value) ?? "") !== "");
  const alias = textOf(other?.value);
  const id = textOf(identity?.value) ?? "";
  // What limits requests calls its binding a name.
  const own = kind.resource === "ratelimit" ? textOf(valueAt(item, "name")) : null;
  const name = textOf(valueAt(item, "binding")) ?? own ?? (id === "" ? null : `${kind.resource}:${id}`);
  if (name === null) return [];
  const { resource, provider } = kind;
  const host = kind.byName ? owner.account : null;
  const at = (entryName: string, text: string, span: Span): BindingEntry => ({
    name: entryName,
    value: { kind: "literal", sealed: identified(text, addressFor(item, provider, host, text), seal) },
    span,
    resource,
  });

  const entries = [
    { ...at(name, id, identity ? entrySpan(identity) : item.span), ...(alias === null ? {} : { alias }) },
  ];
  const preview = kind.preview === undefined ? undefined : entryOf(item, kind.preview);
  if (preview) entries.push(at(`${name}.${preview.key}`, textOf(preview.value) ?? "", entrySpan(preview)));
  const local = entryOf(item, "localConnectionString");
  const url = textOf(local?.value);
  if (local && url) {
    const value = { kind: "literal" as const, sealed: seal(url, { name: "localConnectionString" }) };
    entries.push({ name: `${name}.localConnectionString`, value, span: entrySpan(local), resource });
  }
  return entries;
}

function addressFor(item: ConfigNode, provider: string, host: string | null, id: string): Address {
  // `environment` of a service binding picks `name-environment`.
  const environment = provider === "cloudflare-worker" ? textOf(valueAt(item, "environment")) : null;
  const jurisdiction = provider === "cloudflare-r2" ? textOf(valueAt(item, "jurisdiction")) : null;
  const name = [id, environment, jurisdiction].filter((part) => part !== null).join("-");
  return { provider, host, name, container: null, scope: null };
}

/** Without `script_name` the class lives in this Worker, which is another one in each environment. */
function durableObject(item: ConfigNode, owner: Owner, seal: Seal): readonly BindingEntry[] {
  const name = textOf(valueAt(item, "name"));
  const className = entryOf(item, "class_name");
  const script = textOf(valueAt(item, "script_name"));
  const environment = textOf(valueAt(item, "environment"));
  const worker = script === null ? owner.worker : environment === null ? script : `${script}-${environment}`;
  const text = textOf(className?.value);
  if (name === null || !className || text === null) return [];
  const address =
    worker === null
      ? null
      : { provider: "cloudflare-durable-object", host: owner.account, name: worker, container: text, scope: null };
  const value = { kind: "literal" as const, sealed: identified(text, address, seal) };
  return [{ name, value, span: entrySpan(className), resource: "durable-object" }];
}

function storedSecret(item: ConfigNode): readonly BindingEntry[] {
  const name = textOf(valueAt(item, "binding"));
  const secret = entryOf(item, "secret_name");
  const store = textOf(valueAt(item, "store_id"));
  const text = textOf(secret?.value);
  if (name === null || !secret || text === null) return [];
  const value = { kind: "reference" as const, store: "secrets-store", name: `${store ?? ""}/${text}`, default: null };
  return [{ name, value, span: entrySpan(secret), resource: "secret" }];
}

/** Workers AI has no identity of its own: it is the account's. */
function ai(block: ConfigNode, seal: Seal): readonly BindingEntry[] {
  const binding = entryOf(valueAt(block, "ai"), "binding");
  const name = textOf(binding?.value);
  if (!binding || name === null) return [];
  return [{ name, value: { kind: "literal", sealed: seal("") }, span: entrySpan(binding), resource: "ai" }];
}

/** An id is no secret, though it looks like one; zeros and `<id>` are none at all. */
function identified(text: string, address: Address | null, seal: Seal): Sealed {
  const sealed = seal(text, { name: "id" });
  if (/^[0-]+$/.test(text)) return { digest: sealed.digest, nature: "placeholder", shape: "placeholder" };
  if (sealed.nature !== "plain" && sealed.nature !== "public-key") return sealed;
  return { digest: sealed.digest, nature: "plain", shape: "identifier", text, ...(address ? { address } : {}) };
}
