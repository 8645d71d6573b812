import { stageHole, stageStore } from "../model/stage-hole.ts";
import { type ConfigNode, textOf, valueAt } from "./config-node.ts";
import { resolvePath } from "./paths.ts";
import type { Segment, Syntax } from "./references.ts";

/** Which value each name has in one stage. */
export interface StageScope {
  readonly root: ConfigNode;
  readonly stage: string | null;
  /** The account that stored secrets are in, by the profile that the stage is deployed with; null for whatever is current. */
  readonly account: string | null;
  /** The file, from which paths in it are told. */
  readonly path: string;
}

/** The store that `${file(path):key}` refers to: a file of the repository, whose values are known once all are read. */
const fileStore = "repository-file";

const stageName = /^(?:opt:stage|sls:stage|self:provider\.stage|self:custom\.(?:stage|currentStage|env))$/;

/** No configuration is nested like this, and none of its values is so long. */
const mostSteps = 100;
const longest = 8192;

/** `${self:custom.x.${opt:stage}}` and its like, with everything replaced that the file and the stage decide. */
export function serverlessSyntax(scope: StageScope): Syntax {
  return (text) => {
    const left: Segment[] = [];
    let current = text;
    for (let step = 0; step < mostSteps && current.length <= longest; step++) {
      const match = /\$\{([^${}]*)\}/.exec(current);
      if (!match) break;
      const found = lookUp(match[1] ?? "", scope);
      if (typeof found !== "string") left.push(found);
      const put = typeof found === "string" ? found : `${mark}${left.length - 1}${mark}`;
      current = current.slice(0, match.index) + put + current.slice(match.index + match[0].length);
    }
    const parts = current.split(new RegExp(`(${mark}\\d+${mark})`));
    const segments = parts.flatMap((part): readonly Segment[] => {
      const at = new RegExp(`^${mark}(\\d+)${mark}$`).exec(part)?.[1];
      const known = at === undefined ? undefined : left[Number(at)];
      if (known) return [known];
      if (part === "") return [];
      return part.includes("${")
        ? [{ kind: "expression", text: withHoles(part), mentions: [] }]
        : part.split(new RegExp(`(${hole})`)).flatMap(textOrStage);
    });
    return segments.length === 0 ? [{ kind: "text", text: "" }] : segments;
  };
}

/** Stands for what is not decided here; no file has it, since YAML allows it nowhere. */
const mark = "\uFFFE";

/** Stands for the stage where whoever deploys the file says which it is. */
const hole = "\uFFFC";

function withHoles(text: string): string {
  return text.replaceAll(hole, stageHole);
}

function textOrStage(text: string): readonly Segment[] {
  if (text === "") return [];
  return text === hole
    ? [{ kind: "reference", store: stageStore, name: stageStore, fallback: null }]
    : [{ kind: "text", text }];
}

function lookUp(inside: string, scope: StageScope): string | Segment {
  const [first = "", ...others] = inside.split(/,(?![^(]*\))/).map((part) => part.trim());
  if (stageName.test(first)) return scope.stage ?? hole;
  const value = valueIn(first, scope);
  if (value !== null) return value;
  const literal = /^(['"])(.*)\1$/s.exec(others[0] ?? "")?.[2] ?? null;
  const isOwn = first.startsWith("self:") || first.startsWith("param:");
  if (isOwn && literal !== null) return literal;
  const [, written = "", key] = /^file\(([^()]{1,300})\):([\w.-]+)$/.exec(first) ?? [];
  const target = key === undefined || written.includes(mark) ? null : resolvePath(scope.path, written.trim());
  if (target !== null)
    return { kind: "reference", store: fileStore, name: withHoles(`${target}#${key}`), fallback: literal };
  const opaque: Segment = { kind: "expression", text: withHoles(`\${${first}}`), mentions: [] };
  if (others.length > 0 && literal === null) return opaque;
  const [, store, name] = /^(env|ssm|cf|param|aws)(?:[.(][^:]*)?:(.+)$/.exec(first) ?? [];
  if (name === undefined || name.includes(mark) || store === "aws") return opaque;
  const stores: Readonly<Record<string, string>> = { env: "environment", ssm: "aws-ssm", cf: "cloudformation" };
  const known = stores[store ?? ""];
  return known === undefined
    ? opaque
    : { kind: "reference", store: known, name: withHoles(placed(known, name, scope)), fallback: literal };
}

/** A map that stands where a text says: in the file itself, or in another one, under a key of it or as a whole. */
export type FoundMap =
  | { readonly kind: "map"; readonly node: ConfigNode }
  | { readonly kind: "file"; readonly path: string; readonly key: string | null };

/** `${self:custom.environment}`, `${file(config/${sls:stage}.yml):environment}`; null for what is not followed. */
export function mapIn(node: ConfigNode, scope: StageScope, depth = 0): FoundMap | null {
  if (node.kind === "map") return { kind: "map", node };
  const written = textOf(node);
  if (written === null || depth > deepestMap) return null;
  const filled = written.replace(/\$\{([^${}]*)\}/g, (whole, inside: string) => {
    const found = stageName.test(inside.split(",")[0]?.trim() ?? "") ? (scope.stage ?? hole) : null;
    return found ?? whole;
  });
  const own = /^\$\{self:([\w.-]+)\}$/.exec(filled)?.[1];
  const inner = own === undefined ? undefined : valueAt(scope.root, ...own.split("."));
  if (inner) return mapIn(inner, scope, depth + 1);
  const [, file = "", key = null] = /^\$\{file\(([^(){}$]{1,300})\)(?::([\w-]+))?\}$/.exec(filled) ?? [];
  const target = file === "" ? null : resolvePath(scope.path, file.trim());
  return target === null ? null : { kind: "file", path: withHoles(target), key };
}

const deepestMap = 5;

function placed(store: string, written: string, { account }: StageScope): string {
  const name = written.replace(/~(?:true|false|split)$/, "");
  return account === null || store === "environment" ? name : `${account}:${name}`;
}

function valueIn(name: string, { root, stage }: StageScope): string | null {
  const [, source, path] = /^(self|param):([\w.-]+)$/.exec(name) ?? [];
  if (path === undefined) return null;
  if (source === "self") return textOf(valueAt(root, ...path.split("."))) ?? throughFile(root, path.split("."));
  const places = [stage, "default"].flatMap((key) =>
    key === null
      ? []
      : [
          ["params", key],
          ["stages", key, "params"],
        ],
  );
  for (const at of places) {
    const text = textOf(valueAt(root, ...at, path));
    if (text !== null) return text;
  }
  return null;
}

/** `${self:custom.settings.index}` where `custom.settings` is a file as a whole: the entry of that file. */
function throughFile(root: ConfigNode, path: readonly string[]): string | null {
  for (let length = path.length - 1; length > 0; length--) {
    const written = textOf(valueAt(root, ...path.slice(0, length)));
    const [, file] = /^\$\{(file\(.{1,300}\))\}$/.exec(written ?? "") ?? [];
    if (file !== undefined) return `\${${file}:${path.slice(length).join(".")}}`;
  }
  return null;
}
