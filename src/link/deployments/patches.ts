import { type DocumentEntry, type DocumentNode, entryAt, itemsAt, plainAt } from "../../model/document.ts";

/** Nesting beyond this is no configuration. */
const deepest = 60;

/** Lists of Kubernetes that are merged by the name of their items; all others are replaced. */
const mergedByName = /^(?:containers|initContainers|ephemeralContainers|env|volumes|imagePullSecrets)$/;

/** A strategic merge: mappings merge, containers and variables by name, and null takes away. */
export function mergeStrategic(base: DocumentNode, patch: DocumentNode, key = "", depth = 0): DocumentNode {
  if (depth > deepest) return patch;
  if (base.kind === "map" && patch.kind === "map") {
    if (plainAt(patch, "$patch") === "replace") return without(patch, "$patch");
    const merged = new Map(base.entries.map((entry) => [entry.key, entry]));
    for (const entry of patch.entries) {
      const before = merged.get(entry.key);
      if (isNull(entry.value)) merged.delete(entry.key);
      else if (before && before.value.kind !== "scalar") {
        merged.set(entry.key, { ...before, value: mergeStrategic(before.value, entry.value, entry.key, depth + 1) });
      } else merged.set(entry.key, entry);
    }
    // A variable that the patch gives a value has no source of another kind any more.
    const names = new Set(patch.entries.map((entry) => entry.key));
    if (names.has("value")) merged.delete("valueFrom");
    else if (names.has("valueFrom")) merged.delete("value");
    return { ...base, entries: [...merged.values()], at: patch.at };
  }
  if (base.kind === "list" && patch.kind === "list" && mergedByName.test(key)) return mergeNamed(base, patch, depth);
  return patch;
}

function mergeNamed(
  base: Extract<DocumentNode, { kind: "list" }>,
  patch: Extract<DocumentNode, { kind: "list" }>,
  depth: number,
): DocumentNode {
  let items: readonly DocumentNode[] = base.items;
  for (const item of patch.items) {
    const name = plainAt(item, "name");
    const isOther = (one: DocumentNode): boolean => plainAt(one, "name") !== name;
    const before = name === null ? undefined : items.find((one) => !isOther(one));
    if (plainAt(item, "$patch") === "delete") items = items.filter(isOther);
    else if (before) items = items.map((one) => (one === before ? mergeStrategic(one, item, "", depth + 1) : one));
    else items = [...items, item];
  }
  return { ...base, items };
}

/** Values of a chart, the later over the earlier: mappings merge, everything else is replaced, and null takes away. */
export function mergeValues(base: DocumentNode, over: DocumentNode, depth = 0): DocumentNode {
  if (base.kind !== "map" || over.kind !== "map" || depth > deepest) return over;
  const merged = new Map(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const before = merged.get(entry.key);
    if (isNull(entry.value)) merged.delete(entry.key);
    else merged.set(entry.key, before ? { ...entry, value: mergeValues(before.value, entry.value, depth + 1) } : entry);
  }
  return { ...base, entries: [...merged.values()] };
}

export function isNull(node: DocumentNode): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** The operations of a JSON patch; null if it cannot be carried out here. */
export function applyJsonPatch(root: DocumentNode, patch: DocumentNode): DocumentNode | null {
  let result: DocumentNode | null = root;
  for (const operation of itemsAt(patch)) {
    const op = plainAt(operation, "op");
    const path = pointer(plainAt(operation, "path"));
    const value = entryAt(operation, "value")?.value;
    if (op === "test") continue;
    if (path === null || result === null) return null;
    if (op === "remove") result = change(result, path, () => undefined);
    else if ((op === "add" || op === "replace") && value) result = change(result, path, () => value, op === "add");
    else return null;
  }
  return result;
}

function pointer(text: string | null): readonly string[] | null {
  if (text === null || !text.startsWith("/")) return null;
  return text
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The tree with the node at a path changed; undefined takes it out. Null if the path leads nowhere. */
export function change(
  node: DocumentNode,
  path: readonly string[],
  to: (before: DocumentNode | undefined) => DocumentNode | undefined,
  inserts = false,
): DocumentNode | null {
  const [key, ...rest] = path;
  if (key === undefined) return to(node) ?? null;
  if (node.kind === "list") return changeItem(node, key, rest, to, inserts);
  if (node.kind !== "map") return null;
  const before = entryAt(node, key);
  if (rest.length === 0) {
    const value = to(before?.value);
    const others = node.entries.filter((entry) => entry.key !== key);
    if (value === undefined) return { ...node, entries: others };
    const entry: DocumentEntry = { key, at: value.at, value };
    const entries = before ? node.entries.map((one) => (one === before ? entry : one)) : [...others, entry];
    return { ...node, entries };
  }
  const inner = before ? change(before.value, rest, to, inserts) : null;
  if (!before || inner === null) return null;
  return { ...node, entries: node.entries.map((one) => (one === before ? { ...one, value: inner } : one)) };
}

function changeItem(
  node: Extract<DocumentNode, { kind: "list" }>,
  key: string,
  rest: readonly string[],
  to: (before: DocumentNode | undefined) => DocumentNode | undefined,
  inserts: boolean,
): DocumentNode | null {
  // `[name=agent]` is how replacements pick an item.
  const chosen = /^\[?(\w+)=([^\]]*)\]?$/.exec(key);
  const index =
    key === "-"
      ? node.items.length
      : chosen
        ? node.items.findIndex((item) => plainAt(item, chosen[1] ?? "") === chosen[2])
        : /^\d+$/.test(key)
          ? Number(key)
          : -1;
  if (index < 0 || index > node.items.length) return null;
  const before = node.items[index];
  const value = rest.length === 0 ? to(before) : before ? change(before, rest, to, inserts) : null;
  if (value === null) return null;
  const after = node.items.slice(index + (inserts && rest.length === 0 ? 0 : 1));
  return { ...node, items: [...node.items.slice(0, index), ...(value === undefined ? [] : [value]), ...after] };
}

function without(node: Extract<DocumentNode, { kind: "map" }>, key: string): DocumentNode {
  return { ...node, entries: node.entries.filter((entry) => entry.key !== key) };
}
